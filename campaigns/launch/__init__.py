"""Reads a launch text (văn bản phát động): what it calls for, who and when, what it announces.

Pure, and patient: any text is read, without errors and in time that grows with its length. What
is not found stays empty, and a note tells the person who corrects the result.
"""

from dataclasses import replace

from campaigns.launch.appeal import appeal_places, appeal_sentence
from campaigns.launch.awards import announced, find_mentions, told_again
from campaigns.launch.commitments import find_commitments
from campaigns.launch.dates import dateline, launch_date
from campaigns.launch.files import NotTextError, decode
from campaigns.launch.heading import theme, title_place, written_title
from campaigns.launch.launcher import launcher
from campaigns.launch.notes import Note
from campaigns.launch.record import AnnouncedAward, Commitment, Launch
from campaigns.launch.text import Paragraph, paragraphs

__all__ = [
    "AnnouncedAward",
    "Commitment",
    "Launch",
    "NotTextError",
    "Note",
    "decode",
    "read_launch",
]

DATELINE_WITHIN = 10


def read_launch(text: str) -> Launch:
    """Read a launch text as pasted or uploaded."""
    parts = paragraphs(text)
    if not parts:
        return Launch("", "", None, "", (), "", (), (Note("no_text"),))
    head = title_place(parts)
    title = "" if head is None else parts[head].text
    date_line = next((p for p in parts[:DATELINE_WITHIN] if dateline(p)), None)
    body = [p for index, p in enumerate(parts) if index != head and p is not date_line]
    return _read(title, date_line, body)


def _read(title: str, date_line: Paragraph | None, body: list[Paragraph]) -> Launch:
    mentions, notes = find_mentions(body)
    told = frozenset(mention.place for mention in mentions if not mention.in_caption)
    found = find_commitments(body, told)
    appeal = appeal_places(body, found.places | told)
    awards = announced(mentions, found.places | set(appeal))
    named = theme(title, body)
    launch = Launch(
        title=written_title(title, named, body),
        theme=named,
        date=launch_date(body, dateline(date_line) if date_line else None),
        launcher=launcher(body),
        commitments=found.commitments,
        appeal="\n".join(body[place].text for place in appeal)
        or appeal_sentence(body, [one.text for one in found.commitments]),
        awards=tuple(awards),
        notes=(*found.notes, *notes, *told_again(mentions)),
    )
    return _with_missing(launch)


def _with_missing(launch: Launch) -> Launch:
    missing = [
        Note(f"no_{name}")
        for name in ("title", "theme", "date", "launcher")
        if not getattr(launch, name)
    ]
    return replace(launch, notes=(*missing, *launch.notes))

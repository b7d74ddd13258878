"""A calendar feed in words that calendar programs read (RFC 5545): whole days, nothing else."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_LINE = 75  # bytes; a longer one goes on behind a blank in the next
ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": ""})


@dataclass(frozen=True)
class Event:
    """Something on a day; `key` never changes, so that a program knows it again."""

    key: str
    day: datetime.date
    title: str
    text: str = ""
    url: str = ""


def feed(events: Iterable[Event], *, name: str, host: str, made_at: datetime.datetime) -> str:
    """Write events as a feed, in the order given; `made_at` is aware."""
    stamp = f"{made_at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{host}//Thi Dua//VI",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{name.translate(ESCAPED)}",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.key}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + datetime.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{event.title.translate(ESCAPED)}",
        ]
        lines += [f"DESCRIPTION:{event.text.translate(ESCAPED)}"] if event.text else []
        lines += [f"URL:{event.url}"] if event.url else []
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """Break a line where it grows too long in bytes, never inside a letter."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE:
            parts.append(part)
            part, size = "", 1  # the blank that the next line begins with
        part, size = part + letter, size + width
    return "\r\n ".join([*parts, part])

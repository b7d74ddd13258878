"""A report of achievements made of what is on record, for a clerk to edit: pure words, no database.

The documents of the office are in Vietnamese.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaigns.progress import Result, report


@dataclass(frozen=True)
class Post:
    """A post held for a time; without `until` it is held still."""

    title: str
    unit: str
    since: datetime.date
    until: datetime.date | None = None


@dataclass(frozen=True)
class Idea:
    """A recognised initiative, with the words for how far it is recognised."""

    title: str
    scope: str
    recognised_on: datetime.date
    certificate: str


@dataclass(frozen=True)
class Won:
    """An award that was decided earlier."""

    award: str
    year: int
    reference: str
    signed_on: datetime.date | None


@dataclass(frozen=True)
class Record:
    """What is on record of a person or of a collective; `honorific` only of a person."""

    name: str
    year: int
    honorific: str = ""
    posts: tuple[Post, ...] = ()
    ratings: tuple[tuple[int, str], ...] = ()
    results: tuple[Result, ...] = ()
    ideas: tuple[Idea, ...] = ()
    awards: tuple[Won, ...] = ()


def draft_report(record: Record) -> str:
    """Word the record as the draft of a report; empty where nothing is on record."""
    return "\n".join(
        line
        for part in (
            _posts(record),
            _ratings(record),
            _results(record),
            _ideas(record),
            _awards(record),
        )
        for line in part
    )


def added_to(typed: str, draft: str) -> str:
    """What is typed, untouched, and below it the lines of a draft that it does not hold yet."""
    typed = typed.rstrip()
    if not typed:
        return draft
    new = [line for line in draft.splitlines() if line not in typed]
    # A heading whose lines all stand there already would head nothing.
    follows = [*new[1:], ""] if new else []
    kept = [
        line
        for line, next_line in zip(new, follows, strict=True)
        if not line.endswith(":") or next_line.startswith("–")
    ]
    return "\n".join([typed, *kept])


def _posts(record: Record) -> Iterator[str]:
    if not record.posts:
        return
    who = f"{record.honorific} {record.name}".strip()
    now = [post for post in record.posts if post.until is None] or [record.posts[-1]]
    held = " kiêm ".join(f"{post.title}, {post.unit}" for post in now)
    yield f"{who} hiện là {held}."
    if len(record.posts) > 1:
        yield "Quá trình công tác:"
        yield from _listed(_post(post) for post in record.posts)


def _post(post: Post) -> str:
    until = f" đến {post.until:%d/%m/%Y}" if post.until else " đến nay"
    return f"Từ {post.since:%d/%m/%Y}{until}: {post.title}, {post.unit}"


def _ratings(record: Record) -> Iterator[str]:
    if record.ratings:
        said = "; ".join(f"năm {year} {label}" for year, label in record.ratings)
        yield f"Kết quả xếp loại hằng năm: {said}."


def _results(record: Record) -> Iterator[str]:
    if record.results:
        yield f"Kết quả thực hiện các chỉ tiêu đăng ký thi đua năm {record.year}:"
        yield from report(record.results).splitlines()


def _ideas(record: Record) -> Iterator[str]:
    if record.ideas:
        yield "Sáng kiến, đề tài đã được công nhận:"
        yield from _listed(
            f"“{one.title}”, phạm vi {one.scope}, công nhận ngày {one.recognised_on:%d/%m/%Y} "
            f"({one.certificate})"
            for one in record.ideas
        )


def _awards(record: Record) -> Iterator[str]:
    if record.awards:
        yield "Danh hiệu, hình thức khen thưởng đã được tặng:"
        yield from _listed(
            f"Năm {one.year}: {one.award}, Quyết định {one.reference}"
            + (f" ngày {one.signed_on:%d/%m/%Y}" if one.signed_on else "")
            for one in record.awards
        )


def _listed(lines: Iterable[str]) -> Iterator[str]:
    return (f"– {line}." for line in lines)

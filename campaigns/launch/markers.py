"""What numbers a commitment: "Một là", "Thứ hai", "3.", "(4)", "V.", "b)", or a bullet."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from campaigns.launch.numbers import IN_WORDS, number, roman
from campaigns.launch.text import Paragraph

LETTERS = "abcdđeghiklm"
# A marker inside a paragraph stands behind the end of a clause, or behind "và".
BEGINNING = r"(?:^|(?<=[.;:,!?])\s(?:cuối cùng,?\s)?|\svà\s)"
BULLET = re.compile(r"(?P<bullet>[-–—•●▪◦*+·‣►➢✓✔❖])(?:\s+|(?=[^\W\d]))")


@dataclass(frozen=True, slots=True)
class Family:
    """A way of numbering, and how its numbers are read. The first of two families outranks."""

    pattern: re.Pattern[str]
    read: Callable[[str], int | None]


@dataclass(frozen=True, slots=True, order=True)
class Marker:
    """A number at a place of the text: paragraph, where the marker begins, where it ends."""

    paragraph: int
    start: int
    end: int
    number: int

    @property
    def inline(self) -> bool:
        """Whether it stands inside its paragraph, and not at its head."""
        return self.start > 0


def _letter(text: str) -> int | None:
    return LETTERS.find(text) + 1 or None


def _family(marker: str, read: Callable[[str], int | None]) -> Family:
    return Family(re.compile(BEGINNING + marker), read)


FAMILIES = (
    _family(rf"(?!nhất\s)(?P<n>{IN_WORDS})\slà\b[\s,:]*", number),
    _family(rf"thứ\s(?P<n>{IN_WORDS})\b(?:\slà\b)?[\s,:.]*", number),
    _family(
        rf"(?:nội dung|nhiệm vụ|cam kết)(?:\sthứ)?\s(?P<n>\d{{1,2}}|{IN_WORDS})\s?[:.,–-]\s*",
        number,
    ),
    _family(r"\(?(?P<n>[ivx]{1,6})(?:[.)/]|\s[-–])\s+", roman),
    _family(r"(?P<n>\d{1,2})\.(?:\s+|(?=[^\W\d]))", number),
    _family(r"\(?(?P<n>\d{1,2})\)\s*", number),
    _family(r"(?P<n>\d{1,2})\s?[/–-]\s+", number),
    _family(rf"\(?(?P<n>[{LETTERS}])[.)]\s+", _letter),
)

HEADS = (BULLET, *(family.pattern for family in FAMILIES))


def numbered(family: Family, paragraphs: list[Paragraph]) -> Iterator[Marker]:
    """Markers of a family, in the order of the text."""
    for index, paragraph in enumerate(paragraphs):
        for found in family.pattern.finditer(paragraph.lower):
            if (value := family.read(found["n"])) is not None:
                yield Marker(index, found.start(), found.end(), value)


def bulleted(paragraphs: list[Paragraph]) -> dict[str, list[Marker]]:
    """Markers of each kind of bullet, numbered as they come."""
    found: dict[str, list[Marker]] = {}
    for index, paragraph in enumerate(paragraphs):
        if bullet := BULLET.match(paragraph.text):
            same = found.setdefault(bullet["bullet"], [])
            same.append(Marker(index, 0, bullet.end(), len(same) + 1))
    return found


def behind_marker(paragraph: Paragraph) -> str | None:
    """What stands behind the marker or the bullet at the head of a paragraph; None without one."""
    heads = (pattern.match(paragraph.lower) for pattern in HEADS)
    return next((paragraph.text[head.end() :] for head in heads if head), None)

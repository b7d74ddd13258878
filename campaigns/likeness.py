"""Passages that two texts share, word for word with their marks. Pure: no database, no network.

A text is read as words in lower case, Unicode composed, punctuation left out. Every run of
`SHINGLE` words gives a number; two texts share a passage where their numbers run in parallel.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from units.text import nfc

# So many words in a row are hardly ever the same by chance; a set phrase of office life is shorter.
SHINGLE = 8
# A passage that more texts than this share is a form to fill in, not a likeness.
COMMON = 5
# Where a text repeats itself over and over, only its first places are compared.
MOST_PLACES = 8

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Passage:
    """The same words in two texts: where they stand in each, and how many they are."""

    here: str
    there: str
    words: int


@dataclass(frozen=True)
class Text:
    """A text as it is compared: its words, where each stands, and the number of each shingle."""

    composed: str
    spans: tuple[tuple[int, int], ...]
    marks: tuple[int, ...]

    @classmethod
    def read(cls, text: str) -> "Text":
        """Cut a text into words and shingles."""
        composed = nfc(text)
        found = list(WORD.finditer(composed))
        words = [match[0].lower() for match in found]
        runs = (words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1))
        return cls(composed, tuple(m.span() for m in found), tuple(_mark(run) for run in runs))

    def between(self, first: int, last: int) -> str:
        """The text from one word to another, as written."""
        return self.composed[self.spans[first][0] : self.spans[last][1]]


def _mark(words: list[str]) -> int:
    """A number of 64 bits, the same on every machine."""
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def passages(
    one: Text, other: Text, *, ignoring: Collection[int] = frozenset()
) -> Iterator[Passage]:
    """Give the longest passages of `one` that stand in `other` too, in the order of `one`."""
    places: dict[int, list[int]] = {}
    for place, mark in enumerate(other.marks):
        places.setdefault(mark, []).append(place)
    at = 0
    while at < len(one.marks):
        mark = one.marks[at]
        if mark in ignoring or mark not in places:
            at += 1
            continue
        tried = places[mark][:MOST_PLACES]
        runs = ((_run(one, other, at, place, ignoring), -place) for place in tried)
        length, behind = max(runs)
        last = length + SHINGLE - 2
        place = -behind
        yield Passage(one.between(at, at + last), other.between(place, place + last), last + 1)
        at += last + 1


def _run(one: Text, other: Text, at: int, place: int, ignoring: Collection[int]) -> int:
    """How many shingles run in parallel from two places."""
    longest = min(len(one.marks) - at, len(other.marks) - place)
    for step in range(longest):
        mark = one.marks[at + step]
        if mark != other.marks[place + step] or mark in ignoring:
            return step
    return longest


def percent(text: Text, found: Collection[Passage]) -> int:
    """How many words of a hundred stand in the passages, rounded down."""
    return 100 * sum(passage.words for passage in found) // max(len(text.spans), 1)

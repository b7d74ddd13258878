"""What the reader finds in a launch text."""

import datetime
from dataclasses import dataclass

from campaigns.launch.notes import Note


@dataclass(frozen=True, slots=True)
class Commitment:
    """One of the things that the text calls for; `text` is the source's own, without its number.

    Paragraphs of `text` are parted by a line feed; `heading` is its first clause, cut short.
    """

    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class AnnouncedAward:
    """An award by its code in the catalogue, how many of each recipient, the words that say so."""

    award: str
    individuals: int
    collectives: int
    text: str


@dataclass(frozen=True, slots=True)
class Launch:
    """A launch text as read: what was not found is empty or None, and a note says so."""

    title: str
    theme: str
    date: datetime.date | None
    launcher: str
    commitments: tuple[Commitment, ...]
    appeal: str
    awards: tuple[AnnouncedAward, ...]
    notes: tuple[Note, ...]

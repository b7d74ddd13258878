"""What every criterion is: a pure question to the facts, with its words in two languages."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, ClassVar, NamedTuple

from awards.law.facts import AwardFact, Facts
from campaigns import catalogue
from campaigns.catalogue.kinds import Family, pick


class State(IntEnum):
    """How a criterion stands; "all of" is the least of its parts, "one of" the greatest."""

    NOT_MET = 0
    CANNOT_TELL = 1
    MET = 2


@dataclass(frozen=True, kw_only=True)
class Methods:
    """How the law of a day counts (`data/methods.toml`); each is cited with what it changes."""

    interval_from: str = "DECISION"
    uncounted_types: frozenset[str] = frozenset()
    uncounted_verified: bool = True
    discipline_cuts: bool = False
    leave_counts: frozenset[str] = frozenset()
    women_less_months: int = 0
    women_thirds: int = 3
    consecutive_ends: str = "EITHER"
    excellent_alone: str = "NO"


@dataclass(frozen=True, slots=True)
class Question:
    """For which award, type and year is asked, on which day, and how that day's law counts.

    `counts_from` is the day on which the last served discipline ended, where the law lets
    achievements count only from then.
    """

    award: str
    year: int
    on: datetime.date
    type: str = "CONG_TRANG"
    achievement: str = ""
    methods: Methods = field(default_factory=Methods)
    counts_from: datetime.date | None = None

    skip: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        # What a rule that nobody verified says against a type takes nothing away.
        if self.type == "CONG_TRANG" and self.methods.uncounted_verified:
            object.__setattr__(self, "skip", self.methods.uncounted_types)

    def years_back(self, count: int) -> range:
        """The `count` years that end with the year under review, the latest first."""
        return range(self.year, self.year - count, -1)

    def counting(self, facts: Facts, code: str) -> list[AwardFact]:
        """Awards of a code decided by the day, the earliest first, that count for the type."""
        on, skip = self.on, self.skip
        awards = facts.awards_by_code.get(code, ())
        return [a for a in awards if a.decided <= on and a.type not in skip]

    def counting_late(self, facts: Facts, code: str) -> list[AwardFact]:
        """Those of them for the years since a served discipline ended."""
        held = self.counting(facts, code)
        since = self.counts_from
        return [a for a in held if a.year >= since.year] if since else held


class Speech(NamedTuple):
    """The language to speak, and the agency whose name stands in the names of its awards."""

    language: str = "vi"
    agency: str | None = None

    def pick(self, vietnamese: str, english: str) -> str:
        """Choose the words of the language."""
        return pick(self.language, vietnamese, english)

    def award(self, code: str) -> str:
        """Name of an award."""
        return catalogue.award(code).label(self.language, self.agency)

    def titled(self, code: str) -> str:
        """An award as a sentence names it: a title that is no flag is said to be one."""
        name, award = self.award(code), catalogue.award(code)
        if award.family == Family.FORM or code.startswith("CO_"):
            return self.pick(name, f"the {name}")
        return self.pick(f"danh hiệu {name}", f"the title “{name}”")

    def times(self, count: int) -> str:
        """So many times: "once", "twice", "3 times"."""
        often = {1: "once", 2: "twice"}.get(count, f"{count} times")
        return self.pick(f"{count} lần", often)

    def day(self, day: datetime.date | None) -> str:
        """Return a day as dd/mm/yyyy."""
        return f"{day:%d/%m/%Y}" if day else ""

    def years(self, years: Iterable[int]) -> str:
        """Years in a row of words, the earliest first: "2020, 2021"."""
        return ", ".join(str(year) for year in sorted(years))


Counted = Sequence[Any]

MET, NOT_MET, CANNOT_TELL = State.MET, State.NOT_MET, State.CANNOT_TELL


@dataclass(frozen=True, kw_only=True)
class Criterion(ABC):
    """One thing that the law asks. `kind` is its name in the data, the verdict and the cases.

    A subclass says in `grows` which of its numbers ask for more as they grow, so that an agency's
    record that asks for less than national law can be refused.
    """

    kind: ClassVar[str] = ""
    grows: ClassVar[tuple[str, ...]] = ()

    @property
    def cost(self) -> int:
        """How late to weigh it, from 1 on: what is quick and often decides spares the rest."""
        return 1

    @property
    def counted_as(self) -> str:
        """The kind by which a method says how it is counted, and is cited."""
        return self.kind

    @abstractmethod
    def check(self, facts: Facts, question: Question) -> State:
        """Weigh the facts."""

    @abstractmethod
    def counted(self, facts: Facts, question: Question) -> Counted:
        """The records that it counts, for the explanation."""

    @abstractmethod
    def asked(self, say: Speech) -> str:
        """What is asked, in a sentence without a full stop."""

    @abstractmethod
    def found(self, state: State, counted: Counted, say: Speech) -> str:
        """What was found, in a few words."""

    @abstractmethod
    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        """What would meet it; empty where nothing can any more."""

    def weaker_than(self, other: "Criterion") -> str:
        """Which of its numbers asks for less than `other` of the same kind; empty if none."""
        if type(self) is not type(other):
            return ""
        return next((n for n in self.grows if getattr(self, n) < getattr(other, n)), "")


def told(known: bool, enough: bool) -> State:  # noqa: FBT001 - reads as a truth table
    """State of a count: enough is met whatever is unknown; else unknown facts leave it open."""
    if enough:
        return MET
    return NOT_MET if known else CANNOT_TELL


def several(count: int, noun: str) -> str:
    """So many of a noun in English: "1 year", "2 years"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


RATINGS = {
    "KHT": ("không hoàn thành nhiệm vụ", "tasks not completed"),
    "HT": ("hoàn thành nhiệm vụ", "tasks completed"),
    "HTT": ("hoàn thành tốt nhiệm vụ", "tasks completed well"),
    "HTXS": ("hoàn thành xuất sắc nhiệm vụ", "tasks completed excellently"),
}

"""The records: a rubric of criteria, and a share of the members that a text asks for."""

import datetime
from dataclasses import dataclass
from typing import Any, Self


class RubricError(ValueError):
    """A record of the rubric's data is wrong."""


@dataclass(frozen=True)
class Criterion:
    """One test of an initiative, and the most points it can bring."""

    code: str
    name: str
    name_en: str
    points: int
    ask: str
    ask_en: str

    def __post_init__(self) -> None:
        if type(self.points) is not int or self.points < 1:
            raise RubricError(f"{self.code}: points are {self.points!r}")

    def label(self, language: str) -> str:
        """What the criterion is called."""
        return self.name if language == "vi" else self.name_en

    def question(self, language: str) -> str:
        """What a member asks under it."""
        return self.ask if language == "vi" else self.ask_en

    def as_kept(self) -> dict[str, Any]:
        """The criterion as a sitting keeps it, read again by `Criterion(**kept)`."""
        return dict(vars(self))


@dataclass(frozen=True)
class Rubric:
    """A scoring table, from a day on (until another day)."""

    code: str
    since: datetime.date
    until: datetime.date | None
    note: str
    note_en: str
    criteria: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        codes = [criterion.code for criterion in self.criteria]
        if not codes or len(codes) != len(set(codes)):
            raise RubricError(f"{self.code}: criteria are {codes}")

    @classmethod
    def read(cls, table: dict[str, Any]) -> Self:
        """Build from a table of the data file."""
        rest = dict(table)
        try:
            criteria = tuple(Criterion(**each) for each in rest.pop("criteria"))
            since, until = rest.pop("from"), rest.pop("until", None)
            return cls(since=since, until=until, criteria=criteria, **rest)
        except (KeyError, TypeError) as error:
            raise RubricError(f"{table.get('code', 'rubric')}: {error}") from error

    @property
    def points(self) -> int:
        """The most points an initiative can get."""
        return sum(criterion.points for criterion in self.criteria)


@dataclass(frozen=True)
class Share:
    """At least `least` (a fraction) of all members must agree, or be present."""

    code: str
    asks: str
    least: tuple[int, int]
    since: datetime.date
    until: datetime.date | None
    source: str
    evidence: str

    def __post_init__(self) -> None:
        above, below = self.least
        if self.asks not in {"agree", "present"} or not 0 < above <= below:
            raise RubricError(f"{self.code}: {self.asks} {above}/{below}")
        if self.evidence not in {"found", "unverified"}:
            raise RubricError(f"{self.code}: evidence is {self.evidence}")

    @classmethod
    def read(cls, table: dict[str, Any]) -> Self:
        """Build from a table of the data file."""
        rest = dict(table)
        try:
            above, below = rest.pop("least")
            since, until = rest.pop("from"), rest.pop("until", None)
            return cls(least=(above, below), since=since, until=until, **rest)
        except (KeyError, TypeError) as error:
            raise RubricError(f"{table.get('code', 'share')}: {error}") from error

    @property
    def verified(self) -> bool:
        """Whether somebody read the text itself; else it only warns."""
        return self.evidence == "found"

    def met(self, count: int, members: int) -> bool:
        """Whether `count` of all `members` are enough."""
        above, below = self.least
        return count * below >= members * above

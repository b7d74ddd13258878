"""What is known about a person, a collective or a household, for the law to weigh.

Plain values: no database, no clock. A list that is None, and a year that a table does not have,
are unknown; an empty list says that there is none.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple


class Rating(IntEnum):
    """Completion of tasks in a year, the lowest first (mức độ hoàn thành nhiệm vụ)."""

    KHT = 0
    HT = 1
    HTT = 2
    HTXS = 3


class Scope(IntEnum):
    """How far an initiative's effect is recognised, the narrowest first."""

    CO_SO = 0
    BO = 1
    TOAN_QUOC = 2


class Severity(IntEnum):
    """Disciplines of civil servants, the lightest first."""

    KHIEN_TRACH = 1
    CANH_CAO = 2
    HA_BAC_LUONG = 3
    GIANG_CHUC = 4
    CACH_CHUC = 5
    BUOC_THOI_VIEC = 6


class Office(IntEnum):
    """Leadership posts that count for long service, the lowest first."""

    PHO_VU_TRUONG = 0
    VU_TRUONG = 1
    PHO_TONG_CUC_TRUONG = 2
    TONG_CUC_TRUONG = 3
    THU_TRUONG = 4
    BO_TRUONG = 5


class AwardFact(NamedTuple):
    """An award received for `year` by a decision of the day `decided`.

    `period_to` is the last year of the achievement period that the decision names, if it does.
    """

    code: str
    year: int
    decided: datetime.date
    type: str = "CONG_TRANG"
    period_to: int | None = None
    reference: str = ""


class InitiativeFact(NamedTuple):
    """An initiative or accepted research; `used_for` is the award that it has served already."""

    scope: Scope
    recognised: datetime.date
    used_for: str = ""
    title: str = ""


class Spell(NamedTuple):
    """Something of a kind that lasts from a day up to, not including, another; None is open."""

    kind: str
    since: datetime.date
    until: datetime.date | None = None

    def on(self, day: datetime.date) -> bool:
        """Whether it lasts on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    def in_year(self, year: int) -> bool:
        """Whether any day of it lies in a year."""
        return self.since.year <= year and (
            self.until is None or self.until > datetime.date(year, 1, 1)
        )


class Members(NamedTuple):
    """Heads counted in a collective at the end of a year."""

    total: int = 0
    completed: int = 0
    LDTT: int = 0
    CSTDCS: int = 0
    disciplined: int = 0
    women: int = 0


@dataclass(frozen=True)
class Facts:
    """Everything known about one subject; `kind` is a code of `catalogue.Recipient`."""

    kind: str
    gender: str = ""
    higher_retirement_age: bool = False
    ratings: Mapping[int, Rating] = field(default_factory=dict)
    months_of_service: Mapping[int, int] = field(default_factory=dict)
    bloc_rank: Mapping[int, int] = field(default_factory=dict)
    members: Mapping[int, Members] = field(default_factory=dict)
    awards: tuple[AwardFact, ...] | None = None
    initiatives: tuple[InitiativeFact, ...] | None = None
    disciplines: tuple[Spell, ...] | None = None
    restrictions: tuple[Spell, ...] | None = None
    posts: tuple[Spell, ...] | None = None
    leave: tuple[Spell, ...] | None = None
    achievements: Mapping[str, str] | None = None
    founded: datetime.date | None = None
    dissolved: datetime.date | None = None

    @cached_property
    def awards_by_code(self) -> Mapping[str, Sequence[AwardFact]]:
        """Awards under their code, the earliest first; empty when they are unknown."""
        found: dict[str, list[AwardFact]] = {}
        for award in sorted(self.awards or (), key=itemgetter(1, 2)):
            found.setdefault(award.code, []).append(award)
        return found

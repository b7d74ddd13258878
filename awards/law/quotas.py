"""How many may get an award: a share of those who reach another, whole numbers only."""

import datetime
import functools
from dataclasses import dataclass
from pathlib import Path

from awards.law.layers import Layers, Subject, check_awards
from awards.law.records import Dated
from campaigns.catalogue.kinds import pick

EACH = ("AGENCY", "UNIT")


@dataclass(frozen=True, kw_only=True)
class Quota(Dated):
    """At most `percent` of those who reach the standard of the award `of` may get `award`.

    `each` says among whom both are counted: in the whole agency, or in each unit of its own below
    the root, with all that stands under that.
    """

    award: str
    percent: int
    of: str
    each: str = "AGENCY"

    def __post_init__(self) -> None:
        check_awards((self.award, self.of))
        if not 0 <= self.percent <= 100:
            raise ValueError(f"percent is {self.percent}")
        if self.each not in EACH:
            raise ValueError(f"each is {self.each}")


@dataclass(frozen=True)
class Meter:
    """How far a quota is used; one that is not verified warns, and stops nobody."""

    used: int
    most: int
    quota: Quota

    @property
    def left(self) -> int:
        """How many more may be nominated."""
        return max(self.most - self.used, 0)

    @property
    def over(self) -> bool:
        """Whether more are nominated than the quota allows."""
        return self.used > self.most

    @property
    def verified(self) -> bool:
        """Whether somebody saw the source of the quota."""
        return self.quota.verified

    @property
    def cites(self) -> tuple[str, ...]:
        """Short citations of the quota."""
        return self.quota.cites

    def label(self, language: str = "vi") -> str:
        """The state of the quota in words."""
        return pick(
            language,
            f"{self.used} trên tối đa {self.most}",
            f"{self.used} of at most {self.most}",
        )


def quota(award: str, on: datetime.date, agency: Path | None = None) -> Quota | None:
    """Return the quota of an award on a day, or None where there is none.

    Verified ones go before those that only warn; of these the smallest.
    """
    found = [one for one in load(agency).on(on) if one.award == award]
    return min(found, key=lambda one: (not one.verified, one.percent), default=None)


def room(award: str, on: datetime.date, base_count: int, agency: Path | None = None) -> int | None:
    """How many may get an award where `base_count` reach the standard that it is a share of.

    The law says nothing of halves; a part of one is nobody. None where there is no quota.
    """
    meter_ = meter(award, on, base_count, 0, agency)
    return meter_.most if meter_ else None


def meter(
    award: str, on: datetime.date, base_count: int, used: int, agency: Path | None = None
) -> Meter | None:
    """How far `used` nominations use up the quota of an award; None where there is no quota."""
    if base_count < 0 or used < 0:
        raise ValueError(f"{used} nominated of {base_count}")
    found = quota(award, on, agency)
    return Meter(used, found.percent * base_count // 100, found) if found else None


def _loosens(own: Quota, national: Quota) -> str:
    if own.of != national.of:
        return f"a share of {own.of} cannot be compared with one of {national.of}"
    if own.percent > national.percent:
        return f"{own.percent} % is more than {national.percent} %"
    return ""


_subject = Subject(
    file="quotas.toml",
    table="quota",
    build=Quota,
    about=lambda record: (record.award,),
    loosens=_loosens,
)


@functools.cache
def load(agency: Path | None) -> Layers[Quota]:
    """Every quota; `LawError` for a wrong record, and for an agency's that allows more."""
    return _subject.load(agency)

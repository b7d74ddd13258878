"""In how many years a title is won, which tells titles of one day apart by their periods."""

import datetime
import functools
from dataclasses import dataclass

from awards.law.layers import Layers, Subject, check_awards
from awards.law.records import Dated


@dataclass(frozen=True, kw_only=True)
class Period(Dated):
    """A title is won over so many years; one without a record is won in one."""

    award: str
    years: int

    def __post_init__(self) -> None:
        check_awards([self.award])
        if self.years < 2:
            raise ValueError(f"over {self.years} years")


def period_until(award: str, year: int, on: datetime.date) -> str:
    """The period whose last year is `year`, by the law of a day: "2022", "2020–2022"."""
    years = next((one.years for one in load().on(on) if one.award == award), 1)
    return f"{year}" if years == 1 else f"{year - years + 1}–{year}"


@functools.cache
def load() -> Layers[Period]:
    """Every record; `LawError` for a wrong one."""
    return Subject(
        file="periods.toml",
        table="period",
        build=Period,
        about=lambda one: (one.award,),
    ).load()

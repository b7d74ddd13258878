"""Public holidays as law data: their sources, and whether anybody compared them."""

import datetime
import functools
from dataclasses import dataclass

from awards.law.records import Dated, LawError, read
from units.calendar import FILE, SATURDAY


@dataclass(frozen=True, kw_only=True)
class Holidays(Dated):
    """Weekdays off, and days of the weekend that are worked, in the time of the record."""

    off: tuple[datetime.date, ...]
    worked: tuple[datetime.date, ...] = ()

    def __post_init__(self) -> None:
        for day in (*self.off, *self.worked):
            if not self.holds(day):
                raise ValueError(f"{day} is outside its time")
            if (day.weekday() >= SATURDAY) != (day in self.worked):
                raise ValueError(f"{day} is off or worked anyhow, being a {day:%A}")


def doubtful_holidays(start: datetime.date, end: datetime.date) -> list[Holidays]:
    """Records that nobody compared with the official notice, of days from `start` to `end`."""
    return [
        record
        for record in holidays()
        if not record.verified
        and record.since <= end
        and (record.until is None or start < record.until)
    ]


@functools.cache
def holidays() -> tuple[Holidays, ...]:
    """Every record; `LawError` where a year between the first and the last has none."""
    records = tuple(read(FILE, "holidays", Holidays))
    years = {record.since.year for record in records if _whole_year(record)}
    if missing := set(range(min(years), max(years))) - years:
        raise LawError(f"holidays.toml: no record is for the whole of {min(missing)}")
    return records


def _whole_year(record: Holidays) -> bool:
    year = record.since.year
    return (record.since, record.until) == (
        datetime.date(year, 1, 1),
        datetime.date(year + 1, 1, 1),
    )

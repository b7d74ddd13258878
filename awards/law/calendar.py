"""Working days: Monday to Friday without the public holidays, and the Saturdays worked for them.

Public bodies also have off the Monday after a holiday at the weekend (nghỉ bù), and some years a
day between holidays, for which a Saturday is worked (hoán đổi ngày làm việc).
"""

import datetime
import functools
from dataclasses import dataclass

from awards.law.records import DATA, Dated, LawError, read

SATURDAY = 5
DAY = datetime.timedelta(days=1)


class NoCalendarError(LookupError):
    """Nobody has entered the holidays of that year yet."""


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


@dataclass(frozen=True)
class _Calendar:
    since: datetime.date
    until: datetime.date
    off: frozenset[datetime.date]
    worked: frozenset[datetime.date]


def is_working_day(day: datetime.date) -> bool:
    """Whether offices work on a day; `NoCalendarError` for a year without data."""
    known = _calendar()
    if not known.since <= day < known.until:
        raise NoCalendarError(
            f"the calendar of working days has no year {day.year}; "
            f"it knows {known.since.year} to {known.until.year - 1}"
        )
    return day in known.worked or (day.weekday() < SATURDAY and day not in known.off)


def add_working_days(start: datetime.date, days: int) -> datetime.date:
    """Day that lies a number of working days after `start`, which itself does not count.

    A negative number counts back. `NoCalendarError` where the way leads out of the known years.
    """
    step = DAY if days >= 0 else -DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: datetime.date, end: datetime.date) -> int:
    """Working days after `start` up to `end`, which counts; negative where `end` comes first."""
    step, sign = (DAY, 1) if start <= end else (-DAY, -1)
    day, count = start, 0
    while day != end:
        day += step
        count += is_working_day(day)
    return sign * count


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
    records = tuple(read(DATA / "holidays.toml", "holidays", Holidays))
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


@functools.cache
def _calendar() -> _Calendar:
    """All records as one."""
    records = holidays()
    years = [record.since.year for record in records if _whole_year(record)]
    return _Calendar(
        datetime.date(min(years), 1, 1),
        datetime.date(max(years) + 1, 1, 1),
        frozenset(day for record in records for day in record.off),
        frozenset(day for record in records for day in record.worked),
    )

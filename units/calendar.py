"""Working days: Monday to Friday without the public holidays, and the Saturdays worked for them.

Public bodies also have off the Monday after a holiday at the weekend (nghỉ bù), and some years a
day between holidays, for which a Saturday is worked (hoán đổi ngày làm việc). The days stand in
`holidays.toml` with their sources, which `awards.law.holidays` checks as law data.
"""

import datetime
import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "holidays.toml"
SATURDAY = 5
DAY = datetime.timedelta(days=1)


class NoCalendarError(LookupError):
    """Nobody has entered the holidays of that year yet."""


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


def works(day: datetime.date) -> bool:
    """Whether offices work on a day; every weekday of a year that nobody has entered yet."""
    try:
        return is_working_day(day)
    except NoCalendarError:
        return day.weekday() < SATURDAY


def is_holiday(day: datetime.date) -> bool:
    """Whether a weekday is known to be off: a public holiday, or a day off for one."""
    return day in _calendar().off


def is_made_up(day: datetime.date) -> bool:
    """Whether a day of the weekend is worked for a day off between holidays."""
    return day in _calendar().worked


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


@functools.cache
def _calendar() -> _Calendar:
    """All records as one: from the first year to the last that stands as a whole."""
    records = tomllib.loads(FILE.read_text(encoding="utf-8"))["holidays"]
    return _Calendar(
        min(record["from"] for record in records),
        max(record["until"] for record in records),
        frozenset(day for record in records for day in record["off"]),
        frozenset(day for record in records for day in record.get("worked", ())),
    )

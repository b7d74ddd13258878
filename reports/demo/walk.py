"""Walking the office through its year: every action happens on its own day, in office hours."""

import datetime
from contextlib import AbstractContextManager

from django.utils import timezone

from units import clock

FRIDAY = 4


def at_work(day: datetime.date, hour: int = 9) -> AbstractContextManager[None]:
    """Let the office live at an hour of a day inside the block."""
    zone = timezone.get_default_timezone()
    return clock.at(datetime.datetime.combine(day, datetime.time(hour), zone))


def workday(start: datetime.date, later: int = 0) -> datetime.date:
    """The day `later` working days after `start`; Saturdays and Sundays are none."""
    day = start
    for _step in range(later):
        day += datetime.timedelta(days=3 if day.weekday() == FRIDAY else 1)
    return day

"""Walking the office through its year: every action happens on its own day, in office hours."""

import datetime
from contextlib import AbstractContextManager

from django.utils import timezone

from units import clock


def at_work(day: datetime.date, hour: int = 9) -> AbstractContextManager[None]:
    """Let the office live at an hour of a day inside the block."""
    zone = timezone.get_default_timezone()
    return clock.at(datetime.datetime.combine(day, datetime.time(hour), zone))

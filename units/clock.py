"""The office's clock: the only place where the program asks what day it is.

An office may live on another day than the calendar's: a demonstration of a past year by the
setting OFFICE_TODAY, a walk through the year or a test by `at`. The time of day stays the real one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

# Its own value in every thread and task, so that one walk never moves another's day.
_walked_to: ContextVar[date | None] = ContextVar("walked_to", default=None)


def now() -> datetime:
    """Give the moment in the office, aware, in the office's time zone."""
    zone = timezone.get_default_timezone()
    moment = _walked_to.get() or settings.OFFICE_TODAY
    if isinstance(moment, datetime):
        return moment.astimezone(zone)
    real = datetime.now(zone)
    return datetime.combine(moment, real.timetz()) if moment else real


def today() -> date:
    """Give the day in the office."""
    return now().date()


@contextmanager
def at(moment: date) -> Iterator[None]:
    """Let this thread live on a day, or at an aware moment, inside the block."""
    token = _walked_to.set(moment)
    try:
        yield
    finally:
        _walked_to.reset(token)

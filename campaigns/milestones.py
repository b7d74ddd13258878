"""When to remind of a deadline: pure arithmetic on working days."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from units.calendar import DAY, works


@dataclass(frozen=True)
class Schedule:
    """On which working days before and after a deadline those still missing hear of it.

    0 before is the deadline itself, or the last working day ahead of it. From `escalate_after`
    working days after it on, whoever stands above hears too; with None never. With `hold` the
    mail waits until somebody has read it.
    """

    before: Sequence[int] = (10, 5, 2, 1, 0)
    after: Sequence[int] = (1, 3, 5)
    escalate_after: int | None = 3
    hold: bool = False


class Reached(NamedTuple):
    """A reminder that has become due: its name, and whether the deadline is over."""

    period: str
    late: bool
    escalated: bool


def days_left(today: datetime.date, due: datetime.date | None) -> int:
    """Days up to a deadline, negative once it is over; ValueError where a draft has none yet."""
    if due is None:
        raise ValueError("A draft has no deadlines to count the days to.")
    return (due - today).days


def is_over(today: datetime.date, due: datetime.date | None) -> bool:
    """Whether a deadline has passed; one that was never set has not."""
    return due is not None and today > due


def workdays_between(start: datetime.date, end: datetime.date) -> int:
    """Working days after `start` up to `end`, which counts; `end` is not before `start`."""
    return sum(works(start + number * DAY) for number in range(1, (end - start).days + 1))


def reached(schedule: Schedule, today: datetime.date, due: datetime.date | None) -> Reached | None:
    """Name the reminder that has become due today; None if it is too early, or no working day.

    The nearest one that has passed, so that a sweep that missed a day still reminds, once. Where
    there is no such deadline, nobody is reminded of it.
    """
    if due is None or not works(today):
        return None
    left = days_left(today, due)
    if left >= 0:
        to_go = workdays_between(today, due)
        passed = [days for days in schedule.before if to_go <= days]
        return Reached(str(min(passed)), late=False, escalated=False) if passed else None
    over = workdays_between(due, today)
    passed = [days for days in schedule.after if days <= over]
    if not passed:
        return None
    escalates = schedule.escalate_after is not None and schedule.escalate_after <= max(passed)
    return Reached(f"late-{max(passed)}", late=True, escalated=escalates)

"""When to remind of a deadline: pure arithmetic on days."""

import datetime

# Days before the deadline on which those still missing hear of it.
DAYS_BEFORE = (0, 1, 3, 7, 14)
LATE = "late"


def days_left(today: datetime.date, due: datetime.date | None) -> int:
    """Days up to a deadline, negative once it is over; ValueError where a draft has none yet."""
    if due is None:
        raise ValueError("A draft has no deadlines to count the days to.")
    return (due - today).days


def is_over(today: datetime.date, due: datetime.date | None) -> bool:
    """Whether a deadline has passed; one that was never set has not."""
    return due is not None and today > due


def milestone(today: datetime.date, due: datetime.date | None) -> str | None:
    """Name the reminder that has become due: "14" … "0" days before, "late"; None if too early.

    The nearest one that has passed, so that a sweep that missed a day still reminds, once.
    A campaign without such a deadline never reminds of it.
    """
    if due is None:
        return None
    left = days_left(today, due)
    if left < 0:
        return LATE
    for days in DAYS_BEFORE:
        if left <= days:
            return str(days)
    return None

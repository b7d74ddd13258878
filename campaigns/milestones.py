"""When to remind of a deadline: pure arithmetic on days."""

import datetime

# Days before the deadline on which those still missing hear of it.
DAYS_BEFORE = (0, 1, 3, 7, 14)
LATE = "late"


def milestone(today: datetime.date, due: datetime.date) -> str | None:
    """Name the reminder that has become due: "14" … "0" days before, "late", or None if too early.

    The nearest one that has passed, so that a sweep that missed a day still reminds, once.
    """
    days_left = (due - today).days
    if days_left < 0:
        return LATE
    for days in DAYS_BEFORE:
        if days_left <= days:
            return str(days)
    return None

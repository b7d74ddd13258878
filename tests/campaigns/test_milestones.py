"""When to remind of a deadline, in working days."""

import datetime

import pytest

from campaigns.milestones import Reached, Schedule, days_left, reached, workdays_between

DUE = datetime.date(2022, 2, 15)  # a Tuesday; the working days before it lie around Tết
USUAL = Schedule()


def on(month: int, day: int, schedule: Schedule = USUAL, due: datetime.date = DUE) -> str | None:
    found = reached(schedule, datetime.date(2022, month, day), due)
    return found.period if found else None


@pytest.mark.parametrize(
    ("month", "day", "period"),
    [
        (1, 24, None),  # eleven working days left
        (1, 25, "10"),
        (1, 28, "10"),
        (1, 29, None),  # a Saturday
        (2, 1, None),  # Tết
        (2, 7, "10"),  # six left
        (2, 8, "5"),
        (2, 10, "5"),
        (2, 11, "2"),
        (2, 14, "1"),
        (2, 15, "0"),
        (2, 16, "late-1"),
        (2, 17, "late-1"),
        (2, 18, "late-3"),
        (2, 19, None),
        (2, 22, "late-5"),
        (12, 30, "late-5"),
    ],
)
def test_the_nearest_reminder_that_has_passed_on_working_days_alone(month, day, period):
    assert on(month, day) == period


def test_a_deadline_at_the_weekend_is_told_on_the_last_working_day_before_it():
    sunday = datetime.date(2022, 2, 20)
    assert on(2, 18, due=sunday) == "0"
    assert on(2, 21, due=sunday) == "late-1"


def test_whoever_stands_above_hears_when_it_lasts():
    told = [reached(USUAL, datetime.date(2022, 2, day), DUE) for day in (15, 16, 18)]
    assert told == [
        Reached("0", late=False, escalated=False),
        Reached("late-1", late=True, escalated=False),
        Reached("late-3", late=True, escalated=True),
    ]
    never = Schedule(escalate_after=None)
    assert reached(never, datetime.date(2022, 12, 1), DUE) == Reached(
        "late-5", late=True, escalated=False
    )


def test_an_agency_may_choose_its_days():
    own = Schedule(before=(3,), after=())
    assert [on(2, day, own) for day in (9, 10, 15, 16)] == [None, "3", "3", None]


def test_a_year_of_daily_sweeps_names_each_reminder_once_in_order():
    start = DUE - datetime.timedelta(days=60)
    days = [start + datetime.timedelta(days=number) for number in range(120)]
    names = [found.period for day in days if (found := reached(USUAL, day, DUE))]
    assert list(dict.fromkeys(names)) == ["10", "5", "2", "1", "0", "late-1", "late-3", "late-5"]


def test_days_are_counted_plain_and_as_working_days():
    assert days_left(datetime.date(2022, 2, 1), DUE) == 14
    assert workdays_between(datetime.date(2022, 2, 1), DUE) == 7
    assert workdays_between(DUE, DUE) == 0
    with pytest.raises(ValueError, match="no deadlines"):
        days_left(DUE, None)

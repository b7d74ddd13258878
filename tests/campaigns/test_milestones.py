"""When to remind of a deadline."""

import datetime

import pytest

from campaigns.milestones import LATE, milestone

DUE = datetime.date(2022, 2, 15)


@pytest.mark.parametrize(
    ("days_left", "reached"),
    [
        (36, None),
        (15, None),
        (14, "14"),
        (13, "14"),
        (8, "14"),
        (7, "7"),
        (4, "7"),
        (3, "3"),
        (2, "3"),
        (1, "1"),
        (0, "0"),
        (-1, LATE),
        (-300, LATE),
    ],
)
def test_the_nearest_milestone_that_has_passed(days_left: int, reached: str | None) -> None:
    assert milestone(DUE - datetime.timedelta(days=days_left), DUE) == reached


def test_a_year_of_daily_sweeps_names_each_milestone_once_in_order() -> None:
    start = DUE - datetime.timedelta(days=60)
    names = [milestone(start + datetime.timedelta(days=n), DUE) for n in range(120)]
    assert list(dict.fromkeys(names)) == [None, "14", "7", "3", "1", "0", LATE]

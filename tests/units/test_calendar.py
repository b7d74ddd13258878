"""Working days: holidays, the Saturdays worked for them, and years that nobody entered."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.calendar import (
    NoCalendarError,
    add_working_days,
    is_working_day,
    working_days_between,
    works,
)

DAY = datetime.timedelta(days=1)
KNOWN = st.dates(datetime.date(2021, 3, 1), datetime.date(2027, 8, 1))


def day(text):
    return datetime.date.fromisoformat(text)


def days_of(year):
    first = datetime.date(year, 1, 1)
    return [first + n * DAY for n in range((datetime.date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", range(2021, 2028))
def test_a_year_has_eleven_days_off_however_they_are_moved(year):
    """A day off at the weekend is made up for; a moved one is worked: eleven are left."""
    weekdays = [one for one in days_of(year) if one.weekday() < 5]
    culture_day = year >= 2026
    worked = [one for one in days_of(year) if is_working_day(one)]
    assert len(weekdays) - len(worked) == 11 + culture_day


@pytest.mark.parametrize(
    ("date", "works"),
    [
        ("2021-02-09", True),  # the day before Tết
        ("2021-02-10", False),
        ("2021-02-16", False),
        ("2021-02-17", True),
        ("2022-01-03", False),  # New Year's Day was a Saturday
        ("2022-09-01", False),
        ("2023-09-04", False),  # 2 September was a Saturday
        ("2024-04-29", False),  # moved …
        ("2024-05-04", True),  # … to this Saturday
        ("2024-05-11", False),
        ("2025-05-02", False),
        ("2025-04-26", True),
        ("2026-01-02", False),
        ("2026-01-10", True),
        ("2026-08-31", False),
        ("2026-08-22", True),
        ("2026-11-23", True),
    ],
)
def test_holidays_and_moved_days(date, works):
    assert is_working_day(day(date)) is works


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2024-12-02", 10, "2024-12-16"),
        ("2024-12-06", 1, "2024-12-09"),  # from Friday to Monday
        ("2024-04-26", 1, "2024-05-02"),  # over the holidays
        ("2024-05-03", 1, "2024-05-04"),  # the Saturday is worked
        ("2025-01-24", 1, "2025-02-03"),  # over Tết
        ("2025-12-31", 1, "2026-01-05"),
        ("2025-02-03", -1, "2025-01-24"),
        ("2025-02-01", 0, "2025-02-01"),
    ],
)
def test_counting_on_and_back(start, days, end):
    assert add_working_days(day(start), days) == day(end)


@given(KNOWN, st.integers(-30, 30))
def test_the_days_between_are_those_that_were_added(start, days):
    assert working_days_between(start, add_working_days(start, days)) == days


@given(KNOWN, st.integers(0, 60), st.integers(0, 60))
def test_days_between_add_up(start, one, other):
    middle, end = start + one * DAY, start + (one + other) * DAY
    parts = working_days_between(start, middle) + working_days_between(middle, end)
    assert working_days_between(start, end) == parts


@pytest.mark.parametrize("date", ["2020-12-31", "2028-01-01"])
def test_a_year_without_data_is_an_honest_error(date):
    said = f"has no year {date[:4]}; it knows 2021 to 2027"
    with pytest.raises(NoCalendarError, match=said):
        is_working_day(day(date))


def test_in_a_year_without_data_every_weekday_is_worked():
    assert [works(day(f"2028-01-0{n}")) for n in (1, 3, 9)] == [False, True, False]
    assert not works(day("2022-01-03"))


def test_counting_out_of_the_known_years_is_an_error():
    assert add_working_days(day("2027-12-30"), 1) == day("2027-12-31")
    with pytest.raises(NoCalendarError, match="no year 2028"):
        add_working_days(day("2027-12-30"), 2)

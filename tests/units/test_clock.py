"""The office's clock: real, set by the office, or walked."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from units import clock

DAY = date(2022, 1, 5)


@pytest.fixture
def _real_day(settings):
    settings.OFFICE_TODAY = None


@pytest.mark.usefixtures("_real_day")
def test_without_a_setting_the_clock_is_the_real_one():
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert clock.now().tzinfo == timezone.get_default_timezone()
    assert clock.today() == clock.now().date()


def test_an_office_can_live_on_another_day_at_the_real_time(settings):
    settings.OFFICE_TODAY = DAY
    assert clock.today() == DAY
    real = datetime.now(timezone.get_default_timezone())
    apart = datetime.combine(date.min, clock.now().time()) - datetime.combine(date.min, real.time())
    assert abs(apart) < timedelta(seconds=5) or abs(apart) > timedelta(hours=23)


def test_a_walk_goes_before_the_office_day_and_nests(settings):
    settings.OFFICE_TODAY = DAY
    with clock.at(date(2022, 6, 30)):
        with clock.at(date(2022, 11, 1)):
            assert clock.today() == date(2022, 11, 1)
        assert clock.today() == date(2022, 6, 30)
    assert clock.today() == DAY


def test_a_walk_ends_when_the_block_fails(settings):
    settings.OFFICE_TODAY = DAY
    with pytest.raises(KeyError), clock.at(date(2022, 6, 30)):
        raise KeyError
    assert clock.today() == DAY


def test_a_moment_is_told_in_the_zone_of_the_office():
    with clock.at(datetime(2022, 1, 4, 18, 30, tzinfo=UTC)):
        assert clock.today() == DAY
        assert clock.now().strftime("%H:%M %z") == "01:30 +0700"


def test_another_thread_keeps_its_own_day(settings):
    settings.OFFICE_TODAY = DAY
    seen = []
    with clock.at(date(2022, 6, 30)):
        other = threading.Thread(target=lambda: seen.append(clock.today()))
        other.start()
        other.join()
    assert seen == [DAY]

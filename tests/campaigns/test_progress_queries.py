"""Where targets stand on a day, which are silent, and what a year's results say."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.actions.progress import withdraw_progress
from campaigns.progress import Result
from campaigns.queries.progress import (
    results_behind,
    signed_targets,
    silent_targets,
    with_progress,
)
from campaigns.workflow import ProgressState
from tests.campaigns import progress_way as way
from tests.cast import day, launched_campaign
from tests.units.files.samples import pdf
from units import clock

DUE = datetime.date(2022, 11, 30)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def campaign(office):
    with day(2022, 1, 10):
        return launched_campaign(office)


@pytest.fixture
def target(office, campaign):
    return way.signed_pledge(office, campaign).targets.first()


def on(target, when):
    return with_progress(signed_targets(), when).get(pk=target.pk)


@pytest.mark.parametrize(
    ("reached", "when", "state"),
    [
        (None, DUE - 31 * DAY, ProgressState.ON_TRACK),
        (None, DUE - 30 * DAY, ProgressState.AT_RISK),
        ("94.99", DUE, ProgressState.AT_RISK),
        ("94.99", DUE + DAY, ProgressState.LATE),
        ("95", DUE - 31 * DAY, ProgressState.DONE),
        ("95", DUE + 99 * DAY, ProgressState.DONE),
        ("120", DUE, ProgressState.DONE),
    ],
)
def test_where_a_target_stands_follows_from_figure_and_day(office, target, reached, when, state):
    if reached is not None:
        with day(2022, 6, 1):
            way.note(target, office.lan, reached)
    assert on(target, when).progress == state


@pytest.mark.parametrize(
    ("reached", "when", "state"),
    [
        (0, DUE - 60 * DAY, ProgressState.ON_TRACK),
        (0, DUE, ProgressState.AT_RISK),
        (0, DUE + DAY, ProgressState.DONE),
        (1, DUE + DAY, ProgressState.LATE),
        (None, DUE + DAY, ProgressState.LATE),
    ],
)
def test_a_goal_of_zero_is_kept_until_its_date_is_over(office, campaign, reached, when, state):
    target = way.signed_pledge(office, campaign, value=0).targets.first()
    if reached is not None:
        with day(2022, 6, 1):
            way.note(target, office.lan, reached)
    assert on(target, when).progress == state


def test_the_newest_figure_counts_and_a_withdrawn_one_never(office, target):
    with day(2022, 9, 1):
        assert (on(target, clock.today()).reached, on(target, clock.today()).news_on) == (
            None,
            None,
        )
        way.note(target, office.lan, 50, on=datetime.date(2022, 8, 1))
        way.note(target, office.lan, 30, on=datetime.date(2022, 5, 1))
        way.note(target, office.lan, None, "Chỉ có lời", on=datetime.date(2022, 9, 1))
        wrong = way.note(target, office.lan, 70, on=datetime.date(2022, 8, 1))
        found = on(target, clock.today())
        assert (found.reached, found.reached_on, found.news_on) == (
            70,
            datetime.date(2022, 8, 1),
            datetime.date(2022, 9, 1),
        )
        withdraw_progress(note=wrong, reason="Nhầm", actor=office.lan)
        assert on(target, clock.today()).reached == 50


def test_silent_targets_are_those_without_news_for_long_or_near_their_date(office, target):
    def silent(when):
        return target in silent_targets(signed_targets(), when)

    launched = target.pledge.campaign.launched_on
    assert not silent(launched + 59 * DAY)
    assert silent(launched + 60 * DAY)
    with day(2022, 6, 1):
        way.note(target, office.lan, 10)
    assert not silent(datetime.date(2022, 7, 30))
    assert silent(datetime.date(2022, 7, 31))
    with day(2022, 10, 31):
        way.note(target, office.lan, 20)
    assert not silent(datetime.date(2022, 11, 7))
    assert silent(datetime.date(2022, 11, 8)), "at risk, and no news for a week"
    with day(2022, 11, 8):
        way.note(target, office.lan, 95)
    assert not silent(datetime.date(2022, 12, 31))


def test_results_are_those_of_the_person_or_the_unit_in_the_year(office, campaign, target):
    way.signed_pledge(office, campaign, unit=office.b)
    with day(2022, 9, 1):
        way.note(
            target, office.lan, "47.50", "Việc một", evidence=[SimpleUploadedFile("a.pdf", pdf())]
        )
        withdraw_progress(
            note=way.note(target, office.lan, 99, "Nhầm"), reason="Nhầm", actor=office.lan
        )
    first = Result(
        "Chỉ tiêu 1",
        Decimal(95),
        "%",
        Decimal("47.5"),
        datetime.date(2022, 9, 1),
        ("Việc một",),
        1,
    )
    second = Result("Chỉ tiêu 2", Decimal(95), "%", None, None)
    assert results_behind(office.a, 2022) == [first, second]
    assert results_behind(office.people["mai"], 2022) == [first, second]
    assert results_behind(office.people["lan"], 2022) == []
    assert results_behind(office.a, 2021) == []
    assert results_behind(office.a, 2022, among=signed_targets().none()) == []


@pytest.mark.parametrize("count", [2, 6])
def test_results_ask_a_fixed_number_of_queries(office, campaign, count, django_assert_num_queries):
    for target in way.signed_pledge(office, campaign, targets=count).targets.all():
        with day(2022, 9, 1):
            way.note(target, office.lan, 1, "Việc", evidence=[SimpleUploadedFile("a.pdf", pdf())])
    with django_assert_num_queries(3):
        assert len(results_behind(office.a, 2022)) == count

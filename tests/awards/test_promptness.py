"""The days from a deed to its award, and the share of direct workers in a list."""

import datetime

import pytest

from awards.actions.deeds import nominate_for_deed
from awards.actions.nominations import accept_nomination, hand_up_nomination, send_nomination
from awards.models import Nomination
from awards.promptness import Promptness, promptness, speed, timed
from awards.queries.nominations import direct_share
from campaigns.actions.deeds import merge_deed, thank_for_deed
from campaigns.models import Campaign, Deed
from tests.awards import way
from tests.campaigns.exemplar_way import reported
from tests.cast import Office, day

D = datetime.date
LAST_OF_OCTOBER = D(2022, 10, 31)


def at_work(office: Office, who: str = "mai", done_on: D = LAST_OF_OCTOBER) -> Nomination:
    """A nomination made of a deed, found complete; the office is on 15/11/2022."""
    deed = reported(office, who, done_on=done_on)
    actor, head = (office.lan, office.hung) if who == "mai" else (office.binh, office.son)
    nomination = nominate_for_deed(deed=deed, award="GKHEN", actor=actor)
    hand_up_nomination(nomination=nomination, actor=actor)
    send_nomination(nomination=nomination, actor=head)
    return accept_nomination(nomination=nomination, actor=office.thao)


def days_of(deed: Deed) -> Promptness:
    return promptness(timed(Deed.objects.filter(pk=deed.pk), deed.reported_by).get())


def test_the_clock_runs_from_the_deed_to_the_decision(office: Office, campaign: Campaign) -> None:
    nomination = at_work(office)
    deed = nomination.from_deed.deed
    waiting = days_of(deed)
    assert waiting == Promptness(D(2022, 10, 31), D(2022, 11, 15), D(2022, 11, 15), None, True)
    # Monday 31/10 to Tuesday 15/11: eleven days of work; a week later sixteen.
    assert waiting.working_days(D(2022, 11, 15)) == 11
    assert waiting.working_days(D(2022, 11, 22)) == 16
    way.issued(office, nomination)
    decided = days_of(deed)
    assert decided.decided == D(2022, 11, 15)
    assert decided.working_days(D(2022, 12, 30)) == 11


def test_it_stops_without_a_figure_where_there_is_no_award(
    office: Office, campaign: Campaign
) -> None:
    thanked = thank_for_deed(deed=reported(office), answer="Cảm ơn.", actor=office.lan)
    assert days_of(thanked).working_days(D(2022, 11, 15)) is None
    rejected = at_work(office)
    way.announced(office, way.rejected(office, rejected))
    assert days_of(rejected.from_deed.deed).working_days(D(2022, 11, 15)) is None


def test_a_year_without_a_calendar_has_no_figure() -> None:
    long_ago = Promptness(D(1990, 1, 1), D(1990, 1, 1), None, None, True)
    assert long_ago.working_days(D(2022, 11, 15)) is None


def test_a_merged_deed_has_the_days_of_the_other(office: Office, campaign: Campaign) -> None:
    with day(2022, 11, 15):
        first = reported(office, done_on=D(2022, 11, 1))
        second = reported(office, by="dung", done_on=D(2022, 11, 1))
        merge_deed(deed=second, into=first, actor=office.lan)
        nomination = nominate_for_deed(deed=first, award="GKHEN", actor=office.lan)
    row = timed(Deed.objects.filter(pk=second.pk), office.thao).get()
    assert row.nomination_key == nomination.pk


def test_speed_is_told_by_median_and_slowest(
    office: Office, campaign: Campaign, django_assert_num_queries
) -> None:
    quick, slow = at_work(office, "mai", D(2022, 11, 8)), at_work(office, "dung", D(2022, 10, 25))
    way.issued(office, quick, slow)
    reported(office, "binh", done_on=D(2022, 11, 14))
    merged = reported(office, "binh", by="dung", done_on=D(2022, 11, 1))
    merge_deed(deed=merged, into=Deed.objects.get(done_on=D(2022, 11, 14)), actor=office.son)
    thao = office.thao
    with django_assert_num_queries(1):
        found = speed(timed(Deed.objects.all(), thao), D(2022, 11, 15))
    # 5 and 15 days of work; the third has waited for one.
    assert (found.awarded, found.median, found.slowest) == (2, 10, 15)
    assert (found.waiting, found.longest_wait) == (1, 1)


def test_no_deed_has_no_speed(office: Office) -> None:
    found = speed(timed(Deed.objects.all(), office.thao), D(2022, 11, 15))
    assert (found.awarded, found.median, found.slowest, found.longest_wait) == (0, None, None, None)


# The share of direct workers


@pytest.mark.parametrize(
    ("whom", "share"),
    [([], None), (["mai"], (1, 1, 100)), (["mai", "hung", "lan"], (2, 3, 67))],
)
def test_the_share_counts_individuals_alone(
    office: Office, campaign: Campaign, django_assert_num_queries, whom: list[str], share
) -> None:
    way.drafted(office, campaign, office.a, award="TTLDTT")
    for who in whom:
        way.drafted(office, campaign, who)
        # Proposed twice, counted once.
        way.drafted(office, campaign, who, award="BKB")
    with django_assert_num_queries(1):
        found = direct_share(Nomination.objects.all())
    assert (found and (found.direct, found.individuals, found.percent)) == share

"""The pledge sweep: everyone still missing hears of each milestone exactly once."""

import datetime
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils.translation import override

from campaigns.actions.campaigns import close_campaign, draft_campaign
from campaigns.actions.pledges import begin_pledge, save_pledge, send_pledge, sign_pledge
from campaigns.models import Campaign
from campaigns.tasks import remind_pledges
from tests.campaigns.pledging import drafted, sent, whole
from tests.cast import LAUNCH, Office, build_office, day, launched_campaign
from units import clock
from units.models import Account, Notice

DUE = datetime.date(2022, 2, 15)


@pytest.fixture(autouse=True)
def _vietnamese():
    with override("vi"):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    with day(2022, 1, 10):
        return launched_campaign(office)


def sweep(days_left: int) -> int:
    """Run the sweep so many days before the deadline; give how many were told."""
    with clock.at(DUE - datetime.timedelta(days=days_left)):
        return remind_pledges()


def told() -> Counter[tuple[str, str]]:
    """Count the reminders by the account and the milestone."""
    reminders = Notice.objects.filter(kind__startswith="pledge_due")
    return Counter(reminders.values_list("account__username", "period"))


def test_too_early_nobody_hears(campaign: Campaign) -> None:
    assert sweep(15) == 0
    assert told() == {}


def test_clerks_of_units_that_have_not_sent_hear(office: Office, campaign: Campaign) -> None:
    assert sweep(14) == 2
    assert told() == {("lan", "14"): 1, ("binh", "14"): 1}
    notice = Notice.objects.get(kind="pledge_due_unit_clerk", account=office.lan)
    assert notice.subject == "Sắp đến hạn đăng ký thi đua 2022: Vụ Hạ"
    assert notice.body == "Hạn đăng ký thi đua là ngày 15/02/2022."
    assert notice.path == campaign.get_absolute_url()
    assert notice.mail_due


def test_many_sweeps_tell_once(office: Office, campaign: Campaign) -> None:
    assert [sweep(14), sweep(14), sweep(13), sweep(10), sweep(8)] == [2, 0, 0, 0, 0]
    assert set(told().values()) == {1}


def test_each_milestone_tells_again_and_lateness_once(office: Office, campaign: Campaign) -> None:
    for days_left in range(20, -40, -1):
        sweep(days_left)
        sweep(days_left)
    periods = ["14", "7", "3", "1", "0", "late"]
    assert told() == {(who, period): 1 for who in ("lan", "binh") for period in periods}
    late = Notice.objects.get(account=office.lan, period="late")
    assert late.subject == "Quá hạn đăng ký thi đua 2022: Vụ Hạ"


def test_a_missed_day_still_reminds_once(campaign: Campaign) -> None:
    assert (sweep(12), sweep(5), sweep(-30)) == (2, 2, 2)
    assert {period for _who, period in told()} == {"14", "7", "late"}


def test_a_draft_or_a_returned_pledge_is_still_missing(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        drafted(office, campaign)
    sweep(7)
    assert told() == {("lan", "7"): 1, ("binh", "7"): 1}


def test_a_sent_pledge_is_the_heads_to_sign(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        pledge = sent(office, campaign)
    assert sweep(7) == 2
    assert told() == {("hung", "7"): 1, ("binh", "7"): 1}
    with day(2022, 2, 9):
        sign_pledge(pledge=pledge, actor=office.hung)
    sweep(3)
    assert told()[("hung", "3")] == told()[("lan", "3")] == 0


def test_when_all_have_signed_nobody_hears(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        for unit, clerk, head in ((office.a, "lan", "hung"), (office.b, "binh", "son")):
            writer = getattr(office, clerk)
            pledge = begin_pledge(campaign=campaign, unit=unit, actor=writer)
            content = whole(office, campaign)
            save_pledge(pledge=pledge, content=content, edition=0, actor=writer)
            send_pledge(pledge=pledge, actor=writer)
            sign_pledge(pledge=pledge, actor=getattr(office, head))
    assert [sweep(days_left) for days_left in (14, 7, 0, -1)] == [0, 0, 0, 0]


def test_drafts_and_closed_campaigns_remind_nobody(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)
        close_campaign(campaign=campaign, actor=office.thao)
    assert sweep(0) == 0


def test_each_hears_in_their_own_language(office: Office, campaign: Campaign) -> None:
    Account.objects.filter(pk=office.lan.pk).update(language="en")
    with override("vi"):
        sweep(14)
    assert (
        Notice.objects.filter(account=office.binh, subject__startswith="Sắp đến hạn").count() == 1
    )
    assert told()[("lan", "14")] == 1


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_the_same_moment_tell_once() -> None:
    with day(2022, 1, 10):
        launched_campaign(build_office())
    together = Barrier(4)

    def run(_number: int) -> None:
        together.wait()
        try:
            sweep(14)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert told() == {("lan", "14"): 1, ("binh", "14"): 1}

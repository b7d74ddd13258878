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
from campaigns.actions.reminders import set_reminder_rule
from campaigns.milestones import Schedule
from campaigns.models import Campaign, ReminderRule
from campaigns.tasks import remind_pledges
from tests.campaigns.pledging import drafted, sent, whole
from tests.cast import LAUNCH, Office, build_office, day, launched_campaign
from units.errors import ActionRefused, NotAllowed
from units.models import Account, AuditEntry, Notice


@pytest.fixture(autouse=True)
def _vietnamese():
    with override("vi"):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    with day(2022, 1, 10):
        return launched_campaign(office)


def sweep(*day_of_2022: int) -> int:
    """Run the sweep on a day of 2022; give how many were told."""
    with day(2022, *day_of_2022):
        return remind_pledges()


def told() -> Counter[tuple[str, str]]:
    """Count the reminders by the account and the milestone."""
    reminders = Notice.objects.filter(kind__startswith="pledge_due")
    return Counter(reminders.values_list("account__username", "period"))


def test_too_early_nobody_hears(campaign: Campaign) -> None:
    assert sweep(1, 24) == 0
    assert told() == {}


def test_clerks_of_units_that_have_not_sent_hear(office: Office, campaign: Campaign) -> None:
    assert sweep(1, 25) == 2
    assert told() == {("lan", "10"): 1, ("binh", "10"): 1}
    notice = Notice.objects.get(kind="pledge_due_unit_clerk", account=office.lan)
    assert notice.subject == "Sắp đến hạn đăng ký thi đua 2022: Vụ Hạ"
    assert notice.body == "Hạn đăng ký thi đua là ngày 15/02/2022."
    assert notice.path == campaign.get_absolute_url()
    assert (notice.mail_due, notice.held) == (True, False)


def test_many_sweeps_tell_once(office: Office, campaign: Campaign) -> None:
    assert [sweep(1, day) for day in (25, 25, 26, 27, 29)] == [2, 0, 0, 0, 0]
    assert set(told().values()) == {1}


def test_each_reminder_tells_again_and_those_above_hear_of_what_lasts(
    office: Office, campaign: Campaign
) -> None:
    start = datetime.date(2022, 1, 10)
    for number in range(60):
        today = start + datetime.timedelta(days=number)
        sweep(today.month, today.day)
        sweep(today.month, today.day)
    periods = ["10", "5", "2", "1", "0", "late-1", "late-3", "late-5"]
    assert told() == {(who, period): 1 for who in ("lan", "binh") for period in periods}
    late = Notice.objects.get(account=office.lan, period="late-3")
    assert late.subject == "Quá hạn đăng ký thi đua 2022: Vụ Hạ"
    above = Notice.objects.filter(kind="pledge_late_unit_clerk")
    assert Counter(above.values_list("account__username", "period")) == {
        (who, period): 1 for who in ("hung", "son") for period in ("late-3", "late-5")
    }
    assert above.filter(account=office.hung).first().body == (
        "Hạn đăng ký thi đua là ngày 15/02/2022. Đã nhắc cán bộ đầu mối thi đua của đơn vị mà "
        "việc chưa xong, nên báo để biết và đôn đốc."
    )


def test_a_missed_day_still_reminds_once(campaign: Campaign) -> None:
    assert (sweep(1, 27), sweep(2, 9)) == (2, 2)
    assert {period for _who, period in told()} == {"10", "5"}


def test_a_draft_or_a_returned_pledge_is_still_missing(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        drafted(office, campaign)
    sweep(2, 8)
    assert told() == {("lan", "5"): 1, ("binh", "5"): 1}


def test_a_sent_pledge_is_the_heads_to_sign(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        pledge = sent(office, campaign)
    assert sweep(2, 8) == 2
    assert told() == {("hung", "5"): 1, ("binh", "5"): 1}
    with day(2022, 2, 9):
        sign_pledge(pledge=pledge, actor=office.hung)
    sweep(2, 11)
    assert told()[("hung", "2")] == told()[("lan", "2")] == 0


def test_when_all_have_signed_nobody_hears(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        for unit, clerk, head in ((office.a, "lan", "hung"), (office.b, "binh", "son")):
            writer = getattr(office, clerk)
            pledge = begin_pledge(campaign=campaign, unit=unit, actor=writer)
            content = whole(office, campaign)
            save_pledge(pledge=pledge, content=content, edition=0, actor=writer)
            send_pledge(pledge=pledge, actor=writer)
            sign_pledge(pledge=pledge, actor=getattr(office, head))
    assert [sweep(1, 25), sweep(2, 8), sweep(2, 15), sweep(2, 18)] == [0, 0, 0, 0]


def test_drafts_and_closed_campaigns_remind_nobody(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)
        close_campaign(campaign=campaign, actor=office.thao)
    assert sweep(2, 15) == 0


def test_each_hears_in_their_own_language(office: Office, campaign: Campaign) -> None:
    Account.objects.filter(pk=office.lan.pk).update(language="en")
    with override("vi"):
        sweep(1, 25)
    assert (
        Notice.objects.filter(account=office.binh, subject__startswith="Sắp đến hạn").count() == 1
    )
    assert told()[("lan", "10")] == 1


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_the_same_moment_tell_once() -> None:
    with day(2022, 1, 10):
        launched_campaign(build_office())
    together = Barrier(4)

    def run(_number: int) -> None:
        together.wait()
        try:
            sweep(1, 25)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert told() == {("lan", "10"): 1, ("binh", "10"): 1}


def test_an_agency_s_own_schedule_holds_and_may_hold_the_mail(
    office: Office, campaign: Campaign
) -> None:
    own = Schedule(before=(3, 3), after=(2,), escalate_after=None, hold=True)
    set_reminder_rule(agency=office.agency, duty="PLEDGE", schedule=own, actor=office.thao)
    assert [sweep(2, day) for day in (8, 10, 15, 17, 18)] == [0, 2, 0, 2, 0]
    assert {period for _who, period in told()} == {"3", "late-2"}
    assert not Notice.objects.filter(held=False, kind__startswith="pledge_due").exists()
    entry = AuditEntry.objects.get(action="set_reminder_rule")
    assert entry.changes["before"] == [[10, 5, 2, 1, 0], [3]]


def test_only_the_standing_body_sets_it_and_it_names_a_day(office: Office) -> None:
    for name in ("lan", "hung", "phong", "quan"):
        with pytest.raises(NotAllowed):
            set_reminder_rule(
                agency=office.agency,
                duty="PLEDGE",
                schedule=Schedule(),
                actor=getattr(office, name),
            )
    with pytest.raises(ActionRefused, match="ít nhất một ngày"):
        set_reminder_rule(
            agency=office.agency,
            duty="PLEDGE",
            schedule=Schedule(before=(), after=()),
            actor=office.thao,
        )
    assert not ReminderRule.objects.exists()

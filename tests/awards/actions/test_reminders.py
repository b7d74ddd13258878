"""Reminders of nominations and opinions: each person once a period, however often swept."""

import threading

import pytest
from django.db import connection

from awards.tasks import remind_reviews
from tests.awards.way import accepted, drafted, review_of, say, sent, with_head
from tests.cast import Office, day, launched_campaign
from units.models import Notice


def told(kind: str) -> list[tuple[str, str]]:
    found = Notice.objects.filter(kind=kind).order_by("pk")
    return list(found.values_list("account__username", "period"))


def test_clerks_of_units_that_sent_nothing_are_told(office: Office, campaign):
    drafted(office, campaign, "mai")
    sent(office, campaign, "dung")
    with day(2022, 11, 16):
        assert remind_reviews() == 1
    assert told("nomination_due_unit_clerk") == [("lan", "10")]
    notice = Notice.objects.get(kind="nomination_due_unit_clerk")
    assert notice.subject == "Sắp đến hạn đề nghị khen thưởng 2022: Vụ Hạ"
    assert notice.body == "Hạn gửi đề nghị là ngày 30/11/2022."
    assert notice.path == campaign.get_absolute_url()


def test_heads_with_files_waiting_are_told(office, campaign):
    with_head(office, campaign, "mai")
    with day(2022, 11, 28):
        remind_reviews()
    assert told("nomination_due_unit_head") == [("hung", "2")]


def test_each_period_is_told_once_and_a_missed_day_is_made_up_for(office, campaign):
    swept = []
    for on in (10, 15, 16, 16, 22, 23, 26, 28, 29, 30):
        with day(2022, 11, on):
            swept.append(remind_reviews())
    with day(2022, 12, 5):  # three working days late: the heads hear too
        swept += [remind_reviews(), remind_reviews()]
    assert swept == [0, 0, 2, 0, 0, 2, 0, 2, 2, 2, 4, 0]
    periods = [period for who, period in told("nomination_due_unit_clerk") if who == "lan"]
    assert periods == ["10", "5", "2", "1", "0", "late-3"]
    assert told("nomination_late_unit_clerk") == [("son", "late-3"), ("hung", "late-3")]


def test_a_campaign_that_is_not_launched_reminds_nobody(office):
    with day(2022, 11, 29):
        assert remind_reviews() == 0


def test_members_who_owe_opinions_are_told_until_they_gave_all(office, campaign):
    review = review_of(
        office, accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    )
    say(office, review, "lien", "minh")
    with day(2022, 12, 12):
        remind_reviews()
    assert set(told("opinions_due")) == {("khoa", "5"), ("nga", "5")}
    say(office, review, "nga")
    with day(2022, 12, 15):
        remind_reviews()
        remind_reviews()
    assert told("opinions_due")[2:] == [("khoa", "0")]


def test_the_invitation_and_the_reminder_name_nobody_nominated(office, campaign):
    review_of(office, accepted(office, campaign, "mai"))
    with day(2022, 12, 15):
        remind_reviews()
    notices = Notice.objects.filter(kind__in=["review_opened", "opinions_due"])
    assert notices.count() == 9
    assert [n for n in notices if "Mai" in n.subject + n.body] == []


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_tell_everybody_once(office):
    launched_campaign(office)
    start, counts = threading.Barrier(2), []

    def sweep() -> None:
        try:
            start.wait(timeout=10)
            with day(2022, 11, 30):
                remind_reviews()
            counts.append(1)
        finally:
            connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert counts == [1, 1]
    assert set(told("nomination_due_unit_clerk")) == {("lan", "0"), ("binh", "0")}
    assert Notice.objects.filter(kind="nomination_due_unit_clerk").count() == 2

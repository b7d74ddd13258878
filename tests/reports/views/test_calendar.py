"""The calendar page and the private feed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import Target
from reports.queries.calendar import entries_of, month_of
from tests.awards import way
from tests.campaigns import pledging
from tests.cast import day, launched_campaign
from units.models import Account, AuditEntry, CalendarFeed

FEBRUARY = {"month": "2022-02"}


@pytest.fixture(autouse=True)
def january():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office):
    return launched_campaign(office)


def titles(account, since=datetime.date(2022, 1, 1), until=datetime.date(2022, 12, 31)):
    found = entries_of(account, since, until, datetime.date(2022, 1, 10))
    return [(f"{one.day:%d/%m}", one.title, one.mine) for one in found]


def shown(client, account, **asked):
    client.force_login(account)
    return client.get(reverse("calendar"), asked)


# --- what stands there ----------------------------------------------------------------------------
def test_everybody_sees_the_days_of_the_campaign(office, campaign):
    assert titles(office.roi) == [
        ("15/02", "Hạn đăng ký thi đua 2022", False),
        ("30/06", "Ngày sơ kết 2022", False),
        ("30/11", "Hạn đề nghị khen thưởng 2022", False),
        ("15/12", "Ngày họp Hội đồng 2022", False),
        ("31/12", "Ngày tổng kết 2022", False),
    ]


def test_own_work_and_own_targets_come_first(office, campaign):
    mine = ("15/02", "Đăng ký thi đua 2022 – Vụ Hạ (chưa viết)", True)
    assert titles(office.lan)[:2] == [mine, ("15/02", "Hạn đăng ký thi đua 2022", False)]
    pledging.signed(office, campaign)
    target = Target.objects.order_by("pk").first()
    Target.objects.filter(pk=target.pk).update(
        person=office.people["mai"], due_on=datetime.date(2022, 6, 1)
    )
    assert ("01/06", f"Chỉ tiêu: {target.indicator}", True) in titles(office.mai)
    assert ("01/06", f"Chỉ tiêu: {target.indicator}", True) not in titles(office.roi)


def test_members_see_until_when_a_review_waits_for_them(office, campaign):
    with day(2022, 11, 15):
        way.review_of(office, way.accepted(office, campaign))
    due = ("15/12", "Hạn cho ý kiến: Xét khen thưởng cuối năm", False)
    assert due in titles(office.lien)
    assert due not in titles(office.lan)


def test_nothing_outside_the_days_asked_for(office, campaign):
    first, last = datetime.date(2022, 2, 16), datetime.date(2022, 11, 29)
    assert titles(office.roi, first, last) == [("30/06", "Ngày sơ kết 2022", False)]


# --- the page -------------------------------------------------------------------------------------
def test_a_month_begins_on_monday_and_knows_the_holidays(office, campaign):
    weeks = month_of(office.lan, 2022, 2, datetime.date(2022, 1, 10))
    assert [day.date.isoformat() for day in (weeks[0][0], weeks[-1][-1])] == [
        "2022-01-31",
        "2022-03-06",
    ]
    first = weeks[0]
    assert [(one.off, one.said) for one in first] == [(True, "nghỉ lễ")] * 5 + [(True, "")] * 2
    assert [one.outside for one in first[:2]] == [True, False]


def test_the_page_shows_the_month_asked_for_or_this_one(client, office, campaign):
    page = shown(client, office.lan, **FEBRUARY).content.decode()
    assert "Lịch tháng 02/2022" in page
    assert "Hạn đăng ký thi đua 2022" in page
    for wrong in ("2022-13", "1999-01", "x", "2022-02-01"):
        assert "Lịch tháng 01/2022" in shown(client, office.lan, month=wrong).content.decode()


def test_the_page_takes_as_many_queries_for_one_campaign_as_for_three(client, office, campaign):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(client, office.roi, **FEBRUARY)
        return len(captured)

    queries()
    before = queries()
    launched_campaign(office)
    launched_campaign(office)
    assert queries() == before


# --- the feed -------------------------------------------------------------------------------------
def opened(client, account) -> str:
    client.force_login(account)
    page = client.post(reverse("calendar_feed_open"))
    return page.context["feed_url"].removeprefix("http://localhost:8000")


def test_the_address_opens_the_feed_without_signing_in(client, office, campaign, settings):
    settings.SITE_URL = "http://localhost:8000"
    address = opened(client, office.lan)
    client.logout()
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode()
    assert f"UID:campaign-{campaign.pk}-pledges_due@localhost" in text
    assert "SUMMARY:Đăng ký thi đua 2022 – Vụ Hạ (chưa viết)" in text
    assert f"URL:http://localhost:8000/campaigns/{campaign.pk}" in text.replace("\r\n ", "")


def test_it_speaks_the_language_of_its_owner(client, office, campaign, settings):
    settings.SITE_URL = "http://localhost:8000"
    Account.objects.filter(username="lan").update(language="en")
    assert "SUMMARY:Hạn đăng ký" not in client.get(opened(client, office.lan)).content.decode()


def test_a_new_address_ends_the_old_one_and_closing_ends_it(client, office, campaign, settings):
    settings.SITE_URL = "http://localhost:8000"
    first = opened(client, office.lan)
    second = opened(client, office.lan)
    assert [client.get(one).status_code for one in (first, second)] == [404, 200]
    assert CalendarFeed.objects.get().digest not in second
    client.post(reverse("calendar_feed_close"))
    assert client.get(second).status_code == 404
    actions = AuditEntry.objects.filter(actor=office.lan).values_list("action", flat=True)
    assert sorted(actions) == ["close_feed", "open_feed", "open_feed"]


def test_an_account_that_was_stopped_feeds_nobody(client, office, campaign, settings):
    settings.SITE_URL = "http://localhost:8000"
    address = opened(client, office.lan)
    Account.objects.filter(username="lan").update(is_active=False)
    assert client.get(address).status_code == 404

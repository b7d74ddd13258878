"""Pages of campaigns in a chain."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.campaigns import draft_campaign
from campaigns.actions.chain import record_higher_campaign
from campaigns.models import Campaign, HigherCampaign
from tests.campaigns.pages import said
from tests.campaigns.pledging import accepted, posted
from tests.campaigns.test_chain import peak
from tests.cast import FOUNDED, LAUNCH, Office, day, launched_campaign
from units.actions.accounts import grant_role
from units.models import Role

HIGHER = {
    "name": "Cả nước chung tay",
    "authority": "Thủ tướng Chính phủ",
    "document": "Số 01/KH",
    "since": "01/01/2021",
    "until": "",
}


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def test_a_campaign_of_another_authority_is_recorded(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    page = reverse("higher_campaigns")
    wrong = client.post(page, HIGHER | {"until": "31/12/2020"})
    assert "Phải sau ngày bắt đầu." in wrong.text
    assert said(client.post(page, HIGHER)) == ["Đã ghi nhận phong trào cấp trên."]
    assert HigherCampaign.objects.get().since == datetime.date(2021, 1, 1)
    assert "đã được ghi nhận" in client.post(page, HIGHER).text
    assert "Cả nước chung tay" in client.get(page).text


def test_the_draft_is_given_its_place(client: Client, office: Office, campaign: Campaign) -> None:
    higher = record_higher_campaign(
        **HIGHER | {"since": datetime.date(2021, 1, 1), "until": None},
        agency=office.agency,
        actor=office.thao,
    )
    draft = draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)
    client.force_login(office.thao)
    edit = reverse("campaign_edit", args=[draft.pk])
    shown = client.get(edit).context["forms"]
    parts = (shown.campaign, shown.commitments, shown.awards)
    both = posted(parts, parent=campaign.pk, higher=higher.pk)
    assert "Chỉ chọn một phong trào cấp trên trực tiếp." in client.post(edit, both).text
    data = posted(parts, parent=campaign.pk, kind="PEAK", scope=office.a.pk, titles_registered="on")
    assert client.post(edit, data).status_code == 302
    draft.refresh_from_db()
    assert (draft.parent, draft.kind, draft.scope, draft.titles_registered) == (
        campaign,
        "PEAK",
        office.a,
        True,
    )


def test_the_page_shows_what_is_above_and_below(
    client: Client, office: Office, campaign: Campaign
) -> None:
    low = peak(office, parent=campaign, scope=office.a, theme="Ba mươi ngày")
    accepted(office, campaign)
    client.force_login(office.mai)
    page = client.get(reverse("campaign", args=[campaign.pk]))
    assert [branch.campaign for branch in page.context["below"]] == [low]
    assert (page.context["total"].signed, page.context["total"].called) == (1, 3)
    assert "Ba mươi ngày" in page.text
    below = client.get(reverse("campaign", args=[low.pk])).text
    assert "Hưởng ứng phong trào cấp trên:" in below
    assert "trong phạm vi Vụ Hạ" in below


def test_a_short_campaign_is_shown_without_the_days_it_has_not(
    client: Client, office: Office
) -> None:
    short = peak(office, scope=office.a)
    client.force_login(office.lan)
    page = client.get(reverse("campaign", args=[short.pk]))
    assert [said for said, _state in page.context["timeline"]] == [
        "Ngày phát động: 05/01/2022",
        "Ngày tổng kết: 05/02/2022",
    ]
    assert "để gửi đăng ký" not in page.text
    assert client.get(reverse("home")).status_code == 200
    client.force_login(office.binh)
    page = client.get(reverse("campaign", args=[short.pk]))
    assert list(page.context["own_units"]) == []
    assert all("Ba mươi" not in due.title for due in client.get("/").context["dues"])


def test_the_standing_body_of_a_department_launches_there_alone(
    client: Client, office: Office
) -> None:
    body = Role.STANDING_BODY
    grant_role(account=office.roi, role=body, unit=office.a, since=FOUNDED, actor=None)
    client.force_login(office.roi)
    assert reverse("campaign_new") in client.get(reverse("campaigns")).text
    response = client.post(reverse("campaign_new"), {"source_text": LAUNCH})
    draft = Campaign.objects.get()
    assert (response.url, draft.scope) == (reverse("campaign_edit", args=[draft.pk]), office.a)
    scope = client.get(response.url).context["forms"].campaign.fields["scope"]
    assert (list(scope.queryset), scope.required) == ([office.a], True)
    assert client.get(reverse("higher_campaigns")).status_code == 404

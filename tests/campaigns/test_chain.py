"""Campaigns in a chain: kinds, scopes, what stands above, what flows up."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from campaigns.actions.campaigns import (
    CampaignContent,
    close_campaign,
    correct_campaign,
    draft_campaign,
)
from campaigns.actions.chain import record_higher_campaign
from campaigns.actions.pledges import begin_pledge
from campaigns.models import Campaign, HigherCampaign
from campaigns.permissions.campaigns import campaigns_run_by, campaigns_visible_to
from campaigns.queries.chain import Figures, branches, campaigns_above
from campaigns.queries.pledges import board_counts_by_line, pledge_board, units_called
from campaigns.workflow import CampaignKind, CampaignState
from tests.campaigns.pledging import accepted
from tests.cast import FOUNDED, LAUNCH, TODAY, Office, day, launched_campaign, peak
from units.actions.accounts import grant_role
from units.actions.organisation import create_unit
from units.errors import ActionRefused, NotAllowed
from units.models import Notice, Role, Unit

CALL = [{"heading": "Một", "text": "Nội dung."}]


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


@pytest.mark.parametrize("kind", [CampaignKind.THEMATIC, CampaignKind.PEAK])
def test_a_short_campaign_needs_its_first_and_last_day_alone(office: Office, kind: str) -> None:
    assert peak(office, kind=kind).state == CampaignState.LAUNCHED
    with pytest.raises(ActionRefused, match="còn thiếu ngày tổng kết"):
        peak(office, kind=kind, yearend_on=None)


def test_a_yearly_campaign_needs_all_of_them(office: Office) -> None:
    with pytest.raises(ActionRefused, match="còn thiếu hạn đăng ký thi đua, ngày sơ kết"):
        peak(office, kind=CampaignKind.YEARLY)
    draft = Campaign.objects.get()
    with pytest.raises(IntegrityError, match="launched_campaign_has_dates"), transaction.atomic():
        Campaign.objects.filter(pk=draft.pk).update(state=CampaignState.LAUNCHED)


@pytest.mark.parametrize(
    ("earlier", "later"), [("pledges_due", "yearend_on"), ("midyear_on", "council_on")]
)
def test_days_are_in_order_also_where_others_are_missing(
    office: Office, earlier: str, later: str
) -> None:
    draft = draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)
    days = {earlier: datetime.date(2022, 5, 2), later: datetime.date(2022, 5, 1)}
    with pytest.raises(IntegrityError, match="campaign_dates_in_order"), transaction.atomic():
        Campaign.objects.filter(pk=draft.pk).update(**days)


def test_without_a_deadline_the_notice_names_none(office: Office) -> None:
    short = peak(office, theme="Ba mươi ngày")
    notices = Notice.objects.filter(about=f"campaign:{short.pk}")
    assert set(notices.values_list("body", flat=True)) == {"Chủ đề: “Ba mươi ngày”."}


def test_launching_tells_the_units_of_the_scope_alone(office: Office) -> None:
    short = peak(office, scope=office.a)
    told = Notice.objects.filter(about=f"campaign:{short.pk}")
    assert set(told.values_list("account__username", flat=True)) == {"lan", "hung"}
    assert list(units_called(short, TODAY)) == [office.a]
    with pytest.raises(ActionRefused, match="không tự đăng ký"):
        begin_pledge(campaign=short, unit=office.b, actor=office.binh)


def test_a_department_runs_its_own_campaign(office: Office, campaign: Campaign) -> None:
    grant_role(
        account=office.roi, role=Role.STANDING_BODY, unit=office.a, since=FOUNDED, actor=None
    )
    own = peak(office, actor=office.roi, scope=office.a, parent=campaign)
    assert list(campaigns_run_by(office.roi)) == [own]
    assert set(campaigns_visible_to(office.lan)) == {own, campaign}
    with pytest.raises(NotAllowed):
        close_campaign(campaign=campaign, actor=office.roi)
    with pytest.raises(NotAllowed):
        draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.roi, scope=office.b)
    draft = draft_campaign(
        agency=office.agency, source_text=LAUNCH, actor=office.roi, scope=office.a
    )
    wider = CampaignContent(fields={"scope": None}, commitments=CALL)
    with pytest.raises(NotAllowed):
        correct_campaign(campaign=draft, content=wider, actor=office.roi)


def test_results_flow_up_the_chain(office: Office, campaign: Campaign) -> None:
    middle = peak(office, parent=campaign, theme="Giữa")
    low = peak(office, parent=middle, scope=office.a, theme="Dưới")
    accepted(office, campaign)
    pledge = begin_pledge(campaign=low, unit=office.a, actor=office.lan)
    assert pledge.signed_at is None
    seen = campaigns_visible_to(office.thao)
    total, below = branches(campaign, seen, TODAY)
    assert [(one.campaign, one.depth, one.figures) for one in below] == [
        (middle, 1, Figures(called=3)),
        (low, 2, Figures(called=1)),
    ]
    assert total == Figures(called=5, signed=1, accepted=1, targets=2)
    assert campaigns_above(low) == [campaign, middle]


def test_where_nothing_is_below_nothing_is_added_up(office: Office, campaign: Campaign) -> None:
    assert branches(campaign, campaigns_visible_to(office.thao), TODAY) == (Figures(), [])


def test_no_campaign_stands_above_itself(office: Office, campaign: Campaign) -> None:
    low = peak(office, parent=campaign)
    Campaign.objects.filter(pk=campaign.pk).update(state=CampaignState.DRAFT)
    for parent in (campaign, low):
        content = CampaignContent(fields={"parent": parent}, commitments=CALL)
        with pytest.raises(ActionRefused, match="không thể đứng trên"):
            correct_campaign(campaign=campaign, content=content, actor=office.thao)


def test_a_campaign_of_another_authority_is_recorded_once(office: Office) -> None:
    recorded = {
        "agency": office.agency,
        "name": "Cả nước chung tay",
        "authority": "Thủ tướng Chính phủ",
        "document": "Số 01/KH",
        "since": datetime.date(2021, 1, 1),
    }
    higher = record_higher_campaign(**recorded, actor=office.thao)
    with pytest.raises(ActionRefused, match="đã được ghi nhận"):
        record_higher_campaign(**recorded, actor=office.thao)
    with pytest.raises(NotAllowed):
        record_higher_campaign(**recorded | {"document": "Số 02/KH"}, actor=office.hung)
    assert list(HigherCampaign.objects.all()) == [higher]
    own = peak(office, higher=higher)
    with pytest.raises(IntegrityError, match="one_campaign_above"), transaction.atomic():
        Campaign.objects.filter(pk=own.pk).update(parent=peak(office))


def test_the_board_is_counted_by_line(office: Office, campaign: Campaign) -> None:
    create_unit(
        parent=office.root,
        code="cong-doan",
        name="Công đoàn",
        line=Unit.Line.UNION,
        since=FOUNDED,
        actor=None,
    )
    accepted(office, campaign)
    everywhere = Unit.objects.values_list("pk", flat=True)
    lines = board_counts_by_line(pledge_board(campaign, everywhere, TODAY))
    assert [(line, {s: n for s, _said, n in counts if n}) for line, counts in lines] == [
        ("chính quyền", {"NOT_BEGUN": 1, "ACCEPTED": 1}),
        ("Công đoàn", {"NOT_BEGUN": 1}),
    ]

"""Who sees campaigns and pledges, and which steps are open to whom."""

import pytest

from campaigns.actions.campaigns import draft_campaign
from campaigns.models import Campaign
from campaigns.permissions.campaigns import agencies_run_by, campaigns_run_by, campaigns_visible_to
from campaigns.permissions.pledges import open_steps, pledges_visible_to
from tests.campaigns.pledging import sent
from tests.cast import LAUNCH, Office, day, launched_campaign
from units.actions.accounts import end_role, grant_role, open_account
from units.actions.organisation import found_agency
from units.models import Role


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


@pytest.fixture
def draft(office: Office) -> Campaign:
    return draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)


def test_a_launched_campaign_is_seen_by_everyone_in_the_agency(
    office: Office, campaign: Campaign
) -> None:
    seeing = {n for n in office.accounts if campaign in campaigns_visible_to(getattr(office, n))}
    assert seeing == set(office.accounts)


def test_a_draft_is_seen_by_the_standing_body_alone(office: Office, draft: Campaign) -> None:
    for name in set(office.accounts) - {"thao"}:
        assert list(campaigns_visible_to(getattr(office, name))) == [], name
    assert list(campaigns_visible_to(office.thao)) == [draft]


def test_another_agency_sees_nothing(office: Office, campaign: Campaign, draft: Campaign) -> None:
    root = found_agency(
        code="khac",
        name="Cơ quan Khác",
        symbol="CQK",
        place="Hà Nội",
        head_office="THỦ TRƯỞNG",
        head_name="Nguyễn Văn Khác",
        since=campaign.launched_on,
    )
    stranger = open_account(username="la", person=None, password=None, actor=None)
    since = campaign.launched_on
    grant_role(account=stranger, role=Role.STANDING_BODY, unit=root, since=since, actor=None)
    assert list(agencies_run_by(stranger)) == [root.agency]
    assert list(campaigns_visible_to(stranger)) == []
    assert list(campaigns_run_by(stranger)) == []


def test_only_the_standing_body_of_the_root_runs_the_agency(
    office: Office, campaign: Campaign
) -> None:
    grant_role(
        account=office.roi,
        role=Role.STANDING_BODY,
        unit=office.a,
        since=campaign.launched_on,
        actor=None,
    )
    running = [n for n in office.accounts if agencies_run_by(getattr(office, n)).exists()]
    assert running == ["thao"]
    assert list(campaigns_run_by(office.thao)) == [campaign]


def test_a_pledge_is_seen_by_its_unit_and_by_those_above(
    office: Office, campaign: Campaign
) -> None:
    pledge = sent(office, campaign)
    seeing = {n for n in office.accounts if pledge in pledges_visible_to(getattr(office, n))}
    assert seeing == {"lan", "hung", "thao", "phong"}


def test_a_role_that_ended_sees_nothing_the_same_day(office: Office, campaign: Campaign) -> None:
    pledge = sent(office, campaign)
    end_role(grant=office.lan.grants.get(), actor=office.quan)
    assert pledge not in pledges_visible_to(office.lan)


def test_steps_are_open_to_the_roles_over_the_unit(office: Office, campaign: Campaign) -> None:
    pledge = sent(office, campaign)
    open_to = {n: open_steps(getattr(office, n), pledge) for n in office.accounts}
    assert {n: steps for n, steps in open_to.items() if steps} == {
        "lan": {"recall"},
        "hung": {"sign", "return"},
    }

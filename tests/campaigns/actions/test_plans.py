"""The plan of a campaign."""

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.campaigns import close_campaign
from campaigns.actions.plans import attach_plan, remove_plan
from campaigns.models import Campaign, CampaignPlan
from tests.campaigns.pages import said
from tests.cast import Office, day, launched_campaign
from tests.units.bringing import upload
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def test_the_standing_body_attaches_and_takes_off(office: Office, campaign: Campaign) -> None:
    plan = attach_plan(campaign=campaign, upload=upload("Kế hoạch.pdf"), actor=office.thao)
    assert (plan.name, list(campaign.plans.all())) == ("Kế hoạch.pdf", [plan])
    remove_plan(plan=plan, actor=office.thao)
    assert not CampaignPlan.objects.exists()
    actions = AuditEntry.objects.filter(action__endswith="_plan").order_by("pk")
    assert [entry.action for entry in actions] == ["attach_plan", "remove_plan"]


def test_nobody_else_does(office: Office, campaign: Campaign) -> None:
    plan = attach_plan(campaign=campaign, upload=upload(), actor=office.thao)
    for who in set(office.accounts) - {"thao"}:
        with pytest.raises(NotAllowed):
            attach_plan(campaign=campaign, upload=upload(), actor=getattr(office, who))
        with pytest.raises(NotAllowed):
            remove_plan(plan=plan, actor=getattr(office, who))


def test_after_the_close_it_stays(office: Office, campaign: Campaign) -> None:
    plan = attach_plan(campaign=campaign, upload=upload(), actor=office.thao)
    close_campaign(campaign=campaign, actor=office.thao)
    with pytest.raises(ActionRefused, match="đã tổng kết"):
        remove_plan(plan=plan, actor=office.thao)


def test_everybody_who_sees_the_campaign_reads_it(
    client: Client, office: Office, campaign: Campaign
) -> None:
    client.force_login(office.thao)
    attach = reverse("campaign_plan_attach", args=[campaign.pk])
    assert said(client.post(attach, {"plans": [upload("Kế hoạch.pdf")]})) == [
        "Đã đính kèm kế hoạch."
    ]
    assert ".txt" in said(client.post(attach, {"plans": [upload("a.txt", b"x")]}))[-1]
    plan = CampaignPlan.objects.get()
    client.force_login(office.mai)
    assert plan.get_absolute_url() in client.get(campaign.get_absolute_url()).text
    file = client.get(plan.get_absolute_url())
    assert file.content.startswith(b"%PDF-")
    remove = reverse("campaign_plan_remove", args=[plan.pk])
    assert client.post(remove).status_code == 404
    client.force_login(office.thao)
    client.post(remove)
    assert client.get(plan.get_absolute_url()).status_code == 404

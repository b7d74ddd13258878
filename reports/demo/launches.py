"""Campaigns that begin as they do in the browser: a text is read, corrected, launched."""

import datetime
from pathlib import Path

from campaigns.actions.campaigns import (
    CampaignContent,
    correct_campaign,
    draft_campaign,
    launch_campaign,
)
from campaigns.models import Campaign
from reports.demo.office import Office
from units.models import Role

TEXTS = Path(__file__).parent


def launch_text(year: int) -> str:
    """The text with which the campaign of a year was launched."""
    return (TEXTS / f"launch_{year}.txt").read_text(encoding="utf-8")


def launch(office: Office, text: str, days: dict[str, datetime.date]) -> Campaign:
    """Launch a campaign from a text of this folder; `days` are the dates that no text says."""
    actor = office.holder(Role.STANDING_BODY)
    source = (TEXTS / text).read_text(encoding="utf-8")
    campaign = draft_campaign(agency=office.agency, source_text=source, actor=actor)
    commitments = campaign.commitments.values("heading", "text")
    awards = campaign.announced_awards.values("award", "individuals", "collectives", "text")
    content = CampaignContent(
        fields=days,
        commitments=[dict(row) for row in commitments],
        awards=[dict(row) for row in awards],
    )
    campaign = correct_campaign(campaign=campaign, content=content, actor=actor)
    return launch_campaign(campaign=campaign, actor=actor)

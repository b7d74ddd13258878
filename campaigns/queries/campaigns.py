"""What is read of campaigns."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.text import capfirst

from campaigns.models import Campaign
from campaigns.workflow import CampaignState


def timeline(campaign: Campaign, today: datetime.date) -> list[tuple[str, str]]:
    """The days of the campaign in their order as (day in words, "done" | "current" | "todo").

    The first day that is not over is the current one; days that were not set are left out.
    """
    moments: list[tuple[str, str]] = []
    waiting = False
    for name, said in Campaign.day_names().items():
        day = getattr(campaign, name)
        if day is None:
            continue
        state = "todo" if waiting else "done" if day < today else "current"
        waiting = waiting or state == "current"
        moments.append((f"{capfirst(said)}: {day:%d/%m/%Y}", state))
    return moments


def open_campaigns(agencies: Iterable[int]) -> QuerySet[Campaign]:
    """Launched campaigns that are not closed yet, the latest first."""
    return Campaign.objects.filter(agency__in=agencies, state=CampaignState.LAUNCHED)

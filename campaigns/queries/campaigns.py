"""What is read of campaigns."""

import datetime
from collections.abc import Iterable

from django.db.models import Case, Q, QuerySet, When
from django.utils.text import capfirst

from campaigns.models import Campaign
from campaigns.workflow import CampaignKind, CampaignState
from units.models import Unit


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


def campaigns_open_to(unit: Unit) -> QuerySet[Campaign]:
    """Open campaigns that reach the unit: of its whole agency, or of a scope that holds it."""
    above = Unit.objects.with_tree_fields().get(pk=unit.pk).tree_path
    return open_campaigns([unit.agency_id]).filter(Q(scope=None) | Q(scope__in=above))


# An order: the yearly campaign of a whole agency before a short one or a department's.
YEARLY_FIRST = Case(When(Q(scope=None, kind=CampaignKind.YEARLY), then=0), default=1)


def leading(campaigns: QuerySet[Campaign]) -> Campaign | None:
    """The one to show where there is room for one: an agency's latest yearly one if there is."""
    return campaigns.order_by(YEARLY_FIRST, "-year", "-pk").first()

"""What is read of campaigns and pledges."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from campaigns.models import Campaign, Commitment, Pledge, Target
from campaigns.workflow import CampaignState, PledgeState
from units.models import Agency, Unit


def open_campaigns(agencies: Iterable[int]) -> QuerySet[Campaign]:
    """Launched campaigns that are not closed yet, the latest first."""
    return Campaign.objects.filter(agency__in=agencies, state=CampaignState.LAUNCHED)


def pledging_units(agency: Agency, on: datetime.date) -> QuerySet[Unit]:
    """Units of the agency that pledge for themselves on a day."""
    return Unit.objects.filter(agency=agency, pledges=True).on(on)


def units_without_pledge(
    campaign: Campaign, on: datetime.date, states: Iterable[str] = (PledgeState.SIGNED,)
) -> QuerySet[Unit]:
    """Pledging units whose pledge for the campaign is in none of `states`."""
    there = Pledge.objects.filter(campaign=campaign, unit=OuterRef("pk"), state__in=states)
    return pledging_units(campaign.agency, on).filter(~Exists(there))


def pledge_board(
    campaign: Campaign, unit_ids: Iterable[int], on: datetime.date
) -> QuerySet[Unit]:
    """Pledging units among `unit_ids`, each with `pledge_id` and `pledge_state` (None: none)."""
    pledge = Pledge.objects.filter(campaign=campaign, unit=OuterRef("pk"))
    return (
        pledging_units(campaign.agency, on)
        .filter(pk__in=unit_ids)
        .annotate(pledge_id=pledge.values("pk")[:1], pledge_state=pledge.values("state")[:1])
    )


def targets_by_commitment(pledge: Pledge) -> list[tuple[Commitment, list[Target]]]:
    """Every commitment of the campaign with the pledge's targets for it, in order."""
    by_commitment: dict[int, list[Target]] = defaultdict(list)
    for target in pledge.targets.select_related("person"):
        by_commitment[target.commitment_id].append(target)
    return [(c, by_commitment[c.pk]) for c in pledge.campaign.commitments.all()]


def signed_targets_per_commitment(
    campaign: Campaign, unit_ids: Iterable[int]
) -> QuerySet[Commitment]:
    """Commitments with `target_count` and `unit_count` over the signed pledges of the units."""
    signed = Q(targets__pledge__state=PledgeState.SIGNED, targets__pledge__unit__in=list(unit_ids))
    return campaign.commitments.annotate(
        target_count=Count("targets", filter=signed),
        unit_count=Count("targets__pledge__unit", filter=signed, distinct=True),
    )


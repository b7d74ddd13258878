"""What is read of what people register for themselves, and of pledges of earlier years."""

import datetime
from typing import Any

from django.db.models import Count, QuerySet

from campaigns.models import (
    Aim,
    Campaign,
    Commitment,
    Pledge,
    RegisteredAim,
    RegisteredTarget,
    Registration,
)
from campaigns.queries.versions import pledged_aims, pledged_targets, signed
from campaigns.workflow import RegistrationState
from units import clock
from units.models import Posting
from units.queries import subtree_ids


def registrations_for(pledge: Pledge, on: datetime.date) -> QuerySet[Registration]:
    """What people of the unit and below it handed in for the campaign, by given name."""
    there = Posting.objects.filter(unit__in=subtree_ids(pledge.unit)).on(on)
    return (
        Registration.objects.filter(
            campaign=pledge.campaign_id,
            state=RegistrationState.SENT,
            person__in=there.values("person"),
        )
        .select_related("person", "campaign__agency")
        .prefetch_related("targets__commitment", "aims__registration__campaign__agency")
    )


def registered_count(pledge: Pledge) -> int:
    """How many people of the unit have handed theirs in."""
    return registrations_for(pledge, clock.today()).count()


def taken_over(pledge: Pledge) -> tuple[set[Any], set[Any]]:
    """What the pledge already says of people, as keys to look a registered row up by."""
    targets = {(t.commitment_id, t.indicator, t.person_id) for t in pledged_targets(pledge)}
    return targets, {(aim.award, aim.person_id) for aim in pledged_aims(pledge)}


def registered_targets(
    registration: Registration,
) -> list[tuple[Commitment, list[RegisteredTarget]]]:
    """Every commitment of the campaign with the person's own targets for it, in order."""
    targets = list(registration.targets.all()) if registration.pk else []
    return [
        (one, [target for target in targets if target.commitment_id == one.pk])
        for one in registration.campaign.commitments.all()
    ]


def earlier_pledge(pledge: Pledge) -> Pledge | None:
    """The unit's signed pledge of the latest year before, to be copied."""
    before = Pledge.objects.filter(
        signed(), unit=pledge.unit_id, campaign__year__lt=pledge.campaign.year
    )
    with_rows = before.annotate(rows=Count("targets")).filter(rows__gt=0)
    return with_rows.select_related("campaign").order_by("-campaign__year", "-pk").first()


def is_registered(
    campaign: Campaign, award: str, *, unit_id: int | None = None, person_id: int | None = None
) -> bool:
    """Whether a title was registered for a person or a unit: in a signed pledge, or by oneself."""
    pledged = Aim.objects.filter(signed("pledge__"), pledge__campaign=campaign, award=award)
    if person_id is None:
        return pledged.filter(person=None, pledge__unit=unit_id).exists()
    own = RegisteredAim.objects.filter(
        registration__campaign=campaign,
        registration__person=person_id,
        registration__state=RegistrationState.SENT,
        award=award,
    )
    return pledged.filter(person=person_id).exists() or own.exists()


def registration_of(campaign: Campaign, person_id: int | None) -> Registration | None:
    """What the person has registered for the campaign so far."""
    return Registration.objects.filter(campaign=campaign, person=person_id).first()

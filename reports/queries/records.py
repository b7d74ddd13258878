"""The record of a person and of a unit: what stands about them on every floor."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from awards.models import Nomination, Recipient
from awards.permissions.decisions import decisions_visible_to
from awards.permissions.nominations import nominations_visible_to
from campaigns.models import Campaign, Pledge, Target
from campaigns.models.campaigns import DEADLINES
from campaigns.permissions.campaigns import campaigns_visible_to
from campaigns.permissions.pledges import pledges_visible_to
from campaigns.queries.campaigns import leading
from campaigns.queries.versions import signed
from campaigns.workflow import CampaignState
from units.models import Account, BlocMembership, Person, Role, RoleGrant, Unit


def current_campaign(account: Account) -> Campaign | None:
    """The leading one of the launched campaigns that the account sees."""
    return leading(campaigns_visible_to(account).filter(state=CampaignState.LAUNCHED))


def next_deadline(campaign: Campaign, on: datetime.date) -> tuple[str, datetime.date] | None:
    """What the campaign comes to next, in words, and when; None when all is past."""
    called = Campaign.day_names()
    days = ((called[name], getattr(campaign, name)) for name in DEADLINES)
    return next(((said, day) for said, day in days if day and day >= on), None)


def officers(unit: Unit, on: datetime.date) -> QuerySet[RoleGrant]:
    """Who heads the unit, and who is its clerk, by a role in the unit itself."""
    return (
        RoleGrant.objects.filter(unit=unit, role__in=[Role.UNIT_HEAD, Role.UNIT_CLERK])
        .on(on)
        .select_related("account__person")
        .order_by("-role", "account__person__sort_key")
    )


def bloc_of(unit: Unit, on: datetime.date) -> BlocMembership | None:
    """The unit's place in a bloc on a day."""
    return unit.bloc_memberships.on(on).select_related("bloc").first()


def pledges_of(unit: Unit, account: Account) -> QuerySet[Pledge]:
    """The unit's pledges that the account may open, the latest first."""
    visible = pledges_visible_to(account).filter(unit=unit)
    return visible.select_related("campaign").order_by("-campaign__year", "-pk")


def openable(recipients: QuerySet[Recipient], account: Account) -> QuerySet[Recipient]:
    """Add `is_open`, whether the account may open the decision behind an award."""
    decision = decisions_visible_to(account).filter(pk=OuterRef("decision"))
    return recipients.annotate(is_open=Exists(decision))


def targets_of(person: Person, account: Account) -> QuerySet[Target]:
    """Targets of signed pledges that the person is in charge of, each with `is_open`.

    Everybody sees their own; those of others only where the pledge is visible.
    """
    pledged = Target.objects.filter(signed("pledge__"), person=person)
    visible = pledges_visible_to(account).filter(pk=OuterRef("pledge"))
    targets = pledged.annotate(is_open=Exists(visible))
    if account.person_id != person.pk:
        targets = targets.filter(is_open=True)
    return targets.select_related("pledge__campaign", "pledge__unit", "commitment").order_by(
        "-pledge__campaign__year", "due_on", "pk"
    )


def nominations_of(person: Person, account: Account) -> QuerySet[Nomination]:
    """Nominations of the person that the account may open, the latest first."""
    visible = nominations_visible_to(account).filter(person=person)
    return visible.select_related("agency", "unit").order_by("-year", "-pk")

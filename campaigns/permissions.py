"""Who sees and moves campaigns and pledges."""

from django.db.models import Q, QuerySet

from campaigns.models import Campaign, Pledge
from campaigns.workflow import PLEDGE, CampaignState
from units.models import Account, Agency, Role
from units.permissions import standing

PLEDGE_WRITERS = (Role.UNIT_CLERK, Role.UNIT_HEAD)
PLEDGE_WATCHERS = (Role.STANDING_BODY, Role.LEADERSHIP)
PLEDGE_READERS = (*PLEDGE_WRITERS, *PLEDGE_WATCHERS)


def campaigns_visible_to(account: Account) -> QuerySet[Campaign]:
    """Launched campaigns of the account's agencies; drafts only for their standing body."""
    held = standing(account)
    launched = Q(agency__in=held.agencies) & ~Q(state=CampaignState.DRAFT)
    run = Q(agency__in=agencies_run_by(account))
    return Campaign.objects.filter(launched | run)


def campaigns_run_by(account: Account) -> QuerySet[Campaign]:
    """Campaigns that the account may correct, launch and close: those of the agencies it runs."""
    return Campaign.objects.filter(agency__in=agencies_run_by(account))


def agencies_run_by(account: Account) -> QuerySet[Agency]:
    """Agencies whose whole tree the account covers as standing body."""
    covered = standing(account).unit_ids(Role.STANDING_BODY)
    return Agency.objects.filter(units__in=covered, units__parent=None)


def pledges_visible_to(account: Account) -> QuerySet[Pledge]:
    """Pledges of the units that the account covers in a role that reads pledges."""
    return Pledge.objects.filter(unit__in=standing(account).unit_ids(*PLEDGE_READERS))


def open_steps(account: Account, pledge: Pledge) -> frozenset[str]:
    """Steps that the account may take with the pledge now; the page shows only these."""
    return PLEDGE.open_steps(pledge.state, standing(account).roles_over(pledge.unit_id))

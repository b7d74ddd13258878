"""Who sees and runs campaigns."""

from django.db.models import Q, QuerySet

from campaigns.models import Campaign
from campaigns.workflow import CampaignState
from units.models import Account, Agency, Role
from units.permissions import agencies_covered_by, standing


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
    return agencies_covered_by(account, Role.STANDING_BODY)

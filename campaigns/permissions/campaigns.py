"""Who sees and runs campaigns."""

from django.db.models import Q, QuerySet

from campaigns.models import Campaign
from campaigns.workflow import CampaignState
from units import clock
from units.models import Account, Agency, Role, Unit
from units.permissions import agencies_covered_by, standing


def campaigns_visible_to(account: Account) -> QuerySet[Campaign]:
    """Launched campaigns of the account's agencies; drafts only for their standing body."""
    held = standing(account)
    launched = Q(agency__in=held.agencies) & ~Q(state=CampaignState.DRAFT)
    return Campaign.objects.filter(launched | _run_by(account))


def campaigns_run_by(account: Account) -> QuerySet[Campaign]:
    """Campaigns that the account may correct, launch and close, as standing body of their scope."""
    return Campaign.objects.filter(_run_by(account))


def _run_by(account: Account) -> Q:
    whole = Q(scope=None, agency__in=agencies_run_by(account))
    return whole | Q(scope__in=standing(account).unit_ids(Role.STANDING_BODY))


def scopes_run_by(account: Account) -> QuerySet[Unit]:
    """Units of the State line that the account may launch a campaign for, as standing body."""
    covered = standing(account).unit_ids(Role.STANDING_BODY)
    units = Unit.objects.filter(pk__in=covered, line=Unit.Line.STATE).on(clock.today())
    return units.exclude(parent=None)


def agencies_run_by(account: Account) -> QuerySet[Agency]:
    """Agencies whose whole tree the account covers as standing body."""
    return agencies_covered_by(account, Role.STANDING_BODY)

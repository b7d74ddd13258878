"""Who sees, writes and signs the pact of a bloc."""

from django.db.models import Exists, OuterRef, QuerySet

from campaigns.models import Pact, PactSignature
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.permissions.pledges import PLEDGE_READERS, PLEDGE_WRITERS
from units import clock
from units.models import Account, BlocMembership, Role
from units.permissions import standing


def pacts_visible_to(account: Account) -> QuerySet[Pact]:
    """Pacts of blocs with a unit, today, that the account covers in a role that reads pledges."""
    covered = standing(account).unit_ids(*PLEDGE_READERS)
    member = BlocMembership.objects.filter(bloc=OuterRef("bloc"), unit__in=covered)
    signed = PactSignature.objects.filter(pact=OuterRef("pk"), unit__in=covered)
    return Pact.objects.filter(Exists(member.on(clock.today())) | Exists(signed))


def may_write(account: Account, pact: Pact) -> bool:
    """Whether the account words the pact: the leading unit's clerk and head, the standing body."""
    held = standing(account)
    leads = held.roles_over(pact.lead_id) & set(PLEDGE_WRITERS)
    runs = agencies_run_by(account).filter(pk=pact.campaign.agency_id)
    return bool(leads) or (Role.STANDING_BODY in held.roles and runs.exists())

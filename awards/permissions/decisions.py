"""Who sees, drafts and issues decisions."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import Decision, Recipient
from awards.workflow import DecisionState
from units.models import Account, Agency, Role
from units.permissions import agencies_covered_by, standing

WHOLE_REGISTER = (Role.STANDING_BODY, Role.DECISION_ADMIN, Role.LEADERSHIP)


def agencies_decided_by(account: Account) -> QuerySet[Agency]:
    """Agencies whose decisions the account drafts and issues."""
    return agencies_covered_by(account, Role.DECISION_ADMIN)


def decisions_visible_to(account: Account) -> QuerySet[Decision]:
    """Issued decisions of one's own awards and of one's units; drafts for their admins only."""
    held = standing(account)
    mine = Recipient.objects.filter(decision=OuterRef("pk"), person=account.person_id)
    ours = Recipient.objects.filter(
        decision=OuterRef("pk"), unit__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD)
    )
    issued = Q(state=DecisionState.ISSUED)
    seen = issued & (of_agencies(held.unit_ids(*WHOLE_REGISTER)) | Q(Exists(ours)))
    if account.person_id:
        seen |= issued & Q(Exists(mine))
    drafts = Q(state=DecisionState.DRAFT) & of_agencies(held.unit_ids(Role.DECISION_ADMIN))
    return Decision.objects.filter(seen | drafts)


def of_agencies(unit_ids: frozenset[int]) -> Q:
    """Rows of the agencies whose root unit is among `unit_ids`."""
    return Q(agency__in=Agency.objects.filter(units__in=unit_ids, units__parent=None))

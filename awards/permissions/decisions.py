"""Who sees, drafts and issues decisions."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import Decision, Recipient
from awards.workflow import DECISION, DecisionState
from units.models import Account, Agency, Role
from units.permissions import agencies_covered_by, standing
from units.queries import agency_root

APPROVERS = (Role.DECISION_ADMIN, Role.LEADERSHIP)
AUTHORS = ("created_by", "worded_by", "proposed_by")
WHOLE_REGISTER = (Role.STANDING_BODY, Role.DECISION_ADMIN, Role.LEADERSHIP)


def agencies_decided_by(account: Account) -> QuerySet[Agency]:
    """Agencies whose decisions the account drafts and issues."""
    return agencies_covered_by(account, Role.DECISION_ADMIN)


def decisions_visible_to(account: Account) -> QuerySet[Decision]:
    """Issued decisions of one's own awards and of one's units.

    A draft is for its admins, and from its proposal on for those who may approve it.
    """
    held = standing(account)
    mine = Recipient.objects.filter(decision=OuterRef("pk"), person=account.person_id)
    ours = Recipient.objects.filter(
        decision=OuterRef("pk"), unit__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD)
    )
    issued = Q(state=DecisionState.ISSUED)
    seen = issued & (of_agencies(held.unit_ids(*WHOLE_REGISTER)) | Q(Exists(ours)))
    if account.person_id:
        seen |= issued & Q(Exists(mine))
    drafts = ~issued & of_agencies(held.unit_ids(Role.DECISION_ADMIN))
    proposed = Q(state__in=(DecisionState.PROPOSED, DecisionState.APPROVED))
    return Decision.objects.filter(
        seen | drafts | proposed & of_agencies(held.unit_ids(*APPROVERS))
    )


def authors(decision: Decision) -> set[Account]:
    """Who drafted the decision, worded it last, and proposed it."""
    found = (getattr(decision, role) for role in AUTHORS)
    return {account for account in found if account}


def may_approve(account: Account, decision: Decision) -> bool:
    """Whether the account is the second person; one person has one account."""
    return account not in authors(decision)


def of_agencies(unit_ids: frozenset[int]) -> Q:
    """Rows of the agencies whose root unit is among `unit_ids`."""
    return Q(agency__in=Agency.objects.filter(units__in=unit_ids, units__parent=None))


def decision_steps(account: Account, decision: Decision) -> frozenset[str]:
    """What the account may do next with the decision."""
    roles = standing(account).roles_over(agency_root(decision.agency).pk)
    steps = DECISION.open_steps(decision.state, roles)
    return steps if may_approve(account, decision) else steps - {"approve"}


def decisions_waiting_for(account: Account) -> QuerySet[Decision]:
    """Decisions whose next step is the account's: to propose, to issue, or to approve."""
    held = standing(account)
    own = Q(state__in=(DecisionState.DRAFT, DecisionState.APPROVED))
    mine = [Q(**{role: account}) for role in AUTHORS]
    of_others = Q(state=DecisionState.PROPOSED) & ~Q(*mine, _connector=Q.OR)
    return Decision.objects.filter(
        own & of_agencies(held.unit_ids(Role.DECISION_ADMIN))
        | of_others & of_agencies(held.unit_ids(*APPROVERS))
    )


def decides_for(account: Account, agency: Agency) -> bool:
    """Whether the account issues the agency's decisions, and keeps what comes of them."""
    return standing(account).holds(Role.DECISION_ADMIN, agency_root(agency).pk)


def may_amend(account: Account, decision: Decision) -> bool:
    """Whether the account may draft an amendment of the decision."""
    return decision.is_amendable and decides_for(account, decision.agency)

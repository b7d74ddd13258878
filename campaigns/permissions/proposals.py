"""Who sees and moves proposals of initiatives."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.models import Authorship, Proposal
from campaigns.permissions.sittings import items_visible_to, recused
from campaigns.workflow import AUTHOR, PROPOSAL, RECOGNISER, ProposalState
from units.models import Account, Role
from units.permissions import standing
from units.queries import agency_root

S = ProposalState
DECIDED = [S.RECOGNISED, S.REFUSED]
FROM_COUNCIL = [S.PASSED, S.REJECTED, *DECIDED]
FROM_ENDORSED = [S.ENDORSED, S.IN_SITTING, *FROM_COUNCIL]
UNIT_READERS = (Role.UNIT_CLERK, Role.UNIT_HEAD)
# Who decides for the whole agency: its head, or whoever issues decisions in the head's name.
RECOGNISERS = frozenset({Role.UNIT_HEAD, Role.DECISION_ADMIN})


def proposals_visible_to(account: Account) -> QuerySet[Proposal]:
    """Proposals that the account may open.

    Authors see their own; a unit what its people sent; the standing body and leadership what the
    unit passed on; the decision admin what the council has seen; a council member what is in a
    sitting of theirs. A recused member sees nothing of it until it is decided, whatever their
    other roles; authors keep their own text.
    """
    held = standing(account)
    in_my_sitting = items_visible_to(account).filter(
        proposal=OuterRef("pk"), sitting__members__account=account
    )
    seen = (
        (Q(unit__in=held.unit_ids(*UNIT_READERS)) & ~Q(state=S.DRAFT))
        | Q(unit__in=held.unit_ids(Role.STANDING_BODY, Role.LEADERSHIP), state__in=FROM_ENDORSED)
        | Q(unit__in=held.unit_ids(Role.DECISION_ADMIN), state__in=FROM_COUNCIL)
        | Exists(in_my_sitting)
    )
    kept_out = recused(account, "item") & ~Q(state__in=DECIDED)
    return Proposal.objects.filter(authored_by(account) | (seen & ~kept_out))


def authored_by(account: Account) -> Q:
    """Proposals of which the account's person is an author."""
    authorships = Authorship.objects.filter(proposal=OuterRef("pk"), person=account.person_id)
    return Q(Exists(authorships))


def is_author(account: Account, proposal: Proposal) -> bool:
    """Whether the account's person is one of the authors."""
    return proposal.authorships.filter(person=account.person_id).exists()


def open_steps(account: Account, proposal: Proposal) -> frozenset[str]:
    """Steps that the account may take with the proposal now; the page shows only these."""
    return PROPOSAL.open_steps(proposal.state, roles_on(account, proposal))


def roles_on(account: Account, proposal: Proposal) -> frozenset[str]:
    """Roles over the proposal's unit, and what one is to the proposal itself.

    Nobody has the word of the head on their own proposal, nor decides it.
    """
    held = standing(account)
    roles: frozenset[str] = held.roles_over(proposal.unit_id)
    if is_author(account, proposal):
        return (roles - RECOGNISERS) | {AUTHOR}
    decides = held.roles_over(agency_root(proposal.agency).pk) & RECOGNISERS
    own_item = Proposal.objects.filter(recused(account, "item"), pk=proposal.pk)
    return roles | {RECOGNISER} if decides and not own_item.exists() else roles

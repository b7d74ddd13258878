"""Which kept texts may be shown beside another to whom."""

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from campaigns.models import ComparedText, Proposal, SittingMember
from campaigns.permissions.proposals import DECIDED, is_author, proposals_visible_to
from campaigns.permissions.sittings import recused
from campaigns.workflow import ProposalState
from units.models import Account, Role
from units.permissions import standing
from units.silence import hidden_rows

Kind = ComparedText.Kind


def sees_likeness(account: Account, proposal: Proposal) -> bool:
    """Whether the account reviews the proposal: its head, the standing body, the council."""
    if is_author(account, proposal):
        return False
    reviews = standing(account).roles_over(proposal.unit_id) & {Role.UNIT_HEAD, Role.STANDING_BODY}
    members = SittingMember.objects.filter(account=account, sitting__items__proposal=proposal)
    return bool(reviews) or members.exists()


def texts_shown_to(account: Account) -> QuerySet[ComparedText]:
    """Kept texts without those from which the account is recused, and those about itself.

    Of the others it sees the passage; `is_open` says whether it may open the whole.
    """
    of_row = Proposal.objects.filter(pk=OuterRef("key"))
    undecided = of_row.filter(recused(account, "item")).exclude(state__in=DECIDED)
    readable = proposals_visible_to(account).filter(pk=OuterRef("key"))
    recognised = of_row.filter(state=ProposalState.RECOGNISED)
    sees_reports = Role.STANDING_BODY in standing(account).roles
    is_open = Case(
        When(kind=Kind.PROPOSAL, then=Exists(readable) | Exists(recognised)),
        default=Value(sees_reports),
    )
    hidden = Q(kind=Kind.PROPOSAL) & Q(Exists(undecided))
    about_me = Q(person=account.person_id, person__isnull=False)
    nominations = hidden_rows("nomination", account)
    if nominations is not None:
        hidden |= Q(kind=Kind.NOMINATION, key__in=nominations)
    shown = ComparedText.objects.exclude(hidden).exclude(about_me)
    return shown.annotate(is_open=is_open, opens_proposal=Exists(readable))

"""Who sees the initiative council's sittings; who is kept from which item, everywhere."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.models import Authorship, MarkSheet, Recusal, Sitting, SittingItem, SittingMember
from campaigns.workflow import SittingState
from units.models import Account, Agency, Role
from units.permissions import standing


def sittings_visible_to(account: Account) -> QuerySet[Sitting]:
    """Sittings of which the account is a member, and all of an agency it runs or leads."""
    run = standing(account).unit_ids(Role.STANDING_BODY, Role.LEADERSHIP)
    member = SittingMember.objects.filter(sitting=OuterRef("pk"), account=account)
    of_agency = Q(agency__in=Agency.objects.filter(units__in=run, units__parent=None))
    return Sitting.objects.filter(Exists(member) | of_agency)


def recused(account: Account, item: str) -> Exists:
    """Whether the account is a recused member of the row's item; `item` is the path to its key."""
    return Exists(Recusal.objects.filter(item=OuterRef(item), member__account=account))


def items_visible_to(account: Account) -> QuerySet[SittingItem]:
    """Items that exist for the account: none from which it is recused, none of its own.

    Every list, page, search, count and outcome of a sitting starts from here.
    """
    own = Authorship.objects.filter(proposal=OuterRef("proposal"), person=account.person_id)
    items = SittingItem.objects.filter(sitting__in=sittings_visible_to(account))
    return items.exclude(recused(account, "pk")).exclude(Exists(own))


def sheets_visible_to(account: Account, item: SittingItem) -> QuerySet[MarkSheet]:
    """Score sheets of an item that is visible: one's own, and everybody's once it is closed."""
    sheets = MarkSheet.objects.filter(item=item)
    closed = item.sitting.state == SittingState.CLOSED
    return sheets if closed else sheets.filter(member__account=account)


def membership(account: Account, sitting: Sitting) -> SittingMember | None:
    """The account's seat in a sitting."""
    return sitting.members.filter(account=account).first()


def may_close(account: Account, sitting: Sitting) -> bool:
    """Whether the account may end the sitting now: its chair, while it is open."""
    chair = sitting.members.filter(account=account, is_chair=True)
    return sitting.state == SittingState.OPEN and chair.exists()

"""Who sees the council's reviews; who is kept from which item, everywhere."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import Declaration, Recusal, Review, ReviewItem, ReviewMember
from units.models import Account, Role
from units.permissions import agencies_covered_by

WATCHES = (Role.STANDING_BODY, Role.LEADERSHIP)


def reviews_visible_to(account: Account) -> QuerySet[Review]:
    """Reviews in which the account has a seat, and all of an agency it runs or leads."""
    member = ReviewMember.objects.filter(review=OuterRef("pk"), account=account)
    run = Q(agency__in=agencies_covered_by(account, *WATCHES))
    return Review.objects.filter(Exists(member) | run)


def recused(account: Account, item: str = "pk") -> Exists:
    """Whether the account keeps out of the row's item; `item` is the path to its key."""
    return Exists(Recusal.objects.filter(item=OuterRef(item), account=account))


def items_visible_to(account: Account) -> QuerySet[ReviewItem]:
    """Items that exist for the account: none from which it is recused, none about itself.

    Every list, page, search, count, mail, ballot and outcome of a review starts from here.
    """
    mine = Q(nomination__person=account.person_id, nomination__person__isnull=False)
    items = ReviewItem.objects.filter(review__in=reviews_visible_to(account))
    return items.exclude(mine | Q(recused(account)))


def items_open_to(account: Account) -> QuerySet[ReviewItem]:
    """Items whose dossiers the account may open: as a member, once it declared no conflict."""
    return items_visible_to(account).filter(_declared(account))


def items_readable_by(account: Account) -> QuerySet[ReviewItem]:
    """Items whose pages the account may read: with a seat, only once it declared no conflict.

    Whoever watches by role and has no seat reads what exists for them.
    """
    seated = ReviewMember.objects.filter(review=OuterRef("review"), account=account)
    return items_visible_to(account).filter(_declared(account) | ~Exists(seated))


def _declared(account: Account) -> Exists:
    return Exists(Declaration.objects.filter(item=OuterRef("pk"), account=account))


def seat(account: Account, review: Review) -> ReviewMember | None:
    """The account's seat in a review."""
    return review.members.filter(account=account).first()

"""Who sees which polls, votes in them, opens, counts and signs them."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from awards.models import Poll, PollItem, PollKey, Review, ReviewItem, RollEntry
from awards.models.reviews import THERE
from awards.permissions.reviews import items_visible_to
from awards.queries.seats import bench, presider
from units.models import Account


def poll_items_visible_to(account: Account) -> QuerySet[PollItem]:
    """Items of polls that exist for the account: none from which it is recused."""
    return PollItem.objects.filter(item__in=items_visible_to(account))


def polls_visible_to(account: Account) -> QuerySet[Poll]:
    """Polls with an item that exists for the account."""
    return Poll.objects.filter(Exists(poll_items_visible_to(account).filter(poll=OuterRef("pk"))))


def my_entries(account: Account, poll: Poll) -> QuerySet[RollEntry]:
    """The account's lines on the roll of a poll: the items on its sheet.

    Whoever is absent from a meeting, or has given a written opinion, has no sheet.
    """
    entries = RollEntry.objects.filter(
        poll_item__poll=poll, member__account=account, is_recused=False, written_opinion=None
    )
    if poll.review.mode == Review.Mode.MEETING:
        entries = entries.filter(member__attendance__in=THERE)
    return entries


def key_of(account: Account, poll: Poll) -> PollKey | None:
    """The account's key in a poll, as one of its two tellers."""
    return poll.keys.filter(teller__account=account).first()


def presides(account: Account, review: Review, items: Collection[ReviewItem] = ()) -> bool:
    """Whether the account presides over some items of a review, or over its meeting as such."""
    found = presider(review, items)
    return found is not None and found.account_id == account.pk


def runs(account: Account, review: Review, items: Collection[ReviewItem] = ()) -> bool:
    """Whether the account presides over the items or keeps their minutes."""
    return bench(review).run_by(account, items)

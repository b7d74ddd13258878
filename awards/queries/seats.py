"""Who acts in a review: who presides over an item, who keeps its minutes, who may count it."""

from collections.abc import Collection

from awards.models import Recusal, Review, ReviewItem, ReviewMember

Seat = ReviewMember.Seat
# In the order in which one stands in for another.
PRESIDES = (Seat.CHAIR, Seat.VICE_CHAIR, Seat.MEMBER)
KEEPS_MINUTES = (Seat.SECRETARY, Seat.MEMBER, Seat.VICE_CHAIR)


def presider(review: Review, items: Collection[ReviewItem]) -> ReviewMember | None:
    """Who presides over some items: the chair, or the first who stands in for a chair kept out."""
    return _first(free_seats(review, items), PRESIDES)


def secretary(review: Review, items: Collection[ReviewItem]) -> ReviewMember | None:
    """Who keeps the minutes of some items: the secretary, or a stand-in who does not preside."""
    free = free_seats(review, items)
    presides = _first(free, PRESIDES)
    return _first([one for one in free if one != presides], KEEPS_MINUTES)


def free_seats(review: Review, items: Collection[ReviewItem]) -> list[ReviewMember]:
    """Seats whose holders are recused from none of the items, and there once the council sits."""
    kept_out = set(Recusal.objects.filter(item__in=items).values_list("account", flat=True))
    meeting = review.mode == Review.Mode.MEETING and review.begun_at is not None
    seats = review.members.select_related("account__person")
    return [
        one for one in seats if one.account_id not in kept_out and (one.is_there or not meeting)
    ]


def _first(seats: list[ReviewMember], kinds: tuple[str, ...]) -> ReviewMember | None:
    ranked = [one for one in seats if one.seat in kinds and (one.votes or one.seat == "SECRETARY")]
    return min(ranked, key=lambda one: (kinds.index(one.seat), one.order, one.pk), default=None)

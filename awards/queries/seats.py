"""Who acts in a review: who presides over an item, who keeps its minutes, who may count it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from awards.models import Recusal, Review, ReviewItem, ReviewMember
from units.models import Account

Seat = ReviewMember.Seat
# In the order in which one stands in for another.
PRESIDES = (Seat.CHAIR, Seat.VICE_CHAIR, Seat.MEMBER)
KEEPS_MINUTES = (Seat.SECRETARY, Seat.MEMBER, Seat.VICE_CHAIR)


@dataclass(frozen=True)
class Bench:
    """Seats of a review that can act, and who is kept out of which item: read once, asked often."""

    seats: list[ReviewMember]
    kept_out: dict[int, set[int]]

    def free(self, items: Collection[ReviewItem]) -> list[ReviewMember]:
        """Seats whose holders are recused from none of the items."""
        out = set().union(*(self.kept_out.get(item.pk, ()) for item in items))
        return [one for one in self.seats if one.account_id not in out]

    def away(self, item: ReviewItem) -> list[ReviewMember]:
        """Seats whose holders leave the room for an item."""
        out = self.kept_out.get(item.pk, set())
        return [one for one in self.seats if one.account_id in out]

    def presider(self, items: Collection[ReviewItem]) -> ReviewMember | None:
        """Who presides over some items: the chair, or the first who stands in for one kept out."""
        return _first(self.free(items), PRESIDES)

    def secretary(self, items: Collection[ReviewItem]) -> ReviewMember | None:
        """Who keeps their minutes: the secretary, or a stand-in who does not preside."""
        free = self.free(items)
        presides = _first(free, PRESIDES)
        return _first([one for one in free if one != presides], KEEPS_MINUTES)

    def run_by(self, account: Account, items: Collection[ReviewItem]) -> bool:
        """Whether the account presides over the items or keeps their minutes."""
        acting = (self.presider(items), self.secretary(items))
        return any(one is not None and one.account_id == account.pk for one in acting)


def bench(review: Review) -> Bench:
    """The bench of a review: every seat before its meeting, those who are there once it sits."""
    meeting = review.mode == Review.Mode.MEETING and review.begun_at is not None
    seats = review.members.select_related("account__person")
    kept_out = defaultdict(set)
    for item, account in Recusal.objects.filter(item__review=review).values_list("item", "account"):
        kept_out[item].add(account)
    return Bench([one for one in seats if one.is_there or not meeting], kept_out)


def presider(review: Review, items: Collection[ReviewItem]) -> ReviewMember | None:
    """Who presides over some items: the chair, or the first who stands in for a chair kept out."""
    return bench(review).presider(items)


def secretary(review: Review, items: Collection[ReviewItem]) -> ReviewMember | None:
    """Who keeps the minutes of some items: the secretary, or a stand-in who does not preside."""
    return bench(review).secretary(items)


def free_seats(review: Review, items: Collection[ReviewItem]) -> list[ReviewMember]:
    """Seats whose holders are recused from none of the items, and there once the council sits."""
    return bench(review).free(items)


def _first(seats: list[ReviewMember], kinds: tuple[str, ...]) -> ReviewMember | None:
    ranked = [one for one in seats if one.seat in kinds and (one.votes or one.seat == "SECRETARY")]
    return min(ranked, key=lambda one: (kinds.index(one.seat), one.order, one.pk), default=None)

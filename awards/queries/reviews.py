"""What is read of reviews."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from awards.models import Declaration, Opinion, Recusal, Review, ReviewItem, ReviewMember
from awards.queries.nominations import award_rank
from units.models import Account


def review_board(
    reviews: QuerySet[Review], items: QuerySet[ReviewItem], account: Account
) -> QuerySet[Review]:
    """Reviews with `item_count`, of `items` alone, and `given_count`, of the account's opinions."""
    own = items.filter(review=OuterRef("pk")).order_by().values("review")
    given = own.filter(opinions__member__account=account)
    voting = ReviewMember.objects.filter(review=OuterRef("pk"), account=account, votes=True)
    return reviews.annotate(
        item_count=Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0),
        given_count=Coalesce(Subquery(given.annotate(n=Count("pk")).values("n")), 0),
        is_member=Exists(voting),
    )


def items_with_my_opinion(items: QuerySet[ReviewItem], account: Account) -> list[ReviewItem]:
    """Items with `mine`, the account's own opinion or None: the highest award first."""
    found = list(
        items.select_related(
            "review",
            "nomination__person",
            "nomination__collective",
            "nomination__agency",
            "nomination__unit",
            "rapporteur__account__person",
        ).order_by(
            award_rank("nomination__award"),
            Coalesce("nomination__person__sort_key", "nomination__collective__sort_key"),
            "pk",
        )
    )
    opinions = Opinion.objects.filter(item__in=found, member__account=account)
    mine = {opinion.item_id: opinion for opinion in opinions}
    for item in found:
        item.mine = mine.get(item.pk)
    return found


def next_undecided(items: list[ReviewItem], after: ReviewItem | None = None) -> ReviewItem | None:
    """The next item without the account's opinion, going on behind `after`, then from the start."""
    keys = [item.pk for item in items]
    start = keys.index(after.pk) + 1 if after else 0
    return next((item for item in items[start:] + items[:start] if item.mine is None), None)


def members_still_missing(review: Review, items: Iterable[ReviewItem]) -> list[Account]:
    """Members who owe an opinion on one of `items` from which they are not recused."""
    every = {item.pk for item in items}
    recused: dict[int, set[int]] = defaultdict(set)
    for recusal in Recusal.objects.filter(item__in=every):
        recused[recusal.account_id].add(recusal.item_id)
    members = review.members.filter(votes=True).select_related("account__person")
    return [
        member.account
        for member in members.prefetch_related("opinions")
        if every - recused[member.account_id] - {one.item_id for one in member.opinions.all()}
    ]


def undeclared(items: QuerySet[ReviewItem], account: Account) -> QuerySet[ReviewItem]:
    """Those of `items` in which the account has not declared to have no conflict."""
    return items.exclude(Exists(Declaration.objects.filter(item=OuterRef("pk"), account=account)))


def others_opinions(item: ReviewItem, account: Account) -> list[Opinion]:
    """What others think of an item: without names, and in an order that tells no time."""
    others = item.opinions.exclude(member__account=account)
    return sorted(others, key=lambda one: salted_hmac("opinions", str(one.pk)).hexdigest())

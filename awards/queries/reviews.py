"""What is read of reviews."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from awards.models import Opinion, Review, ReviewItem, ReviewMember
from awards.queries.nominations import award_rank
from units.models import Account


def review_board(reviews: QuerySet[Review], account: Account) -> QuerySet[Review]:
    """Reviews with `item_count`, nominations in them, and `given_count`, the account's opinions.

    The account's own nomination is not counted.
    """
    given = Opinion.objects.filter(item__review=OuterRef("pk"), member__account=account)
    return reviews.annotate(
        item_count=Count("items", filter=~Q(items__nomination__person=account.person_id)),
        given_count=Coalesce(
            Subquery(given.order_by().values("item__review").annotate(n=Count("pk")).values("n")), 0
        ),
        is_member=Exists(ReviewMember.objects.filter(review=OuterRef("pk"), account=account)),
    )


def items_with_my_opinion(items: QuerySet[ReviewItem], account: Account) -> list[ReviewItem]:
    """Items with `mine`, the account's own opinion or None: the highest award first."""
    found = list(
        items.select_related(
            "nomination__person", "nomination__collective", "nomination__agency", "nomination__unit"
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


def members_still_missing(review: Review) -> list[Account]:
    """Members who have not given an opinion on every nomination that is theirs to review."""
    total = review.items.count()
    of_people = review.items.filter(nomination__person__isnull=False)
    own = dict(of_people.order_by().values_list("nomination__person").annotate(files=Count("pk")))
    members = review.members.select_related("account__person").annotate(given=Count("opinions"))
    return [
        member.account
        for member in members
        if member.given < total - own.get(member.account.person_id, 0)
    ]

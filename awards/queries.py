"""What is read of nominations, reviews, decisions and tallies."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from awards.law.texts import texts_in_force
from awards.models import Decision, Nomination, Opinion, Recipient, Review, ReviewItem, Tally
from awards.models.subjects import RecipientKind
from awards.workflow import DecisionState, NominationState, TallyState
from campaigns import catalogue
from units.models import Account, Agency, Person, Unit


def legal_bases(on: datetime.date) -> list[str]:
    """The lines "Căn cứ …" of a decision on a day.

    A text that nobody compared with the gazette is left for the clerk to add by hand.
    """
    texts = [text.name for text in texts_in_force(on) if text.verified]
    return [f"Căn cứ {name}" for name in texts]


def awards_of_person(person: Person) -> QuerySet[Recipient]:
    """The person's record of awards, the latest first."""
    return _issued().filter(person=person)


def awards_of_unit(unit: Unit) -> QuerySet[Recipient]:
    """The collective's own record of awards, the latest first."""
    return _issued().filter(collective=unit)


def recipients_of_year(
    agency: Agency, year: int, unit_ids: Iterable[int] | None = None
) -> QuerySet[Recipient]:
    """Everyone awarded for the achievements of a year, in the units or anywhere."""
    found = _issued().filter(decision__agency=agency, decision__year=year)
    return found if unit_ids is None else found.filter(unit__in=unit_ids)


def _issued() -> QuerySet[Recipient]:
    return (
        Recipient.objects.filter(decision__state=DecisionState.ISSUED)
        .select_related("decision__agency", "unit")
        .order_by("-decision__year", "-decision__signed_on", "ordinal")
    )


def passed_without_decision(agency: Agency) -> QuerySet[Nomination]:
    """Nominations that the council passed and no decision draft has taken up yet."""
    return Nomination.objects.filter(
        agency=agency, state=NominationState.PASSED, recipient=None
    ).select_related("person", "collective", "unit", "agency")


def ready_for_review(agency: Agency) -> QuerySet[Nomination]:
    """Nominations that the standing body found complete."""
    return Nomination.objects.filter(agency=agency, state=NominationState.ACCEPTED).select_related(
        "person", "collective", "unit", "agency"
    )


def items_with_my_opinion(items: QuerySet[ReviewItem], account: Account) -> list[ReviewItem]:
    """Items with `mine`, the account's own opinion or None."""
    found = list(
        items.select_related("nomination__person", "nomination__collective", "nomination__agency")
    )
    opinions = Opinion.objects.filter(item__in=found, member__account=account)
    mine = {opinion.item_id: opinion for opinion in opinions}
    for item in found:
        item.mine = mine.get(item.pk)
    return found


def members_still_missing(review: Review) -> QuerySet[Account]:
    """Members who have not given an opinion on every nomination that is theirs to review."""
    missing = [
        member.account_id
        for member in review.members.select_related("account").annotate(given=Count("opinions"))
        if member.given < _items_for(review, member.account).count()
    ]
    return Account.objects.filter(pk__in=missing).select_related("person")


def _items_for(review: Review, account: Account) -> QuerySet[ReviewItem]:
    own = Q(nomination__person=account.person_id, nomination__person__isnull=False)
    return review.items.exclude(own)


def agreements(item: ReviewItem) -> dict[str, int]:
    """How many opinions of each kind an item has."""
    counts = item.opinions.values_list("view").annotate(count=Count("pk"))
    return dict.fromkeys(Opinion.View.values, 0) | dict(counts)


@dataclass(frozen=True)
class AwardCount:
    """How many recipients of one kind received one award."""

    award: str
    kind: str
    count: int

    @property
    def rank(self) -> tuple[int, str]:
        """Sort key: the highest award first, individuals before collectives."""
        return catalogue.award(self.award).rank, _KIND_ORDER[self.kind]


_KIND_ORDER = {RecipientKind.INDIVIDUAL: "0", RecipientKind.COLLECTIVE: "1"}


def award_counts(agency: Agency, year: int) -> list[AwardCount]:
    """Count a year's awards from the records, the highest award first."""
    rows = (
        recipients_of_year(agency, year)
        .order_by()
        .values_list("decision__award", "kind")
        .annotate(count=Count("pk"))
    )
    return sorted((AwardCount(*row) for row in rows), key=lambda line: line.rank)


def tally_counts(tally: Tally) -> list[AwardCount]:
    """The lines of a tally, summed over units, the highest award first."""
    sums: dict[tuple[str, str], int] = {}
    for award, kind, count in tally.lines.values_list("award", "kind", "count"):
        sums[award, kind] = sums.get((award, kind), 0) + count
    return sorted((AwardCount(*key, n) for key, n in sums.items()), key=lambda line: line.rank)


def year_counts(agency: Agency, year: int) -> list[AwardCount]:
    """A year's awards: as frozen, if the year's tally is, else counted from the records."""
    frozen = Tally.objects.filter(agency=agency, year=year, state=TallyState.FROZEN).first()
    return tally_counts(frozen) if frozen else award_counts(agency, year)


def decisions_of(agency: Agency) -> QuerySet[Decision]:
    """Decisions of the agency with the number of their recipients."""
    return Decision.objects.filter(agency=agency).annotate(recipient_count=Count("recipients"))

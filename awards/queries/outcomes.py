"""What came of nominations in the council, for those who may know it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from awards.models import Decision, Minutes, Nomination, ReviewItem
from campaigns.labels import award_label
from units.models import Person


@dataclass(frozen=True)
class CouncilOutcome:
    """What the council carried of a proposal, or why it carried nothing."""

    passed: bool
    proposed: str
    carried: str
    reason: str

    @property
    def is_lower(self) -> bool:
        """Whether the council carried another award than the one proposed."""
        return self.passed and self.proposed != self.carried


def council_outcome(nomination: Nomination) -> CouncilOutcome | None:
    """The announced outcome of a nomination in its last review."""
    item = (
        nomination.review_items.filter(review__announced_at__isnull=False, passed__isnull=False)
        .order_by("-pk")
        .first()
    )
    if item is None:
        return None
    first = item.polled.filter(is_void=False).order_by("round").first()
    agency = nomination.agency.name
    proposed = award_label(first.award if first else nomination.award, agency)
    carried = award_label(item.award, agency) if item.passed else ""
    return CouncilOutcome(bool(item.passed), proposed, carried, item.reason)


def rejections_of(person: Person) -> QuerySet[ReviewItem]:
    """What the council did not carry for a person, once announced, with the reasons."""
    return ReviewItem.objects.filter(
        nomination__person=person, passed=False, review__announced_at__isnull=False
    ).select_related("nomination__agency", "review")


def minutes_behind(decision: Decision) -> QuerySet[Minutes]:
    """Papers in which the council carried what a decision names."""
    carried = ReviewItem.objects.filter(nomination__recipient__decision=decision, passed=True)
    return Minutes.objects.filter(items__in=carried).distinct().select_related("review")

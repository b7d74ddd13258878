"""The whole record of a person or of a unit: year by year, what was given and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet

from awards.models import Decision, Recipient
from awards.queries.decisions import with_amendments
from awards.workflow import DecisionState
from campaigns import catalogue
from campaigns.models import Initiative
from units.models import Person, Unit, YearRating


@dataclass(frozen=True)
class RecordedAward:
    """A line of an issued decision; `ended_by` revoked it or took its place, `corrections` name it.

    What was revoked stays in the record, marked: it was given once.
    """

    recipient: Recipient
    ended_by: Decision | None
    corrections: tuple[Recipient, ...]


@dataclass
class RecordYear:
    """What one year brought."""

    year: int
    rating: YearRating | None = None
    awards: list[RecordedAward] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)


def lines_of_subject(subject: Person | Unit) -> QuerySet[Recipient]:
    """Every line of an issued decision that gave the subject something, in force or not."""
    of = {"person": subject} if isinstance(subject, Person) else {"collective": subject}
    given = Recipient.objects.filter(
        effect=Recipient.Effect.GIVES, decision__state=DecisionState.ISSUED, **of
    )
    replacing = Decision.objects.filter(kind=Decision.Kind.REPLACEMENT, state=DecisionState.ISSUED)
    return (
        with_amendments(given)
        .select_related("decision__agency", "unit")
        .prefetch_related(Prefetch("decision__amendments", replacing, to_attr="replaced_by"))
        .order_by("decision__signed_on", "pk")
    )


def whole_record(subject: Person | Unit, lines: Iterable[Recipient]) -> list[RecordYear]:
    """The years of a record, the latest first; `lines` are those of `lines_of_subject`."""
    years: dict[int, RecordYear] = {}
    for line in lines:
        recorded = _recorded(line)
        years.setdefault(line.decision.year, RecordYear(line.decision.year)).awards.append(recorded)
    for rating in subject.ratings.all():
        years.setdefault(rating.year, RecordYear(rating.year)).rating = rating
    for initiative in _initiatives(subject):
        year = initiative.recognised_on.year
        years.setdefault(year, RecordYear(year)).initiatives.append(initiative)
    for one in years.values():
        one.awards.sort(key=lambda each: catalogue.award(each.recipient.decision.award).rank)
    return sorted(years.values(), key=lambda one: -one.year)


def _recorded(line: Any) -> RecordedAward:
    since: list[Recipient] = line.done_since
    ended = [one.decision for one in since if one.effect == Recipient.Effect.REVOKES]
    ended += line.decision.replaced_by
    corrections = (one for one in since if one.effect == Recipient.Effect.CORRECTS)
    return RecordedAward(line, next(iter(ended), None), tuple(corrections))


def _initiatives(subject: Person | Unit) -> QuerySet[Initiative]:
    """What the person made, or what the unit brought forward."""
    if isinstance(subject, Person):
        return subject.initiatives.order_by("recognised_on", "pk")
    brought = Initiative.objects.filter(proposal__unit=subject)
    return brought.order_by("recognised_on", "pk")

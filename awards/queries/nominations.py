"""What is read of nominations."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext

from awards.labels import NOMINATION_EVENTS
from awards.models import Nomination
from awards.queries.records import decision_of
from awards.workflow import NominationState, ReviewState
from campaigns import catalogue
from campaigns.catalogue import Family
from campaigns.models import Initiative
from campaigns.queries.registrations import is_registered
from units.models import Account, Agency, Posting, Unit
from units.queries import history, subtree_ids

Groups = list[tuple[str, list[tuple[str, str]]]]


def subjects_to_choose(unit: Unit, on: datetime.date) -> Groups:
    """Whom a unit may nominate on a day, for a select: itself and those below it, then the people.

    The values are "unit:3" and "person:12"; people stand by unit and given name.
    """
    units = Unit.objects.filter(pk__in=subtree_ids(unit)).on(on)
    collectives = [(f"unit:{one.pk}", one.name) for one in units]
    postings = (
        Posting.objects.filter(unit__in=units)
        .on(on)
        .select_related("person", "unit")
        .order_by("unit__sort_key", "unit", "person__sort_key")
    )
    people = [
        (name, [(f"person:{p.person_id}", f"{p.person}, {p.title}") for p in posted])
        for name, posted in groupby(postings, key=lambda posting: posting.unit.name)
    ]
    return [(pgettext("list", "Tập thể"), collectives), *people]


def initiatives_to_name(
    person_id: int | None, nomination: Nomination | None, on: datetime.date
) -> QuerySet[Initiative]:
    """Initiatives of a person that a nomination may name: recognised, and of no other file."""
    free = Q(use=None)
    if nomination:
        free |= Q(use__nomination=nomination)
    return Initiative.objects.filter(free, authors=person_id, recognised_on__lte=on)


def initiatives_used_elsewhere(
    person_id: int | None, nomination: Nomination | None
) -> QuerySet[Initiative]:
    """Initiatives of a person that another nomination counts."""
    used = Initiative.objects.filter(authors=person_id, use__isnull=False)
    return used.exclude(use__nomination=nomination) if nomination else used


def initiatives_named(nomination: Nomination) -> QuerySet[Initiative]:
    """Initiatives that a nomination counts."""
    return Initiative.objects.filter(use__nomination=nomination)


def nomination_board(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Nominations with all that a list shows, and `subject_key` and `award_rank` to sort by.

    The highest award comes first, in it collectives, then people by given name.
    """
    return (
        nominations.select_related("person", "collective", "unit", "agency")
        .annotate(
            subject_key=Coalesce("person__sort_key", "collective__sort_key"),
            award_rank=award_rank("award"),
        )
        .order_by("award_rank", "kind", "subject_key", "pk")
    )


@dataclass(frozen=True)
class DirectShare:
    """How many of the individuals in a list work directly, and do not lead."""

    direct: int
    individuals: int

    @property
    def percent(self) -> int:
        """The share in whole percent; the list has individuals."""
        return round(100 * self.direct / self.individuals)


def direct_share(nominations: QuerySet[Nomination]) -> DirectShare | None:
    """Count direct workers among the individuals of a list; None where it has none. One query.

    Everybody counts once, as they stood when the nomination came to where it is.
    """
    posting = Posting.objects.filter(person=OuterRef("person"), is_main=True).order_by("-since")
    then = posting.filter(since__lte=OuterRef("state_since"))
    ranked = nominations.order_by().annotate(rank=Subquery(then.values("rank")[:1]))
    share = DirectShare(
        **ranked.filter(rank__isnull=False).aggregate(
            direct=Count("person", distinct=True, filter=Q(rank=Posting.Rank.DIRECT)),
            individuals=Count("person", distinct=True),
        )
    )
    return share if share.individuals else None


def state_counts(nominations: QuerySet[Nomination]) -> list[tuple[str, str, int]]:
    """How many nominations stand where: (state, its name, how many), in the order of their way."""
    counts = dict(nominations.order_by().values_list("state").annotate(files=Count("pk")))
    return [(s, str(label), counts[s]) for s, label in NominationState.choices if s in counts]


def award_rank(field: str) -> Case:
    """The catalogue's rank of an award, for the database to sort by."""
    ranks = [When(**{field: one.code}, then=Value(one.rank)) for one in catalogue.awards()]
    return Case(*ranks, output_field=IntegerField())


@dataclass(frozen=True)
class Event:
    """Something that happened to a nomination."""

    at: datetime.datetime
    what: str
    who: Account | None
    note: str = ""


def nomination_events(nomination: Nomination) -> list[Event]:
    """The history of a nomination, the oldest first: its own steps, its reviews, its decision."""
    events = [
        Event(e.at, str(NOMINATION_EVENTS.get(e.action, e.action)), e.actor, e.reason)
        for e in history(nomination)
    ]
    items = nomination.review_items.select_related(
        "review__opened_by__person", "review__closed_by__person"
    )
    for item in items:
        review = item.review
        put = pgettext("history", "Đưa ra Hội đồng")
        events.append(Event(review.opened_at, put, review.opened_by, review.title))
        # Not before the minutes are signed: until then nothing is final, and nobody is told.
        if review.closed_at and review.state == ReviewState.SIGNED:
            passed = pgettext("history", "Hội đồng thông qua")
            rejected = pgettext("history", "Hội đồng không thông qua")
            outcome = passed if item.passed else rejected
            events.append(Event(review.closed_at, outcome, review.closed_by))
    decision = decision_of(nomination)
    if decision and decision.issued_at:
        said = pgettext("history", "Ban hành quyết định")
        events.append(Event(decision.issued_at, said, decision.issued_by, decision.reference))
    return sorted(events, key=lambda event: event.at)


def lacks_registration(nomination: Nomination) -> bool:
    """Whether a title is proposed that the agency wants registered first, and was not."""
    campaign = nomination.campaign
    if campaign is None or not campaign.titles_registered:
        return False
    if catalogue.award(nomination.award).family != Family.TITLE:
        return False
    return not is_registered(
        campaign,
        nomination.award,
        unit_id=nomination.collective_id,
        person_id=nomination.person_id,
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

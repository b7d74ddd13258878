"""What is read of nominations."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext

from awards.models import Nomination, PetitionItem, ReviewItem
from awards.workflow import NominationState
from campaigns import catalogue
from campaigns.catalogue import Family
from campaigns.models import Initiative
from campaigns.queries.registrations import is_registered
from units.models import Agency, Posting, Unit
from units.queries import subtree_ids

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
    person_id: int | None,
    nomination: Nomination | None,
    on: datetime.date,
    hidden: QuerySet[Nomination],
) -> QuerySet[Initiative]:
    """Initiatives of a person that a nomination may name: recognised, and of no other file.

    Those of a file that is `hidden` from whoever names them look free, and are refused when saved.
    """
    free = Q(use=None) | Q(use__nomination__in=hidden)
    if nomination:
        free |= Q(use__nomination=nomination)
    return Initiative.objects.filter(free, authors=person_id, recognised_on__lte=on)


def initiatives_used_elsewhere(
    person_id: int | None, nomination: Nomination | None, hidden: QuerySet[Nomination]
) -> QuerySet[Initiative]:
    """Initiatives of a person that another nomination counts, as far as it is not `hidden`."""
    used = Initiative.objects.filter(authors=person_id, use__isnull=False)
    used = used.exclude(use__nomination__in=hidden)
    return used.exclude(use__nomination=nomination) if nomination else used


def initiatives_named(nomination: Nomination) -> QuerySet[Initiative]:
    """Initiatives that a nomination counts."""
    return Initiative.objects.filter(use__nomination=nomination)


def nomination_board(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Nominations with all that a list shows, and `subject_key` and `award_rank` to sort by.

    `dealt_with_by` is the key of the specialist, 0 where there is none.

    The highest award comes first, in it collectives, then people by given name.
    """
    return (
        nominations.select_related(
            *("person", "collective", "unit", "agency", "campaign", "specialist__person")
        )
        .annotate(
            subject_key=Coalesce("person__sort_key", "collective__sort_key"),
            award_rank=award_rank("award"),
            dealt_with_by=Coalesce("specialist", 0),
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


def announced() -> Q:
    """Nominations whose outcome in the council everybody concerned was told."""
    told = ReviewItem.objects.filter(
        nomination=OuterRef("pk"), passed=True, review__announced_at__isnull=False
    )
    return Q(Exists(told))


def passed_without_decision(agency: Agency) -> QuerySet[Nomination]:
    """Nominations that the council passed, as announced, and no decision draft has taken up yet."""
    return Nomination.objects.filter(
        announced(), agency=agency, state=NominationState.PASSED, recipient=None
    ).select_related("person", "collective", "unit", "agency")


def petitioned_now() -> Q:
    """Nominations that wait in a petition to a higher authority."""
    return Q(Exists(PetitionItem.objects.filter(nomination=OuterRef("pk"), is_live=True)))


def ready_for_review(agency: Agency) -> QuerySet[Nomination]:
    """Nominations that the standing body found complete."""
    return Nomination.objects.filter(agency=agency, state=NominationState.ACCEPTED).select_related(
        "person", "collective", "unit", "agency"
    )

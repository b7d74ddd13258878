"""What is read of exemplars."""

import datetime

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from campaigns.models import Exemplar, ExemplarAdoption
from campaigns.workflow import ExemplarState
from units.models import Agency, Person, Posting, Unit
from units.queries import subtree_ids


def exemplar_board(exemplars: QuerySet[Exemplar]) -> QuerySet[Exemplar]:
    """Exemplars with all that a list shows: `subject_key`, and how many units learned from each."""
    adopted = ExemplarAdoption.objects.filter(exemplar=OuterRef("pk")).order_by().values("exemplar")
    counts = adopted.annotate(n=Count("pk")).values("n")
    return exemplars.select_related("person", "collective", "unit", "photo").annotate(
        adoption_count=Coalesce(Subquery(counts), 0),
        subject_key=Coalesce("person__sort_key", "collective__sort_key"),
        subject_folded=Coalesce(F("person__folded"), F("collective__folded")),
    )


def public_exemplars(agency: Agency) -> QuerySet[Exemplar]:
    """Those that everybody may read, the latest first."""
    shown = Exemplar.objects.filter(
        agency=agency, state=ExemplarState.PUBLISHED, level=Exemplar.Level.PUBLIC
    )
    return exemplar_board(shown).order_by("-published_at", "-pk")


def people_to_tell_of(unit: Unit, on: datetime.date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whom a unit may tell of, for a select: collectives, then people who can be asked.

    The values are "unit:3" and "person:12". Only a person with an account can give consent.
    """
    below = subtree_ids(unit)
    units = Unit.objects.filter(pk__in=below).on(on)
    postings = (
        Posting.objects.filter(unit__in=below, person__account__is_active=True)
        .on(on)
        .select_related("person", "unit")
        .order_by("person__sort_key", "pk")
    )
    people = {f"person:{p.person_id}": f"{p.person}, {p.title}, {p.unit}" for p in postings}
    return [
        (_("Tập thể"), [(f"unit:{one.pk}", one.name) for one in units]),
        (_("Cá nhân"), list(people.items())),
    ]


def subject_of(choice: str) -> tuple[Person | None, Unit | None]:
    """The person or the collective that a choice such as "person:12" stands for."""
    kind, key = choice.split(":")
    if kind == "person":
        return Person.objects.get(pk=key), None
    return None, Unit.objects.get(pk=key)

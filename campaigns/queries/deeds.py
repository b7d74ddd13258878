"""What is read of deeds that were pointed out."""

import datetime
from collections.abc import Iterable
from itertools import takewhile

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from campaigns.models import Deed
from campaigns.workflow import DeedState
from units.models import Person, Posting, Role, RoleGrant, Unit
from units.queries import main_posting, people_in, subtree_ids, with_main_posting
from units.text import fold

HEAD = Role.UNIT_HEAD
MOST_FOUND = 20


def deed_board(deeds: QuerySet[Deed]) -> QuerySet[Deed]:
    """Deeds with all that a list shows, and `subject_key` and `subject_folded`."""
    return deeds.select_related("person", "collective", "unit", "agency").annotate(
        subject_key=Coalesce("person__sort_key", "collective__sort_key"),
        subject_folded=Coalesce(F("person__folded"), F("collective__folded")),
    )


def answering_unit(subject: Person | Unit, on: datetime.date) -> Unit | None:
    """Who looks into a deed: the nearest unit with a clerk or a head, above what one heads oneself.

    None where the person stands in no unit. Where there is nobody, the root keeps it, and the
    standing body answers.
    """
    unit = subject if isinstance(subject, Unit) else None
    person = subject if isinstance(subject, Person) else None
    if person and (posting := main_posting(person, on)):
        unit = posting.unit
    if unit is None:
        return None
    path = Unit.objects.with_tree_fields().get(pk=unit.pk).tree_path
    grants = list(
        RoleGrant.objects.filter(
            unit__in=path, role__in=[Role.UNIT_CLERK, HEAD], account__is_active=True
        )
        .on(on)
        .values_list("unit", "role", "account__person")
    )
    own = {node for node, role, who in grants if person and who == person.pk and role == HEAD}
    others = {node for node, _role, who in grants if person is None or who != person.pk}
    above = list(takewhile(lambda node: node not in own, path))
    nearest = next((node for node in reversed(above) if node in others), path[0])
    return Unit.objects.select_related("agency").get(pk=nearest)


def stands_alone(person: Person | None, collective: Unit, on: datetime.date) -> bool:
    """Whether nobody but this person stands in the collective."""
    members = people_in(subtree_ids(collective), on)
    return person is not None and not members.exclude(pk=person.pk).exists()


def mergeable(deed: Deed) -> QuerySet[Deed]:
    """Other deeds of the same subject that still count, the latest first."""
    same = {"person": deed.person_id, "collective": deed.collective_id}
    alive = Deed.objects.filter(state__in=[DeedState.REPORTED, DeedState.NOMINATED])
    return alive.filter(unit=deed.unit_id, **same).exclude(pk=deed.pk)


def colleagues(
    agency_ids: Iterable[int], words: str, person: Person | None, on: datetime.date
) -> tuple[list[Person], list[Unit]]:
    """People and collectives of the agencies whose names hold every word, not oneself."""
    people = Person.objects.filter(
        agency__in=agency_ids, postings__in=Posting.objects.filter(is_main=True).on(on)
    )
    units = Unit.objects.filter(agency__in=agency_ids).on(on)
    for word in fold(words).split():
        people, units = people.filter(folded__contains=word), units.filter(folded__contains=word)
    if person:
        people = people.exclude(pk=person.pk)
    found = with_main_posting(people, on).order_by("sort_key")
    return list(found[:MOST_FOUND]), list(units[:MOST_FOUND])

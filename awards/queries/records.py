"""What is read of awards that were given."""

from collections.abc import Iterable

from django.db.models import QuerySet

from awards.models import Decision, Nomination, Recipient
from awards.workflow import DecisionState
from units.models import Agency, Person, Unit


def awards_of_person(person: Person) -> QuerySet[Recipient]:
    """The person's record of awards, the latest first."""
    return _issued().filter(person=person)


def awards_of_unit(unit: Unit) -> QuerySet[Recipient]:
    """The collective's own record of awards, the latest first."""
    return _issued().filter(collective=unit)


def awards_of_people_in(unit: Unit, since: int) -> QuerySet[Recipient]:
    """Awards that people of the unit itself received for a year from `since` on."""
    of_people = _issued().filter(unit=unit, person__isnull=False, decision__year__gte=since)
    return of_people.select_related("decision__agency", "person")


def recipients_of_year(
    agency: Agency, year: int, unit_ids: Iterable[int] | None = None
) -> QuerySet[Recipient]:
    """Everyone awarded for the achievements of a year, in the units or anywhere."""
    found = _issued().filter(decision__agency=agency, decision__year=year)
    return found if unit_ids is None else found.filter(unit__in=unit_ids)


def _issued() -> QuerySet[Recipient]:
    return (
        Recipient.objects.in_force()
        .select_related("decision__agency", "unit")
        .order_by("-decision__year", "-decision__signed_on", "ordinal")
    )


def awards_of_subject(nomination: Nomination) -> QuerySet[Recipient]:
    """The record of awards of whom a nomination is for, the latest first."""
    subject = nomination.subject
    return awards_of_person(subject) if isinstance(subject, Person) else awards_of_unit(subject)


def decision_of(nomination: Nomination) -> Decision | None:
    """The issued decision that a nomination led to."""
    return (
        Decision.objects.filter(recipients__nomination=nomination, state=DecisionState.ISSUED)
        .select_related("issued_by__person")
        .first()
    )

"""Rows about a person or about a unit: exactly one of the two."""

from django.db import models
from django.db.models import Q

from units.models.organisation import Unit
from units.models.people import Person

PERSON_OR_UNIT = Q(person__isnull=False, unit__isnull=True) | Q(
    person__isnull=True, unit__isnull=False
)


def person_or_unit(name: str) -> models.CheckConstraint:
    """Build the check that exactly one of `person` and `unit` is set."""
    return models.CheckConstraint(condition=PERSON_OR_UNIT, name=name)


def the_set_one(person: Person | None, unit: Unit | None) -> Person | Unit:
    """Give whichever of the two is set; ValueError when neither is."""
    if subject := person or unit:
        return subject
    raise ValueError("Neither a person nor a unit is set.")

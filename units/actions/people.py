"""Enter people and put them into units."""

import datetime

from django.db import transaction

from units import audit
from units.models import Account, Agency, Person, Posting, Unit
from units.text import clean_person_name


@transaction.atomic
def enter_person(
    *,
    agency: Agency,
    staff_code: str,
    full_name: str,
    gender: str,
    actor: Account | None,
    born_on: datetime.date | None = None,
    email: str = "",
) -> Person:
    """Enter a person; the staff code is unique in the agency."""
    person = Person.objects.create(
        agency=agency,
        staff_code=staff_code,
        full_name=clean_person_name(full_name),
        gender=gender,
        born_on=born_on,
        email=email,
    )
    audit.record(actor=actor, action="enter_person", target=person, staff_code=staff_code)
    return person


@transaction.atomic
def post_person(
    *,
    person: Person,
    unit: Unit,
    title: str,
    rank: str,
    since: datetime.date,
    actor: Account | None,
    is_main: bool = True,
) -> Posting:
    """Put a person into a unit from a day on; PostgreSQL refuses a second main posting."""
    posting = Posting.objects.create(
        person=person, unit=unit, title=title, rank=rank, since=since, is_main=is_main
    )
    audit.record(actor=actor, action="post_person", target=posting, unit=unit.pk, title=title)
    return posting

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
    joined_on: datetime.date | None = None,
    higher_retirement_age: bool = False,
) -> Person:
    """Enter a person, who serves since `joined_on`; the staff code is unique in the agency."""
    person = Person.objects.create(
        agency=agency,
        staff_code=staff_code,
        full_name=clean_person_name(full_name),
        gender=gender,
        born_on=born_on,
        email=email,
        joined_on=joined_on,
        higher_retirement_age=higher_retirement_age,
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
    office: str = "",
    until: datetime.date | None = None,
) -> Posting:
    """Put a person into a unit from a day on; PostgreSQL refuses a second main posting.

    `office` says which leadership office the posting counts as, if it does (`Posting.Office`).
    """
    posting = Posting.objects.create(
        person=person,
        unit=unit,
        title=title,
        rank=rank,
        office=office,
        is_main=is_main,
        since=since,
        until=until,
    )
    audit.record(actor=actor, action="post_person", target=posting, unit=unit.pk, title=title)
    return posting

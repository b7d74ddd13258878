"""What is read of units, people, roles and the inbox."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from units.models import Account, Agency, Job, Notice, Person, Posting, Unit


def people_in(unit_ids: Iterable[int], on: datetime.date) -> QuerySet[Person]:
    """People posted in one of the units on a day, by given name."""
    posted = Posting.objects.filter(person=OuterRef("pk"), unit__in=unit_ids).on(on)
    return Person.objects.filter(Exists(posted))


def with_main_posting(people: QuerySet[Person], on: datetime.date) -> QuerySet[Person]:
    """Add `post_title`, `post_unit` and `post_unit_id` of the main posting on a day."""
    main = Posting.objects.filter(person=OuterRef("pk"), is_main=True).on(on)
    return people.annotate(
        post_title=Subquery(main.values("title")[:1]),
        post_unit=Subquery(main.values("unit__name")[:1]),
        post_unit_id=Subquery(main.values("unit")[:1]),
    )


def main_posting(person: Person, on: datetime.date) -> Posting | None:
    """Where the person mainly stood on a day."""
    return person.postings.filter(is_main=True).on(on).select_related("unit").first()


def subtree_ids(unit: Unit) -> list[int]:
    """Keys of the unit and of everything below it."""
    return [below.pk for below in Unit.objects.below([unit.pk])]


def postings_in(unit_ids: Iterable[int], on: datetime.date) -> QuerySet[Posting]:
    """Postings in the units on a day, with their people, leaders first."""
    return (
        Posting.objects.filter(unit__in=unit_ids)
        .on(on)
        .select_related("person", "unit")
        .order_by("-rank", "person__sort_key")
    )


def notices_of(account: Account) -> QuerySet[Notice]:
    """The account's inbox, the newest first."""
    return Notice.objects.filter(account=account)


def unread_count(account: Account) -> int:
    """How many notices the account has not opened."""
    return notices_of(account).filter(read_at=None).count()


def jobs_of(account: Account) -> QuerySet[Job]:
    """The account's background work."""
    return Job.objects.filter(owner=account)


def agency_root(agency: Agency) -> Unit:
    """The root of the agency's tree."""
    return agency.units.get(parent=None)

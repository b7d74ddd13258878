"""What is read of units, people, roles and the inbox."""

import datetime
from collections.abc import Iterable

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    FilteredRelation,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from units.models import (
    Account,
    Agency,
    AuditEntry,
    Job,
    Kinship,
    Notice,
    Person,
    Posting,
    RoleGrant,
    StoredFile,
    Unit,
)
from units.models.organisation import UnitQuerySet
from units.silence import hidden_abouts


def people_in(unit_ids: Iterable[int], on: datetime.date) -> QuerySet[Person]:
    """People posted in one of the units on a day, by given name."""
    posted = Posting.objects.filter(person=OuterRef("pk"), unit__in=unit_ids).on(on)
    return Person.objects.filter(Exists(posted))


def people_by_unit(agency: Agency, on: datetime.date) -> dict[str, list[tuple[int, str]]]:
    """People of the agency on a day for a select: under each unit (key, name), by given name."""
    postings = (
        Posting.objects.filter(unit__agency=agency, is_main=True)
        .on(on)
        .select_related("person", "unit")
        .order_by("unit__sort_key", "unit", "person__sort_key")
    )
    groups: dict[str, list[tuple[int, str]]] = {}
    for posting in postings:
        person = (posting.person_id, f"{posting.person}, {posting.title}")
        groups.setdefault(posting.unit.name, []).append(person)
    return groups


def with_main_posting(people: QuerySet[Person], on: datetime.date) -> QuerySet[Person]:
    """Add `post_title`, `post_rank`, `post_unit`, `post_unit_id`, `post_unit_key` of a day.

    They are those of the main posting. `unit_now` is a relation to every posting of that day.
    """
    main = Posting.objects.filter(person=OuterRef("pk"), is_main=True).on(on)
    current = Q(postings__since__lte=on) & (Q(postings__until=None) | Q(postings__until__gt=on))
    return people.annotate(
        post_title=Subquery(main.values("title")[:1]),
        post_rank=Subquery(main.values("rank")[:1]),
        post_unit=Subquery(main.values("unit__name")[:1]),
        post_unit_id=Subquery(main.values("unit")[:1]),
        post_unit_key=Subquery(main.values("unit__sort_key")[:1]),
        unit_now=FilteredRelation("postings", condition=current),
    )


def with_people_count(units: UnitQuerySet, on: datetime.date) -> UnitQuerySet:
    """Add `people_count`, how many people are posted in the unit itself on a day."""
    posted = Posting.objects.filter(unit=OuterRef("pk")).on(on).order_by().values("unit")
    counts = posted.annotate(count=Count("person", distinct=True)).values("count")
    return units.annotate(people_count=Coalesce(Subquery(counts), 0))


def current_grants(on: datetime.date) -> QuerySet[RoleGrant]:
    """Roles that hold on a day or will later, with their units."""
    return RoleGrant.objects.filter(Q(until=None) | Q(until__gt=on)).select_related("unit")


def with_held_roles(accounts: QuerySet[Account], on: datetime.date) -> QuerySet[Account]:
    """Add `held`, a relation to the grants that hold on a day or will later."""
    current = Q(grants__until=None) | Q(grants__until__gt=on)
    return accounts.annotate(held=FilteredRelation("grants", condition=current))


def main_posting(person: Person, on: datetime.date) -> Posting | None:
    """Where the person mainly stood on a day."""
    return person.postings.filter(is_main=True).on(on).select_related("unit").first()


def main_postings(people: Iterable[Person], on: datetime.date) -> dict[int, Posting]:
    """Where each of many people mainly stood on a day, by key of the person."""
    postings = Posting.objects.filter(person__in=people, is_main=True).on(on)
    return {posting.person_id: posting for posting in postings.select_related("unit")}


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


def kin_of(kinships: QuerySet[Kinship], person: Person) -> QuerySet[Kinship]:
    """Those of `kinships` in which a person stands, on either side, the oldest first."""
    either = Q(person=person) | Q(other=person)
    return kinships.filter(either).select_related("person", "other")


def notices_of(account: Account) -> QuerySet[Notice]:
    """The account's inbox, the newest first, without what must not exist for it now."""
    notices = Notice.objects.filter(account=account)
    for abouts in hidden_abouts(account):
        notices = notices.exclude(about__in=abouts)
    return notices


def inbox_of(account: Account) -> QuerySet[Notice]:
    """The account's inbox with `reading` ("UNREAD" or "READ"), unread first, then the newest."""
    reading = Case(When(read_at=None, then=Value("UNREAD")), default=Value("READ"))
    ordered = ("-reading", "-created_at", "-pk")
    return notices_of(account).annotate(reading=reading).order_by(*ordered)


def unread_count(account: Account) -> int:
    """How many notices the account has not opened."""
    return notices_of(account).filter(read_at=None).count()


def jobs_of(account: Account) -> QuerySet[Job]:
    """The account's background work."""
    return Job.objects.filter(owner=account)


def agency_root(agency: Agency) -> Unit:
    """The root of the agency's tree."""
    return agency.units.get(parent=None)


def history(row: Model) -> QuerySet[AuditEntry]:
    """What was done to a row and by whom, the oldest first."""
    entries = AuditEntry.objects.filter(target_type=row._meta.label_lower, target_id=row.pk)
    return entries.select_related("actor__person").order_by("at", "pk")


def unused_files(before: datetime.datetime) -> QuerySet[StoredFile]:
    """Files brought before a moment that no row points at, in whichever app the row would be."""
    unused = StoredFile.objects.filter(kept_at__lt=before).order_by("pk")
    for attachments in StoredFile._meta.related_objects:
        unused = unused.filter(**{f"{attachments.name}__isnull": True})
    return unused


def bytes_brought_on(account: Account, day: datetime.date) -> int:
    """How much an account has brought in files on a day."""
    entries = AuditEntry.objects.filter(actor=account, action="store_file", at__date=day)
    brought = entries.aggregate(sum=Sum(Cast(KT("changes__size"), BigIntegerField())))
    return brought["sum"] or 0

"""What is read of news and documents: for their readers, and who has confirmed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from campaigns.models import Publication, Reading
from campaigns.workflow import PublicationState
from units.models import Account, Posting, Unit

CONFIRMED, MISSING = "CONFIRMED", "MISSING"
READING_STATES = ((CONFIRMED, _("đã xác nhận")), (MISSING, _("chưa xác nhận")))


def with_own_reading(publications: QuerySet[Publication], account: Account) -> QuerySet[Any]:
    """Add `confirmed_at`, when the account confirmed the version that counts, or None."""
    own = Reading.objects.filter(
        publication=OuterRef("pk"), account=account, version__gte=OuterRef("confirm_from")
    )
    return publications.annotate(
        confirmed_at=Subquery(own.order_by("version").values("confirmed_at")[:1])
    )


def unconfirmed(publications: QuerySet[Publication], account: Account) -> QuerySet[Any]:
    """Those that ask to be confirmed and that the account has not, the nearest day first."""
    asking = with_own_reading(publications, account).filter(confirm_by__isnull=False)
    return asking.filter(confirmed_at=None).order_by("confirm_by", "pk")


def readers(publication: Publication, on: datetime.date) -> QuerySet[Any]:
    """Active accounts of people who stand in its units or below on a day.

    Each has `unit_id`, `unit_name` and `unit_key` of the main posting, `confirmed_at` and
    `reading`. Whoever has no account cannot confirm, and is not counted.
    """
    chosen = list(publication.units.values_list("pk", flat=True))
    scope = [unit.pk for unit in Unit.objects.below(chosen)]
    of_person = Posting.objects.filter(person=OuterRef("person")).on(on)
    main = of_person.filter(is_main=True)
    done = Reading.objects.filter(
        publication=publication, account=OuterRef("pk"), version__gte=publication.confirm_from
    )
    return (
        Account.objects.filter(Exists(of_person.filter(unit__in=scope)), is_active=True)
        .select_related("person")
        .annotate(
            unit_id=Subquery(main.values("unit")[:1]),
            unit_name=Subquery(main.values("unit__name")[:1]),
            unit_key=Subquery(main.values("unit__sort_key")[:1]),
            confirmed_at=Subquery(done.order_by("version").values("confirmed_at")[:1]),
            reading=Case(
                When(Exists(done), then=Value(CONFIRMED)),
                default=Value(MISSING),
                output_field=CharField(),
            ),
        )
    )


@dataclass(frozen=True)
class UnitReading:
    """How far the people of one unit have read."""

    unit_id: int
    unit_name: str
    total: int
    confirmed: int

    @property
    def missing(self) -> int:
        """How many have not confirmed."""
        return self.total - self.confirmed


def reading_by_unit(found: QuerySet[Any]) -> list[UnitReading]:
    """Count `readers` by unit: those with the most missing first."""
    counted = (
        found.order_by()
        .values_list("unit_id", "unit_name", "unit_key")
        .annotate(total=Count("pk"), confirmed=Count("pk", filter=Q(reading=CONFIRMED)))
        .order_by("unit_key")
    )
    rows = [UnitReading(key, name, total, done) for key, name, _sort, total, done in counted]
    return sorted(rows, key=lambda row: -row.missing)


def readings_due(on: datetime.date) -> QuerySet[Publication]:
    """Published ones whose day to confirm is tomorrow, today, or passed within a week."""
    eve, week_ago = on + datetime.timedelta(1), on - datetime.timedelta(7)
    return Publication.objects.filter(
        state=PublicationState.PUBLISHED, confirm_by__range=(week_ago, eve)
    )


def units_to_choose(agency_ids: Iterable[int], on: datetime.date) -> QuerySet[Unit]:
    """Units that something may be published to, each agency's root and what stands below it."""
    return Unit.objects.with_tree_fields().filter(agency__in=agency_ids).on(on)

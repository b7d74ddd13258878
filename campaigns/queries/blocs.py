"""What is read of blocs: who is in them, and who heads them."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from campaigns.models import BlocTerm, Campaign
from units.models import Bloc, BlocMembership, Unit
from units.models.organisation import UnitQuerySet


def end_of(year: int) -> datetime.date:
    """The day whose members a bloc ranks for a year."""
    return datetime.date(year, 12, 31)


def bloc_members(bloc: Bloc, year: int) -> UnitQuerySet:
    """Units that a bloc scores and ranks for a year: those in it at the year's end."""
    members = BlocMembership.objects.filter(bloc=bloc).on(end_of(year)).values("unit")
    return Unit.objects.filter(pk__in=members)


def scored_units(campaign: Campaign) -> UnitQuerySet:
    """Units of the campaign's agency that some bloc scores and ranks for its year."""
    members = BlocMembership.objects.on(end_of(campaign.year)).values("unit")
    return Unit.objects.filter(pk__in=members, agency=campaign.agency_id)


def blocs_of(units: Iterable[int], year: int) -> dict[int, int]:
    """For each unit that has one, the bloc in which it is scored for a year."""
    memberships = BlocMembership.objects.filter(unit__in=list(units)).on(end_of(year))
    return dict(memberships.values_list("unit", "bloc"))


def members_by_bloc(blocs: Iterable[int], year: int) -> dict[int, list[Unit]]:
    """For each bloc, its units for a year, by name."""
    memberships = (
        BlocMembership.objects.filter(bloc__in=list(blocs))
        .on(end_of(year))
        .select_related("unit")
        .order_by("unit__sort_key")
    )
    found: dict[int, list[Unit]] = {}
    for membership in memberships:
        found.setdefault(membership.bloc_id, []).append(membership.unit)
    return found


def bloc_rows(blocs: QuerySet[Bloc], on: datetime.date) -> QuerySet[Bloc]:
    """Blocs with `member_count` of a day, and `head_name`, `deputy_name` of its year."""
    members = BlocMembership.objects.filter(bloc=OuterRef("pk")).on(on).order_by().values("bloc")
    term = BlocTerm.objects.filter(bloc=OuterRef("pk"), year=on.year)
    return blocs.annotate(
        member_count=Coalesce(Subquery(members.annotate(n=Count("pk")).values("n")), 0),
        head_name=term.values("head__name")[:1],
        deputy_name=term.values("deputy__name")[:1],
    )


def memberships_of(bloc: Bloc) -> QuerySet[BlocMembership]:
    """Who is or was in a bloc, with the unit, those still in it first."""
    members = BlocMembership.objects.filter(bloc=bloc).select_related("unit")
    return members.order_by(F("until").desc(nulls_first=True), "unit__sort_key")

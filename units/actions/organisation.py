"""Found agencies and units, group units into blocs."""

import datetime

from django.db import transaction

from units import audit
from units.models import Account, Agency, Bloc, BlocMembership, Unit


@transaction.atomic
def found_agency(
    *,
    code: str,
    name: str,
    symbol: str,
    place: str,
    head_office: str,
    head_name: str,
    since: datetime.date,
) -> Unit:
    """Create an agency and the root of its tree; return the root.

    The one action without an actor: before it there is nobody who could hold a role.
    """
    agency = Agency.objects.create(
        code=code,
        name=name,
        symbol=symbol,
        place=place,
        head_office=head_office,
        head_name=head_name,
    )
    root = Unit.objects.create(agency=agency, code=code, name=name, pledges=False, since=since)
    audit.record(actor=None, action="found_agency", target=agency, root=root.pk)
    return root


@transaction.atomic
def create_unit(
    *,
    parent: Unit,
    code: str,
    name: str,
    since: datetime.date,
    actor: Account | None,
    line: str | None = None,
    pledges: bool = True,
) -> Unit:
    """Create a unit below `parent`, in its line unless another is named."""
    unit = Unit.objects.create(
        agency=parent.agency,
        parent=parent,
        line=line or parent.line,
        code=code,
        name=name,
        pledges=pledges,
        since=since,
    )
    audit.record(actor=actor, action="create_unit", target=unit, parent=parent.pk)
    return unit


@transaction.atomic
def create_bloc(
    *, agency: Agency, name: str, units: list[Unit], since: datetime.date, actor: Account | None
) -> Bloc:
    """Create a bloc and put its first units into it."""
    bloc = Bloc.objects.create(agency=agency, name=name)
    BlocMembership.objects.bulk_create(
        BlocMembership(bloc=bloc, unit=unit, since=since) for unit in units
    )
    audit.record(actor=actor, action="create_bloc", target=bloc, units=[u.pk for u in units])
    return bloc

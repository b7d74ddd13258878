"""Who reads the library of initiatives, and who says that a unit uses one."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.models import Adoption, Initiative
from campaigns.queries.initiatives import home_of
from units.models import Account, Role, Unit
from units.permissions import standing


def initiatives_visible_to(account: Account) -> QuerySet[Initiative]:
    """Recognised initiatives of the account's agencies: open to all their staff."""
    return Initiative.objects.filter(agency__in=standing(account).agencies)


def adoptions_visible_to(account: Account) -> QuerySet[Adoption]:
    """Confirmed ones are open as the library is; others to the unit that recorded them."""
    held = standing(account)
    own = Q(unit__in=held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD))
    confirmed = Q(confirmed_at__isnull=False, initiative__agency__in=held.agencies)
    return Adoption.objects.filter(own | confirmed)


def adoptions_to_confirm(account: Account) -> QuerySet[Adoption]:
    """Recorded by clerks of units that the account heads."""
    units = standing(account).unit_ids(Role.UNIT_HEAD)
    return Adoption.objects.filter(unit__in=units, confirmed_at=None)


def adopting_units(account: Account, initiative: Initiative, on: datetime.date) -> QuerySet[Unit]:
    """Units for which the account may say that they use it: not its own, each once."""
    written = standing(account).unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD)
    there = Adoption.objects.filter(
        initiative=initiative, unit=OuterRef("pk"), confirmed_at__isnull=False
    )
    units = Unit.objects.filter(agency=initiative.agency, pk__in=written).on(on)
    return units.exclude(pk__in=home_of(initiative)).filter(~Exists(there))

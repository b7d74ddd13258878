"""Record how a bloc ranked its units."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import BlocResult
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Bloc, Role, Unit
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def record_bloc_results(
    *, bloc: Bloc, year: int, ranks: Mapping[Unit, int], actor: Account
) -> list[BlocResult]:
    """Record the ranking of a bloc for a year; it takes the place of an earlier one.

    A unit is ranked by the bloc in which it stands at the end of the year.
    """
    require(actor, agency_root(bloc.agency).pk, [Role.STANDING_BODY])
    if year > clock.today().year:
        raise ActionRefused(_("Chưa đến năm này. Kết quả chưa được ghi."))
    if not ranks or min(ranks.values()) < 1:
        raise ActionRefused(_("Thứ hạng phải bắt đầu từ 1. Kết quả chưa được ghi."))
    # Locked, so that two rankings of one bloc follow each other.
    Bloc.objects.select_for_update().get(pk=bloc.pk)
    members = bloc.memberships.on(datetime.date(year, 12, 31)).values_list("unit", flat=True)
    if not {unit.pk for unit in ranks} <= set(members):
        raise ActionRefused(
            _("Có đơn vị không thuộc khối này cuối năm %(year)d. Kết quả chưa được ghi.")
            % {"year": year}
        )
    earlier = BlocResult.objects.filter(bloc=bloc, year=year)
    old = dict(earlier.values_list("unit", "rank"))
    earlier.delete()
    results = BlocResult.objects.bulk_create(
        BlocResult(bloc=bloc, unit=unit, year=year, rank=rank) for unit, rank in ranks.items()
    )
    new = {unit.pk: rank for unit, rank in ranks.items()}
    audit.record(
        actor=actor, action="record_bloc_results", target=bloc, year=year, ranks=[old, new]
    )
    return results

"""Ceilings of awards: how far nominations use them up, in the whole agency or in each unit."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from awards.law.criteria import Speech
from awards.law.quotas import Meter, meter, quota
from awards.lawbook import agency_folder
from awards.models import Nomination
from awards.permissions.nominations import nominations_hidden_from
from awards.workflow import GONE, IN_UNIT
from units.models import Account, Unit
from units.queries import subtree_ids


@dataclass(frozen=True)
class Ceiling:
    """How far nominations use up the quota of an award, a share of the award `of`.

    `unit` is the one that it is counted in; None where it is the whole agency.
    """

    award: str
    meter: Meter
    of: str
    unit: Unit | None = None


def ceiling_of(
    unit: Unit, award: str, say: Speech, *, year: int, on: datetime.date, reader: Account
) -> Ceiling | None:
    """How far nominations of a year, drafts too, use up the award's quota; None without one.

    Nominations of which the reader must not know are not counted for it.
    """
    return next(iter(ceilings_of(unit, [award], say, year=year, on=on, reader=reader)), None)


def ceilings_of(
    unit: Unit,
    awards: Collection[str],
    say: Speech,
    *,
    year: int,
    on: datetime.date,
    sent_only: bool = False,
    reader: Account | None = None,
) -> list[Ceiling]:
    """The ceilings of awards that a unit nominates for; with `sent_only` drafts are left out.

    Without a `reader`, for a check, every nomination counts.
    """
    found = []
    for award in awards:
        rule = quota(award, on, agency_folder())
        if rule is None:
            continue
        own = unit_of_its_own(unit) if rule.each == "UNIT" else None
        counts = _counts(_countable(reader, sent_only=sent_only), unit, own, year)
        used = meter(award, on, counts[rule.of], counts[award], agency_folder())
        if used:
            found.append(Ceiling(say.award(award), used, say.award(rule.of), own))
    return found


def unit_of_its_own(unit: Unit) -> Unit:
    """The unit just below the agency's root in which another stands; the root is its own.

    Ceilings of units are counted here, so that nobody gains by moving people between sub-units.
    """
    path = Unit.objects.with_tree_fields().get(pk=unit.pk).tree_path
    return Unit.objects.get(pk=path[1]) if len(path) > 1 else unit


def _countable(reader: Account | None, *, sent_only: bool) -> QuerySet[Nomination]:
    """Nominations that use up a ceiling, as far as the reader may know of them."""
    found = Nomination.objects.exclude(state__in=GONE)
    if sent_only:
        found = found.exclude(state__in=IN_UNIT)
    return found.exclude(pk__in=nominations_hidden_from(reader)) if reader else found


def _counts(
    countable: QuerySet[Nomination], unit: Unit, own: Unit | None, year: int
) -> Counter[str]:
    found = countable.filter(agency=unit.agency_id, year=year)
    if own:
        below = subtree_ids(own) if own.parent_id else [own.pk]
        found = found.filter(unit__in=below)
    return Counter(found.order_by().values_list("award", flat=True))

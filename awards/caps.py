"""Ceilings of awards: how far nominations use them up, in the whole agency or in each unit."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from awards.law.criteria import Speech
from awards.law.quotas import Meter, meter, quota
from awards.lawbook import agency_folder
from awards.models import Nomination
from awards.workflow import GONE, IN_UNIT
from units.models import Unit
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
    unit: Unit, award: str, say: Speech, *, year: int, on: datetime.date
) -> Ceiling | None:
    """How far nominations of a year, drafts too, use up the award's quota; None without one."""
    return next(iter(ceilings_of(unit, [award], say, year=year, on=on)), None)


def ceilings_of(
    unit: Unit,
    awards: Collection[str],
    say: Speech,
    *,
    year: int,
    on: datetime.date,
    sent_only: bool = False,
) -> list[Ceiling]:
    """The ceilings of awards that a unit nominates for; with `sent_only` drafts are left out."""
    found = []
    for award in awards:
        rule = quota(award, on, agency_folder())
        if rule is None:
            continue
        own = unit_of_its_own(unit) if rule.each == "UNIT" else None
        counts = _counts(unit, own, year, sent_only=sent_only)
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


def _counts(unit: Unit, own: Unit | None, year: int, *, sent_only: bool) -> Counter[str]:
    found = Nomination.objects.filter(agency=unit.agency_id, year=year).exclude(state__in=GONE)
    if sent_only:
        found = found.exclude(state__in=IN_UNIT)
    if own:
        below = subtree_ids(own) if own.parent_id else [own.pk]
        found = found.filter(unit__in=below)
    return Counter(found.order_by().values_list("award", flat=True))

"""What is read of scoring tables."""

from decimal import Decimal
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from campaigns import scoring
from campaigns.models import Campaign, Commitment, Criterion, CriterionGroup, ScoringTable
from campaigns.scoring import Misfit, Nature
from campaigns.workflow import TableState


class Sum(NamedTuple):
    """How many points the criteria of one nature are worth together, and what they may be."""

    nature: str
    label: str
    points: Decimal
    most: Decimal


def table_in_use(campaign: Campaign) -> ScoringTable | None:
    """The version by which the campaign is scored now."""
    return campaign.scoring_tables.filter(state=TableState.IN_USE).first()


def table_draft(campaign: Campaign) -> ScoringTable | None:
    """The version that is being written."""
    return campaign.scoring_tables.filter(state=TableState.DRAFT).first()


def groups_of(table: ScoringTable) -> list[CriterionGroup]:
    """The groups with their criteria."""
    criteria = Criterion.objects.select_related("commitment", "group").order_by("number")
    return list(table.groups.prefetch_related(Prefetch("criteria", criteria)))


def criteria_of(table: ScoringTable) -> QuerySet[Criterion]:
    """The criteria of a table in its order."""
    return Criterion.objects.filter(group__table=table).select_related("group", "commitment")


def sums_of(table: ScoringTable, groups: list[CriterionGroup]) -> list[Sum]:
    """What the criteria are worth together, for each nature, beside the total or the cap."""
    most = {
        Nature.REGULAR: table.total,
        Nature.BONUS: table.bonus_cap,
        Nature.PENALTY: table.penalty_cap,
    }
    labels = dict(CriterionGroup._meta.get_field("nature").flatchoices)
    worth = {nature: Decimal(0) for nature in most}
    for group in groups:
        worth[Nature(group.nature)] += group.maximum
    return [Sum(nature, str(labels[nature]), worth[nature], most[nature]) for nature in most]


def uncovered(table: ScoringTable) -> list[Commitment]:
    """Commitments of the campaign that no criterion serves."""
    served = Criterion.objects.filter(group__table=table).values("commitment")
    return list(table.campaign.commitments.exclude(pk__in=served.exclude(commitment=None)))


def problems_of(table: ScoringTable) -> list[str]:
    """What keeps a draft from being used, in words."""
    criteria = [(one.group.nature, one.maximum) for one in criteria_of(table)]
    found = scoring.misfits(criteria, table.total, table.bonus_cap, table.penalty_cap)
    regular = sum((points for nature, points in criteria if nature == Nature.REGULAR), Decimal(0))
    values = {"sum": plain(regular), "total": plain(table.total)}
    words = {
        Misfit.EMPTY: _("chưa có tiêu chí nào chấm điểm nội dung"),
        Misfit.OVER_TOTAL: _("điểm các tiêu chí cộng lại là %(sum)s, vượt tổng %(total)s") % values,
        Misfit.UNDER_TOTAL: _("điểm các tiêu chí cộng lại là %(sum)s, chưa đủ tổng %(total)s")
        % values,
        Misfit.OVER_BONUS_CAP: _("có tiêu chí thưởng vượt mức điểm thưởng nhiều nhất"),
        Misfit.OVER_PENALTY_CAP: _("có tiêu chí trừ vượt mức điểm trừ nhiều nhất"),
    }
    return [words[misfit] for misfit in found if not (misfit == Misfit.UNDER_TOTAL and not regular)]


def trimmed(points: Decimal) -> Decimal:
    """Points without the zeros that say nothing: 95 or 2.5, not 95.00."""
    whole = points == points.to_integral_value()
    return points.quantize(Decimal(1)) if whole else points.normalize()


def plain(points: Decimal) -> str:
    """Points as a person would write them."""
    return number_format(trimmed(points))


def unchanged(old: ScoringTable, new: ScoringTable) -> dict[int, int]:
    """Criteria of the new version by those of the old that ask the same of the same scorers."""
    then = {_asked(one): one.pk for one in criteria_of(old)}
    return {then[_asked(one)]: one.pk for one in criteria_of(new) if _asked(one) in then}


def _asked(criterion: Criterion) -> tuple[str, str, Decimal, frozenset[str]]:
    return criterion.group.nature, criterion.name, criterion.maximum, criterion.kinds


def tables_to_copy(campaign: Campaign) -> list[ScoringTable]:
    """Tables that a new version may begin with: the one in use, and the latest of other years."""
    used = ScoringTable.objects.filter(
        campaign__agency=campaign.agency_id, state=TableState.IN_USE
    ).select_related("campaign")
    return sorted(used, key=lambda table: (table.campaign_id != campaign.pk, -table.campaign.year))

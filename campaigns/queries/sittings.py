"""What is read of the initiative council's sittings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from campaigns.models import MarkSheet, Proposal, Sitting, SittingItem, SittingMember
from campaigns.rubric import Criterion, Spread, spread
from campaigns.workflow import PROPOSAL
from units.models import Account, Agency


def ready_to_sit(agency: Agency) -> QuerySet[Proposal]:
    """Proposals that the standing body may put before the council, as they came in."""
    ready = Proposal.objects.filter(agency=agency, state__in=PROPOSAL.step("sit").sources)
    return ready.select_related("unit").order_by("state_since", "pk")


def sitting_board(
    sittings: QuerySet[Sitting], items: QuerySet[SittingItem], account: Account
) -> QuerySet[Any]:
    """Sittings with `item_count`, of `items` alone, and `scored_count`, of the account's sheets."""
    own = items.filter(sitting=OuterRef("pk")).order_by().values("sitting")
    scored = own.filter(sheets__member__account=account)
    return sittings.annotate(
        item_count=Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0),
        scored_count=Coalesce(Subquery(scored.annotate(n=Count("pk")).values("n")), 0),
    )


def items_with_my_sheet(items: QuerySet[SittingItem], account: Account) -> list[SittingItem]:
    """Items with their proposals, each with the account's own sheet as `mine`."""
    sheets = MarkSheet.objects.filter(member__account=account).prefetch_related("marks")
    own = {sheet.item_id: sheet for sheet in sheets.filter(item__in=items)}
    rows = list(items.select_related("proposal__unit", "proposal__agency", "sitting"))
    for item in rows:
        item.mine = own.get(item.pk)
    return rows


def members_still_missing(sitting: Sitting, items: Iterable[SittingItem]) -> int:
    """How many members still owe a sheet on one of `items` from which they are not recused."""
    every = {item.pk for item in items}
    missing = 0
    for member in sitting.members.prefetch_related("recusals", "sheets"):
        done = {row.item_id for row in member.recusals.all()}
        done |= {row.item_id for row in member.sheets.all()}
        missing += bool(every - done)
    return missing


@dataclass(frozen=True)
class ScoreRow:
    """One criterion, or the total: points of each sheet in order, and their spread."""

    name: str
    most: int
    points: list[int]
    spread: Spread | None


def score_table(
    criteria: list[Criterion], sheets: list[MarkSheet]
) -> tuple[list[ScoreRow], ScoreRow]:
    """Points by criterion, and the total; the sheets bring their marks with them."""
    given = [{mark.criterion: mark.points for mark in sheet.marks.all()} for sheet in sheets]
    rows = []
    for criterion in criteria:
        points = [marks[criterion.code] for marks in given]
        name = criterion.label(get_language() or "vi")
        rows.append(ScoreRow(name, criterion.points, points, spread(points)))
    totals = [sum(marks.values()) for marks in given]
    return rows, ScoreRow("", sum(one.points for one in criteria), totals, spread(totals))


def sheets_with_marks(sheets: QuerySet[MarkSheet]) -> list[MarkSheet]:
    """Sheets with who gave them and their marks, the chair's first."""
    return list(sheets.select_related("member__account__person").prefetch_related("marks"))


def seats(sitting: Sitting) -> QuerySet[SittingMember]:
    """Members with their names."""
    return sitting.members.select_related("account__person").order_by(
        "-is_chair", F("account__person__sort_key")
    )

"""All that was given to one unit, side by side: how the cross-scores spread, and who stands out."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from campaigns import scoring
from campaigns.models import Criterion, Score, ScoringRound, ScoringTable
from campaigns.queries.blocs import blocs_of, members_by_bloc
from campaigns.queries.scores import sheets_of
from campaigns.queries.scoring_tables import criteria_of
from campaigns.scoring import Kind
from units.models import Unit


class Cell(NamedTuple):
    """A cross-score and whether it stands out; no score is None."""

    score: Score | None
    is_outlier: bool


class Row(NamedTuple):
    """One criterion: the claim, the cross-scores in the order of the scorers, the check."""

    criterion: Criterion
    claim: Score | None
    crosses: list[Cell]
    spread: "Spread | None"
    check: Score | None


class Spread(NamedTuple):
    """How far cross-scores lie apart, with the scorers that stand out."""

    low: Any
    high: Any
    mean: Any
    scorers: int
    outliers: frozenset[Any]


class Matrix(NamedTuple):
    """The scorers, and a row for each criterion."""

    scorers: list[Unit]
    rows: list[Row]


def unit_matrix(round_: ScoringRound, table: ScoringTable, unit: Unit) -> Matrix:
    """Everything that was given to a unit."""
    year = round_.campaign.year
    bloc = blocs_of([unit.pk], year).get(unit.pk)
    members = members_by_bloc([bloc], year)[bloc] if bloc else []
    scorers = [one for one in sheets_of(unit, members, Kind.CROSS) if one]
    criteria = list(criteria_of(table))
    scores = {
        (one.criterion_id, one.sheet.kind, one.sheet.scorer_id): one
        for one in _scores_of(round_, unit, criteria)
    }
    spreads = _spreads(scores.values(), criteria)
    rows = []
    for one in criteria:
        spread = spreads.get(one.pk)
        outliers = spread.outliers if spread else frozenset()
        crosses = [
            Cell(scores.get((one.pk, Kind.CROSS, by.pk)), by.pk in outliers) for by in scorers
        ]
        claim = scores.get((one.pk, Kind.SELF, unit.pk))
        rows.append(Row(one, claim, crosses, spread, scores.get((one.pk, Kind.CHECK, None))))
    return Matrix(scorers, rows)


def spreads_of(
    round_: ScoringRound, unit: Unit, criteria: Iterable[Criterion]
) -> dict[int, Spread]:
    """How the cross-scores of a unit spread, by key of the criterion."""
    rows = list(criteria)
    return _spreads(_scores_of(round_, unit, rows), rows)


def _scores_of(round_: ScoringRound, unit: Unit, criteria: Iterable[Criterion]) -> list[Score]:
    scores = Score.objects.filter(
        sheet__round=round_, sheet__unit=unit, criterion__in=list(criteria)
    )
    return list(scores.select_related("sheet"))


def _spreads(scores: Iterable[Score], criteria: Iterable[Criterion]) -> dict[int, Spread]:
    crossed: dict[int, dict[Any, Any]] = {}
    for one in scores:
        if one.sheet.kind == Kind.CROSS:
            crossed.setdefault(one.criterion_id, {})[one.sheet.scorer_id] = one.points
    found = {}
    for criterion in criteria:
        points = crossed.get(criterion.pk, {})
        if spread := scoring.spread(points, criterion.maximum):
            mean = scoring.rounded(spread.mean)
            found[criterion.pk] = Spread(
                spread.low, spread.high, mean, len(points), spread.outliers
            )
    return found

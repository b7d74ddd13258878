"""What is read of scores: sheets, what is still missing, and what each bloc has reached."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from campaigns import scoring
from campaigns.models import Criterion, Score, ScoreSheet, ScoringRound, Target
from campaigns.models.scoring_tables import ScoringTable
from campaigns.queries.scoring_tables import criteria_of, table_in_use
from campaigns.queries.versions import signed
from campaigns.scoring import Kind
from units.models import Unit

Sheet = tuple[int, str, int | None]


def find_sheet(
    round_: ScoringRound, unit: Unit, kind: str, scorer: Unit | None
) -> ScoreSheet | None:
    """The sheet of a scorer on a unit, None while nothing was given."""
    sheets = ScoreSheet.objects.filter(round=round_, unit=unit, kind=kind, scorer=scorer)
    return sheets.select_related("saved_by__person").first()


def claimed_points(round_: ScoringRound, unit: Unit) -> dict[int, Decimal]:
    """What a unit gave itself, by key of the criterion."""
    claimed = Score.objects.filter(sheet__round=round_, sheet__unit=unit, sheet__kind=Kind.SELF)
    return dict(claimed.values_list("criterion", "points"))


def claims(round_: ScoringRound, unit: Unit) -> dict[int, Score]:
    """What a unit gave itself, with its evidence, by key of the criterion."""
    claimed = Score.objects.filter(sheet__round=round_, sheet__unit=unit, sheet__kind=Kind.SELF)
    return {score.criterion_id: score for score in claimed}


def targets_of(round_: ScoringRound, unit: Unit) -> dict[int, list[Target]]:
    """What the unit signed for the campaign, by key of the commitment."""
    found: dict[int, list[Target]] = defaultdict(list)
    pledged = Target.objects.filter(
        signed("pledge__"), pledge__campaign=round_.campaign_id, pledge__unit=unit
    )
    for target in pledged.select_related("person").order_by("pk"):
        found[target.commitment_id].append(target)
    return dict(found)


def given_counts(round_: ScoringRound, table: ScoringTable) -> dict[Sheet, int]:
    """How many criteria of a table are scored on each sheet: (unit, kind, scorer)."""
    scores = Score.objects.filter(sheet__round=round_, criterion__group__table=table)
    sheets = scores.values_list("sheet__unit", "sheet__kind", "sheet__scorer")
    return {(u, k, s): n for u, k, s, n in sheets.annotate(n=Count("pk")).order_by()}


def sheets_of(unit: Unit, members: Iterable[Unit], kind: str) -> list[Unit | None]:
    """Who is to give a unit of a bloc scores of a kind; None is the standing body."""
    if kind == Kind.SELF:
        return [unit]
    if kind == Kind.CHECK:
        return [None]
    return [member for member in members if member.pk != unit.pk]


@dataclass(frozen=True)
class Basis:
    """All that a bloc's ranking comes from, read at one moment."""

    round: ScoringRound
    table: ScoringTable
    members: list[Unit]
    criteria: list[Criterion]
    scores: list[scoring.Given]
    rules: scoring.Rules

    @property
    def asked(self) -> list[scoring.Criterion]:
        """The criteria as the pure room knows them."""
        return [
            scoring.Criterion(one.pk, one.group.nature, one.maximum, one.kinds)
            for one in self.criteria
        ]

    def results(self, scores: Sequence[scoring.Given] | None = None) -> list[scoring.Result]:
        """What each member reached, by the raw scores or by those given."""
        taken = self.scores if scores is None else scores
        return [scoring.tally(one.pk, self.asked, taken, self.rules) for one in self.members]


def rules_of(round_: ScoringRound, table: ScoringTable) -> scoring.Rules:
    """What the round declared, with the caps of the table."""
    return scoring.Rules(
        round_.weights,
        table.bonus_cap,
        table.penalty_cap,
        tuple(round_.tie_rules),
        round_.first_places,
    )


def basis_of(round_: ScoringRound, members: Iterable[Unit]) -> Basis | None:
    """What the ranking of the members of a bloc comes from; None while no table is in use.

    Scores of units that have left the bloc do not count.
    """
    table = table_in_use(round_.campaign)
    if table is None:
        return None
    units = list(members)
    keys = {unit.pk for unit in units}
    rows = Score.objects.filter(
        sheet__round=round_, sheet__unit__in=keys, criterion__group__table=table
    ).order_by("sheet__unit", "criterion", "sheet__kind", "sheet__scorer")
    scores = [
        scoring.Given(*row)
        for row in rows.values_list(
            "sheet__unit", "criterion", "sheet__kind", "sheet__scorer", "points"
        )
        if row[3] is None or row[3] in keys
    ]
    criteria = list(criteria_of(table))
    return Basis(round_, table, units, criteria, scores, rules_of(round_, table))


@dataclass
class Line:
    """A member of a bloc with what it reached, raw and corrected, and what is missing."""

    unit: Unit
    result: scoring.Result
    corrected: Decimal | None
    place: scoring.Place | None
    severity: Decimal | None
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Standing:
    """How a bloc stands: its lines in order, and whether one place too many is the first."""

    lines: list[Line]
    first: list[Unit]
    too_many_first: bool

    @property
    def is_whole(self) -> bool:
        """Whether every member has a total."""
        return bool(self.lines) and all(line.place for line in self.lines)


def standing_of(basis: Basis, voted: frozenset[int] = frozenset()) -> Standing:
    """Rank the members; those without a total come last and have no place."""
    asked, results = basis.asked, basis.results()
    places = scoring.rank(results, basis.rules, frozenset(voted))
    corrected = basis.results(scoring.corrected(asked, basis.scores))
    severity = scoring.severities(asked, basis.scores)
    lines = [
        Line(
            unit,
            result,
            without_severity.points,
            places.get(unit.pk),
            _percent(severity.get(unit.pk)),
            _missing(basis, unit),
        )
        for unit, result, without_severity in zip(basis.members, results, corrected, strict=True)
    ]
    last = len(lines) + 1
    lines.sort(key=lambda one: (one.place.rank if one.place else last, one.unit.sort_key))
    first = [line.unit for line in lines if line.place and line.place.rank == 1]
    return Standing(lines, first, too_many_first=len(first) > basis.rules.first_places)


def _percent(severity: Any) -> Decimal | None:
    """How many points of a hundred a scorer gives more than the others."""
    return None if severity is None else scoring.rounded(severity * 100)


def _missing(basis: Basis, unit: Unit) -> list[str]:
    """Which scores a unit lacks, in words for the preview: how many, and from whom."""
    given = Counter((one.kind, one.scorer) for one in basis.scores if one.unit == unit.pk)
    lacking: dict[int, list[str]] = {}
    for kind in Kind:
        wanted = sum(kind in one.kinds for one in basis.criteria)
        for scorer in sheets_of(unit, basis.members, kind):
            if left := wanted - given[kind, scorer.pk if scorer else None]:
                lacking.setdefault(left, []).append(_who(kind, scorer))
    return [
        _("Thiếu %(n)d tiêu chí: %(who)s") % {"n": left, "who": ", ".join(who)}
        for left, who in lacking.items()
    ]


def _who(kind: str, scorer: Unit | None) -> str:
    if kind == Kind.CROSS and scorer:
        return scorer.name
    return _("tự chấm") if kind == Kind.SELF else _("thẩm định")


def is_over(round_: ScoringRound, on: datetime.date) -> bool:
    """Whether cross-scoring is over, so that a ranking may be published."""
    return round_.cross_until < on

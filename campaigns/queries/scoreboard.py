"""Where scoring stands: windows, the sheets that are owed, and the board of the blocs."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from campaigns.models import ScoringRound
from campaigns.models.scoring_tables import KINDS, ScoringTable
from campaigns.queries.blocs import blocs_of, members_by_bloc
from campaigns.queries.scores import Sheet, given_counts, sheets_of
from campaigns.queries.scoring_tables import criteria_of
from campaigns.scoring import Kind
from units.models import Bloc, Unit


class Task(NamedTuple):
    """A sheet that somebody gives: how many of its criteria are scored, and by when."""

    unit: Unit
    kind: str
    scorer: Unit | None
    given: int
    wanted: int
    is_open: bool
    last: datetime.date
    campaign_id: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is missing."""
        return self.given >= self.wanted

    @property
    def url(self) -> str:
        """Page of the sheet."""
        return sheet_url(self.campaign_id, self.unit, self.kind, self.scorer)


def sheet_url(campaign_id: int, unit: Unit, kind: str, scorer: Unit | None) -> str:
    """Page of the sheet of a scorer on a unit."""
    if kind == Kind.CROSS and scorer:
        return reverse("scoring_cross", args=[campaign_id, unit.pk, scorer.pk])
    return reverse(f"scoring_{kind.lower()}", args=[campaign_id, unit.pk])


class BoardRow(NamedTuple):
    """A unit of a bloc: what it claimed, who cross-scored it, what was checked."""

    unit: Unit
    claimed: Task
    crossed: int
    crossers: int
    checked: Task


class Board(NamedTuple):
    """A bloc with its units."""

    bloc: Bloc
    rows: list[BoardRow]


def windows_of(round_: ScoringRound, today: datetime.date) -> list[tuple[str, str]]:
    """The windows in their order as (what and when in words, "done" | "current" | "todo")."""
    moments = []
    for kind, label in KINDS:
        first, last = round_.window(kind)
        state = "done" if last < today else "current" if first <= today else "todo"
        moments.append((f"{capfirst(str(label))}: {first:%d/%m/%Y} – {last:%d/%m/%Y}", state))
    return moments


def wanted_counts(table: ScoringTable) -> dict[str, int]:
    """How many criteria ask for each kind of score."""
    kinds = [one.kinds for one in criteria_of(table)]
    return {kind: sum(kind in asked for asked in kinds) for kind in Kind}


def tasks_of(
    round_: ScoringRound, table: ScoringTable, units: list[Unit], today: datetime.date
) -> list[Task]:
    """The sheets that units give: each on itself, and on every other unit of its bloc."""
    blocs = blocs_of([unit.pk for unit in units], round_.campaign.year)
    members = members_by_bloc(set(blocs.values()), round_.campaign.year)
    given, wanted = given_counts(round_, table), wanted_counts(table)
    tasks = []
    for unit in units:
        tasks.append(_task(round_, given, wanted, today, (unit, Kind.SELF, unit)))
        tasks += [
            _task(round_, given, wanted, today, (other, Kind.CROSS, unit))
            for other in members.get(blocs[unit.pk], [])
            if other.pk != unit.pk
        ]
    return tasks


def _task(
    round_: ScoringRound,
    given: dict[Sheet, int],
    wanted: dict[str, int],
    today: datetime.date,
    sheet: tuple[Unit, str, Unit | None],
) -> Task:
    unit, kind, scorer = sheet
    count = given.get((unit.pk, kind, scorer.pk if scorer else None), 0)
    last = round_.window(kind)[1]
    is_open = round_.is_open(kind, today)
    return Task(unit, kind, scorer, count, wanted[kind], is_open, last, round_.campaign_id)


def bloc_boards(
    round_: ScoringRound, table: ScoringTable, blocs: QuerySet[Bloc], today: datetime.date
) -> list[Board]:
    """How far the scoring of each bloc is."""
    rows = list(blocs)
    members = members_by_bloc([bloc.pk for bloc in rows], round_.campaign.year)
    given, wanted = given_counts(round_, table), wanted_counts(table)
    return [
        Board(
            bloc,
            [
                _board_row(round_, given, wanted, today, unit, members[bloc.pk])
                for unit in members[bloc.pk]
            ],
        )
        for bloc in rows
        if bloc.pk in members
    ]


def _board_row(
    round_: ScoringRound,
    given: dict[Sheet, int],
    wanted: dict[str, int],
    today: datetime.date,
    unit: Unit,
    members: Iterable[Unit],
) -> BoardRow:
    crosses = [
        _task(round_, given, wanted, today, (unit, Kind.CROSS, scorer))
        for scorer in sheets_of(unit, members, Kind.CROSS)
    ]
    return BoardRow(
        unit,
        _task(round_, given, wanted, today, (unit, Kind.SELF, unit)),
        sum(task.is_done for task in crosses),
        len(crosses),
        _task(round_, given, wanted, today, (unit, Kind.CHECK, None)),
    )

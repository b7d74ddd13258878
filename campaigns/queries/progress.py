"""What is read of targets and their progress: figures so far, where each stands, results."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from campaigns.models import Campaign, Commitment, Pledge, ProgressFile, ProgressNote, Target
from campaigns.models.pledges import as_written
from campaigns.progress import RISK_DAYS, SILENT_DAYS, Result
from campaigns.queries.pledges import units_called
from campaigns.queries.versions import signed
from campaigns.workflow import CampaignState, ProgressState
from units.models import Person, Unit

DAY = datetime.timedelta(days=1)


def standing_notes() -> QuerySet[ProgressNote]:
    """Notes that nobody has withdrawn."""
    return ProgressNote.objects.filter(withdrawn_at=None)


def signed_targets() -> QuerySet[Target]:
    """Targets of pledges that were signed: those that count, and gather progress."""
    return Target.objects.filter(signed("pledge__"))


def with_progress(targets: QuerySet[Target], on: datetime.date) -> QuerySet[Any]:
    """Targets with what is `reached` and since when, the day of the last news, counts, `progress`.

    The newest figure counts; of two of one day the one that was written later.
    """
    notes = standing_notes().filter(target=OuterRef("pk"))
    figures = notes.filter(reached__isnull=False).order_by("-on", "-pk")
    files = ProgressFile.objects.filter(note__target=OuterRef("pk"), note__withdrawn_at=None)
    return targets.annotate(
        reached=figures.values("reached")[:1],
        reached_on=figures.values("on")[:1],
        news_on=notes.order_by("-on").values("on")[:1],
        file_count=_counted(files, "note__target"),
    ).annotate(progress=_progress(on))


def _counted(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _progress(on: datetime.date) -> Case:
    """Where a target stands on a day; a goal of zero is kept until its date is over."""
    reached = Q(value__gt=0, reached__gte=F("value"))
    kept = Q(value=0, reached=0, due_on__lt=on)
    return Case(
        When(reached | kept, then=Value(ProgressState.DONE.value)),
        When(due_on__lt=on, then=Value(ProgressState.LATE.value)),
        When(due_on__lte=on + RISK_DAYS * DAY, then=Value(ProgressState.AT_RISK.value)),
        default=Value(ProgressState.ON_TRACK.value),
    )


def with_notes(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Targets with their standing notes, the oldest first, and the files of each."""
    notes = standing_notes().order_by("on", "pk").prefetch_related("files")
    return targets.prefetch_related(Prefetch("notes", notes, to_attr="standing"))


def silent_targets(targets: QuerySet[Target], on: datetime.date) -> QuerySet[Any]:
    """Targets to be told of: not done, and without news for long or near their date.

    `since` is the day of the last news, or of the launch where there is none.
    """
    found = with_progress(targets, on).annotate(
        since=Coalesce("news_on", "pledge__campaign__launched_on")
    )
    quiet = Q(since__lte=on - SILENT_DAYS * DAY)
    pressing = Q(progress__in=[ProgressState.LATE, ProgressState.AT_RISK])
    unheard = Q(since__lt=on - DAY * 7)
    return found.filter(
        quiet | (pressing & unheard), pledge__campaign__state=CampaignState.LAUNCHED
    ).exclude(progress=ProgressState.DONE)


def progress_by_commitment(pledge: Pledge, on: datetime.date) -> list[tuple[Commitment, list[Any]]]:
    """Every commitment of the campaign with the pledge's targets as they stand and their notes."""
    by_commitment: dict[int, list[Any]] = defaultdict(list)
    targets = with_notes(with_progress(Target.objects.filter(pledge=pledge), on))
    for target in targets.select_related("person"):
        by_commitment[target.commitment_id].append(target)
    return [(one, by_commitment[one.pk]) for one in pledge.campaign.commitments.all()]


@dataclass
class Cell:
    """How many targets of a unit for a commitment stand where; `query` narrows a list to them."""

    query: str = ""
    total: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, state: str, count: int) -> None:
        """Count more targets of a state."""
        self.total += count
        self.counts[state] = self.counts.get(state, 0) + count

    @property
    def done(self) -> int:
        """Those that are reached."""
        return self.counts.get(ProgressState.DONE, 0)

    @property
    def late(self) -> int:
        """Those that are overdue."""
        return self.counts.get(ProgressState.LATE, 0)

    @property
    def at_risk(self) -> int:
        """Those that are near their date and not reached."""
        return self.counts.get(ProgressState.AT_RISK, 0)


@dataclass(frozen=True)
class Board:
    """Units by commitments, with the sums of each; the last cell of a row is the whole of it."""

    commitments: list[Commitment]
    rows: list[tuple[Any, list[Cell]]]
    sums: list[Cell]

    @property
    def total(self) -> Cell:
        """All targets."""
        return self.sums[-1]


def progress_board(campaign: Campaign, unit_ids: Iterable[int], on: datetime.date) -> Board:
    """Where the targets of a campaign stand, for each unit among `unit_ids` and commitment.

    `is_signed` of a unit tells whether its pledge stands.
    """
    pledge = Pledge.objects.filter(signed(), campaign=campaign, unit=OuterRef("pk"))
    units = units_called(campaign, on).filter(pk__in=list(unit_ids))
    units = units.annotate(is_signed=Exists(pledge)).order_by("sort_key")
    commitments = list(campaign.commitments.all())
    targets = signed_targets().filter(
        pledge__campaign=campaign, pledge__unit__in=units.values("pk")
    )
    counted = with_progress(targets, on).order_by()
    cells = _cells(counted.values_list("pledge__unit", "commitment", "progress"), campaign)
    keys = [*(one.pk for one in commitments), 0]
    return Board(
        commitments,
        [(unit, [cells[unit.pk, key] for key in keys]) for unit in units],
        [cells[0, key] for key in keys],
    )


class _Cells(dict[tuple[int, int], Cell]):
    """Cells by the keys of unit and commitment; zero stands for all of them."""

    def __init__(self, campaign: Campaign) -> None:
        super().__init__()
        self.campaign = campaign

    def __missing__(self, key: tuple[int, int]) -> Cell:
        narrowed = dict(zip(("unit", "commitment"), key, strict=True))
        chosen = {name: value for name, value in narrowed.items() if value}
        self[key] = Cell(urlencode({"campaign": self.campaign.pk} | chosen))
        return self[key]


def _cells(states: QuerySet[Any, Any], campaign: Campaign) -> _Cells:
    cells = _Cells(campaign)
    for unit_id, commitment_id, state, count in states.annotate(n=Count("pk")):
        for unit in (unit_id, 0):
            for commitment in (commitment_id, 0):
                cells[unit, commitment].add(state, count)
    return cells


def results_behind(
    subject: Person | Unit, year: int, *, among: QuerySet[Target] | None = None
) -> list[Result]:
    """What a person, or a unit, achieved in a year: the facts that a dossier starts from.

    Of a person those targets that they are in charge of. `among` narrows to what somebody may see.
    """
    own = Q(person=subject) if isinstance(subject, Person) else Q(pledge__unit=subject)
    targets = signed_targets() if among is None else among
    targets = targets.filter(own, pledge__campaign__year=year)
    # Where something is reached is the same on every day; only lateness asks for one.
    found = with_notes(with_progress(targets, datetime.date(year, 12, 31)))
    return [as_result(target) for target in found]


def as_result(target: Any) -> Result:
    """A target with its progress and notes as a result."""
    return Result(
        indicator=target.indicator,
        goal=target.amount,
        measure=target.measure,
        reached=as_written(target.reached),
        reached_on=target.reached_on,
        texts=tuple(dict.fromkeys(note.text for note in target.standing if note.text)),
        files=target.file_count,
    )

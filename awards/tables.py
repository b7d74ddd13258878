"""The year-end tally as tables: by award and kind of recipient, and by unit and award."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from awards.models import Decision, Tally
from awards.models.subjects import RecipientKind
from awards.workflow import DecisionState
from campaigns import catalogue
from units.models import Agency, Unit


@dataclass(frozen=True)
class AwardLine:
    """How many individuals and collectives received one award."""

    award: str
    individuals: int
    collectives: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.individuals + self.collectives


@dataclass(frozen=True)
class UnitLine:
    """What one unit and its people received: a count for each award of the table."""

    unit: Unit
    counts: list[int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


@dataclass(frozen=True)
class TallyTable:
    """A tally laid out: awards from the highest, units in the order of their names."""

    awards: list[AwardLine]
    units: list[UnitLine]

    @property
    def individuals(self) -> int:
        """All individuals awarded, counted once for each award."""
        return sum(line.individuals for line in self.awards)

    @property
    def collectives(self) -> int:
        """All collectives awarded, counted once for each award."""
        return sum(line.collectives for line in self.awards)

    @property
    def total(self) -> int:
        """Everything in the tally."""
        return self.individuals + self.collectives


def tally_table(tally: Tally) -> TallyTable:
    """Lay out the lines of a tally, in one query."""
    lines = list(tally.lines.select_related("unit").order_by("unit__sort_key"))
    codes = sorted({line.award for line in lines}, key=lambda code: catalogue.award(code).rank)
    by_kind = dict.fromkeys(((code, kind) for code in codes for kind in RecipientKind.values), 0)
    units: dict[Unit, dict[str, int]] = {}
    for line in lines:
        by_kind[line.award, line.kind] += line.count
        counts = units.setdefault(line.unit, dict.fromkeys(codes, 0))
        counts[line.award] += line.count
    individual, collective = RecipientKind.INDIVIDUAL, RecipientKind.COLLECTIVE
    return TallyTable(
        [AwardLine(code, by_kind[code, individual], by_kind[code, collective]) for code in codes],
        [UnitLine(unit, list(counts.values())) for unit, counts in units.items()],
    )


def with_total(tallies: QuerySet[Tally]) -> QuerySet[Tally]:
    """Add `total`, how many recipients a tally counted."""
    return tallies.annotate(total=Coalesce(Sum("lines__count"), 0))


def years_of(agency: Agency) -> list[int]:
    """Years that can be counted: those with an issued decision or a tally, the latest first."""
    issued = Decision.objects.filter(agency=agency, state=DecisionState.ISSUED)
    counted = agency.tallies.values_list("year", flat=True)
    return sorted({*issued.values_list("year", flat=True), *counted}, reverse=True)

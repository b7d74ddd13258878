"""What a year comes to, counted from the records or as frozen."""

from dataclasses import dataclass

from django.db.models import Count

from awards.models import Tally
from awards.models.subjects import RecipientKind
from awards.queries.records import recipients_of_year
from awards.workflow import TallyState
from campaigns import catalogue
from units.models import Agency


@dataclass(frozen=True)
class AwardCount:
    """How many recipients of one kind received one award."""

    award: str
    kind: str
    count: int

    @property
    def rank(self) -> tuple[int, str]:
        """Sort key: the highest award first, individuals before collectives."""
        return catalogue.award(self.award).rank, _KIND_ORDER[self.kind]


_KIND_ORDER: dict[str, str] = {RecipientKind.INDIVIDUAL: "0", RecipientKind.COLLECTIVE: "1"}


def award_counts(agency: Agency, year: int) -> list[AwardCount]:
    """Count a year's awards from the records, the highest award first."""
    rows = (
        recipients_of_year(agency, year)
        .order_by()
        .values_list("decision__award", "kind")
        .annotate(count=Count("pk"))
    )
    return sorted((AwardCount(*row) for row in rows), key=lambda line: line.rank)


def tally_counts(tally: Tally) -> list[AwardCount]:
    """The lines of a tally, summed over units, the highest award first."""
    sums: dict[tuple[str, str], int] = {}
    for award, kind, count in tally.lines.values_list("award", "kind", "count"):
        sums[award, kind] = sums.get((award, kind), 0) + count
    return sorted((AwardCount(*key, n) for key, n in sums.items()), key=lambda line: line.rank)


def year_counts(agency: Agency, year: int) -> list[AwardCount]:
    """A year's awards: as frozen, if the year's tally is, else counted from the records."""
    frozen = Tally.objects.filter(agency=agency, year=year, state=TallyState.FROZEN).first()
    return tally_counts(frozen) if frozen else award_counts(agency, year)

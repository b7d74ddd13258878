"""The figures of the dashboard, each counted over the very rows that the list behind it shows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, Value, When

from awards.models import Decision, Recipient
from awards.models.subjects import RecipientKind
from awards.permissions.nominations import nominations_visible_to
from awards.workflow import DecisionState
from campaigns import catalogue
from campaigns.models import Campaign, Target
from campaigns.permissions.campaigns import campaigns_visible_to
from campaigns.permissions.pledges import PLEDGE_WATCHERS
from campaigns.queries.campaigns import YEARLY_FIRST
from campaigns.queries.versions import signed
from campaigns.workflow import CampaignState
from units.models import Account, Agency, Posting
from units.permissions import standing


@dataclass(frozen=True)
class Scope:
    """Whose dashboard: an account, and the units that it covers as a reader."""

    account: Account
    unit_ids: frozenset[int]


def scope_of(account: Account) -> Scope:
    """The units that the account may look at from above; none for most accounts."""
    return Scope(account, standing(account).unit_ids(*PLEDGE_WATCHERS))


def agency_name(scope: Scope) -> str | None:
    """Name of the one agency of the scope, by which its own awards are called."""
    agencies = Agency.objects.filter(units__in=scope.unit_ids).distinct()
    return agencies[0].name if len(agencies) == 1 else None


def launched(scope: Scope) -> QuerySet[Campaign]:
    """Campaigns of the scope that were launched, the latest year first, in it the yearly one."""
    campaigns = campaigns_visible_to(scope.account).exclude(state=CampaignState.DRAFT)
    return campaigns.order_by("-year", YEARLY_FIRST, "-pk")


def years(scope: Scope) -> list[int]:
    """Years with a campaign or a decision, the latest first."""
    awarded_in = Decision.objects.filter(
        state=DecisionState.ISSUED, agency__units__in=scope.unit_ids
    )
    found = {*launched(scope).values_list("year", flat=True)}
    return sorted(found.union(awarded_in.values_list("year", flat=True)), reverse=True)


def signed_targets(scope: Scope, campaign: Campaign) -> QuerySet[Target]:
    """Targets of signed pledges of the scope's units."""
    return Target.objects.filter(
        signed("pledge__"), pledge__campaign=campaign, pledge__unit__in=scope.unit_ids
    )


def nomination_counts(scope: Scope, year: int) -> dict[str, int]:
    """How many visible nominations of a year are in each state."""
    states = nominations_visible_to(scope.account).filter(year=year).order_by().values("state")
    return dict(states.annotate(count=Count("pk")).values_list("state", "count"))


def awarded(scope: Scope) -> QuerySet[Any]:
    """Recipients of issued decisions in the scope's units, with `year`, `award`, `level`, `rank`.

    `rank` is the individual's on the day of the decision: leader or direct worker.
    """
    posting = Posting.objects.filter(person=OuterRef("person"), is_main=True).order_by("-since")
    codes: dict[str, list[str]] = {}
    for award in catalogue.awards():
        codes.setdefault(award.level, []).append(award.code)
    levels = [When(decision__award__in=of, then=Value(level)) for level, of in codes.items()]
    return (
        Recipient.objects.in_force()
        .filter(unit__in=scope.unit_ids)
        .annotate(
            year=F("decision__year"),
            award=F("decision__award"),
            level=Case(*levels, default=Value("")),
            rank=Subquery(
                posting.filter(since__lte=OuterRef("decision__signed_on")).values("rank")[:1]
            ),
        )
    )


@dataclass(frozen=True)
class AwardRow:
    """One award in two years: how many recipients this year and the year before."""

    award: catalogue.Award
    now: int
    before: int


@dataclass(frozen=True)
class Awards:
    """What was awarded for a year, beside the year before."""

    year: int
    by_award: list[AwardRow]
    ranks: dict[str, tuple[int, int]]

    @property
    def total(self) -> tuple[int, int]:
        """All recipients of the year and of the year before."""
        return sum(row.now for row in self.by_award), sum(row.before for row in self.by_award)

    @property
    def by_level(self) -> list[tuple[catalogue.Level, list[AwardRow], int, int]]:
        """Levels from the highest, each with its awards and their sums in both years."""
        levels: dict[catalogue.Level, list[AwardRow]] = {}
        for row in self.by_award:
            levels.setdefault(row.award.level, []).append(row)
        return [
            (level, rows, sum(row.now for row in rows), sum(row.before for row in rows))
            for level, rows in levels.items()
        ]

    @property
    def direct_share(self) -> int | None:
        """Direct workers among the individuals awarded this year, in whole percent."""
        direct, leaders = (
            self.ranks[rank][0] for rank in (Posting.Rank.DIRECT, Posting.Rank.LEADER)
        )
        return round(100 * direct / (direct + leaders)) if direct + leaders else None


def awards_of(scope: Scope, year: int) -> Awards:
    """Count a year's awards and those of the year before, in one query."""
    groups = (
        awarded(scope)
        .filter(year__in=[year, year - 1])
        .order_by()
        .values_list("year", "award", "kind", "rank")
        .annotate(count=Count("pk"))
    )
    awards: Counter[tuple[str, int]] = Counter()
    ranks: Counter[tuple[str, int]] = Counter()
    for of_year, award, kind, rank, count in groups:
        awards[award, of_year] += count
        if kind == RecipientKind.INDIVIDUAL and rank:
            ranks[rank, of_year] += count
    rows = [
        AwardRow(catalogue.award(code), awards[code, year], awards[code, year - 1])
        for code in {code for code, _year in awards}
    ]
    return Awards(
        year,
        sorted(rows, key=lambda row: row.award.rank),
        {rank: (ranks[rank, year], ranks[rank, year - 1]) for rank in Posting.Rank.values},
    )

"""What everybody may see of an agency: numbers of its movement, and whom it honoured."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from awards.models import Decision, Recipient
from awards.queries.records import recipients_of_year
from awards.workflow import DecisionState
from campaigns import catalogue
from campaigns.labels import award_label
from campaigns.models import Campaign, PublicPages
from campaigns.queries.campaigns import leading
from campaigns.queries.pledges import pledge_board
from campaigns.workflow import CampaignState, PledgeState
from units import clock
from units.models import Agency, Person, Unit


def open_pages() -> QuerySet[PublicPages]:
    """Public pages that are switched on."""
    return PublicPages.objects.filter(is_on=True).select_related("agency")


@dataclass(frozen=True)
class Movement:
    """A campaign as everybody sees it: what it calls for, and how many units answered."""

    campaign: Campaign
    units: int
    sent: int
    signed: int


def movement(agency: Agency) -> Movement | None:
    """The agency's leading campaign that was launched, with its standing as numbers."""
    launched = Campaign.objects.filter(agency=agency).exclude(state=CampaignState.DRAFT)
    campaign = leading(launched.select_related("agency", "scope"))
    if campaign is None:
        return None
    everyone = agency.units.values_list("pk", flat=True)
    board = pledge_board(campaign, everyone, clock.today())
    # A signed pledge stands while its unit amends it.
    sent = Q(is_signed=True) | Q(pledge_state=PledgeState.SENT)
    counts = board.aggregate(
        units=Count("pk"),
        sent=Count("pk", filter=sent),
        signed=Count("pk", filter=Q(is_signed=True)),
    )
    return Movement(campaign, **counts)


def honoured_years(agency: Agency) -> list[int]:
    """Years with an issued decision, the latest first."""
    issued = Decision.objects.filter(agency=agency, state=DecisionState.ISSUED)
    return list(issued.order_by("-year").values_list("year", flat=True).distinct())


@dataclass(frozen=True)
class Honoured:
    """Recipients of one award, each as a name and a unit."""

    award: str
    names: list[tuple[str, str]]


def roll_of_honour(agency: Agency, year: int) -> list[Honoured]:
    """Whom issued decisions honoured for a year: the highest award first, then by given name.

    A collective stands without a unit beside it.
    """
    rows = (
        recipients_of_year(agency, year)
        .order_by()
        .values_list("decision__award", "person", "sort_key", "name", "unit__name")
    )
    ordered = sorted(rows, key=lambda row: (catalogue.award(row[0]).rank, row[1] is None, row[2]))
    return [
        Honoured(
            award_label(code, agency.name),
            [(name, unit if person else "") for _code, person, _key, name, unit in group],
        )
        for code, group in groupby(ordered, key=lambda row: row[0])
    ]


def honours_of(subject: Person | Unit, agency: Agency) -> list[tuple[int, str]]:
    """Year and name of each award that an issued decision of the agency gave to a subject."""
    whose = {"person": subject} if isinstance(subject, Person) else {"collective": subject}
    found: Iterable[Recipient] = (
        Recipient.objects.in_force()
        .filter(decision__agency=agency, **whose)
        .select_related("decision")
    )
    rows = [(one.decision.year, one.decision.award) for one in found]
    rows.sort(key=lambda row: (-row[0], catalogue.award(row[1]).rank))
    return [(year, award_label(code, agency.name)) for year, code in rows]

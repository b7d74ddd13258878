"""What is read of petitions: lists, whom they are on, the votes, when to expect an answer."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language

from awards.law.citations import in_words
from awards.law.limits import Step, limit
from awards.lawbook import agency_folder
from awards.models import (
    Minutes,
    Nomination,
    Petition,
    PetitionItem,
    PetitionStep,
    PollItem,
    Review,
    ReviewItem,
)
from awards.queries.nominations import award_rank, nomination_board
from awards.queries.turns import Turn, days_since
from awards.workflow import WITH_AGENCY, PetitionState
from campaigns import catalogue
from units.calendar import NoCalendarError
from units.models import Role

Kind = PetitionStep.Kind
STEPS_OUT = (Kind.SENT, Kind.SUPPLEMENT_SENT)


@dataclass(frozen=True)
class Vote:
    """What the council's last vote on a nomination gave: how many of all members agreed."""

    agreed: int
    members: int

    def __str__(self) -> str:
        return f"{self.agreed}/{self.members}"


@dataclass(frozen=True)
class Expected:
    """By when the authority should have answered, and what says so; it never blocks anything."""

    on: datetime.date
    cites: list[str]
    verified: bool


def petition_board(petitions: QuerySet[Petition]) -> QuerySet[Petition]:
    """Petitions with what a list shows."""
    return petitions.select_related("agency").annotate(
        held=Count("items"), award_rank=award_rank("award")
    )


def petitioned(petition: Petition) -> list[Nomination]:
    """Nominations that a petition is on, in the order of the page."""
    return list(nomination_board(Nomination.objects.filter(petition_items__petition=petition)))


def live_items(nominations: Collection[Nomination]) -> QuerySet[PetitionItem]:
    """Where nominations wait for a higher authority."""
    live = PetitionItem.objects.filter(nomination__in=nominations, is_live=True)
    return live.select_related("petition", "nomination__person", "nomination__collective")


def carried_items(nominations: Collection[Nomination]) -> QuerySet[ReviewItem]:
    """The items by which the council passed nominations, as everybody concerned was told."""
    return ReviewItem.objects.filter(
        nomination__in=nominations, passed=True, review__announced_at__isnull=False
    )


def reviews_behind(nominations: Collection[Nomination]) -> QuerySet[Review]:
    """Reviews in which the council passed them, the earliest first."""
    items = carried_items(nominations)
    return Review.objects.filter(items__in=items).distinct().order_by("closed_at", "pk")


def papers_behind(nominations: Collection[Nomination]) -> QuerySet[Minutes]:
    """Signed papers of the council that tell of them."""
    found = Minutes.objects.filter(
        items__in=carried_items(nominations), signed_at__isnull=False
    ).distinct()
    return found.select_related("review").order_by("review", "kind", "pk")


def votes_on(nominations: Collection[Nomination]) -> dict[int, Vote]:
    """The last counted vote on each nomination that the council passed, by key."""
    polled = PollItem.objects.filter(
        item__in=carried_items(nominations), is_void=False, agreed__isnull=False
    ).order_by("round")
    return {
        key: Vote(agreed or 0, members or 0)
        for key, agreed, members in polled.values_list("item__nomination", "agreed", "members")
    }


def petition_turn(petition: Petition) -> Turn | None:
    """Whose turn it is with a petition, since when; None at its end."""
    if petition.state in WITH_AGENCY:
        who = capfirst(str(Role.DECISION_ADMIN.label))
    elif petition.state == PetitionState.SENT:
        who = petition.authority
    else:
        return None
    return Turn(who, "", petition.state_since, days_since(petition.state_since), None)


def expected_answer(petition: Petition) -> Expected | None:
    """By when the law lets an answer be expected, where it says anything of it.

    The State's higher awards go through the Ministry of Home Affairs, which appraises a dossier
    within a time that begins with the complete dossier: with the last supplement.
    """
    if petition.state != PetitionState.SENT or not catalogue.award(petition.award).of_state:
        return None
    out = petition.steps.filter(kind__in=STEPS_OUT).last()
    rule = limit(Step.MOHA_APPRAISES, out.day, agency_folder()) if out else None
    if out is None or rule is None:
        return None
    try:
        due = rule.due(out.day)
    except NoCalendarError:
        return None
    said = [in_words(cite, get_language() or "vi") for cite in rule.cites]
    return Expected(due, said, rule.verified)

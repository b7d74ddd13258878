"""How far the demo office has come in its year, and how it goes on from there."""

import datetime
from enum import StrEnum
from itertools import takewhile

from django.db import transaction

from awards.models import Nomination, Review, Tally
from awards.workflow import NominationState, ReviewState, TallyState
from campaigns.models import Pledge
from campaigns.queries.versions import signed
from reports.demo.office import Office
from reports.demo.stages.decided import decide
from reports.demo.stages.launched import begin_year
from reports.demo.stages.nominated import nominate_and_review
from reports.demo.stages.pledged import pledge
from reports.demo.walk import at_work

YEAR = 2022


class Stage(StrEnum):
    """Stages of the year, in their order."""

    LAUNCHED = "launched"
    PLEDGED = "pledged"
    NOMINATED = "nominated"
    DECIDED = "decided"

    @property
    def day(self) -> datetime.date:
        """The day on which the office stands at this stage."""
        return DAYS[self]


STAGES = tuple(Stage)
DAYS = {
    Stage.LAUNCHED: datetime.date(2022, 1, 10),
    Stage.PLEDGED: datetime.date(2022, 3, 1),
    Stage.NOMINATED: datetime.date(2022, 12, 5),
    Stage.DECIDED: datetime.date(2022, 12, 28),
}


def reached() -> Stage | None:
    """The stage at which the office stands, as its rows tell; None where there is no office.

    More than half of the departments must have signed, or sent a nomination, whoever did it.
    Raises ForeignDataError where the database holds other data.
    """
    office = Office.find()
    if office is None:
        return None
    pledged = Pledge.objects.filter(signed(), campaign__year=YEAR)
    sent = Nomination.objects.filter(year=YEAR).exclude(state=NominationState.DRAFT)
    half = len(office.departments) / 2
    passed = (
        pledged.values("unit").distinct().count() > half,
        sent.values("unit").distinct().count() > half,
        _is_decided(),
    )
    return STAGES[len(list(takewhile(bool, passed)))]


def fill(stage: Stage, *, seed: int, password: str) -> list[Stage]:
    """Bring the office to a stage; return the stages that it went through now.

    Each is one transaction. Raises ForeignDataError where the database holds other data.
    """
    now = reached()
    first = 0 if now is None else STAGES.index(now) + 1
    todo = STAGES[first : STAGES.index(stage) + 1]
    for each in todo:
        _live_through(each, seed, password)
    return list(todo)


@transaction.atomic
def _live_through(stage: Stage, seed: int, password: str) -> None:
    if stage == Stage.LAUNCHED:
        begin_year(seed=seed, password=password)
        return
    office = Office.require()
    campaign = office.campaign(YEAR)
    before = STAGES[STAGES.index(stage) - 1]
    with at_work(before.day):
        office.read_inboxes()
    match stage:
        case Stage.PLEDGED:
            pledge(office, campaign, seed=seed)
        case Stage.NOMINATED:
            nominate_and_review(office, campaign)
        case Stage.DECIDED:
            decide(office, campaign)


def _is_decided() -> bool:
    """Whether no review is open, the year before is frozen, and the year is counted."""
    tallies = dict(Tally.objects.values_list("year", "state"))
    counted = tallies.get(YEAR, TallyState.COUNTING) != TallyState.COUNTING
    frozen = tallies.get(YEAR - 1) == TallyState.FROZEN
    return counted and frozen and not Review.objects.filter(state=ReviewState.OPEN).exists()

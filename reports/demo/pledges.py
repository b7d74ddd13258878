"""What departments pledge for 2022."""

import datetime
from random import Random
from typing import Any

from campaigns.actions.pledges import PledgeContent, begin_pledge, save_pledge
from campaigns.models import Campaign, Commitment, Pledge
from campaigns.workflow import PledgeState
from reports.demo.chance import chance
from reports.demo.office import Office
from reports.demo.structure import DEPARTMENTS
from reports.demo.texts import GOALS, OWN_WORK, Goal
from units.models import Posting, Unit

KINDS = {department.code: department.kind for department in DEPARTMENTS}


def write_pledge(
    office: Office, campaign: Campaign, unit: Unit, *, seed: int, whole: bool = True
) -> Pledge | None:
    """Write a department's pledge, or only its first half; None where somebody else wrote it.

    A pledge saved once is one that the demo left unfinished; it writes that anew.
    """
    pledge = Pledge.objects.filter(campaign=campaign, unit=unit).first()
    if pledge and (pledge.state != PledgeState.DRAFT or pledge.edition > 1):
        return None
    clerk = office.clerk(unit)
    pledge = pledge or begin_pledge(campaign=campaign, unit=unit, actor=clerk)
    content = _content(office, campaign, unit, chance("pledge", unit.code, seed))
    if not whole:
        first_half = content.targets[: len(content.targets) // 2]
        content = PledgeContent(targets=first_half, aims=[])
    return save_pledge(pledge=pledge, content=content, edition=pledge.edition, actor=clerk)


def _content(office: Office, campaign: Campaign, unit: Unit, random: Random) -> PledgeContent:
    staff = office.staff(unit)
    targets = []
    for number, commitment in enumerate(campaign.commitments.all()):
        goals = random.sample(GOALS[number % len(GOALS)], random.choice((1, 2)))
        if number == 1:
            goals.append(OWN_WORK[KINDS[unit.code]])
        targets += [_target(campaign, commitment, goal, staff, random) for goal in goals]
    return PledgeContent(targets=targets, aims=_aims(staff, random))


def _target(
    campaign: Campaign, commitment: Commitment, goal: Goal, staff: list[Posting], random: Random
) -> dict[str, Any]:
    return {
        "commitment_id": commitment.pk,
        "indicator": goal.indicator,
        "value": random.choice(goal.amounts),
        "measure": goal.measure,
        "due_on": datetime.date(campaign.year, goal.month, goal.day),
        "person_id": random.choice(staff).person_id,
    }


def _aims(staff: list[Posting], random: Random) -> list[dict[str, Any]]:
    """Titles for the department itself, and for some of its people; every higher one adds one."""
    collective = ["TTLDTT", *(award for award in ("TTLDXS", "CO_BO") if random.random() < 0.5)]
    people = [posting.person_id for posting in random.sample(staff, 5)]
    aims: list[dict[str, Any]] = [{"award": award, "person_id": None} for award in collective]
    aims += [{"award": "LDTT", "person_id": person} for person in people]
    aims += [{"award": "CSTDCS", "person_id": person} for person in people[:2]]
    return aims

"""Units propose, heads send, the standing body checks: a nomination up to where it shall stand."""

import datetime
from dataclasses import dataclass

from awards.actions.nominations import (
    NominationContent,
    accept_nomination,
    draft_nomination,
    hand_up_nomination,
    return_nomination,
    send_nomination,
)
from awards.models import Nomination
from awards.parts import Part
from awards.workflow import GONE
from awards.workflow import NominationState as State
from campaigns.models import Campaign, Initiative, Target
from campaigns.queries.versions import signed
from reports.demo.chance import chance
from reports.demo.office import Office
from reports.demo.texts import COLLECTIVE_DEEDS, PERSON_DEEDS, STANDING_RETURN_NOTE
from reports.demo.walk import at_work, workday
from units.models import Person, Role, Unit

PROPOSALS_A_DAY = 8
# How many initiatives an award for merit asks of a person.
INITIATIVES = {"CSTDCS": 1, "BKB": 2}
# How far a nomination has come, in order; a returned one has been with the standing body.
WAY = (State.DRAFT, State.WITH_HEAD, State.SENT, State.ACCEPTED)


@dataclass(frozen=True)
class Proposal:
    """What a unit proposes: an award for somebody, or for itself when there is no person."""

    unit: Unit
    award: str
    person: Person | None = None
    type: str = Nomination.Type.CONG_TRANG


def nominate(
    office: Office, campaign: Campaign, proposal: Proposal, *, upto: str
) -> Nomination | None:
    """Bring a proposal up to a state, or leave it alone where the unit has proposed it already."""
    unit, person = proposal.unit, proposal.person
    subject = {"person": person} if person else {"collective": unit}
    same = {"award": proposal.award, "type": proposal.type, "year": campaign.year}
    if Nomination.objects.filter(**same, **subject).exclude(state__in=GONE).exists():
        return None
    clerk = office.clerk(unit)
    content = NominationContent(
        award=proposal.award,
        achievement=_achievement(campaign, proposal),
        type=proposal.type,
        initiatives=_initiatives(proposal, campaign.year),
        **subject,
    )
    nomination = draft_nomination(campaign=campaign, unit=unit, content=content, actor=clerk)
    return bring(office, nomination, upto=upto)


def nominate_all(
    office: Office,
    campaign: Campaign,
    proposals: list[Proposal],
    *,
    since: datetime.date,
    upto: str,
) -> list[Nomination]:
    """Bring proposals up to a state, some each working day; return those made now."""
    made = []
    for number, proposal in enumerate(proposals):
        with at_work(workday(since, number // PROPOSALS_A_DAY)):
            made.append(nominate(office, campaign, proposal, upto=upto))
    return [nomination for nomination in made if nomination]


def bring(office: Office, nomination: Nomination, *, upto: str) -> Nomination:
    """Take a nomination on its way from where it is up to a state."""
    unit = nomination.unit
    standing_body = office.holder(Role.STANDING_BODY)
    last = State.SENT if upto == State.RETURNED else upto
    for state in WAY[WAY.index(State(nomination.state)) + 1 : WAY.index(State(last)) + 1]:
        match state:
            case State.WITH_HEAD:
                nomination = hand_up_nomination(nomination=nomination, actor=office.clerk(unit))
            case State.SENT:
                nomination = send_nomination(nomination=nomination, actor=office.head(unit))
            case State.ACCEPTED:
                nomination = accept_nomination(nomination=nomination, actor=standing_body)
    if upto == State.RETURNED:
        nomination = return_nomination(
            nomination=nomination,
            note=STANDING_RETURN_NOTE,
            parts={Part.ACHIEVEMENT: "Bổ sung sáng kiến và phạm vi áp dụng."},
            actor=standing_body,
        )
    return nomination


def _initiatives(proposal: Proposal, year: int) -> tuple[Initiative, ...]:
    """The latest unused initiatives of the person, as many as the award asks, if there are."""
    for_merit = proposal.type == Nomination.Type.CONG_TRANG
    asked = INITIATIVES.get(proposal.award, 0) if for_merit and proposal.person else 0
    unused = Initiative.objects.filter(
        authors=proposal.person, use=None, recognised_on__year__gte=year - 1
    )
    return tuple(unused[:asked]) if asked and unused.count() >= asked else ()


def _achievement(campaign: Campaign, proposal: Proposal) -> str:
    """A short report: what was pledged and done, then some deeds."""
    pledged = Target.objects.filter(
        signed("pledge__"), pledge__campaign=campaign, pledge__unit=proposal.unit
    )
    key = proposal.person.staff_code if proposal.person else proposal.unit.code
    random = chance("achievement", key, proposal.award)
    if proposal.person:
        own = pledged.filter(person=proposal.person).first()
        lines = [f"Phụ trách và hoàn thành chỉ tiêu “{own.indicator}”."] if own else []
        lines += random.sample(PERSON_DEEDS, 3)
    else:
        count = pledged.count()
        lines = [f"Hoàn thành {count}/{count} chỉ tiêu đã đăng ký thi đua."] if count else []
        lines += random.sample(COLLECTIVE_DEEDS, 3)
    return "\n".join(lines)

"""05/12/2022: one review is closed, one is open, and nominations stand in every state before it."""

import datetime

from awards.actions.decisions import draft_decision, record_decision
from awards.actions.reviews import open_review
from awards.models import Decision, Nomination, Review
from awards.queries.nominations import passed_without_decision, ready_for_review
from awards.workflow import NominationState
from campaigns.actions.pledges import sign_pledge
from campaigns.models import Campaign
from campaigns.workflow import PledgeState
from reports.demo.careers import careers
from reports.demo.chance import chance
from reports.demo.consultations import post_again, post_titles
from reports.demo.decisions import issue
from reports.demo.exemplars import reward_a_deed, tell_the_office
from reports.demo.initiatives import hold_initiative_council
from reports.demo.money import pay_out
from reports.demo.nominations import Proposal, nominate, nominate_all
from reports.demo.office import Office, person_of
from reports.demo.petitions import send_petitions
from reports.demo.progress import record_year
from reports.demo.promises import accept_pledges, amend_one, hold_peak
from reports.demo.records import rate, recognise_ideas
from reports.demo.reviews import finish_review, give_opinions
from reports.demo.scores import score_units
from reports.demo.structure import TRY_OUT
from reports.demo.submissions import gather, send_all
from reports.demo.troubles import record_troubles
from reports.demo.walk import at_work
from units.models import Role, Unit

ACCEPTED = NominationState.ACCEPTED

SIGNED_LATE = datetime.date(2022, 3, 2)
RECOGNISED = datetime.date(2022, 10, 20)
FIRST_PROPOSED = datetime.date(2022, 10, 24)
FIRST_OPENED = datetime.date(2022, 11, 7)
FIRST_DUE = datetime.date(2022, 11, 18)
FIRST_CLOSED = datetime.date(2022, 11, 21)
SECOND_PROPOSED = datetime.date(2022, 11, 9)
SECOND_OPENED = datetime.date(2022, 11, 28)
SECOND_DUE = datetime.date(2022, 12, 12)
ISSUED = datetime.date(2022, 11, 30)
SUBMITTED = datetime.date(2022, 11, 30)
LAST_DAYS = datetime.date(2022, 12, 1)

# Departments in their order: those whose titles came in before the second review, those that are
# ready for a third, those still to be checked. The others have not proposed anyone.
BEFORE_REVIEW, READY, UNCHECKED = slice(0, 9), slice(9, 11), slice(11, 14)
THEMATIC = ("vu-tong-hop", "vu-giam-sat", "truyen-hinh-quoc-hoi", "vu-doi-ngoai")
# What the council passes and a higher authority decides.
HIGHER = ("vu-dan-nguyen", "vu-kinh-te")
MEDAL = "vu-phap-luat"
FLAGS = ("vu-tong-hop", "bao-dai-bieu-nhan-dan", "vu-van-hoa-giao-duc")
# How many nominations these members have looked at; the chair owes a few.
LATE = {"uyvien": 15, "chutich": 27}


def nominate_and_review(office: Office, campaign: Campaign) -> None:
    """Let the autumn happen: a first review, closed, then the titles of the year."""
    with at_work(SIGNED_LATE):
        for pledge in campaign.pledges.filter(state=PledgeState.SENT).select_related("unit"):
            sign_pledge(pledge=pledge, actor=office.head(pledge.unit))
        accept_pledges(office, campaign)
        lives = careers(office)
    hold_peak(office, campaign)
    amend_one(office, campaign)
    record_year(office, campaign)
    record_troubles(office, lives)
    with at_work(RECOGNISED):
        recognise_ideas(office, lives, campaign.year)
    hold_initiative_council(office)
    score_units(office, campaign, leading=FLAGS)
    _hold_first_review(office, campaign)
    send_petitions(office)
    _propose_titles(office, campaign)
    tell_the_office(office)
    post_again(office)
    with at_work(ISSUED):
        ad_hoc = _issue_ad_hoc_decision(office)
        _record_medals(office)
    with at_work(LAST_DAYS):
        rate(office, lives, campaign.year, leading=FLAGS)
        pay_out(office, ad_hoc, LAST_DAYS)
        _leave_work_for_the_try_out(office, campaign)


def _hold_first_review(office: Office, campaign: Campaign) -> None:
    """Thematic and ad hoc commendation; the council does not carry the last proposal."""
    ad_hoc, thematic = Nomination.Type.DOT_XUAT, Nomination.Type.PHONG_TRAO
    it, service = office.units["trung-tam-tin-hoc"], office.units["cuc-quan-tri"]
    admin = person_of(office.holder(Role.SYSTEM_ADMIN))
    proposals = [Proposal(it, "GKHEN", admin, ad_hoc), Proposal(it, "GKHEN", None, ad_hoc)]
    # One of its two was pointed out by a colleague; the other the department proposes itself.
    reward_a_deed(office, service)
    proposals.append(Proposal(service, "GKHEN", office.workers(service)[1], ad_hoc))
    for code in THEMATIC:
        unit = office.units[code]
        proposals.append(Proposal(unit, "BKB", office.workers(unit)[0], thematic))
    higher = [Proposal(office.units[code], "BKTTG", None, thematic) for code in HIGHER]
    medal = Proposal(office.units[MEDAL], "KNC", office.workers(office.units[MEDAL])[0], thematic)
    proposals = [*higher, medal, *proposals]
    nominations = nominate_all(office, campaign, proposals, since=FIRST_PROPOSED, upto=ACCEPTED)
    with at_work(FIRST_OPENED):
        review = _open(office, "Phiên xét đợt 1 năm 2022: chuyên đề, đột xuất", FIRST_DUE)
    with at_work(FIRST_CLOSED):
        finish_review(review, doubted=[each.pk for each in nominations[-1:]])


def _propose_titles(office: Office, campaign: Campaign) -> None:
    """The titles of the year come in; the council looks at most of them, and doubts one flag."""
    departments = office.departments
    flags = [Proposal(office.units[code], "CO_BO") for code in FLAGS]
    titles = _titles(office, departments[BEFORE_REVIEW], fighters=2) + flags
    nominations = nominate_all(office, campaign, titles, since=SECOND_PROPOSED, upto=ACCEPTED)
    post_titles(office, flag=FLAGS[0])
    with at_work(SECOND_OPENED):
        office.read_inboxes()
        review = _open(office, "Phiên xét đợt 2 năm 2022: danh hiệu thi đua", SECOND_DUE)
    with at_work(LAST_DAYS):
        give_opinions(review, doubted=[each.pk for each in nominations[-1:]], late=LATE)
    ready = _titles(office, departments[READY], fighters=1)
    nominate_all(office, campaign, ready, since=SECOND_OPENED, upto=ACCEPTED)
    unchecked = _titles(office, departments[UNCHECKED], fighters=1)
    nominate_all(office, campaign, unchecked, since=SECOND_OPENED, upto=NominationState.WITH_HEAD)
    with at_work(SUBMITTED):
        for number, unit in enumerate(departments[UNCHECKED], start=1):
            ours = Nomination.objects.filter(unit=unit, state=NominationState.WITH_HEAD)
            nominations = list(ours.select_related("unit", "campaign"))
            gather(office, nominations, f"{number:02d}/TTr-ĐV")
        send_all(office)


def _titles(office: Office, units: list[Unit], *, fighters: int) -> list[Proposal]:
    """For each department a title for itself and for two of its people.

    Of so many departments one more title for the first of them: no more than the ceiling allows.
    """
    proposals = []
    for unit in units:
        first, second = office.workers(unit)
        collective = chance("title", unit.code).choice(("TTLDTT", "TTLDXS"))
        proposals += [
            Proposal(unit, collective),
            Proposal(unit, "LDTT", first),
            Proposal(unit, "LDTT", second),
        ]
    firsts = [(unit, office.workers(unit)[0]) for unit in units[:fighters]]
    return proposals + [Proposal(unit, "CSTDCS", first) for unit, first in firsts]


def _open(office: Office, title: str, due_on: datetime.date) -> Review:
    return open_review(
        agency=office.agency,
        title=title,
        due_on=due_on,
        nominations=list(ready_for_review(office.agency)),
        actor=office.holder(Role.STANDING_BODY),
    )


def _issue_ad_hoc_decision(office: Office) -> Decision:
    """Decide the certificates of the first review; what else passed waits for the admin."""
    actor = office.holder(Role.DECISION_ADMIN)
    passed = passed_without_decision(office.agency).filter(award="GKHEN")
    decision = draft_decision(
        agency=office.agency, award="GKHEN", nominations=list(passed), actor=actor
    )
    return issue(office, decision, ISSUED)


def _record_medals(office: Office) -> None:
    """Record a decision from above, so that leadership has something of its own to read."""
    leader = person_of(office.holder(Role.LEADERSHIP))
    record_decision(
        agency=office.agency,
        award="KNC",
        year=2022,
        authority="Ủy ban Thường vụ Quốc hội",
        reference="MH-08/NQ-UBTVQH",
        signed_on=ISSUED,
        subjects=[leader, *office.workers(office.units["thu-vien"])],
        actor=office.holder(Role.DECISION_ADMIN),
    )


def _leave_work_for_the_try_out(office: Office, campaign: Campaign) -> None:
    """Leave nominations with the clerk and with the head whose accounts are there to try."""
    unit = office.units[TRY_OUT]
    first, second = office.workers(unit)
    made: dict[str, list[Nomination]] = {}
    for proposal, upto in (
        (Proposal(unit, "BKB", first), NominationState.WITH_HEAD),
        (Proposal(unit, "BKB", second), NominationState.WITH_HEAD),
        (Proposal(unit, "CO_BO"), NominationState.WITH_HEAD),
        (Proposal(unit, "CSTDB", first), NominationState.RETURNED),
        (Proposal(unit, "GKHEN", second), NominationState.DRAFT),
    ):
        nomination = nominate(office, campaign, proposal, upto=upto)
        if nomination:
            made.setdefault(upto, []).append(nomination)
    gather(office, made[NominationState.WITH_HEAD][:2], "")

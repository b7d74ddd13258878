"""28/12/2022: reviews are closed, decisions issued, certificates printed; 2021 is frozen."""

import datetime

from awards.actions.decisions import draft_decision
from awards.actions.reviews import open_review
from awards.actions.tallies import begin_tally, freeze_tally
from awards.models import Nomination, Review, Tally
from awards.queries.nominations import passed_without_decision, ready_for_review
from awards.workflow import NominationState, ReviewState, TallyState
from campaigns import catalogue
from campaigns.models import Campaign
from reports.demo.certificates import print_and_hand_over
from reports.demo.decisions import issue
from reports.demo.nominations import bring
from reports.demo.office import Office
from reports.demo.records import rank_blocs
from reports.demo.reviews import finish_review
from reports.demo.scores import publish_rankings
from reports.demo.stages.nominated import FLAGS
from reports.demo.submissions import send_all
from reports.demo.walk import at_work
from units.actions.jobs import claim_job, run_job
from units.models import Role

SENT = datetime.date(2022, 12, 7)
SECOND_CLOSED = datetime.date(2022, 12, 12)
THIRD_OPENED = datetime.date(2022, 12, 13)
THIRD_DUE = datetime.date(2022, 12, 19)
DECIDED = datetime.date(2022, 12, 22)
DRAFTED = datetime.date(2022, 12, 26)
COUNTED = datetime.date(2022, 12, 27)
# Its decision stays a draft, so that there is one to word and to issue.
LEFT_AS_DRAFT = "BKB"


def decide(office: Office, campaign: Campaign) -> None:
    """End the year: whatever is on its way is sent, reviewed, decided and counted."""
    with at_work(SENT):
        send_all(office)
        on_the_way = [NominationState.WITH_HEAD, NominationState.SENT]
        waiting = Nomination.objects.filter(campaign=campaign, state__in=on_the_way)
        for nomination in waiting.select_related("unit"):
            bring(office, nomination, upto=NominationState.ACCEPTED)
    with at_work(SECOND_CLOSED, hour=15):
        _finish_reviews(office)
    with at_work(THIRD_OPENED):
        _open_last_review(office)
    with at_work(THIRD_DUE, hour=15):
        _finish_reviews(office)
    publish_rankings(office, campaign, leading=FLAGS)
    _decide_what_passed(office)
    print_and_hand_over(office, campaign.year, printed=DRAFTED, handed=COUNTED)
    with at_work(COUNTED):
        rank_blocs(office, campaign.year, leading=FLAGS)
        _count(office, campaign.year - 1)
        _freeze(office, campaign.year - 1)
        _count(office, campaign.year)


def _finish_reviews(office: Office) -> None:
    for review in Review.objects.filter(agency=office.agency, state=ReviewState.OPEN):
        finish_review(review)


def _open_last_review(office: Office) -> None:
    ready = list(ready_for_review(office.agency))
    if ready:
        open_review(
            agency=office.agency,
            title="Phiên xét đợt 3 năm 2022: hồ sơ bổ sung",
            due_on=THIRD_DUE,
            nominations=ready,
            actor=office.holder(Role.STANDING_BODY),
        )


def _decide_what_passed(office: Office) -> None:
    """One decision an award; the office's head decides only awards of the office's own."""
    actor = office.holder(Role.DECISION_ADMIN)
    by_award: dict[str, list[Nomination]] = {}
    for nomination in passed_without_decision(office.agency).order_by("pk"):
        if catalogue.award(nomination.award).own_authority:
            by_award.setdefault(nomination.award, []).append(nomination)
    for award, nominations in sorted(by_award.items()):
        with at_work(DRAFTED if award == LEFT_AS_DRAFT else DECIDED):
            decision = draft_decision(
                agency=office.agency, award=award, nominations=nominations, actor=actor
            )
            if award != LEFT_AS_DRAFT:
                issue(office, decision, DECIDED)


def _count(office: Office, year: int) -> None:
    """Queue the count and do it here, as the worker would."""
    if Tally.objects.filter(agency=office.agency, year=year, state=TallyState.FROZEN).exists():
        return
    begin_tally(agency=office.agency, year=year, actor=office.holder(Role.STANDING_BODY))
    while job := claim_job():
        run_job(job=job)


def _freeze(office: Office, year: int) -> None:
    tally = Tally.objects.get(agency=office.agency, year=year)
    if tally.state != TallyState.FROZEN:
        freeze_tally(tally=tally, actor=office.holder(Role.STANDING_BODY))

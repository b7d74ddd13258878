"""The end of the year: nominations, the council, a decision, the tally."""

import datetime
from functools import partial

from awards.actions.approvals import approve_decision, propose_decision
from awards.actions.decisions import draft_decision
from awards.actions.issuing import issue_decision
from awards.actions.nominations import (
    NominationContent,
    accept_nomination,
    draft_nomination,
    hand_up_nomination,
)
from awards.actions.recusals import declare_no_conflict
from awards.actions.reviews import give_opinion, open_review
from awards.actions.submissions import (
    SubmissionContent,
    VoteContent,
    draft_submission,
    record_unit_vote,
    send_submission,
)
from awards.actions.tallies import begin_tally
from awards.models import Choice, Nomination, Opinion, Review
from awards.permissions.reviews import items_visible_to
from awards.queries.nominations import passed_without_decision, ready_for_review
from campaigns.models import Campaign
from reports.demo.reviews import hold_meeting
from reports.simulation.diary import Diary, before
from reports.simulation.players import Player, Players, Temper
from units import clock
from units.models import Account, Role

OPENED, DUE, DECIDED, COUNTED = (12, 1), (12, 14), (12, 21), (12, 28)


def plan_awards(players: Players, diary: Diary, campaign: Campaign) -> None:
    """Put down nominations by temper, and the days of council, decision and tally."""
    year, due = campaign.year, campaign.nominations_due or datetime.date.max
    for player in players.units:
        if player.temper != Temper.FORGETFUL:
            early = 9 if player.temper == Temper.PROMPT else 1
            diary.put(before(due, early), partial(_nominate, players, diary, campaign, player))
    diary.put(datetime.date(year, *OPENED), partial(_open_review, players, diary, year))
    diary.put(datetime.date(year, *DECIDED), partial(_decide, players))
    diary.put(datetime.date(year, *COUNTED), partial(_count, players, year))


def _nominate(players: Players, diary: Diary, campaign: Campaign, player: Player) -> None:
    content = NominationContent(
        award="LDTT",
        achievement="Hoàn thành các chỉ tiêu đã đăng ký, đúng hạn.",
        person=player.clerk.person,
    )
    drafted = draft_nomination(
        campaign=campaign, unit=player.unit, content=content, actor=player.head
    )
    handed = hand_up_nomination(nomination=drafted, actor=player.head)
    days = 0 if player.temper == Temper.LATE else player.random("nominate").randint(0, 3)
    diary.later(days, partial(_send, players, handed, player.head))


def _send(players: Players, nomination: Nomination, head: Account) -> None:
    """Send it in a submission, with the vote of the unit, which the law asks for."""
    submission = draft_submission(
        unit=nomination.unit,
        campaign=nomination.campaign,
        year=nomination.year,
        content=SubmissionContent("Đề nghị khen thưởng cuối năm", nominations=(nomination,)),
        actor=head,
    )
    vote = VoteContent(met_on=clock.today(), present=3, total=3, agreed={nomination.pk: 3})
    record_unit_vote(submission=submission, vote=vote, actor=head)
    send_submission(submission=submission, actor=head)
    accept_nomination(nomination=nomination, actor=players.one(Role.STANDING_BODY))


def _open_review(players: Players, diary: Diary, year: int) -> None:
    review = open_review(
        agency=players.agency,
        title=f"Xét danh hiệu thi đua năm {year}",
        due_on=datetime.date(year, *DUE),
        nominations=list(ready_for_review(players.agency)),
        actor=players.one(Role.STANDING_BODY),
    )
    for number, member in enumerate(review.members.select_related("account__person")):
        late = 12 if number == 1 else 3 + number % 3
        diary.later(late, partial(_give_opinions, review, member.account))
    diary.put(datetime.date(year, 12, 20), partial(_meet, review))


def _give_opinions(review: Review, account: Account) -> None:
    items = list(items_visible_to(account).filter(review=review).order_by("pk"))
    if not items:
        return
    declare_no_conflict(items=items, actor=account)
    if review.members.filter(account=account, votes=True).exists():
        for item in items:
            give_opinion(item=item, view=Opinion.View.AGREE, comment="", actor=account)


def _meet(review: Review) -> None:
    hold_meeting(review, lambda _item, _rank: Choice.AGREE)


def _decide(players: Players) -> None:
    passed = list(passed_without_decision(players.agency).filter(award="LDTT"))
    if passed:
        actor = players.one(Role.DECISION_ADMIN)
        decision = draft_decision(
            agency=players.agency, award="LDTT", nominations=passed, actor=actor
        )
        proposed = propose_decision(decision=decision, actor=actor)
        leader = players.one(Role.LEADERSHIP)
        approved = approve_decision(decision=proposed, actor=leader)
        issue_decision(decision=approved, signed_on=clock.today(), actor=actor)


def _count(players: Players, year: int) -> None:
    begin_tally(agency=players.agency, year=year, actor=players.one(Role.STANDING_BODY))

"""How tests bring nominations as far as they need them, always through the product's actions."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from awards.actions.amendments import draft_amendment
from awards.actions.approvals import approve_decision, propose_decision
from awards.actions.counts import count_hands
from awards.actions.decisions import draft_decision, record_decision
from awards.actions.funds import open_fund, record_income
from awards.actions.issuing import issue_decision
from awards.actions.meetings import begin_sitting, close_review
from awards.actions.minutes import sign_minutes
from awards.actions.nominations import (
    NominationContent,
    accept_nomination,
    draft_nomination,
    hand_up_nomination,
    send_nomination,
)
from awards.actions.outcomes import announce_results
from awards.actions.polls import cast_ballot, close_poll, open_poll, prepare_poll
from awards.actions.recusals import declare_no_conflict
from awards.actions.reviews import give_opinion, open_review
from awards.models import (
    Choice,
    Decision,
    Fund,
    Nomination,
    Opinion,
    Poll,
    Recipient,
    Review,
    ReviewItem,
    ReviewMember,
)
from awards.permissions.polls import my_entries
from awards.permissions.reviews import items_visible_to
from campaigns.models import Campaign
from tests.cast import Office
from units import clock
from units.models import Person, Unit

ACHIEVEMENT = "Hoàn thành 12 báo cáo thẩm tra trước hạn."
IN_B = {"binh", "son", "dung"}
COUNCIL = ("khoa", "lien", "minh", "nga")


def content(office: Office, who: str | Unit = "mai", **changes: Any) -> NominationContent:
    """What a unit says of a member of the cast, or of a unit."""
    subject = {"collective": who} if isinstance(who, Unit) else {"person": office.people[who]}
    said = {"award": "LDTT", "achievement": ACHIEVEMENT} | subject
    return NominationContent(**(said | changes))


def drafted(
    office: Office, campaign: Campaign, who: str | Unit = "mai", **changes: Any
) -> Nomination:
    """A draft by the clerk of the unit where the nominated person works."""
    in_b = who in IN_B or who == office.b
    return draft_nomination(
        campaign=campaign,
        unit=office.b if in_b else office.a,
        content=content(office, who, **changes),
        actor=office.binh if in_b else office.lan,
    )


def with_head(
    office: Office, campaign: Campaign, who: str | Unit = "mai", **changes: Any
) -> Nomination:
    """Handed up to the head of the unit."""
    nomination = drafted(office, campaign, who, **changes)
    return hand_up_nomination(nomination=nomination, actor=nomination.created_by)


def sent(office: Office, campaign: Campaign, who: str | Unit = "mai", **changes: Any) -> Nomination:
    """Sent by the head to the standing body."""
    nomination = with_head(office, campaign, who, **changes)
    head = office.hung if nomination.unit == office.a else office.son
    return send_nomination(nomination=nomination, actor=head)


def accepted(
    office: Office, campaign: Campaign, who: str | Unit = "mai", **changes: Any
) -> Nomination:
    """Found complete by the standing body."""
    nomination = sent(office, campaign, who, **changes)
    return accept_nomination(nomination=nomination, actor=office.thao)


def brought(office: Office, nomination: Nomination) -> Nomination:
    """A draft, brought all the way until the standing body found it complete."""
    hand_up_nomination(nomination=nomination, actor=nomination.created_by)
    head = office.hung if nomination.unit == office.a else office.son
    send_nomination(nomination=nomination, actor=head)
    return accept_nomination(nomination=nomination, actor=office.thao)


def review_of(office: Office, *nominations: Nomination) -> Review:
    """An open review of accepted nominations, due on 15/12/2022."""
    return open_review(
        agency=office.agency,
        title="Xét khen thưởng cuối năm",
        due_on=datetime.date(2022, 12, 15),
        nominations=list(nominations),
        actor=office.thao,
    )


def declared(office: Office, review: Review, *names: str) -> None:
    """Let people with a seat declare to have no conflict in any item that exists for them."""
    for name in names:
        actor = getattr(office, name)
        items = list(items_visible_to(actor).filter(review=review).select_related("nomination"))
        declare_no_conflict(items=items, actor=actor)


def say(
    office: Office, review: Review, *names: str, view: str = Opinion.View.AGREE, comment: str = ""
) -> None:
    """Let members of the council say the same of every nomination in the review."""
    declared(office, review, *names)
    for name in names:
        actor = getattr(office, name)
        for item in items_visible_to(actor).filter(review=review).select_related("nomination"):
            give_opinion(item=item, view=view, comment=comment, actor=actor)


def sitting(office: Office, review: Review, *, absent: Collection[str] = ()) -> Review:
    """A meeting that has begun, with everybody there but `absent`."""
    for member in review.members.select_related("account"):
        away = member.account.username in absent
        mark = ReviewMember.Attendance.ABSENT if away else ReviewMember.Attendance.PRESENT
        ReviewMember.objects.filter(pk=member.pk).update(attendance=mark)
    return begin_sitting(review=review, actor=office.khoa)


def prepared_poll(
    office: Office,
    review: Review,
    *items: ReviewItem,
    method: str = Poll.Method.OPEN,
    by: str = "khoa",
    awards: Mapping[int, str] | None = None,
) -> Poll:
    """A poll on items, by show of hands by default, whose tellers are Nga and Thảo.

    `by` presides over them; `awards` names a lower award for a second round.
    """
    tellers = tuple(review.members.filter(account__username__in=("nga", "thao")))
    return prepare_poll(
        review=review,
        method=method,
        items=items,
        tellers=tellers,
        actor=getattr(office, by),
        awards=awards,
    )


def opened_poll(
    office: Office,
    review: Review,
    *items: ReviewItem,
    method: str = Poll.Method.OPEN,
    by: str = "khoa",
    awards: Mapping[int, str] | None = None,
) -> Poll:
    """The same poll, open to votes; it needs no codes unless it is a secret one."""
    poll = prepared_poll(office, review, *items, method=method, by=by, awards=awards)
    return open_poll(poll=poll, actor=getattr(office, by))


def vote(
    office: Office,
    review: Review,
    *items: ReviewItem,
    against: Collection[str] = (),
    by: str = "khoa",
    awards: Mapping[int, str] | None = None,
) -> Poll:
    """A counted show of hands on items, all of the review by default; `against` disagree."""
    listed = items or tuple(review.items.all())
    poll = opened_poll(office, review, *listed, by=by, awards=awards)
    for member in review.members.filter(votes=True).select_related("account"):
        choice = Choice.DISAGREE if member.account.username in against else Choice.AGREE
        actor = getattr(office, member.account.username)
        entries = my_entries(actor, poll)
        if entries:
            cast = {entry.poll_item_id: choice for entry in entries}
            cast_ballot(poll=poll, choices=cast, actor=actor)
    close_poll(poll=poll, actor=getattr(office, by))
    return count_hands(poll=poll, actor=office.thao)


def signed(office: Office, review: Review) -> Review:
    """A review whose meeting is over and whose minutes everybody has signed."""
    review = close_review(review=review, actor=office.khoa)
    for minutes in review.minutes.all():
        for signature in minutes.signatures.select_related("member__account"):
            actor = getattr(office, signature.member.account.username)
            sign_minutes(minutes=minutes, actor=actor)
    review.refresh_from_db()
    return review


def settled(office: Office, *nominations: Nomination) -> Review:
    """A signed review in which the whole council agreed, and whose outcome nobody was told."""
    review = sitting(office, review_of(office, *nominations))
    vote(office, review)
    return signed(office, review)


def passed(office: Office, *nominations: Nomination) -> Review:
    """The same, announced."""
    return announced(office, settled(office, *nominations))


def rejected(office: Office, *nominations: Nomination) -> Review:
    """A signed review in which nobody but the chair agreed."""
    review = sitting(office, review_of(office, *nominations))
    vote(office, review, against=("lien", "minh", "nga"))
    return signed(office, review)


def announced(office: Office, review: Review) -> Review:
    """A signed review whose outcome everybody concerned was told."""
    return announce_results(review=review, actor=office.thao)


def decision_on(office: Office, *nominations: Nomination) -> Decision:
    """A draft decision on accepted nominations of one award, which the council passes first."""
    passed(office, *nominations)
    return draft_decision(
        agency=office.agency,
        award=nominations[0].award,
        nominations=list(nominations),
        actor=office.oanh,
    )


def approved(office: Office, draft: Decision) -> Decision:
    """A draft that its author proposed and the leader approved."""
    proposed = propose_decision(decision=draft, actor=office.oanh)
    return approve_decision(decision=proposed, actor=office.phong)


def issued(
    office: Office, *nominations: Nomination, on: datetime.date = datetime.date(2022, 11, 15)
) -> Decision:
    """An issued decision on accepted nominations of one award."""
    return issue(office, decision_on(office, *nominations), on=on)


def issue(
    office: Office, draft: Decision, *, on: datetime.date = datetime.date(2022, 11, 15)
) -> Decision:
    """A draft, approved and issued."""
    return issue_decision(decision=approved(office, draft), signed_on=on, actor=office.oanh)


def amended(
    office: Office, decision: Decision, kind: str, ground: str, *lines: Recipient
) -> Decision:
    """An issued amendment of an issued decision on some of its lines, worded as they are."""
    draft = draft_amendment(
        decision=decision,
        kind=kind,
        ground=ground,
        reason="Khai sai thành tích",
        lines={one.pk: (one.name, one.place) for one in lines},
        actor=office.oanh,
    )
    signed_on = clock.today()
    return issue_decision(decision=approved(office, draft), signed_on=signed_on, actor=office.oanh)


def revoked(office: Office, decision: Decision, *lines: Recipient) -> Decision:
    """An issued revocation of some lines of a decision."""
    return amended(office, decision, "REVOCATION", "HUY_BO_L2003", *lines)


def funded(
    office: Office, income: int = 100_000_000, order: str = "STATE", year: int = 2022
) -> Fund:
    """A fund with as much money as is said, today."""
    fund = open_fund(
        agency=office.agency, order=order, year=year, name="Quỹ khen thưởng", actor=office.oanh
    )
    if income:
        said = {"on": clock.today(), "note": "Ngân sách cấp", "actor": office.oanh}
        record_income(fund=fund, amount=income, **said)
    return fund


def recorded(
    office: Office, award: str, year: int, *subjects: Person | Unit, **changes: Any
) -> Decision:
    """A decision of another authority on people or units of the office, as received."""
    said = {
        "authority": "Thủ tướng Chính phủ",
        "reference": "MH-01/QĐ-TTg",
        "signed_on": datetime.date(2022, 1, 5),
    } | changes
    return record_decision(
        agency=office.agency,
        award=award,
        year=year,
        subjects=list(subjects),
        actor=office.oanh,
        **said,
    )

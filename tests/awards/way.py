"""How tests bring nominations as far as they need them, always through the product's actions."""

import datetime
from typing import Any

from awards.actions.decisions import draft_decision, issue_decision, record_decision
from awards.actions.nominations import (
    NominationContent,
    accept_nomination,
    draft_nomination,
    hand_up_nomination,
    send_nomination,
)
from awards.actions.reviews import close_review, give_opinion, open_review
from awards.models import Decision, Nomination, Opinion, Review
from campaigns.models import Campaign
from tests.cast import Office
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


def review_of(office: Office, *nominations: Nomination) -> Review:
    """An open review of accepted nominations, due on 15/12/2022."""
    return open_review(
        agency=office.agency,
        title="Xét khen thưởng cuối năm",
        due_on=datetime.date(2022, 12, 15),
        nominations=list(nominations),
        actor=office.thao,
    )


def say(
    office: Office, review: Review, *names: str, view: str = Opinion.View.AGREE, comment: str = ""
) -> None:
    """Let members of the council say the same of every nomination in the review."""
    for item in review.items.select_related("nomination"):
        for name in names:
            give_opinion(item=item, view=view, comment=comment, actor=getattr(office, name))


def passed(office: Office, *nominations: Nomination) -> Review:
    """A closed review in which the whole council agreed."""
    review = review_of(office, *nominations)
    say(office, review, *COUNCIL)
    return close_review(review=review, actor=office.khoa)


def decision_on(office: Office, *nominations: Nomination) -> Decision:
    """A draft decision on accepted nominations of one award, which the council passes first."""
    passed(office, *nominations)
    return draft_decision(
        agency=office.agency,
        award=nominations[0].award,
        nominations=list(nominations),
        actor=office.oanh,
    )


def issued(
    office: Office, *nominations: Nomination, on: datetime.date = datetime.date(2022, 11, 15)
) -> Decision:
    """An issued decision on accepted nominations of one award."""
    draft = decision_on(office, *nominations)
    return issue_decision(decision=draft, signed_on=on, actor=office.oanh)


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

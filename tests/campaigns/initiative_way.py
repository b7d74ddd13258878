"""The way of an initiative in the cast's office, each step by the one whose step it is.

Every helper takes whom it acts as from the office, and lives on the day of the caller.
"""

import datetime
from typing import Any

from campaigns.actions.initiatives import recognise_proposal
from campaigns.actions.proposals import (
    ProposalContent,
    confirm_share,
    draft_proposal,
    endorse_proposal,
    send_proposal,
)
from campaigns.actions.sittings import close_sitting, open_sitting, score_item
from campaigns.models import Initiative, Proposal, Sitting, SittingItem
from campaigns.queries.proposals import heads_to_ask
from campaigns.rubric import rubric_on
from tests.cast import FOUNDED, Office
from units import clock
from units.actions.accounts import grant_role
from units.models import Role

IN_B = {"binh", "son", "dung"}
COUNCIL = ("khoa", "lien", "minh", "nga")
TEXT = {
    "title": "Sổ tay thẩm tra dùng chung",
    "problem": "Mỗi báo cáo thẩm tra được viết theo một cách, phải sửa nhiều lần trước khi trình.",
    "solution": "Một sổ tay gồm các mẫu, bảng kiểm và ví dụ cho từng loại báo cáo thẩm tra.",
    "effect": "Thời gian soạn một báo cáo giảm từ 10 ngày còn 6 ngày.",
    "applied_where": "Vụ Hạ",
    "applied_since": datetime.date(2022, 1, 3),
}


def seat_council(office: Office, *members: str, chair: str = "khoa") -> None:
    """Seat the initiative council: Khoa chairs it; Liên, Minh and Nga are members."""
    roles = {chair: Role.INITIATIVE_CHAIR} | dict.fromkeys(
        members or COUNCIL[1:], Role.INITIATIVE_MEMBER
    )
    for name, role in roles.items():
        grant_role(
            account=getattr(office, name), role=role, unit=office.root, since=FOUNDED, actor=None
        )


def content(office: Office, shares: dict[str, int], **changes: Any) -> ProposalContent:
    """What an author types: the text, and the share of each author by name."""
    people = [(office.people[name].pk, share) for name, share in shares.items()]
    return ProposalContent(fields=TEXT | changes, shares=people)


def drafted(office: Office, shares: dict[str, int] | None = None, **changes: Any) -> Proposal:
    """A draft by the first of the authors: Mai with 60 %, and Lan, unless told otherwise."""
    shares = shares or {"mai": 60, "lan": 40}
    actor = getattr(office, next(iter(shares)))
    return draft_proposal(content=content(office, shares, **changes), actor=actor)


def sent(office: Office, shares: dict[str, int] | None = None, **changes: Any) -> Proposal:
    """On the desk of the head: every author has confirmed."""
    proposal = drafted(office, shares, **changes)
    for authorship in proposal.authorships.select_related("person__account"):
        if authorship.confirmed_at is None:
            account = authorship.person.account
            confirm_share(proposal=proposal, share=authorship.share, actor=account)
    return send_proposal(proposal=proposal, actor=proposal.created_by)


def full_marks(part: int = 100) -> dict[str, int]:
    """Points for every criterion of today: so many percent of the most."""
    return {one.code: one.points * part // 100 for one in rubric_on(clock.today()).criteria}


def endorsed(office: Office, shares: dict[str, int] | None = None, **changes: Any) -> Proposal:
    """With the standing body: the head gave the unit's word."""
    proposal = sent(office, shares, **changes)
    if proposal.state == "ENDORSED":
        return proposal
    head = heads_to_ask(proposal, clock.today())[0]
    return endorse_proposal(
        proposal=proposal, word="Đơn vị đã áp dụng, có kết quả.", marks=full_marks(80), actor=head
    )


def sitting_of(
    office: Office, *proposals: Proposal, title: str = "Phiên xét sáng kiến 2022"
) -> Sitting:
    """An open sitting of the council on endorsed proposals, due in ten days."""
    return open_sitting(
        agency=office.agency,
        title=title,
        due_on=clock.today() + datetime.timedelta(days=10),
        proposals=list(proposals),
        actor=office.thao,
    )


def score(
    office: Office, item: SittingItem, *names: str, agrees: bool = True, part: int = 80
) -> None:
    """Let members give the same points to an item."""
    marks = {code: (points, "") for code, points in full_marks(part).items()}
    for name in names:
        score_item(item=item, agrees=agrees, marks=marks, comment="", actor=getattr(office, name))


def passed(office: Office, *proposals: Proposal, judges: tuple[str, ...] = COUNCIL) -> Sitting:
    """A closed sitting in which every judge agreed who is not recused."""
    sitting = sitting_of(office, *proposals)
    for item in sitting.items.select_related("proposal"):
        recused = item.recusals.values_list("member__account__username", flat=True)
        score(office, item, *(name for name in judges if name not in set(recused)))
    return close_sitting(sitting=sitting, actor=office.khoa)


def recognised(office: Office, proposal: Proposal, **changes: Any) -> Initiative:
    """Recognised today, as far as asked for, by a decision that Oanh enters."""
    said = {
        "proposal": proposal,
        "scope": proposal.scope,
        "decision": "15/QĐ-VPQH",
        "signed_on": clock.today(),
        "actor": office.oanh,
    }
    return recognise_proposal(**(said | changes))


def through(office: Office, shares: dict[str, int] | None = None, **changes: Any) -> Initiative:
    """The whole way at once, before a council that is seated."""
    proposal = endorsed(office, shares, **changes)
    passed(office, proposal)
    return recognised(office, proposal)

"""The initiative council of 2022: what was proposed, carried, recognised and taken up."""

import datetime
from dataclasses import dataclass

from campaigns.actions.adoptions import record_adoption
from campaigns.actions.initiatives import recognise_proposal, refuse_proposal
from campaigns.actions.proposals import (
    ProposalContent,
    draft_proposal,
    endorse_proposal,
    send_proposal,
)
from campaigns.actions.sittings import close_sitting, open_sitting, score_item
from campaigns.models import Initiative, Proposal, Sitting
from campaigns.permissions.sittings import items_visible_to
from reports.demo.chance import chance
from reports.demo.office import Office, person_of
from reports.demo.walk import at_work
from units import clock
from units.models import Role

PROPOSED = datetime.date(2022, 9, 12)
ENDORSED = datetime.date(2022, 9, 14)
OPENED = datetime.date(2022, 9, 19)
DUE = datetime.date(2022, 9, 29)
CLOSED = datetime.date(2022, 9, 30)
RECOGNISED = datetime.date(2022, 10, 10)
ADOPTED = datetime.date(2022, 11, 14)
BO, CO_SO = Initiative.Scope.BO, Initiative.Scope.CO_SO
SHARED_TABLE = (
    "Một bảng theo dõi dùng chung trên máy chủ nội bộ: mỗi việc một dòng, có người phụ trách, hạn "
    "xử lý và tình trạng; dòng sắp đến hạn tự đổi màu, cuối tuần tự gửi danh sách việc còn chậm."
)
REFUSAL = (
    "Giải pháp trùng với bảng theo dõi kiến nghị của Vụ Dân nguyện, chưa có điểm mới ở phạm vi cơ "
    "quan; Hội đồng đề nghị đơn vị áp dụng lại sáng kiến đó."
)


@dataclass(frozen=True)
class Idea:
    """What a department's clerk proposes, alone or with a colleague; whether it is carried."""

    unit: str
    title: str
    problem: str
    solution: str
    effect: str
    scope: str = CO_SO
    alone: bool = True
    is_new: bool = True


IDEAS = (
    Idea(
        "vu-dan-nguyen",
        "Bảng theo dõi kiến nghị của cử tri dùng chung",
        "Kiến nghị nằm trong nhiều tệp riêng, mỗi kỳ họp phải đối chiếu bằng tay.",
        SHARED_TABLE,
        "Thời gian tổng hợp một đợt giảm từ 12 ngày còn 5 ngày; không còn kiến nghị bị sót.",
        scope=BO,
        alone=False,
    ),
    Idea(
        "vu-phap-luat",
        "Bảng kiểm hồ sơ dự án luật trước khi thẩm tra",
        "Gần một nửa hồ sơ phải gửi trả để bổ sung sau khi đã phân công thẩm tra.",
        "Một bảng kiểm hai trang đi cùng mỗi hồ sơ, người nhận ký từng mục ngay khi tiếp nhận.",
        "Số hồ sơ phải bổ sung giảm từ 18 xuống 4 trong sáu tháng.",
    ),
    Idea(
        "cuc-quan-tri",
        "Đặt xe phục vụ công tác qua biểu mẫu điện tử",
        "Việc đặt xe qua điện thoại hay bị trùng giờ, không thống kê được.",
        "Một biểu mẫu trên mạng nội bộ, tự báo xe còn trống và ghép các chuyến cùng hướng.",
        "Số chuyến giảm 14 %, tiết kiệm 96 triệu đồng tiền nhiên liệu trong một quý.",
        alone=False,
    ),
    Idea(
        "thu-vien",
        "Bảng theo dõi yêu cầu tra cứu",
        "Yêu cầu tra cứu đến bằng nhiều đường nên có việc bị chậm.",
        SHARED_TABLE,
        "Số yêu cầu trả lời đúng hạn tăng từ 71 % lên 90 %.",
        is_new=False,
    ),
)
# It came too late for the sitting, and waits for its head.
LATE = Idea(
    "vu-xa-hoi",
    "Sổ tay tiếp xúc cử tri bỏ túi",
    "Cán bộ mới mất nhiều thời gian hỏi lại các bước.",
    "Một sổ tay nhỏ, mỗi bước một trang, có mẫu văn bản và số điện thoại đầu mối.",
    "Thời gian chuẩn bị một đợt tiếp xúc giảm từ 4 ngày còn 3 ngày.",
)
# Who took up the first one: confirmed by the head, or still to be.
BY_HEADS = {"vu-tu-phap": "Giảm 3 ngày mỗi đợt tổng hợp.", "vu-giam-sat": "Bớt 2 lần báo cáo."}
BY_CLERKS = {"vu-kinh-te": "Trả lời đúng hạn 46 trên 48 kiến nghị."}


def hold_initiative_council(office: Office) -> None:
    """Let initiatives of the year go their way, from the proposal to other departments."""
    proposals = [_propose(office, idea) for idea in IDEAS]
    sitting = _judge(office, proposals)
    with at_work(RECOGNISED):
        found = [_decide(office, item.proposal) for item in sitting.items.order_by("pk")]
    with at_work(ADOPTED):
        _take_up(office, next(one for one in found if one))
        _write(office, LATE)


def _propose(office: Office, idea: Idea) -> Proposal:
    with at_work(PROPOSED):
        proposal = _write(office, idea)
    with at_work(ENDORSED, hour=14):
        marks = {"NEW": 22, "FEASIBLE": 18, "EFFECTIVE": 24, "APPLICABLE": 15}
        return endorse_proposal(
            proposal=proposal,
            word="Đơn vị đã áp dụng và xác nhận số liệu nêu trong đơn.",
            marks=marks,
            actor=office.head(office.units[idea.unit]),
        )


def _write(office: Office, idea: Idea) -> Proposal:
    unit = office.units[idea.unit]
    clerk = office.clerk(unit)
    shares = [(person_of(clerk).pk, 100 if idea.alone else 70)]
    if not idea.alone:
        shares.append((office.staff(unit)[-1].person_id, 30))
    fields = {
        "title": idea.title,
        "scope": idea.scope,
        "problem": idea.problem,
        "solution": idea.solution,
        "effect": idea.effect,
        "applied_where": unit.name,
        "applied_since": datetime.date(2022, 3, 1),
    }
    draft = draft_proposal(content=ProposalContent(fields, shares), actor=clerk)
    return send_proposal(proposal=draft, actor=clerk)


def _judge(office: Office, proposals: list[Proposal]) -> Sitting:
    """The council scores; whoever is near to an author has nothing to score there."""
    with at_work(OPENED):
        sitting = open_sitting(
            agency=office.agency,
            title="Xét sáng kiến năm 2022",
            due_on=DUE,
            proposals=proposals,
            actor=office.holder(Role.STANDING_BODY),
        )
    new = {idea.title: idea.is_new for idea in IDEAS}
    with at_work(CLOSED):
        for member in sitting.members.select_related("account__person"):
            for item in items_visible_to(member.account).filter(sitting=sitting):
                random = chance("score", item.proposal.title, member.account.username)
                agrees = new[item.proposal.title]
                marks = {
                    one.code: (max(0, one.points - random.randint(2, 9)), "")
                    for one in sitting.criteria
                }
                if not agrees:
                    marks["NEW"] = (random.randint(0, 6), "Trùng với sáng kiến khác trong phiên.")
                score_item(item=item, agrees=agrees, marks=marks, comment="", actor=member.account)
        return close_sitting(sitting=sitting, actor=office.holder(Role.INITIATIVE_CHAIR))


def _decide(office: Office, proposal: Proposal) -> Initiative | None:
    """Recognise at the base what was carried; tell the others why not."""
    actor = office.holder(Role.DECISION_ADMIN)
    if proposal.state == "REJECTED":
        refuse_proposal(proposal=proposal, reason=REFUSAL, actor=actor)
        return None
    return recognise_proposal(
        proposal=proposal,
        scope=CO_SO,
        decision="MH-21/QĐ-VPQH",
        signed_on=clock.today(),
        actor=actor,
    )


def _take_up(office: Office, initiative: Initiative) -> None:
    for effects, who in ((BY_HEADS, office.head), (BY_CLERKS, office.clerk)):
        for code, effect in effects.items():
            record_adoption(
                initiative=initiative,
                unit=office.units[code],
                since=RECOGNISED,
                effect=effect,
                actor=who(office.units[code]),
            )

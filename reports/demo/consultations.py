"""Nominees posted for comment: one round that is over, one that is open."""

import datetime

from awards.actions.consultations import open_consultation
from awards.actions.remarks import (
    RemarkContent,
    answer_remark,
    explain_remark,
    send_public_remark,
    send_remark,
)
from awards.models import Consultation, ConsultationItem, Remark
from awards.queries.nominations import ready_for_review
from awards.workflow import RemarkState
from reports.demo.office import Office
from reports.demo.walk import at_work
from units.models import Role

FIRST_DAY = datetime.date(2022, 11, 16)
LAST_DAY = datetime.date(2022, 11, 23)
SAID = datetime.date(2022, 11, 17)
EXPLAINED = datetime.date(2022, 11, 18)
ANSWERED = datetime.date(2022, 11, 21)
AGAIN = datetime.date(2022, 12, 1)
AGAIN_UNTIL = datetime.date(2022, 12, 9)
OUTSIDE = datetime.date(2022, 12, 2)
# Two clerks say something: of a person, and of a department.
COMMENTER, COMPLAINER = "vu-doi-ngoai", "vu-dan-nguyen"


def post_titles(office: Office, *, flag: str) -> None:
    """Post the titles of the year; a comment is answered, a complaint on a flag is dismissed."""
    with at_work(FIRST_DAY):
        found = _open(office, "Lấy ý kiến về danh hiệu thi đua năm 2022", LAST_DAY)
    items = found.items.select_related("nomination")
    praised = items.filter(award="CSTDCS")[0]
    doubted = items.get(award="CO_BO", nomination__unit__code=flag)
    with at_work(SAID):
        comment = _say(office, praised, COMMENTER, Remark.Kind.COMMENT, PRAISE)
        complaint = _say(office, doubted, COMPLAINER, Remark.Kind.COMPLAINT, DOUBT)
    with at_work(EXPLAINED):
        head = office.head(doubted.nomination.unit)
        explain_remark(remark=complaint, text=EXPLANATION, actor=head)
    with at_work(ANSWERED):
        for remark, outcome, answer in (
            (comment, RemarkState.ANSWERED, THANKS),
            (complaint, RemarkState.DISMISSED, SETTLED),
        ):
            answer_remark(
                remark=remark,
                outcome=outcome,
                answer=answer,
                actor=office.holder(Role.STANDING_BODY),
            )


def post_again(office: Office) -> None:
    """Post what came in later, for everybody; somebody outside has said something."""
    with at_work(AGAIN):
        audience = Consultation.Audience.PUBLIC
        found = _open(office, "Lấy ý kiến rộng rãi về hồ sơ bổ sung", AGAIN_UNTIL, audience)
    with at_work(OUTSIDE):
        send_public_remark(
            item=found.items.order_by("pk")[0],
            content=RemarkContent(kind=Remark.Kind.COMMENT, text=FROM_OUTSIDE),
            name="Cao Thị Mẫu",
            contact="cao.thi.mau@example.org",
        )


def _open(
    office: Office,
    title: str,
    last_day: datetime.date,
    audience: str = Consultation.Audience.STAFF,
) -> Consultation:
    return open_consultation(
        agency=office.agency,
        title=title,
        audience=audience,
        first_day=FIRST_DAY if audience == Consultation.Audience.STAFF else AGAIN,
        last_day=last_day,
        nominations=list(ready_for_review(office.agency)),
        actor=office.holder(Role.STANDING_BODY),
    )


def _say(office: Office, item: ConsultationItem, unit: str, kind: str, text: str) -> Remark:
    content = RemarkContent(kind=kind, text=text)
    return send_remark(item=item, content=content, actor=office.clerk(office.units[unit]))


PRAISE = (
    "Đồng chí luôn trả lời ngay khi vụ chúng tôi hỏi số liệu. Đề nghị ghi thêm việc xây dựng "
    "bộ câu hỏi thường gặp vào thành tích."
)
THANKS = "Cảm ơn ý kiến. Thường trực đã chuyển đơn vị bổ sung khi lập hồ sơ lưu."
DOUBT = (
    "Đơn vị báo cáo hoàn thành mọi chỉ tiêu, nhưng chúng tôi nhận văn bản phối hợp quý III chậm "
    "năm ngày. Đề nghị kiểm tra lại chỉ tiêu về thời hạn."
)
EXPLANATION = (
    "Văn bản quý III gửi ngày 28/9, trước hạn hai ngày; sổ văn thư có số đi. Bản giấy đến chậm vì "
    "gửi qua bưu điện, từ tháng 10 đơn vị gửi bản điện tử."
)
SETTLED = (
    "Đã đối chiếu sổ văn thư: văn bản phát hành đúng hạn. Phản ánh không có cơ sở; đơn vị đã rút "
    "kinh nghiệm về cách gửi."
)
FROM_OUTSIDE = "Tôi nhiều lần liên hệ công việc và luôn được hướng dẫn tận tình."

"""How tests post nominees and let people say something, through the product's actions."""

import datetime
from typing import Any

from awards.actions.consultations import open_consultation
from awards.actions.remarks import RemarkContent, answer_remark, send_public_remark, send_remark
from awards.models import Consultation, ConsultationItem, Nomination, Remark
from tests.cast import Office, day
from units import clock

SAID = "Báo cáo thứ 12 do cả phòng cùng làm."


def posted(office: Office, *nominations: Nomination, **changes: Any) -> Consultation:
    """A consultation over accepted nominations, today and for a week."""
    today = clock.today()
    said = {
        "title": "Lấy ý kiến cuối năm",
        "audience": Consultation.Audience.STAFF,
        "first_day": today,
        "last_day": today + datetime.timedelta(days=7),
    } | changes
    return open_consultation(
        agency=office.agency, nominations=list(nominations), actor=office.thao, **said
    )


def held(office: Office, *nominations: Nomination) -> None:
    """A consultation of one day that was over yesterday."""
    yesterday = clock.today() - datetime.timedelta(days=1)
    with day(yesterday.year, yesterday.month, yesterday.day):
        posted(office, *nominations, last_day=yesterday)


def said(office: Office, item: ConsultationItem, who: str = "roi", **changes: Any) -> Remark:
    """A complaint of a member of the cast, who keeps the own name back."""
    content = {"kind": Remark.Kind.COMPLAINT, "text": SAID} | changes
    return send_remark(item=item, content=RemarkContent(**content), actor=getattr(office, who))


def said_outside(item: ConsultationItem, **changes: Any) -> Remark:
    """A comment from outside the agency."""
    who = {"name": "Cao Thị Ngoài", "contact": "0900 000 001"}
    who |= {key: changes.pop(key) for key in ("name", "contact") if key in changes}
    content = {"kind": Remark.Kind.COMMENT, "text": SAID} | changes
    return send_public_remark(item=item, content=RemarkContent(**content), **who)


def settled(office: Office, remark: Remark, outcome: str = "DISMISSED") -> Remark:
    """Answered by the standing body."""
    return answer_remark(
        remark=remark, outcome=outcome, answer="Đã kiểm tra số liệu.", actor=office.thao
    )

"""A report of achievements as the unit sent it, with the past awards on record.

The text is official Vietnamese in every language of the pages. The unit's text stands as it was
written, under the parts that reports have long had.
"""

import datetime
from typing import Any

from django.utils.timezone import localtime

from awards.documents.achievements import record_of
from awards.documents.context import written_date
from awards.documents.decisions import HONORIFICS, given_award
from awards.models import Nomination
from awards.parts import Content
from awards.prefill import Won
from awards.queries.versions import content_of, last_version
from units import clock

FORM = "report"
PAST = ["Năm", "Danh hiệu, hình thức khen thưởng", "Quyết định"]


def report_of(nomination: Nomination) -> tuple[dict[str, Any], datetime.date]:
    """The report in the words that were sent last, and the day on which they were."""
    version = last_version(nomination)
    content = Content.from_json(version.content) if version else content_of(nomination)
    made_on = localtime(version.sent_at).date() if version else clock.today()
    agency, unit = nomination.agency, nomination.unit
    record = record_of(nomination.subject, year=nomination.year, on=made_on)
    past = [_past(won) for won in record.awards]
    parts = [
        ("I. Sơ lược", [_who(nomination, content)], []),
        ("II. Thành tích đạt được", _achieved(content), []),
        ("III. Các hình thức đã được khen thưởng", [] if past else ["Chưa có."], past),
    ]
    asked = f"Đề nghị tặng {given_award(nomination)}"
    return {
        "title": f"Báo cáo thành tích. {content.name}. {asked}",
        "draft": False,
        "parent": agency.name if unit.parent_id else "",
        "agency": unit.name,
        "place_and_date": f"{agency.place}, {written_date(made_on)}",
        "subject": asked,
        "parts": [
            {"heading": heading, "lines": lines, "headings": PAST, "rows": rows}
            for heading, lines, rows in parts
        ],
        "signers": _signers(nomination, content),
    }, made_on


def _who(nomination: Nomination, content: Content) -> str:
    if nomination.person is None:
        return f"Tên tập thể: {content.name}."
    honorific = HONORIFICS.get(nomination.person.gender, "")
    name = f"{honorific} {content.name}".strip()
    return f"Họ và tên: {name}. Chức vụ, đơn vị công tác: {content.post}."


def _achieved(content: Content) -> list[str]:
    lines = [line.strip() for line in content.achievement.splitlines() if line.strip()]
    return lines + [f"Sáng kiến, đề tài: “{title}”." for _key, title in content.initiatives]


def _past(won: Won) -> list[str]:
    signed = f" ngày {won.signed_on:%d/%m/%Y}" if won.signed_on else ""
    return [str(won.year), won.award, f"{won.reference}{signed}"]


def _signers(nomination: Nomination, content: Content) -> list[list[str]]:
    if nomination.person is None:
        return [["THỦ TRƯỞNG ĐƠN VỊ", ""]]
    return [["XÁC NHẬN CỦA THỦ TRƯỞNG ĐƠN VỊ", ""], ["NGƯỜI BÁO CÁO", content.name]]

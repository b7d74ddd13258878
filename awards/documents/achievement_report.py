"""The report of achievements that a dossier is sent with, as PDF: a person's or a collective's.

The text is official Vietnamese in every language of the pages. What the data do not say is left as
a dotted line; a number of a form that nobody has verified is not printed.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.timezone import localtime

from awards.documents.context import lines_of, written_date
from awards.documents.decisions import given_award
from awards.documents.editions import edition_of
from awards.documents.render import render
from awards.law.standard_forms import StandardForm, standard_form
from awards.models import Nomination, Recipient
from awards.queries.dossiers import YEARS_BACK, Background, background_of
from awards.queries.nominations import initiatives_named
from awards.queries.records import awards_of_subject
from campaigns import catalogue
from campaigns.catalogue.kinds import LegalOrder
from campaigns.progress import Result
from units import clock
from units.models import Person, Unit, YearRating
from units.text import vn_number

RESULTS = ["Chỉ tiêu", "Đăng ký", "Kết quả", "Tỷ lệ"]
AWARDS = ["Năm", "Danh hiệu, hình thức khen thưởng", "Quyết định; cơ quan ban hành"]
BY_HAND = "(Ký, ghi rõ họ tên)"


def render_report(nomination: Nomination) -> bytes:
    """Set the report as PDF. Raises UnprintableText for a character without a glyph."""
    day = day_of(nomination)
    return render(edition_of("achievement", day), report_wording(nomination), made_on=day)


def day_of(nomination: Nomination) -> datetime.date:
    """The day whose law and whose records the report goes by: when it was sent, or today."""
    submission = nomination.submission
    if submission and submission.sent_at:
        return localtime(submission.sent_at).date()
    return clock.today()


def report_form(nomination: Nomination) -> StandardForm | None:
    """The decree's form of the report on its day; none for what is not the State's."""
    if not catalogue.award(nomination.award).of_state:
        return None
    kind = "INDIVIDUAL" if nomination.person else "COLLECTIVE"
    return standard_form(
        nomination.award,
        kind,
        nomination.type,
        day_of(nomination),
        agency=catalogue.agency_folder(),
    )


def report_wording(nomination: Nomination) -> dict[str, Any]:
    """The report as the lines that are printed, keyed as the template names them."""
    day, subject, agency = day_of(nomination), nomination.subject, nomination.agency
    known = background_of(subject, year=nomination.year, on=day)
    form = report_form(nomination)
    about = f"Đề nghị tặng {given_award(nomination)}"
    about += "" if nomination.type == Nomination.Type.CONG_TRANG else f" ({_type(nomination)})"
    return {
        "title": f"Báo cáo thành tích: {subject}",
        "draft": not nomination.was_sent,
        "of_party": catalogue.award(nomination.award).legal_order == LegalOrder.PARTY,
        "law_form": form.label() if form else "",
        "agency": nomination.unit.name,
        "parent": agency.name if nomination.unit.parent_id else "",
        "number_line": "",
        "place_and_date": f"{agency.place}, {written_date(None)}",
        "subject": about,
        "about": _about(subject, known),
        "posts": [
            f"Từ {one.since:%d/%m/%Y} đến {f'{one.until:%d/%m/%Y}' if one.until else 'nay'}: "
            f"{one.title}, {one.unit.name}"
            for one in known.posts
        ],
        "achievement": lines_of(nomination.achievement),
        "initiatives": _initiatives(nomination),
        "results": {
            "title": f"Kết quả thực hiện các chỉ tiêu đăng ký thi đua năm {nomination.year}:",
            "headings": RESULTS,
            "rows": [_result(one) for one in known.results],
        },
        "awards": {
            "headings": AWARDS,
            "rows": [_won(one) for one in _before(nomination, day)] or [["…", "…", "…"]],
        },
        "ratings": _ratings(known.ratings),
        "signatures": _signatures(subject),
    }


def _about(subject: Person | Unit, known: Background) -> dict[str, Any]:
    """Part I. Every line of the form is there; an empty text is for the pen."""
    if isinstance(subject, Unit):
        facts = [
            ("Tên tập thể", subject.name),
            ("Địa điểm trụ sở chính", ""),
            ("Điện thoại; địa chỉ trang tin điện tử", ""),
            ("Quá trình thành lập và phát triển", ""),
            ("Cơ cấu tổ chức, số người; tổ chức đảng và đoàn thể", ""),
            ("Chức năng, nhiệm vụ được giao", ""),
        ]
        return {"title": "SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", "facts": facts}
    now = [one for one in known.posts if one.until is None] or known.posts[-1:]
    facts = [
        ("Họ và tên", subject.full_name),
        ("Giới tính", _gender(subject)),
        ("Ngày, tháng, năm sinh", _day(subject.born_on)),
        ("Quê quán", ""),
        ("Nơi thường trú", ""),
        ("Chức vụ, đơn vị công tác", "; ".join(f"{one.title}, {one.unit.name}" for one in now)),
        ("Ngày bắt đầu công tác", _day(subject.joined_on)),
        ("Ngày vào Đảng", ""),
        ("Trình độ chuyên môn; lý luận chính trị", ""),
        ("Học hàm, học vị", ""),
        ("Nhiệm vụ được giao", ""),
    ]
    return {"title": "SƠ LƯỢC LÝ LỊCH", "facts": facts}


def _gender(person: Person) -> str:
    with translation.override("vi"):
        return str(person.get_gender_display()).capitalize()


def _type(nomination: Nomination) -> str:
    with translation.override("vi"):
        return f"khen thưởng {nomination.get_type_display()}"


def _ratings(ratings: Iterable[YearRating]) -> list[str]:
    with translation.override("vi"):
        return [f"năm {one.year} {one.get_rating_display()}" for one in ratings]


def _initiatives(nomination: Nomination) -> list[str]:
    with translation.override("vi"):
        return [
            f"“{one.title}”, phạm vi {one.get_scope_display()}, công nhận ngày "
            f"{_day(one.recognised_on)} ({one.certificate})."
            for one in initiatives_named(nomination)
        ]


def _result(result: Result) -> list[str]:
    """What was pledged beside what came of it."""
    reached = "chưa có số liệu" if result.reached is None else _amount(result.reached, result)
    share = "" if result.percent is None else f"{vn_number(result.percent)} %"
    return [result.indicator, _amount(result.goal, result), reached, share]


def _amount(value: Any, result: Result) -> str:
    return "" if value is None else f"{vn_number(value)} {result.measure}"


def _before(nomination: Nomination, day: datetime.date) -> Iterable[Recipient]:
    """Awards of the years that a report goes back, decided before its day."""
    return awards_of_subject(nomination).filter(
        decision__year__gt=nomination.year - YEARS_BACK, decision__signed_on__lt=day
    )


def _won(recipient: Recipient) -> list[str]:
    decision = recipient.decision
    award = catalogue.award(decision.award).label("vi", decision.agency.name)
    by = f"{decision.reference} ngày {_day(decision.signed_on)}; {decision.authority}"
    return [str(decision.year), award, by]


def _signatures(subject: Person | Unit) -> list[dict[str, Any]]:
    """Who confirms, on the left, and who reports."""
    if isinstance(subject, Unit):
        confirms, reports, name = ["Xác nhận của cấp trên", "trực tiếp"], "Thủ trưởng đơn vị", ""
    else:
        confirms = ["Xác nhận của thủ trưởng", "đơn vị"]
        reports, name = "Người báo cáo", subject.full_name
    return [
        {"as": confirms, "how": BY_HAND, "name": ""},
        {"as": [reports], "how": BY_HAND, "name": name},
    ]


def _day(day: datetime.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""

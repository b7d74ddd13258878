"""The year-end report as PDF: the tally's figures beside last year's, and the office's words.

The text is official Vietnamese in every language of the pages.
"""

from typing import Any

from django.utils.timezone import localtime

from awards.documents.context import enumerated, lines_of, written_date
from awards.documents.decisions import office_of
from awards.documents.editions import edition_of
from awards.documents.render import render
from awards.models import Tally, YearReport
from awards.queries.tallies import AwardCount, tally_counts, year_counts
from awards.workflow import TallyState
from campaigns import catalogue
from campaigns.models import Campaign
from campaigns.workflow import CampaignState
from units import clock

Section = YearReport.Section
TITLES = {
    Section.DIRECTION: "I. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN",
    Section.MOVEMENTS: "II. KẾT QUẢ CÁC PHONG TRÀO THI ĐUA",
    Section.AWARDS: "III. KẾT QUẢ CÔNG TÁC KHEN THƯỞNG",
    Section.ASSESSMENT: "IV. ĐÁNH GIÁ CHUNG",
    Section.NEXT: "V. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM SAU; ĐỀ XUẤT, KIẾN NGHỊ",
}
KINDS = {"INDIVIDUAL": "cá nhân", "COLLECTIVE": "tập thể"}


def render_year_report(tally: Tally) -> bytes:
    """Set the report as PDF; a draft until the year is frozen."""
    frozen = tally.frozen_at
    day = localtime(frozen).date() if frozen else clock.today()
    return render(edition_of("year_report", day), year_report_wording(tally), made_on=day)


def year_report_wording(tally: Tally) -> dict[str, Any]:
    """The report as the lines that are printed, keyed as the template names them."""
    agency = tally.agency
    report = YearReport.objects.filter(tally=tally).first()
    words = report.words if report else {}
    tables = {Section.MOVEMENTS: _movements(tally), Section.AWARDS: _awards(tally)}
    subject = f"Tổng kết công tác thi đua, khen thưởng năm {tally.year}"
    return {
        "title": f"Báo cáo {subject}",
        "draft": tally.state != TallyState.FROZEN,
        "of_party": False,
        "agency": agency.name,
        "parent": "",
        "number_line": f"Số: …/BC-{agency.symbol}",
        "place_and_date": f"{agency.place}, {written_date(None)}",
        "subject": subject,
        "sections": [
            {
                "title": TITLES[section],
                "tables": tables.get(section, []),
                "lines": lines_of(words.get(section, "")),
            }
            for section in Section
        ],
        "copies_to": enumerated(("Hội đồng Thi đua - Khen thưởng", "Lưu: VT, Hồ sơ")),
        "signer_authority": office_of(agency.head_office, agency).splitlines(),
        "signer_name": agency.head_name,
    }


def _movements(tally: Tally) -> list[dict[str, Any]]:
    """The year's campaigns with the units that registered."""
    launched = Campaign.objects.filter(agency=tally.agency, year=tally.year)
    found = launched.exclude(state=CampaignState.DRAFT).order_by("launched_on", "pk")
    rows = [
        [one.title, f"{one.launched_on:%d/%m/%Y}" if one.launched_on else "", str(pledged)]
        for one in found
        for pledged in [one.pledges.exclude(signed_at=None).count()]
    ]
    headings = ["Phong trào thi đua", "Phát động", "Đơn vị đăng ký"]
    return [_table(f"Các phong trào thi đua năm {tally.year}", headings, rows)] if rows else []


def _awards(tally: Tally) -> list[dict[str, Any]]:
    """Each award of this year or of the last: how many of each kind, one year beside the other."""
    now = _by_award(tally_counts(tally))
    before = _by_award(year_counts(tally.agency, tally.year - 1))
    keys = sorted({*now, *before}, key=lambda key: AwardCount(key[0], key[1], 0).rank)
    if not keys:
        return []
    pairs = [(_named(*key, tally), now.get(key, 0), before.get(key, 0)) for key in keys]
    pairs.append(("Cộng", sum(now.values()), sum(before.values())))
    rows = [[name, str(this), str(last), _change(this - last)] for name, this, last in pairs]
    headings = ["Danh hiệu, hình thức", f"Năm {tally.year}", f"Năm {tally.year - 1}", "Tăng, giảm"]
    return [_table("Số lượt khen thưởng theo quyết định đã ban hành, ghi nhận", headings, rows)]


def _by_award(counts: list[AwardCount]) -> dict[tuple[str, str], int]:
    return {(one.award, one.kind): one.count for one in counts}


def _change(change: int) -> str:
    return f"{change:+d}" if change else "0"


def _named(award: str, kind: str, tally: Tally) -> str:
    return f"{catalogue.award(award).label('vi', tally.agency.name)} ({KINDS[kind]})"


def _table(title: str, headings: list[str], rows: list[list[str]]) -> dict[str, Any]:
    return {"title": title, "headings": headings, "rows": rows}

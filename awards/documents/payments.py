"""The list by which the prizes of a decision are paid: as data, as PDF, as a spreadsheet.

The text is official Vietnamese in every language of the pages. No decree has a form for it, so that
its layout is the office's own, with the header of Decree 30/2020/NĐ-CP.
"""

from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from awards.documents.context import written_date
from awards.documents.decisions import named_decision
from awards.documents.editions import edition_of
from awards.documents.render import render
from awards.documents.votes import UNVERIFIED
from awards.law.citations import in_words
from awards.law.rounding import Rounding
from awards.models import Decision, PrizeLine
from awards.queries.decisions import reads_now
from awards.queries.prizes import PrizeList
from campaigns.sheets.write import as_bytes, put
from units import clock
from units.text import dong_in_words, vn_number

Kind = Decision.Kind
HEADINGS = ["STT", "Họ và tên, tập thể", "Chức vụ", "Hệ số", "Số tiền (đồng)", "Ký nhận"]
WIDTHS = (6, 40, 44, 12, 18, 24)
AMOUNT = HEADINGS.index("Số tiền (đồng)")


def payment_paper(decision: Decision, found: PrizeList) -> dict[str, Any]:
    """The list in words: units, their rows, sums, and what the amounts were worked out from."""
    agency = decision.agency
    return {
        "title": f"Danh sách chi tiền thưởng theo {named_decision(decision)}",
        "agency": agency.name,
        "place_and_date": f"{agency.place}, {written_date(None)}",
        "subject": f"{named_decision(decision)} của {decision.authority}: {decision.subject}",
        "headings": HEADINGS,
        "units": [
            {
                "name": each.unit.name,
                "rows": [_row(line) for line in each.lines],
                "sum": vn_number(each.due),
            }
            for each in found.units
        ],
        "sum": vn_number(found.due),
        "words": dong_in_words(found.due),
        "basis": _basis(found),
        "signer_authority": agency.head_office.upper(),
        "signer_name": agency.head_name,
    }


def render_payments(decision: Decision, found: PrizeList) -> bytes:
    """Set the list as PDF, dated by the decision: the same prizes give the same bytes."""
    made_on = decision.signed_on or clock.today()
    return render(edition_of("payment", made_on), payment_paper(decision, found), made_on=made_on)


def payment_sheet(decision: Decision, found: PrizeList) -> bytes:
    """The same list as a workbook; amounts are numbers, every text is a text."""
    paper = payment_paper(decision, found)
    book = Workbook()
    sheet = book.active
    sheet.title = "Tiền thưởng"
    _line(sheet, [paper["title"]], bold=True)
    _line(sheet, [paper["subject"]])
    for each, unit in zip(found.units, paper["units"], strict=True):
        _line(sheet, [unit["name"]], bold=True)
        _line(sheet, HEADINGS, bold=True)
        for line, row in zip(each.lines, unit["rows"], strict=True):
            _line(sheet, [line.recipient.ordinal, *row[1:AMOUNT], line.due, ""])
        _line(sheet, ["", "Cộng", "", "", each.due], bold=True)
    _line(sheet, ["", "Tổng cộng", "", "", found.due], bold=True)
    _line(sheet, ["", "Bằng chữ", paper["words"]])
    for basis in paper["basis"]:
        _line(sheet, [basis])
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    return as_bytes(book)


def _line(sheet: Worksheet, values: list[Any], *, bold: bool = False) -> None:
    """Write one row; a lone text runs on over the empty cells beside it."""
    row = sheet.max_row + 1 if sheet["A1"].value is not None else 1
    for column, value in enumerate(values, start=1):
        cell = put(sheet.cell(row, column), value)
        cell.font = Font(bold=bold)
        if isinstance(value, int):
            cell.number_format = "#,##0"
        elif len(values) == 1:
            cell.alignment = Alignment(wrap_text=False, vertical="top")


def factors(line: PrizeLine) -> str:
    """Coefficient, and multiplier where there is one: "0,3", "1 × 2"."""
    both = (line.coefficient, line.multiplier)
    shown = [_plain(one) for one in both[: 1 if line.multiplier == 1 else 2]]
    return " × ".join(shown)


def why_nothing(line: PrizeLine) -> str:
    """Why nothing is due for a prize; empty where it is."""
    if line.ended_by is None:
        return ""
    named = named_decision(line.ended_by)
    reasons = {
        Kind.AWARD: f"chỉ chi mức cao nhất, theo {named}",
        Kind.REVOCATION: f"khen thưởng đã bị hủy bỏ theo {named}",
        Kind.REPLACEMENT: f"không còn trong danh sách theo {named}",
    }
    return reasons[Kind(line.ended_by.kind)]


def _row(line: PrizeLine) -> list[str]:
    name, place = reads_now(line.recipient)
    reason = why_nothing(line)
    shown = f"{name} (không chi: {reason})" if reason else name
    return [str(line.recipient.ordinal), shown, place, factors(line), vn_number(line.due), ""]


def _plain(value: Decimal) -> str:
    """A factor without zeros that say nothing, as Vietnamese papers write it."""
    return vn_number(Decimal(f"{value.normalize():f}"))


def _basis(found: PrizeList) -> list[str]:
    """Base salary, rounding, rules on several awards, citations; what nobody checked is said."""
    salaries = dict.fromkeys(line.base_salary for line in found.lines)
    roundings = dict.fromkeys(line.rounding for line in found.lines)
    said = [
        *(f"Mức lương cơ sở tại ngày ký: {vn_number(one)} đồng/tháng." for one in salaries),
        *(f"{Rounding[one].label()}." for one in roundings),
    ]
    for rule in found.rules:
        doubt = "" if rule.verified else f" ({UNVERIFIED})"
        said.append(f"{rule.label().rstrip('.')}{doubt}.")
    if found.cites:
        said.append(f"Căn cứ: {'; '.join(in_words(cite) for cite in found.cites)}.")
    if any(not line.verified for line in found.lines):
        said.append(f"Có căn cứ {UNVERIFIED}: hãy đối chiếu văn bản trước khi chi.")
    if any(line.at_most for line in found.lines):
        said.append("Hệ số là mức tối đa; cơ quan có thể quy định mức thấp hơn.")
    return said

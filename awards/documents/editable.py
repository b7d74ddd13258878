"""The papers as Word documents to edit: of the same data as the PDF, word for word.

What is signed is the PDF; this is the draft beside it, and what higher authorities ask for beside
the signed file.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from awards.documents.context import (
    DecisionPaper,
    SubmissionPaper,
    submission_wording,
    wording,
)
from awards.documents.docx import TEXT_WIDTH, Sheet
from awards.documents.render import printable
from units import clock

DRAFT = "DỰ THẢO"
DOTS = "…" * 20
ENCLOSED = "Hồ sơ gửi kèm gồm:"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def decision_docx(paper: DecisionPaper) -> bytes:
    """An award decision with its list."""
    data = printable(wording(paper))
    sheet = _begun(data, paper.signed_on)
    number = f"Số: {data['number']}/{data['symbol']}"
    sheet.header(data["parent"], data["agency"], _number(data, number), data["place_and_date"])
    sheet.heading("QUYẾT ĐỊNH")
    sheet.subject(data["subject"])
    sheet.heading(data["issuer"].upper(), before=6, after=6)
    for base in data["bases"]:
        sheet.text((base, "italic"))
    sheet.heading("QUYẾT ĐỊNH:", after=6)
    for index, article in enumerate(data["articles"], start=1):
        sheet.text((f"Điều {index}.", "bold"), (f" {article}", ""))
    sheet.signature(data["copies_to"], data["signer_authority"], data["signer_name"])
    sheet.annex()
    sheet.heading("DANH SÁCH", before=0)
    sheet.centred(data["list_subject"], bold=True)
    sheet.centred(f"({data['attached_to']})", italic=True, after=10)
    for lead, section in _numbered(data["sections"]):
        sheet.lead(lead)
        widths = (14, 58, 93) if len(section["headings"]) == 3 else (14, 151)
        sheet.table(section["headings"], section["rows"], widths)
    return sheet.as_bytes()


def submission_docx(paper: SubmissionPaper) -> bytes:
    """A unit's submission, or the agency's petition, with its list."""
    data = printable(submission_wording(paper))
    sheet = _begun(data, paper.signed_on)
    number = _number(data, f"Số: {data['number']}")
    sheet.header(data["parent"], data["agency"], number, data["place_and_date"])
    sheet.heading("TỜ TRÌNH")
    sheet.subject(data["subject"])
    sheet.centred(f"Kính gửi: {data['addressee']}", after=10)
    for base in data["bases"]:
        sheet.text((base, "italic"))
    for line in data["body"]:
        sheet.text((line, ""))
    for lead, lines in ((data["proposes"], data["asks"]), (ENCLOSED, data["enclosed"])):
        sheet.text((lead, ""), keep=True)
        for line in lines:
            sheet.text((f"- {line}", ""))
    sheet.text((data["closing"], ""), keep=True)
    sheet.signature(data["copies_to"], data["signer_authority"], data["signer_name"])
    sheet.annex()
    sheet.heading("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", before=0)
    sheet.centred(f"({data['attached_to']})", italic=True, after=10)
    widths = (14, 56, 73, 22) if len(data["headings"]) == 4 else (14, 56, 95)
    for lead, section in _numbered(data["sections"]):
        sheet.lead(lead)
        sheet.table(data["headings"], section["rows"], widths)
    return sheet.as_bytes()


def report_docx(data: dict[str, Any], made_on: date) -> bytes:
    """A report of achievements; what its data do not say is left to be written."""
    data = printable(data)
    sheet = _begun(data, made_on)
    if data["law_form"]:
        sheet.text((data["law_form"], "italic"))
    sheet.header(data["parent"], data["agency"], [], data["place_and_date"])
    sheet.heading("BÁO CÁO THÀNH TÍCH")
    sheet.subject(data["subject"])
    sheet.lead(f"I. {data['about']['title']}")
    for label, value in data["about"]["facts"]:
        sheet.text((f"{label}: {value or DOTS}", ""))
    if data["posts"]:
        sheet.text(("Quá trình công tác:", ""), keep=True)
        _listed(sheet, data["posts"])
    sheet.lead("II. THÀNH TÍCH ĐẠT ĐƯỢC")
    for line in data["achievement"]:
        sheet.text((line, ""))
    _listed(sheet, data["initiatives"])
    if data["results"]["rows"]:
        sheet.text((data["results"]["title"], ""), keep=True)
        sheet.table(data["results"]["headings"], data["results"]["rows"], (79, 32, 32, 22))
    sheet.lead("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG")
    sheet.table(data["awards"]["headings"], data["awards"]["rows"], (18, 73, 74))
    if data["ratings"]:
        sheet.text((f"Kết quả xếp loại hằng năm: {'; '.join(data['ratings'])}.", ""))
    signers = data["signatures"]
    sheet.signatures([(" ".join(one["as"]).upper(), one["how"], one["name"]) for one in signers])
    return sheet.as_bytes()


def _listed(sheet: Sheet, lines: Iterable[str]) -> None:
    for line in lines:
        sheet.text((f"- {line}", ""))


def extract_docx(data: dict[str, Any], made_on: date) -> bytes:
    """Minutes of the council or the count sheet of a vote, as far as `data` tells of them."""
    data = printable(data)
    sheet = _begun(data | {"title": data["subject"]}, made_on)
    number = _number(data, f"Số: /BB-{data['symbol']}")
    sheet.header(data["agency"], data["council"], number, "")
    sheet.heading("BIÊN BẢN")
    sheet.subject(data["subject"])
    for label, value in data["facts"]:
        sheet.text((f"{label}: {value}.", ""))
    is_count = any("codes" in one for one in data["items"])
    if is_count:
        sheet.lead("I. Kết quả kiểm phiếu")
    else:
        _people(sheet, data)
        sheet.lead(f"{'II. ' if data['people'] else ''}Nội dung và kết quả")
        for line in data["general"]:
            sheet.text((line, ""))
    for one in data["items"]:
        _item(sheet, one)
    if is_count:
        _codes(sheet, data["items"])
    elif data["ended"]:
        sheet.text((data["ended"], ""))
    sheet.signatures([(one["as"], one["at"], one["name"]) for one in data["signatures"]])
    return sheet.as_bytes()


def _people(sheet: Sheet, data: dict[str, Any]) -> None:
    if people := data["people"]:
        sheet.lead(f"I. {people['title']}")
        rows = [[str(at), *row] for at, row in enumerate(people["rows"], start=1)]
        sheet.table(["TT", *people["headings"]], rows, (12, 65, 42, 46))
        if data["below_people"]:
            sheet.text((data["below_people"], ""))


def _item(sheet: Sheet, one: dict[str, Any]) -> None:
    sheet.lead(one["heading"])
    for line in one["before"]:
        sheet.text((line, ""))
    for vote in one["votes"]:
        sheet.text((vote["said"], ""), keep=True)
        labels, figures = zip(*vote["figures"], strict=True)
        sheet.table(
            labels, [[str(figure) for figure in figures]], [TEXT_WIDTH / len(labels)] * len(labels)
        )
        sheet.text((f"{vote['needed']} ", ""), (vote["result"], "bold"))
        if vote["code"]:
            sheet.text((vote["code"], ""))
    for text, style in ((one["doubt"], "italic"), (one["outcome"], "bold"), (one["reason"], "")):
        if text:
            sheet.text((text, style))


def _codes(sheet: Sheet, items: list[dict[str, Any]]) -> None:
    sheet.lead("II. Mã kiểm tra (SHA-256)")
    sheet.text(("Ai giữ bảng công bố của lượt bỏ phiếu đều tính lại được các mã này.", ""))
    for one in items:
        for line in (one["subject"], *one["codes"]):
            sheet.text((line, ""))


def _begun(data: dict[str, Any], made_on: date | None) -> Sheet:
    made = made_on or clock.today()
    return Sheet(title=data["title"], author=data["agency"], made_on=made)


def _number(data: dict[str, Any], text: str) -> list[str]:
    return [text, DRAFT] if data["draft"] else [text]


def _numbered(sections: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Sections under Roman numbers, where there are several."""
    if len(sections) == 1:
        return [(sections[0]["title"], sections[0])]
    return [(f"{_roman(at)}. {one['title']}", one) for at, one in enumerate(sections, start=1)]


def _roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN:
        while number >= value:
            said, number = said + letters, number - value
    return said

"""How tests bring old awards: a spreadsheet as people fill it, through the product's actions."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from awards.actions.history import begin_import, record_history, settle_line
from awards.history.layout import HEADINGS
from awards.models import HistoryImport, HistoryLine
from tests.cast import Office
from units.models import Person, Unit

OLD = {
    "name": "Đặng Thị Mai",
    "title": "Chuyên viên",
    "unit": "Vụ Hạ",
    "kind": "cá nhân",
    "award": "LDTT",
    "year": 2019,
    "authority": "Chủ nhiệm Văn phòng Quốc hội",
    "reference": "15/QĐ-VPQH",
    "signed_on": "20/01/2020",
}


def old(**changes: Any) -> dict[str, Any]:
    """A row: Mai was an advanced worker of 2019."""
    return OLD | changes


def sheet(*rows: dict[str, Any], headings: dict[str, str] | None = None) -> Workbook:
    """A workbook of rows below headings."""
    headings = headings or HEADINGS
    book = Workbook()
    book.active.title = "Khen thưởng"
    book.active.append(list(headings.values()))
    for row in rows:
        book.active.append([row.get(name) for name in headings])
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(*rows: dict[str, Any], name: str = "Khen thưởng 2019.xlsx") -> SimpleUploadedFile:
    """A file of rows."""
    return SimpleUploadedFile(name, saved(sheet(*rows)))


def brought(office: Office, *rows: dict[str, Any]) -> HistoryImport:
    """A file that Oanh brought."""
    return begin_import(agency=office.agency, upload=upload(*rows), actor=office.oanh)


def chosen(office: Office, line: HistoryLine, subject: Person | Unit) -> HistoryLine:
    """A line of which Oanh said whom it is about."""
    return settle_line(line=line, state="CHOSEN", subject=subject, actor=office.oanh)


def recorded(office: Office, **subjects: Person | Unit) -> HistoryImport:
    """A recorded file, a line for each member of the cast by name."""
    rows = [old(name=str(who), unit="") for who in subjects.values()]
    history = brought(office, *rows)
    for line, who in zip(history.lines.all(), subjects.values(), strict=True):
        chosen(office, line, who)
    return record_history(history=history, actor=office.oanh)

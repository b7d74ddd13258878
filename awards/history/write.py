"""Write spreadsheets of old awards: the template, lines to bring again, what was wrong."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from awards.history.layout import (
    AWARDED,
    EXAMPLE,
    HEADINGS,
    HELP,
    KINDS,
    LISTS,
    MOST_LINES,
    TYPES,
)
from campaigns import catalogue
from campaigns.sheets.write import as_bytes, write_headings, write_row

WIDTHS = {"name": 34, "unit": 30, "award": 38, "authority": 34, "title": 22, "code": 18}
EXAMPLES = (
    {
        "name": "Nguyễn Văn Mẫu",
        "title": "Chuyên viên",
        "unit": "Vụ Ví Dụ",
        "code": "CB0000",
        "born_on": "01/02/1970",
        "kind": "cá nhân",
        "award": "LDTT",
        "type": "công trạng",
        "year": 2009,
        "authority": "Chủ nhiệm Văn phòng Ví Dụ",
        "reference": "MH-12/QĐ-VPVD",
        "signed_on": "20/01/2010",
    },
    {
        "name": "Vụ Ví Dụ",
        "kind": "tập thể",
        "award": "Tập thể lao động xuất sắc",
        "year": 2009,
        "authority": "Chủ nhiệm Văn phòng Ví Dụ",
        "reference": "MH-13/QĐ-VPVD",
        "signed_on": "20/01/2010",
    },
)
WORDS = (
    "Mỗi dòng là một cá nhân hoặc tập thể được khen thưởng trong một quyết định cũ.",
    "Điền ở trang “Khen thưởng”. Các cột đứng theo thứ tự nào cũng được; giữ nguyên tiêu đề.",
    f"Nhiều nhất {MOST_LINES} dòng một tệp, tệp không quá 1 MB. Nhiều hơn thì chia theo năm.",
    "Bắt buộc: tên, danh hiệu hoặc hình thức, năm, thẩm quyền, số ký hiệu, ngày ký.",
    "Ngày ghi dd/mm/yyyy, hoặc là ngày của Excel. Danh hiệu ghi tên hoặc mã ở trang “Danh mục”.",
    "Ghi tên người, chức vụ, đơn vị đúng như quyết định, kể cả khi nay đã đổi.",
    "Mã cán bộ, ngày sinh, đơn vị giúp tìm đúng người khi trùng tên; không bắt buộc.",
    "Hệ thống không tự ghép: mỗi dòng do một người chọn hoặc xác nhận trước khi ghi nhận.",
)


def write_template(agency: str) -> bytes:
    """The empty template with an example, an explanation and the list of awards."""
    book = Workbook()
    sheet = _lines_sheet(book, AWARDED, ())
    _lines_sheet(book, EXAMPLE, EXAMPLES)
    words = book.create_sheet(HELP)
    write_headings(words, 1, ["Cách điền"])
    for row, line in enumerate(WORDS, start=2):
        write_row(words, row, [line])
    words.column_dimensions["A"].width = 110
    lists = book.create_sheet(LISTS)
    write_headings(lists, 1, ["Mã", "Danh hiệu, hình thức", "Tặng cho", "Thẩm quyền hiện nay"])
    for row, one in enumerate(catalogue.awards(), start=2):
        whom = ", ".join(word for kind, word in KINDS.items() if one.goes_to(kind))
        write_row(lists, row, [one.code, one.label("vi", agency), whom, one.decider("vi")])
    for column, width in zip("ABCD", (14, 70, 20, 50), strict=True):
        lists.column_dimensions[column].width = width
    _offer(sheet, "kind", KINDS.values())
    _offer(sheet, "type", TYPES.values())
    return _saved(book)


def write_lines(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Lines in the template's layout, to be completed and brought again."""
    book = Workbook()
    _lines_sheet(book, AWARDED, lines)
    return _saved(book)


def write_errors(errors: Iterable[Sequence[str]]) -> bytes:
    """What is wrong, a row each: sheet, cell, column, text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Ô cần sửa"
    write_headings(sheet, 1, ["Trang tính", "Ô", "Cột", "Cần sửa"])
    for row, error in enumerate(errors, start=2):
        write_row(sheet, row, error)
    for column, width in zip("ABCD", (20, 10, 30, 90), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    return _saved(book)


def _lines_sheet(book: Workbook, title: str, lines: Iterable[Mapping[str, Any]]) -> Worksheet:
    sheet = book.active if title == AWARDED else book.create_sheet(title)
    sheet.title = title
    write_headings(sheet, 1, list(HEADINGS.values()))
    for row, line in enumerate(lines, start=2):
        write_row(sheet, row, [line.get(name) for name in HEADINGS])
    for number, name in enumerate(HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 16)
    sheet.freeze_panes = "A2"
    return sheet


def _offer(sheet: Worksheet, name: str, words: Iterable[str]) -> None:
    """Let the cells of a column choose from words; what is typed instead is still read."""
    column = get_column_letter(list(HEADINGS).index(name) + 1)
    offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    offered.add(f"{column}2:{column}{MOST_LINES + 1}")
    sheet.add_data_validation(offered)


def _saved(book: Workbook) -> bytes:
    return as_bytes(book)

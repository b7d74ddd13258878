"""Write a pledge into the template: what it says now, ready to be filled on."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from campaigns.comparison import Content
from campaigns.sheets.layout import (
    AIM_HEADINGS,
    AIMS,
    LISTS,
    MARK,
    MOST_ROWS,
    TARGET_HEADINGS,
    TARGETS,
    TEMPLATE,
    Choices,
    named,
)

WIDTHS = {"commitment": 12, "indicator": 60, "value": 12, "measure": 16, "due_on": 22, "person": 34}
HEADING_FILL = PatternFill("solid", fgColor="F3E9D2")
# What a spreadsheet would take for the beginning of a formula, in full width too.
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HINT = (
    "Điền từ dòng 5. Ngày ghi dd/mm/yyyy. Chọn nội dung và người từ danh sách. Không đổi tên trang "
    "tính và tiêu đề cột. Xóa một dòng là bỏ chỉ tiêu đó."
)


def write_pledge(title: str, content: Content, choices: Choices) -> bytes:
    """The workbook of a pledge as bytes; every text is a text, whatever it begins with."""
    book = Workbook()
    targets = book.active
    targets.title = TARGETS
    _write_targets(targets, title, content, choices)
    _write_aims(book.create_sheet(AIMS), content, choices)
    _write_lists(book.create_sheet(LISTS), choices)
    mark = book.create_sheet(MARK)
    mark.sheet_state = "veryHidden"
    mark["A1"], mark["A2"] = TEMPLATE, choices.pledge
    _offer_lists(targets, book[AIMS], choices)
    return as_bytes(book)


def as_bytes(book: Workbook) -> bytes:
    """The file of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_targets(sheet: Worksheet, title: str, content: Content, choices: Choices) -> None:
    numbers = {pk: number for number, (pk, _heading) in choices.commitments.items()}
    people = {pk: named(code, name) for code, (pk, name) in choices.people.items()}
    put(sheet.cell(1, 2), title).font = Font(bold=True, size=14)
    put(sheet.cell(2, 2), HINT).font = Font(italic=True)
    write_headings(sheet, 4, list(TARGET_HEADINGS.values()))
    for row, line in enumerate(content.targets, start=5):
        values = (
            line.key,
            numbers[line.commitment_id],
            line.indicator,
            line.value,
            line.measure,
            line.due_on,
            people.get(line.person_id or 0, ""),
        )
        write_row(sheet, row, values)
    for number, name in enumerate(TARGET_HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 8)
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = "B5"


def _write_aims(sheet: Worksheet, content: Content, choices: Choices) -> None:
    people = {pk: named(code, name) for code, (pk, name) in choices.people.items()}
    write_headings(sheet, 1, list(AIM_HEADINGS.values()))
    for row, aim in enumerate(content.aims, start=2):
        award = named(aim.award, choices.awards.get(aim.award, ""))
        write_row(sheet, row, (award, people.get(aim.person_id or 0, "")))
    sheet.column_dimensions["A"].width = 60
    sheet.column_dimensions["B"].width = 34
    sheet.freeze_panes = "A2"


def _write_lists(sheet: Worksheet, choices: Choices) -> None:
    """The words that the other sheets choose from."""
    write_headings(sheet, 1, ["Nội dung số", "Nội dung", "Người", "Danh hiệu"])
    columns: list[list[Any]] = [
        list(choices.commitments),
        [heading for _pk, heading in choices.commitments.values()],
        [named(code, name) for code, (_pk, name) in choices.people.items()],
        [named(code, name) for code, name in choices.awards.items()],
    ]
    for column, words in enumerate(columns, start=1):
        for row, word in enumerate(words, start=2):
            put(sheet.cell(row, column), word)
        sheet.column_dimensions[get_column_letter(column)].width = 12 if column == 1 else 50


def _offer_lists(targets: Worksheet, aims: Worksheet, choices: Choices) -> None:
    last = MOST_ROWS + 4
    lists = (
        (targets, f"B5:B{last}", "A", len(choices.commitments)),
        (targets, f"G5:G{last}", "C", len(choices.people)),
        (aims, f"A2:A{last}", "D", len(choices.awards)),
        (aims, f"B2:B{last}", "C", len(choices.people)),
    )
    for sheet, cells, column, count in lists:
        if count:
            source = f"'{LISTS}'!${column}$2:${column}${count + 1}"
            offered = DataValidation(type="list", formula1=source, allow_blank=True)
            offered.add(cells)
            sheet.add_data_validation(offered)


def write_headings(sheet: Worksheet, row: int, headings: Sequence[str]) -> None:
    """Write headings that look like headings."""
    for column, heading in enumerate(headings, start=1):
        cell = put(sheet.cell(row, column), heading)
        cell.font, cell.fill = Font(bold=True), HEADING_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def write_row(sheet: Worksheet, row: int, values: Iterable[Any]) -> None:
    """Write values into the cells of a row, from the first on."""
    for column, value in enumerate(values, start=1):
        put(sheet.cell(row, column), value)


def put(cell: Cell, value: Any) -> Cell:
    """Write a value; a text stays a text and is never taken for a formula, here or in a CSV."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.lstrip().startswith(RISKY)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell
    cell.value = value
    if cell.is_date:
        cell.number_format = "dd/mm/yyyy"
    return cell

"""Read the template as people fill it: every mistake with its sheet, cell and column; all or none.

Formulas count by the value that the spreadsheet program kept; days and numbers may be typed as
text; merged cells say what their first one says; letters may be decomposed.
"""

import datetime
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from campaigns.sheets.guard import check_file
from campaigns.sheets.layout import (
    AIM_HEADINGS,
    AIMS,
    HEADINGS_WITHIN,
    MARK,
    MOST_ROWS,
    TARGET_HEADINGS,
    TARGETS,
    TEMPLATE,
    Choices,
    SheetRefused,
    named,
)
from units.text import fold, nfc

DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
# 1.234,5 and 1234,5 as Vietnamese is written; 1,234.5 and 1234.5 as programs write.
GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
LONGEST = {"indicator": 300, "measure": 50}


@dataclass(frozen=True)
class CellError:
    """What is wrong in one cell."""

    sheet: str
    cell: str
    column: str
    text: str

    def __str__(self) -> str:
        return _("Trang tính “%(sheet)s”, ô %(cell)s, cột “%(column)s”: %(text)s") % vars(self)


@dataclass
class Reading:
    """What a file says: rows as a clerk would have typed them, what is wrong, what to know."""

    targets: list[dict[str, Any]] = field(default_factory=list)
    aims: list[dict[str, Any]] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_pledge(data: bytes, choices: Choices) -> Reading:
    """Read a workbook for one pledge; raises `SheetRefused` where it is none of ours."""
    check_file(data)
    formulas, values = _loaded(data, keep_values=False), _loaded(data, keep_values=True)
    _check_template(values, choices)
    reading = Reading()
    targets = _Table(formulas[TARGETS], values[TARGETS], TARGET_HEADINGS, reading)
    aims = _Table(formulas[AIMS], values[AIMS], AIM_HEADINGS, reading)
    for row in targets.rows():
        reading.targets.append(_target(row, choices))
    for row in aims.rows():
        reading.aims.append(_aim(row, choices))
    _forget_repeated_keys(reading.targets)
    return reading


def _loaded(data: bytes, *, keep_values: bool) -> Workbook:
    try:
        return load_workbook(io.BytesIO(data), data_only=keep_values, keep_links=False)
    except Exception as error:
        # Whatever the library stumbles over, the file is not one that a spreadsheet program wrote.
        raise SheetRefused(
            _("Không đọc được bảng tính. Hãy mở bằng LibreOffice hoặc Excel rồi lưu lại .xlsx.")
        ) from error


def _check_template(book: Workbook, choices: Choices) -> None:
    there = {nfc(name): name for name in book.sheetnames}
    mark = book[MARK] if MARK in there else None
    missing = [name for name in (TARGETS, AIMS) if name not in there]
    if mark is None or mark["A1"].value != TEMPLATE or missing:
        raise SheetRefused(
            _("Đây không phải tệp mẫu xuất từ hệ thống. Hãy tải tệp mẫu của bản đăng ký này.")
        )
    if mark["A2"].value != choices.pledge:
        raise SheetRefused(_("Tệp này thuộc bản đăng ký khác. Hãy tải tệp mẫu của bản này."))


@dataclass
class _Row:
    """One filled row of a table, asked cell by cell."""

    table: "_Table"
    number: int

    def said(self, name: str) -> Any:
        """The value of a column, text composed and trimmed; None for an empty cell."""
        value = self.table.value(self.number, name)
        if isinstance(value, str):
            value = nfc(value).replace("\u00a0", " ").strip()
        return None if value in (None, "") else value

    def text(self, name: str) -> str:
        """The words of a column; a number typed there is its digits."""
        value = self.said(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = "" if value is None else str(value)
        if len(text) > LONGEST.get(name, 1000):
            limit = LONGEST.get(name, 1000)
            self.wrong(name, _("dài hơn %(limit)d ký tự.") % {"limit": limit})
        return text

    def wrong(self, name: str, text: str) -> None:
        """Note what is wrong in a column of this row."""
        self.table.wrong(self.number, name, text)


class _Table:
    """A sheet with headings, read by them."""

    def __init__(
        self, formulas: Worksheet, values: Worksheet, headings: dict[str, str], reading: Reading
    ) -> None:
        self.formulas, self.values, self.reading = formulas, values, reading
        self.headings = headings
        self.first, self.columns = self._find_headings()
        self.merged = self._merged()

    def _find_headings(self) -> tuple[int, dict[str, int]]:
        wanted = {fold(nfc(heading)): name for name, heading in self.headings.items()}
        for row in self.values.iter_rows(max_row=HEADINGS_WITHIN):
            found = {
                wanted[said]: cell.column
                for cell in row
                if (said := fold(nfc(str(cell.value or "")).strip())) in wanted
            }
            if len(found) == len(self.headings):
                return row[0].row + 1, found
        raise SheetRefused(
            _("Trang tính “%(sheet)s” thiếu tiêu đề cột. Các cột phải là: %(columns)s.")
            % {"sheet": self.values.title, "columns": ", ".join(self.headings.values())}
        )

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Where each cell of a merged block finds its words; a block over columns is wrong."""
        found = {}
        by_column = {column: name for name, column in self.columns.items()}
        for block in self.values.merged_cells.ranges:
            if block.max_row < self.first:
                continue
            if block.min_col != block.max_col:
                name = by_column.get(block.min_col, next(iter(self.columns)))
                self.wrong(block.min_row, name, _("các ô ở nhiều cột bị trộn làm một; hãy tách."))
            for row in range(block.min_row, block.max_row + 1):
                found[row, block.min_col] = (block.min_row, block.min_col)
        return found

    def rows(self) -> Iterator[_Row]:
        """Rows with anything typed in them; hidden ones count, and are named in the notes."""
        last = min(self.values.max_row, self.first + MOST_ROWS - 1)
        hidden = []
        for number in range(self.first, last + 1):
            row = _Row(self, number)
            if not any(self.is_typed(number, name) for name in self.columns if name != "key"):
                continue
            if self.values.row_dimensions[number].hidden:
                hidden.append(str(number))
            yield row
        if hidden:
            self.reading.notes.append(
                _("Trang tính “%(sheet)s”: dòng đang ẩn vẫn được nhập: %(rows)s.")
                % {"sheet": self.values.title, "rows": ", ".join(hidden)}
            )
        if any(self.is_typed(last + 1, name) for name in self.columns):
            self.wrong(last + 1, next(iter(self.columns)), _("quá nhiều dòng."))

    def is_typed(self, row: int, name: str) -> bool:
        """Whether the cell itself holds anything; a merged block counts where it begins."""
        value = self.formulas.cell(row, self.columns[name]).value
        return value is not None and str(value).strip() != ""

    def value(self, row: int, name: str) -> Any:
        """The value of a cell: of the block that it is merged into, or of the formula kept."""
        place = self.merged.get((row, self.columns[name]), (row, self.columns[name]))
        written, value = self.formulas.cell(*place), self.values.cell(*place).value
        if written.data_type == "f" and value is None:
            self.wrong(
                row,
                name,
                _("là công thức chưa có giá trị; hãy mở bằng LibreOffice hoặc Excel và lưu lại."),
            )
            return None
        if self.values.cell(*place).data_type == "e":
            self.wrong(row, name, _("công thức báo lỗi %(error)s.") % {"error": value})
            return None
        return value

    def wrong(self, row: int, name: str, text: str) -> None:
        """Note what is wrong in a cell."""
        cell = f"{get_column_letter(self.columns[name])}{row}"
        error = CellError(self.values.title, cell, self.headings[name], text)
        if error not in self.reading.errors:
            self.reading.errors.append(error)


def _target(row: _Row, choices: Choices) -> dict[str, Any]:
    number = _whole(row.said("commitment"))
    commitment = choices.commitments.get(number) if number is not None else None
    if commitment is None:
        numbers = {"numbers": ", ".join(str(one) for one in choices.commitments)}
        row.wrong("commitment", _("phải là số của một nội dung: %(numbers)s.") % numbers)
    return {
        "pk": _whole(row.said("key")),
        "commitment_id": commitment[0] if commitment else None,
        "indicator": row.text("indicator"),
        "value": _read(row, "value", _amount),
        "measure": row.text("measure"),
        "due_on": _read(row, "due_on", _day),
        "person_id": _person(row, choices),
    }


def _aim(row: _Row, choices: Choices) -> dict[str, Any]:
    said = row.text("award")
    code = _code(said, {code: named(code, name) for code, name in choices.awards.items()})
    code = code or _only(code for code, name in choices.awards.items() if fold(name) == fold(said))
    if code is None:
        row.wrong("award", _("“%(said)s” không có trong danh mục.") % {"said": said})
    return {"award": code, "person_id": _person(row, choices)}


def _person(row: _Row, choices: Choices) -> int | None:
    said = row.text("person")
    if not said:
        return None
    people = choices.people
    code = _code(said, {code: named(code, name) for code, (_pk, name) in people.items()})
    code = code or _only(code for code, (_pk, name) in people.items() if fold(name) == fold(said))
    if code is None:
        text = _("“%(said)s” không phải người của đơn vị, hoặc trùng tên; hãy ghi mã cán bộ.")
        row.wrong("person", text % {"said": said})
        return None
    return people[code][0]


def _code(said: str, names: dict[str, str]) -> str | None:
    """The code that the words begin with, or are."""
    return next((code for code, name in names.items() if said in {code, nfc(name)}), None)


def _only(found: Iterator[str]) -> str | None:
    """The one that was found, if it is the only one."""
    codes = list(found)
    return codes[0] if len(codes) == 1 else None


def _read(row: _Row, name: str, read: Callable[[Any], Any]) -> Any:
    said = row.said(name)
    if said is None:
        return None
    try:
        return read(said)
    except ValueError as error:
        row.wrong(name, str(error))
        return None


def _amount(said: Any) -> Decimal:
    """A number of at most two decimals, as people write it or as the program keeps it."""
    text = str(said).replace(" ", "")
    if isinstance(said, str):
        if GROUPED.fullmatch(text):
            text = text.replace(".", "")
        text = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
        text = text.replace(",", "")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ValueError(_("“%(said)s” không phải là số.") % {"said": said}) from None
    if isinstance(said, bool) or not amount.is_finite() or not 0 <= amount < 10**10:
        raise ValueError(_("“%(said)s” không phải số lượng hợp lệ.") % {"said": said})
    rounded = amount.quantize(Decimal("0.01"))
    if isinstance(said, str) and rounded != amount:
        raise ValueError(_("“%(said)s” có quá hai chữ số thập phân.") % {"said": said})
    return rounded


def _day(said: Any) -> datetime.date:
    """A day as a date of the program, or typed dd/mm/yyyy."""
    if isinstance(said, datetime.datetime):
        return said.date()
    if isinstance(said, datetime.date):
        return said
    typed = DAY.fullmatch(str(said))
    try:
        day, month, year = (int(part) for part in typed.groups()) if typed else (0, 0, 0)
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(
            _("“%(said)s” không phải ngày; hãy ghi dd/mm/yyyy.") % {"said": said}
        ) from None


def _whole(said: Any) -> int | None:
    """A whole number, or None."""
    text = str(said if said is not None else "").removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() else None


def _forget_repeated_keys(rows: list[dict[str, Any]]) -> None:
    """A row copied in the spreadsheet is a new target: the first keeps the key."""
    seen: set[int] = set()
    for row in rows:
        if row["pk"] in seen:
            row["pk"] = None
        elif row["pk"]:
            seen.add(row["pk"])

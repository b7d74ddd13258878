"""Read a sheet by its headings, as people fill it: every mistake with its cell and column.

Formulas count by the value that the spreadsheet program kept; merged cells say what their first one
says; letters may be decomposed.
"""

import datetime
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from campaigns.sheets.layout import HEADINGS_WITHIN, SheetRefused
from units.text import clean_person_name, fold, nfc

DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
LONGEST = 1000
# Rows after the last one allowed in which something typed is still noticed.
LOOKED_BEYOND = 200


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
class Findings:
    """What is wrong in a file, and what to know of how it was read."""

    errors: list[CellError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    """What a table must have: its headings by name, those that may be missing, how long it is.

    `other` gives more words for a heading; `longest` the most characters of a column.
    """

    headings: Mapping[str, str]
    most_rows: int
    optional: frozenset[str] = frozenset()
    other: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    longest: Mapping[str, int] = field(default_factory=dict)
    # Columns that the program fills in: they alone make no row.
    kept: frozenset[str] = frozenset()


def load_book(data: bytes, *, keep_values: bool) -> Workbook:
    """The workbook with its formulas, or with the values that were kept of them."""
    try:
        return load_workbook(io.BytesIO(data), data_only=keep_values, keep_links=False)
    except Exception as error:
        # Whatever the library stumbles over, the file is not one that a spreadsheet program wrote.
        raise SheetRefused(
            _("Không đọc được bảng tính. Hãy mở bằng LibreOffice hoặc Excel rồi lưu lại .xlsx.")
        ) from error


@dataclass
class Row:
    """One filled row of a table, asked cell by cell."""

    table: "Table"
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
        limit = self.table.wanted.longest.get(name, LONGEST)
        if len(text) > limit:
            self.wrong(name, _("dài hơn %(limit)d ký tự.") % {"limit": limit})
        return text

    def wrong(self, name: str, text: str) -> None:
        """Note what is wrong in a column of this row."""
        self.table.wrong(self.number, name, text)


class Table:
    """A sheet with headings, read by them."""

    def __init__(
        self, formulas: Worksheet, values: Worksheet, columns: Columns, findings: Findings
    ) -> None:
        self.formulas, self.values, self.findings = formulas, values, findings
        self.wanted, self.headings = columns, columns.headings
        self.told: set[CellError] = set()
        self.first, self.columns = self._find_headings()
        self.last = min(values.max_row, self.first + columns.most_rows - 1)
        self.merged = self._merged()

    def _find_headings(self) -> tuple[int, dict[str, int]]:
        wanted = {
            _plain(said): name
            for name, heading in self.headings.items()
            for said in (heading, *self.wanted.other.get(name, ()))
        }
        needed = self.headings.keys() - self.wanted.optional
        for row in self.values.iter_rows(max_row=HEADINGS_WITHIN):
            found: dict[str, int] = {}
            for cell in row:
                if name := wanted.get(_plain(str(cell.value or ""))):
                    found.setdefault(name, cell.column)
            if needed <= found.keys():
                return row[0].row + 1, found
        raise SheetRefused(
            _("Trang tính “%(sheet)s” thiếu tiêu đề cột. Các cột phải là: %(columns)s.")
            % {
                "sheet": self.values.title,
                "columns": ", ".join(
                    self.headings[name] for name in self.headings if name in needed
                ),
            }
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
            for row in range(block.min_row, min(block.max_row, self.last) + 1):
                found[row, block.min_col] = (block.min_row, block.min_col)
        return found

    def rows(self) -> Iterator[Row]:
        """Rows with anything typed in them; hidden ones count, and are named in the notes."""
        hidden = []
        for number in range(self.first, self.last + 1):
            if not self._has_words(number):
                continue
            if self.values.row_dimensions[number].hidden:
                hidden.append(str(number))
            yield Row(self, number)
        if hidden:
            self.findings.notes.append(
                _("Trang tính “%(sheet)s”: dòng đang ẩn vẫn được nhập: %(rows)s.")
                % {"sheet": self.values.title, "rows": ", ".join(hidden)}
            )
        beyond = range(self.last + 1, self.last + 1 + LOOKED_BEYOND)
        if number := next(filter(self._has_words, beyond), 0):
            most = {"most": self.wanted.most_rows}
            text = _("quá nhiều dòng; nhiều nhất %(most)d dòng trong một tệp.") % most
            self.wrong(number, next(iter(self.columns)), text)

    def _has_words(self, row: int) -> bool:
        return any(
            self.is_typed(row, name) for name in self.columns if name not in self.wanted.kept
        )

    def is_typed(self, row: int, name: str) -> bool:
        """Whether the cell itself holds anything; a merged block counts where it begins."""
        value = self.formulas.cell(row, self.columns[name]).value
        return value is not None and str(value).strip() != ""

    def value(self, row: int, name: str) -> Any:
        """The value of a cell: of the block that it is merged into, or of the formula kept."""
        if name not in self.columns:
            return None
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
        column = self.columns.get(name, next(iter(self.columns.values())))
        cell = f"{get_column_letter(column)}{row}"
        error = CellError(self.values.title, cell, self.headings[name], text)
        if error not in self.told:
            self.told.add(error)
            self.findings.errors.append(error)


def read_cell(row: Row, name: str, read: Callable[[Any], Any]) -> Any:
    """What `read` makes of a cell; a ValueError says what is wrong with it."""
    said = row.said(name)
    if said is None:
        return None
    try:
        return read(said)
    except ValueError as error:
        row.wrong(name, str(error))
        return None


def day(said: Any) -> datetime.date:
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


def whole(said: Any) -> int | None:
    """A whole number, or None."""
    text = str(said if said is not None else "").removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() else None


def _plain(heading: str) -> str:
    """A heading as it is compared: without marks, double blanks and what does not show."""
    return fold(clean_person_name(heading))

"""Read old awards as people typed them from paper: each line whole, or each mistake by its cell."""

import datetime
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from openpyxl import Workbook

from awards.history.layout import AWARDED, COLUMNS, KINDS, TYPES, awards_by_name, plain
from awards.models import Nomination
from campaigns import catalogue
from campaigns.sheets.guard import check_file
from campaigns.sheets.table import Findings, Row, Table, day, load_book, read_cell, whole
from units.text import clean_person_name, not_vietnamese

# Nothing was awarded before there was a State to award it.
FIRST_YEAR = 1945
YEAR = re.compile(r"(?:nam )?(\d{4})")
THEO = "theo "


@dataclass(frozen=True)
class WrittenLine:
    """One award as the paper has it, under the number of its row in the file."""

    row: int
    kind: str
    name: str
    title: str
    unit: str
    code: str
    born_on: datetime.date | None
    award: str
    type: str
    year: int
    authority: str
    reference: str
    signed_on: datetime.date


@dataclass
class HistoryReading(Findings):
    """What a file says: the lines that are whole, what is wrong, what to know."""

    lines: list[WrittenLine] = field(default_factory=list)


def read_history(data: bytes, *, agency: str, today: datetime.date) -> HistoryReading:
    """Read a workbook of old awards; raises `SheetRefused` for a file that is none."""
    check_file(data)
    formulas, values = load_book(data, keep_values=False), load_book(data, keep_values=True)
    title = _sheet(values)
    reading = HistoryReading()
    table = Table(formulas[title], values[title], COLUMNS, reading)
    reader = _Reader(awards_by_name(agency), today)
    for row in table.rows():
        known = len(reading.errors)
        line = reader.line(row)
        if len(reading.errors) == known and line:
            reading.lines.append(line)
    return reading


def _sheet(book: Workbook) -> str:
    """The sheet with the name of the template's, or the first one."""
    named = (sheet.title for sheet in book.worksheets if plain(sheet.title) == plain(AWARDED))
    return next(named, book.worksheets[0].title)


class _Reader:
    """Reads the cells of a row; every mistake is noted at its cell."""

    def __init__(self, awards: dict[str, list[catalogue.Award]], today: datetime.date) -> None:
        self.awards, self.today = awards, today

    def line(self, row: Row) -> WrittenLine | None:
        """The row as a line; None, with a note, where something that it needs is missing."""
        name = self._words(row, "name", needed=True)
        code = self._words(row, "code")
        award, kind = self._award(row, name)
        signed_on = self._signed_on(row)
        year = self._year(row, signed_on)
        line_type = self._type(row)
        authority = self._words(row, "authority", needed=True)
        reference = self._words(row, "reference", needed=True)
        title, unit = self._words(row, "title"), self._words(row, "unit")
        born_on = read_cell(row, "born_on", day)
        if award is None or signed_on is None or year is None:
            return None
        return WrittenLine(
            *(row.number, kind, name, title, unit, code, born_on),
            *(award.code, line_type, year, authority, reference, signed_on),
        )

    def _words(self, row: Row, name: str, *, needed: bool = False) -> str:
        """The words of a cell, composed, single-spaced, in Vietnamese letters."""
        words = clean_person_name(row.text(name))
        if needed and not words:
            row.wrong(name, _("còn trống."))
        if odd := not_vietnamese(words):
            text = _(
                "có ký tự “%(odd)s” không phải chữ Việt. Nếu tệp gõ bằng phông chữ cũ (.Vn, VNI), "
                "hãy chuyển sang Unicode rồi chọn lại."
            )
            row.wrong(name, text % {"odd": odd})
        return words

    def _award(self, row: Row, name: str) -> tuple[catalogue.Award | None, str]:
        """The award, and the kind of recipient: as said, or the only one that may receive it."""
        kind = self._kind(row)
        said = self._words(row, "award", needed=True)
        named = self.awards.get(plain(said), [])
        if said and not named:
            row.wrong("award", _("“%(said)s” không có trong danh mục.") % {"said": said})
        fitting = [one for one in named if not kind or one.goes_to(kind)]
        if named and not fitting:
            text = _("hình thức này không tặng %(kind)s.")
            row.wrong("award", text % {"kind": KINDS[kind]})
        if len(fitting) > 1:
            codes = ", ".join(one.code for one in fitting)
            text = _("“%(said)s” là tên của nhiều hình thức; hãy ghi mã: %(codes)s.")
            row.wrong("award", text % {"said": said, "codes": codes})
        if len(fitting) != 1:
            return None, kind
        return fitting[0], kind or self._only_kind(row, fitting[0], name)

    def _kind(self, row: Row) -> str:
        said = plain(row.text("kind"))
        known = {plain(word): kind for kind, word in KINDS.items()}
        if said and said not in known:
            row.wrong("kind", _("phải là “cá nhân” hoặc “tập thể”."))
        return known.get(said, "")

    def _only_kind(self, row: Row, award: catalogue.Award, name: str) -> str:
        kinds = [kind for kind in KINDS if award.goes_to(kind)]
        if len(kinds) == 1:
            return kinds[0]
        text = _("hình thức này tặng cả cá nhân và tập thể; “%(name)s” là cá nhân hay tập thể?")
        row.wrong("kind", text % {"name": name})
        return ""

    def _signed_on(self, row: Row) -> datetime.date | None:
        if row.said("signed_on") is None:
            row.wrong("signed_on", _("còn trống."))
        signed_on: datetime.date | None = read_cell(row, "signed_on", day)
        if signed_on and not FIRST_YEAR <= signed_on.year <= self.today.year:
            row.wrong("signed_on", _("phải từ năm %(first)d đến nay.") % {"first": FIRST_YEAR})
        elif signed_on and signed_on > self.today:
            row.wrong("signed_on", _("ở tương lai."))
        return signed_on

    def _year(self, row: Row, signed_on: datetime.date | None) -> int | None:
        said = row.said("year")
        typed = YEAR.fullmatch(plain(str(said))) if isinstance(said, str) else None
        year = int(typed[1]) if typed else whole(said)
        if year is None or not FIRST_YEAR <= year <= self.today.year:
            row.wrong("year", _("phải là một năm từ %(first)d đến nay.") % {"first": FIRST_YEAR})
            return None
        if signed_on and year > signed_on.year:
            row.wrong("year", _("sau năm ký quyết định."))
        return year

    def _type(self, row: Row) -> str:
        """The type of commendation; an empty cell means the usual one."""
        said = plain(row.text("type")).removeprefix(THEO)
        known = {plain(word): line_type for line_type, word in TYPES.items()}
        if said and said not in known:
            row.wrong(
                "type", _("phải là một trong: %(types)s.") % {"types": ", ".join(known_types())}
            )
        return known.get(said, Nomination.Type.CONG_TRANG)


def known_types() -> list[str]:
    """The types of commendation as a cell says them."""
    return list(TYPES.values())

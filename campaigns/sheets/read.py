"""Read the template as people fill it: every mistake with its sheet, cell and column; all or none.

Formulas count by the value that the spreadsheet program kept; days and numbers may be typed as
text; merged cells say what their first one says; letters may be decomposed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from campaigns.sheets.guard import check_file
from campaigns.sheets.layout import (
    AIM_HEADINGS,
    AIMS,
    MARK,
    MOST_ROWS,
    TARGET_HEADINGS,
    TARGETS,
    TEMPLATE,
    Choices,
    SheetRefused,
    named,
)
from campaigns.sheets.table import Columns, Findings, Row, Table, day, load_book, read_cell, whole
from units.text import fold, nfc

# 1.234,5 and 1234,5 as Vietnamese is written; 1,234.5 and 1234.5 as programs write.
GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
TARGET_COLUMNS = Columns(
    TARGET_HEADINGS,
    MOST_ROWS,
    longest={"indicator": 300, "measure": 50},
    kept=frozenset({"key"}),
)
AIM_COLUMNS = Columns(AIM_HEADINGS, MOST_ROWS)


@dataclass
class Reading(Findings):
    """What a file says: rows as a clerk would have typed them, what is wrong, what to know."""

    targets: list[dict[str, Any]] = field(default_factory=list)
    aims: list[dict[str, Any]] = field(default_factory=list)


def read_pledge(data: bytes, choices: Choices) -> Reading:
    """Read a workbook for one pledge; raises `SheetRefused` where it is none of ours."""
    check_file(data)
    formulas, values = load_book(data, keep_values=False), load_book(data, keep_values=True)
    _check_template(values, choices)
    reading = Reading()
    targets = Table(formulas[TARGETS], values[TARGETS], TARGET_COLUMNS, reading)
    aims = Table(formulas[AIMS], values[AIMS], AIM_COLUMNS, reading)
    for row in targets.rows():
        reading.targets.append(_target(row, choices))
    for row in aims.rows():
        reading.aims.append(_aim(row, choices))
    _forget_repeated_keys(reading.targets)
    return reading


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


def _target(row: Row, choices: Choices) -> dict[str, Any]:
    number = whole(row.said("commitment"))
    commitment = choices.commitments.get(number) if number is not None else None
    if commitment is None:
        numbers = {"numbers": ", ".join(str(one) for one in choices.commitments)}
        row.wrong("commitment", _("phải là số của một nội dung: %(numbers)s.") % numbers)
    return {
        "pk": whole(row.said("key")),
        "commitment_id": commitment[0] if commitment else None,
        "indicator": row.text("indicator"),
        "value": read_cell(row, "value", _amount),
        "measure": row.text("measure"),
        "due_on": read_cell(row, "due_on", day),
        "person_id": _person(row, choices),
    }


def _aim(row: Row, choices: Choices) -> dict[str, Any]:
    said = row.text("award")
    code = _code(said, {code: named(code, name) for code, name in choices.awards.items()})
    code = code or _only(code for code, name in choices.awards.items() if fold(name) == fold(said))
    if code is None:
        row.wrong("award", _("“%(said)s” không có trong danh mục.") % {"said": said})
    return {"award": code, "person_id": _person(row, choices)}


def _person(row: Row, choices: Choices) -> int | None:
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


def _forget_repeated_keys(rows: list[dict[str, Any]]) -> None:
    """A row copied in the spreadsheet is a new target: the first keeps the key."""
    seen: set[int] = set()
    for row in rows:
        if row["pk"] in seen:
            row["pk"] = None
        elif row["pk"]:
            seen.add(row["pk"])

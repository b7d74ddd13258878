"""A pledge's template, filled as people fill it in a spreadsheet program."""

import datetime
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook

from campaigns.comparison import AimLine, Content, TargetLine
from campaigns.sheets import Choices, write_pledge

CHOICES = Choices(
    pledge=5,
    commitments={1: (11, "Chất lượng tham mưu"), 2: (12, "Cải tiến quy trình")},
    people={
        "CB1": (21, "Đặng Thị Mai"),
        "CB2": (22, "Trần Văn Hùng"),
        "CB3": (23, "Trần Văn Hùng"),
    },
    awards={"LDTT": "Lao động tiên tiến", "TTLDXS": "Tập thể lao động xuất sắc"},
)
LINE = TargetLine(
    key=7,
    commitment_id=11,
    commitment="1. Chất lượng tham mưu",
    indicator="Báo cáo thẩm tra đúng hạn",
    value=Decimal("95.5"),
    measure="%",
    due_on=datetime.date(2022, 11, 30),
    person_id=21,
    person="Đặng Thị Mai",
)
CONTENT = Content((LINE,), (AimLine("LDTT", 21, "Đặng Thị Mai"), AimLine("TTLDXS", None, "")))
ROW = {
    "pk": 7,
    "commitment_id": 11,
    "indicator": "Báo cáo thẩm tra đúng hạn",
    "value": Decimal("95.50"),
    "measure": "%",
    "due_on": datetime.date(2022, 11, 30),
    "person_id": 21,
}


def template(content: Content = CONTENT) -> bytes:
    return write_pledge("Đăng ký thi đua năm 2022 – Vụ Hạ", content, CHOICES)


def filled(change: Callable[[Workbook], Any], content: Content = CONTENT) -> bytes:
    """The template after `change` was made to its workbook."""
    book = load_workbook(io.BytesIO(template(content)))
    change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_parts(data: bytes, **changed: bytes | None) -> bytes:
    """The same file with parts replaced, added, or (None) left out; `__` stands for a slash."""
    parts = {name.replace("__", "/"): content for name, content in changed.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)

"""Spreadsheets of old awards as people type them from paper."""

import datetime
import io
import random
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from awards.history import MOST_LINES, HistoryReading, read_history, write_errors, write_template
from awards.history.layout import COLUMNS, HEADINGS
from campaigns.sheets import SheetRefused
from tests.awards.history_way import old, saved, sheet
from units.text import fold, name_sound, name_variants

TODAY = datetime.date(2022, 11, 15)
NAMES = "Nguyễn Thị Hòa Thúy Mỹ Đặng Quý Khuê Ước Lý Oanh Thủy Loan"
SYLLABLES = st.sampled_from(NAMES.split())


@pytest.fixture(autouse=True)
def _vietnamese():
    with override("vi"):
        yield


def read(book: Workbook) -> HistoryReading:
    return read_history(saved(book), agency="Văn phòng Quốc hội", today=TODAY)


def first(**changes: Any) -> Any:
    reading = read(sheet(old(**changes)))
    assert reading.errors == []
    return reading.lines[0]


def wrong(**changes: Any) -> list[tuple[str, str]]:
    """Cells and what is said of them, in a sheet of one row."""
    reading = read(sheet(old(**changes)))
    assert reading.lines == []
    return [(error.cell, error.text) for error in reading.errors]


def test_a_line_is_what_the_row_says():
    line = first(code="CB003", born_on="2/1/1980", type="đột xuất")
    assert (line.row, line.kind, line.name, line.title) == (
        *(2, "INDIVIDUAL", "Đặng Thị Mai", "Chuyên viên"),
    )
    assert (line.award, line.type, line.year) == ("LDTT", "DOT_XUAT", 2019)
    assert (line.reference, line.signed_on) == ("15/QĐ-VPQH", datetime.date(2020, 1, 20))
    assert (line.code, line.born_on) == ("CB003", datetime.date(1980, 1, 2))


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        (
            {"name": unicodedata.normalize("NFD", "Đặng  Thị\u00a0Mai\u200b ")},
            "name",
            "Đặng Thị Mai",
        ),
        ({"name": "Ðặng Thị Mai"}, "name", "Đặng Thị Mai"),
        ({"award": "lao dong  tien tien"}, "award", "LDTT"),
        ({"award": "ldtt"}, "award", "LDTT"),
        ({"kind": None, "award": "CSTDCS"}, "kind", "INDIVIDUAL"),
        ({"kind": "TẬP THỂ", "award": "TTLDTT"}, "kind", "COLLECTIVE"),
        ({"signed_on": datetime.date(2020, 1, 20)}, "signed_on", datetime.date(2020, 1, 20)),
        ({"signed_on": "20-1-2020"}, "signed_on", datetime.date(2020, 1, 20)),
        ({"year": "Năm 2019"}, "year", 2019),
        ({"year": 2019.0}, "year", 2019),
        ({"type": "theo công trạng"}, "type", "CONG_TRANG"),
        ({"code": 1203}, "code", "1203"),
        ({"unit": None, "title": None}, "unit", ""),
    ],
)
def test_what_people_type_is_understood(changes: dict[str, Any], name: str, value: Any):
    assert getattr(first(**changes), name) == value


@pytest.mark.parametrize(
    ("changes", "cell", "said"),
    [
        ({"name": None}, "A2", "còn trống."),
        ({"name": "NguyÔn V¨n An"}, "A2", "“¨” không phải chữ Việt"),
        ({"name": "Mai 🎉"}, "A2", "“🎉” không phải chữ Việt"),
        ({"kind": "cơ quan"}, "F2", "“cá nhân” hoặc “tập thể”"),
        ({"kind": None, "award": "GKHEN"}, "F2", "là cá nhân hay tập thể?"),
        ({"kind": "tập thể"}, "G2", "không tặng tập thể"),
        ({"award": "Huân chương Ví dụ"}, "G2", "không có trong danh mục"),
        ({"type": "nhất thời"}, "H2", "phải là một trong"),
        ({"year": 1890}, "I2", "từ 1945 đến nay"),
        ({"year": 2021}, "I2", "sau năm ký"),
        ({"year": "hai nghìn"}, "I2", "từ 1945 đến nay"),
        ({"signed_on": "31/02/2020"}, "L2", "không phải ngày"),
        ({"signed_on": "16/11/2022"}, "L2", "ở tương lai"),
        ({"signed_on": None}, "L2", "còn trống."),
        ({"born_on": "1980"}, "E2", "không phải ngày"),
        ({"reference": "Q" * 61}, "K2", "dài hơn 60"),
        ({"authority": '=CONCAT("a")'}, "J2", "công thức chưa có giá trị"),
    ],
)
def test_a_wrong_cell_is_named(changes: dict[str, Any], cell: str, said: str):
    assert any(at == cell and said in text for at, text in wrong(**changes))


@settings(max_examples=40, deadline=None)
@given(st.permutations(list(HEADINGS)), st.randoms(use_true_random=False))
def test_headings_stand_in_any_order_and_spelling(order: list[str], chance: random.Random):
    def spelled(name: str) -> str:
        heading = chance.choice([HEADINGS[name], *COLUMNS.other.get(name, ())])
        heading = chance.choice([heading, fold(heading), heading.upper()])
        heading = heading.replace(" ", chance.choice([" ", "  ", "\u00a0", "\n"]))
        return unicodedata.normalize(chance.choice(["NFC", "NFD"]), heading)

    reading = read(sheet(old(), headings={name: spelled(name) for name in order}))
    assert (reading.errors, [line.award for line in reading.lines]) == ([], ["LDTT"])


@given(st.lists(SYLLABLES, min_size=2, max_size=5))
def test_a_name_is_found_however_its_tones_stand(words: list[str]):
    name = " ".join(words)
    other = name.replace("Hòa", "Hoà").replace("Thúy", "Thuý").replace("Thủy", "Thuỷ")
    typed = unicodedata.normalize("NFD", other.upper()).replace(" ", "\u00a0 ")
    assert name_sound(typed) == name_sound(name)
    assert fold(name).replace("y", "i") in name_variants(typed)
    turned = " ".join([words[-1], *words[:-1]])
    assert fold(name).replace("y", "i") in name_variants(turned)


def test_names_with_other_tones_sound_otherwise():
    assert name_sound("Lê Thị Hòa") != name_sound("Lê Thị Hóa")
    assert name_sound("Trần Ân") != name_sound("Trần An")


def test_a_missing_column_is_named():
    headings = {name: heading for name, heading in HEADINGS.items() if name != "signed_on"}
    with pytest.raises(SheetRefused, match="thiếu tiêu đề cột"):
        read(sheet(old(), headings=headings))


def test_columns_that_may_be_missing_may_be_missing():
    needed = {name: one for name, one in HEADINGS.items() if name not in COLUMNS.optional}
    assert len(read(sheet(old(), headings=needed)).lines) == 1


def changed(change: Callable[[Any], None]) -> HistoryReading:
    book = sheet(old(), old(name="Trần Văn Hùng"))
    change(book.active)
    return read(book)


def test_cells_merged_downwards_say_the_same_in_each_row():
    def merge(page: Any) -> None:
        page["K3"].value = None
        page.merge_cells("K2:K3")

    assert [line.reference for line in changed(merge).lines] == ["15/QĐ-VPQH"] * 2


def test_cells_merged_across_are_refused_and_hidden_rows_are_told():
    reading = changed(lambda page: page.merge_cells("B2:C2"))
    assert [(error.cell, "trộn làm một" in error.text) for error in reading.errors] == [
        ("B2", True)
    ]

    def hide(page: Any) -> None:
        page.row_dimensions[3].hidden = True

    reading = changed(hide)
    assert (len(reading.lines), "dòng đang ẩn" in reading.notes[0]) == (2, True)


def test_too_many_rows_are_told_with_the_limit():
    reading = read(sheet(*[old() for _ in range(MOST_LINES + 1)]))
    (error,) = reading.errors
    assert error.cell == f"A{MOST_LINES + 2}"
    assert f"nhiều nhất {MOST_LINES} dòng" in error.text


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1"]
)
def test_what_is_no_workbook_is_refused(data: bytes):
    with pytest.raises(SheetRefused):
        read_history(data, agency="", today=TODAY)


def test_the_template_can_be_filled_as_it_is():
    book = load_workbook(io.BytesIO(write_template("Văn phòng Quốc hội")))
    assert book.sheetnames == ["Khen thưởng", "Ví dụ", "Hướng dẫn", "Danh mục"]
    assert read(book).lines == []
    example = [[cell.value for cell in row] for row in book["Ví dụ"].iter_rows(min_row=2)]
    for row in example:
        book["Khen thưởng"].append(row)
    reading = read(book)
    assert (reading.errors, [line.year for line in reading.lines]) == ([], [2009, 2009])


def test_errors_are_written_as_text():
    book = load_workbook(io.BytesIO(write_errors([["Khen thưởng", "A2", "Tên", "=1+1"]])))
    cell = book.active["D2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")

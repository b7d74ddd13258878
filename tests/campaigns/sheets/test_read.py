"""The template as people bring it back."""

import datetime
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from campaigns.sheets import SheetRefused, read_pledge
from tests.campaigns.sheets.filled import (
    CHOICES,
    LINE,
    ROW,
    filled,
    part,
    saved,
    template,
    with_parts,
)


@pytest.fixture(autouse=True)
def _vietnamese():
    with override("vi"):
        yield


def cells(**values: Any) -> Callable[[Workbook], None]:
    """Write values into cells of the first sheet."""

    def change(book: Workbook) -> None:
        for cell, value in values.items():
            book["Chỉ tiêu"][cell] = value

    return change


def read(change: Callable[[Workbook], None]):
    return read_pledge(filled(change), CHOICES)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (95, "95.00"),
        (95.5, "95.50"),
        ("95,5", "95.50"),
        ("95.5", "95.50"),
        (" 1.234,5 ", "1234.50"),
        ("1.234", "1234.00"),
        ("1,234.5", "1234.50"),
        ("1 234", "1234.00"),
        (0, "0.00"),
        # What a program keeps of a computed third.
        (33.333333333, "33.33"),
    ],
)
def test_numbers_as_people_write_them(typed: Any, value: str):
    reading = read(cells(D5=typed))
    assert (reading.errors, reading.targets[0]["value"]) == ([], Decimal(value))


@pytest.mark.parametrize(
    "typed", ["30/11/2022", "30-11-2022", "30.11.2022 ", datetime.date(2022, 11, 30)]
)
def test_days_as_people_write_them(typed: Any):
    reading = read(cells(F5=typed))
    assert (reading.errors, reading.targets) == ([], [ROW])


NOT_A_DAY = "không phải ngày; hãy ghi dd/mm/yyyy."
NOBODY_HERE = "không phải người của đơn vị, hoặc trùng tên; hãy ghi mã cán bộ."
NOT_COMPUTED = "là công thức chưa có giá trị; hãy mở bằng LibreOffice hoặc Excel và lưu lại."
COLUMNS = {
    "B5": "Nội dung số",
    "C5": "Tên chỉ tiêu",
    "D5": "Số lượng",
    "E5": "Đơn vị tính",
    "F5": "Hoàn thành trước ngày",
    "G5": "Người phụ trách",
}


@pytest.mark.parametrize(
    ("cell", "typed", "said"),
    [
        ("D5", "nhiều", "“nhiều” không phải là số."),
        ("D5", -1, "“-1” không phải số lượng hợp lệ."),
        ("D5", True, "“True” không phải là số."),
        ("D5", "0,125", "“0,125” có quá hai chữ số thập phân."),
        ("D5", "=A5*2", NOT_COMPUTED),
        ("F5", "31/02/2022", f"“31/02/2022” {NOT_A_DAY}"),
        ("F5", "tháng 11", f"“tháng 11” {NOT_A_DAY}"),
        ("B5", 3, "phải là số của một nội dung: 1, 2."),
        ("B5", None, "phải là số của một nội dung: 1, 2."),
        ("C5", "x" * 301, "dài hơn 300 ký tự."),
        ("E5", "x" * 51, "dài hơn 50 ký tự."),
        ("G5", "Ai đó", f"“Ai đó” {NOBODY_HERE}"),
        ("G5", "Trần Văn Hùng", f"“Trần Văn Hùng” {NOBODY_HERE}"),
    ],
)
def test_a_mistake_names_sheet_cell_and_column(cell: str, typed: Any, said: str):
    place = f"Trang tính “Chỉ tiêu”, ô {cell}, cột “{COLUMNS[cell]}”"
    reading = read(cells(**{cell: typed}))
    assert [str(error) for error in reading.errors] == [f"{place}: {said}"]


def test_every_mistake_is_told_at_once():
    reading = read(cells(B5=9, D5="nhiều", F5="mai"))
    assert [error.cell for error in reading.errors] == ["B5", "D5", "F5"]


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("CB1 – Đặng Thị Mai", 21),
        ("CB3", 23),
        ("đặng thị mai", 21),
        (unicodedata.normalize("NFD", " CB1 – Đặng Thị Mai "), 21),
        ("", None),
    ],
)
def test_people_by_choice_by_code_or_by_a_name_of_their_own(typed: str, person: int | None):
    reading = read(cells(G5=typed))
    assert (reading.errors, reading.targets[0]["person_id"]) == ([], person)


def test_letters_are_composed_and_spaces_trimmed():
    typed = unicodedata.normalize("NFD", "  Báo cáo thẩm tra đúng hạn \u00a0")
    assert read(cells(C5=typed)).targets == [ROW]


def test_a_formula_counts_by_the_value_that_was_kept():
    data = filled(cells(D5="=90+5.5"))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert b"<f>90+5.5</f><v" in sheet
    kept = sheet.replace(b"<f>90+5.5</f><v></v>", b"<f>90+5.5</f><v>95.5</v>")
    kept = kept.replace(b"<f>90+5.5</f><v />", b"<f>90+5.5</f><v>95.5</v>")
    reading = read_pledge(_replaced(data, "xl/worksheets/sheet1.xml", kept), CHOICES)
    assert (reading.errors, reading.targets) == ([], [ROW])


def test_a_formula_that_failed_is_told():
    data = filled(cells(D5="=1/0"))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    start = sheet.index(b'<c r="D5"')
    end = sheet.index(b"</c>", start) + 4
    failed = b'<c r="D5" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    broken = _replaced(data, "xl/worksheets/sheet1.xml", sheet[:start] + failed + sheet[end:])
    [error] = read_pledge(broken, CHOICES).errors
    assert str(error) == ("Trang tính “Chỉ tiêu”, ô D5, cột “Số lượng”: công thức báo lỗi #DIV/0!.")


def _replaced(data: bytes, name: str, content: bytes) -> bytes:
    return with_parts(data, **{name.replace("/", "__"): content})


def test_cells_merged_down_a_column_say_what_the_first_says():
    def change(book: Workbook) -> None:
        sheet = book["Chỉ tiêu"]
        sheet.append([None, None, "Việc thứ hai", 3, "việc", "01/10/2022", "CB2"])
        sheet.merge_cells("B5:B6")

    reading = read(change)
    assert reading.errors == []
    assert [(row["pk"], row["commitment_id"]) for row in reading.targets] == [(7, 11), (None, 11)]


def test_cells_merged_over_columns_are_pointed_out():
    reading = read(lambda book: book["Chỉ tiêu"].merge_cells("D5:E5"))
    assert [str(error) for error in reading.errors] == [
        "Trang tính “Chỉ tiêu”, ô D5, cột “Số lượng”: các ô ở nhiều cột bị trộn làm một; hãy tách."
    ]


def test_hidden_rows_count_and_are_named():
    def change(book: Workbook) -> None:
        book["Chỉ tiêu"].row_dimensions[5].hidden = True

    reading = read(change)
    assert (reading.targets, reading.notes) == (
        [ROW],
        ["Trang tính “Chỉ tiêu”: dòng đang ẩn vẫn được nhập: 5."],
    )


def test_blank_rows_between_are_left_out():
    def change(book: Workbook) -> None:
        book["Chỉ tiêu"]["C6"] = "   "
        book["Chỉ tiêu"]["B8"], book["Chỉ tiêu"]["C8"] = 2, "Việc mới"

    assert [row["indicator"] for row in read(change).targets] == [LINE.indicator, "Việc mới"]


def test_a_copied_row_is_a_new_target():
    def change(book: Workbook) -> None:
        book["Chỉ tiêu"].append([7, 2, "Bản sao", 1, "việc", None, None])

    assert [row["pk"] for row in read(change).targets] == [7, None]


def test_titles_by_choice_code_or_name():
    def change(book: Workbook) -> None:
        sheet = book["Danh hiệu"]
        sheet["A2"], sheet["A3"] = "lao động tiên tiến", "TTLDXS"
        sheet["A4"] = "Không có"

    reading = read(change)
    assert [aim["award"] for aim in reading.aims] == ["LDTT", "TTLDXS", None]
    place = "Trang tính “Danh hiệu”, ô A4, cột “Danh hiệu, hình thức”"
    [error] = reading.errors
    assert str(error) == f"{place}: “Không có” không có trong danh mục."


def test_too_many_rows_are_refused():
    def change(book: Workbook) -> None:
        for number in range(500):
            book["Chỉ tiêu"].append([None, 1, f"Việc {number}", 1, "việc"])

    [error] = read(change).errors
    assert (error.cell, error.text) == (
        "A505",
        "quá nhiều dòng; nhiều nhất 500 dòng trong một tệp.",
    )


def test_columns_may_be_moved_and_a_missing_one_is_named():
    def move(book: Workbook) -> None:
        book["Chỉ tiêu"].move_range("E4:E5", cols=5)

    assert read(move).targets == [ROW]
    with pytest.raises(SheetRefused, match=r"“Chỉ tiêu” thiếu tiêu đề cột.*Đơn vị tính"):
        read(cells(E4="Đơn vị"))


def test_another_table_and_another_pledge_are_refused():
    with pytest.raises(SheetRefused, match="không phải tệp mẫu"):
        read_pledge(saved(Workbook()), CHOICES)
    with pytest.raises(SheetRefused, match="thuộc bản đăng ký khác"):
        read(lambda book: book["_mẫu"].__setitem__("A2", 6))
    assert read_pledge(template(), CHOICES).errors == []

"""The template that is given out."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from campaigns.comparison import Content
from campaigns.sheets import read_pledge
from tests.campaigns.sheets.filled import CHOICES, CONTENT, LINE, ROW, part, template


def test_what_is_written_reads_back_the_same():
    reading = read_pledge(template(), CHOICES)
    assert (reading.targets, reading.errors, reading.notes) == ([ROW], [], [])
    assert reading.aims == [
        {"award": "LDTT", "person_id": 21},
        {"award": "TTLDXS", "person_id": None},
    ]


def test_an_empty_pledge_gives_a_template_to_fill():
    reading = read_pledge(template(Content((), ())), CHOICES)
    assert (reading.targets, reading.aims, reading.errors) == ([], [], [])


def test_commitments_people_and_titles_are_chosen_from_lists():
    book = load_workbook(io.BytesIO(template()))
    validations = book["Chỉ tiêu"].data_validations.dataValidation
    assert {str(one.sqref): one.formula1 for one in validations} == {
        "B5:B504": "'Danh mục'!$A$2:$A$3",
        "G5:G504": "'Danh mục'!$C$2:$C$4",
    }
    assert [cell.value for cell in book["Danh mục"]["D"][:3]] == [
        "Danh hiệu",
        "LDTT – Lao động tiên tiến",
        "TTLDXS – Tập thể lao động xuất sắc",
    ]
    assert book["Chỉ tiêu"].column_dimensions["A"].hidden
    assert book["_mẫu"].sheet_state == "veryHidden"


RISKY = [
    '=HYPERLINK("http://example.org","xem")',
    "+84 tấn",
    "-5 ngày so với năm trước",
    "@SUM(A1)",
    "＝1+1",
    "  =1+1",
]


@pytest.mark.parametrize("text", RISKY)
def test_a_text_that_looks_like_a_formula_is_a_text_and_reads_back(text: str):
    data = template(Content((replace(LINE, indicator=text, measure=text),), ()))
    cell = load_workbook(io.BytesIO(data))["Chỉ tiêu"]["C5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert b"<f>" not in part(data, "xl/worksheets/sheet1.xml").replace(b"<formula1>", b"")
    [row] = read_pledge(data, CHOICES).targets
    assert (row["indicator"], row["measure"]) == (text.strip(), text.strip())


def test_control_characters_do_not_break_the_file():
    data = template(Content((replace(LINE, indicator="Một\x00\x0bhai"),), ()))
    [row] = read_pledge(data, CHOICES).targets
    assert row["indicator"] == "Mộthai"


def test_nothing_but_text_is_marked_as_such():
    book = load_workbook(io.BytesIO(template(CONTENT)))
    assert not book["Chỉ tiêu"]["C5"].quotePrefix
    assert book["Chỉ tiêu"]["D5"].value == 95.5
    assert book["Chỉ tiêu"]["F5"].number_format == "dd/mm/yyyy"

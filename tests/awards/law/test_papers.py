"""Papers of a dossier, and the standard forms that they are written on."""

import dataclasses
import datetime

import pytest

from awards.law.papers import PaperKind, load, original_sets, papers
from awards.law.records import LawError
from awards.law.standard_forms import load as load_forms
from awards.law.standard_forms import standard_form

R1 = datetime.date(2022, 12, 15)
R2 = datetime.date(2024, 12, 16)
R3 = datetime.date(2026, 6, 15)
ALWAYS = ["TO_TRINH", "BAO_CAO", "BIEN_BAN"]
BALLOT = [*ALWAYS, "KET_QUA_PHIEU"]
INITIATIVE = [*BALLOT, "CHUNG_NHAN_SK"]


def codes(award, type_, on, **kinds):
    return [paper.code for paper in papers(award, type_, on, **kinds)]


@pytest.mark.parametrize(
    ("award", "on", "asked"),
    [
        ("LDTT", R1, ["TO_TRINH", "DANH_SACH", "BIEN_BAN"]),
        ("CSTDCS", R1, [*ALWAYS, "CHUNG_NHAN_SK"]),
        ("CSTDB", R1, INITIATIVE),
        ("CO_BO", R1, BALLOT),
        ("CSTDTQ", R1, INITIATIVE),
        ("CO_CP", R1, ALWAYS),
        ("HCLD3", R1, [*ALWAYS, "Y_KIEN"]),
        ("AHLD", R1, []),
        ("LDTT", R2, ALWAYS),
        ("GKHEN", R2, ALWAYS),
        ("TTLDXS", R2, ALWAYS),
        ("CSTDCS", R2, INITIATIVE),
        ("CSTDB", R2, INITIATIVE),
        ("CO_BO", R2, BALLOT),
        ("CSTDTQ", R2, [*INITIATIVE, "LIEN_QUAN", "BAN_DIEN_TU"]),
        ("CO_CP", R2, [*BALLOT, "LIEN_QUAN", "BAN_DIEN_TU"]),
        ("BKTTG", R2, [*ALWAYS, "BAN_DIEN_TU"]),
        ("HCLD3", R2, [*ALWAYS, "CHUNG_NHAN_SK", "BAN_DIEN_TU"]),
        ("AHLD", R2, [*BALLOT, "LIEN_QUAN", "BAN_DIEN_TU"]),
        ("BKB", R2, ALWAYS),
        ("CSTDCS", R3, INITIATIVE),
        ("LDTT", R3, ALWAYS),
        ("KNC", R3, ["TO_TRINH", "DANH_SACH", "LY_LICH"]),
        ("DANG_CO", R3, []),
    ],
)
def test_the_papers_for_merit_in_each_regime(award, on, asked):
    assert codes(award, "CONG_TRANG", on) == asked


@pytest.mark.parametrize("on", [R1, R2, R3])
def test_the_simplified_procedure_asks_for_two_papers(on):
    assert codes("GKHEN", "DOT_XUAT", on) == ["TO_TRINH", "BAO_CAO_TOM_TAT"]
    assert codes("HCLD3", "CONG_HIEN", on)[:2] == ["TO_TRINH", "BAO_CAO_TOM_TAT"]


def test_a_sudden_merit_before_the_prime_minister_is_confirmed():
    asked = {paper.code for paper in papers("BKTTG", "DOT_XUAT", R2) if paper.verified}
    assert asked >= {"BIEN_BAN", "XAC_NHAN"}


@pytest.mark.parametrize(
    ("award", "on", "paper", "cites", "verified"),
    [
        ("CSTDTQ", R1, "KET_QUA_PHIEU", ("N91 Đ49",), True),
        ("CSTDB", R2, "KET_QUA_PHIEU", ("N98 Đ34.2.c",), True),
        ("CSTDB", R3, "KET_QUA_PHIEU", ("N152",), False),
        ("CSTDB", R3, "CHUNG_NHAN_SK", ("L2022 Đ84.1",), True),
        ("LDTT", R1, "TO_TRINH", ("N91",), False),
        ("HCLD3", R1, "Y_KIEN", ("L2003 Đ84",), True),
        ("LDTT", R3, "TO_TRINH", ("L2022 Đ84.1", "N152 Đ6.2.c"), True),
    ],
)
def test_a_paper_names_its_article_where_it_was_seen(award, on, paper, cites, verified):
    found = {one.code: one for one in papers(award, "CONG_TRANG", on)}[paper]
    assert (found.cites, found.verified) == (cites, verified)


def test_a_paper_has_its_words_in_both_languages():
    found = papers("CSTDCS", "CONG_TRANG", R3)[3]
    assert found.label() == "Kết quả bỏ phiếu"
    assert found.label("en") == "Result of the ballot"


@pytest.mark.parametrize(
    ("award", "on", "sets"),
    [("CSTDTQ", R1, 2), ("BKTTG", R1, 2), ("HCLD3", R1, 3), ("HCLD3", R2, 1), ("LDTT", R3, 1)],
)
def test_how_many_original_sets(award, on, sets):
    assert original_sets(award, "CONG_TRANG", on) == sets


OWN = """
[[dossier]]
code = "OWN"
awards = ["LDTT"]
types = ["CONG_TRANG"]
papers = ["DANH_SACH", "CAM_KET"]
words = { CAM_KET = "Bản cam kết" }
words_en = { CAM_KET = "Declaration" }
from = 2024-01-01
cites = ["NQ44"]
evidence = "found"
checked = 2026-11-23
"""


def agency(folder, text, file="papers.toml"):
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def test_an_agency_adds_papers_of_its_own(tmp_path):
    own = agency(tmp_path, OWN)
    asked = papers("LDTT", "CONG_TRANG", R3, agency=own)
    assert [paper.code for paper in asked] == ["TO_TRINH", "DANH_SACH", *ALWAYS[1:], "CAM_KET"]
    assert (asked[-1].label(), asked[-1].label("en")) == ("Bản cam kết", "Declaration")
    assert codes("CSTDCS", "CONG_TRANG", R3, agency=own) == INITIATIVE


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('words_en = { CAM_KET = "Declaration" }', "", "CAM_KET in words is needed"),
        (', "CAM_KET"]', "]", "no own paper in words is needed"),
        ('types = ["CONG_TRANG"]', "", "names no award or type"),
        ('awards = ["LDTT"]', 'awards = ["XYZ"]', "XYZ"),
    ],
)
def test_a_paper_that_nobody_can_name_is_refused(tmp_path, old, new, said):
    with pytest.raises(LawError, match=said):
        load(agency(tmp_path, OWN.replace(old, new)))


# --- standard forms ---


@pytest.mark.parametrize(
    ("award", "recipient", "type_", "on", "number"),
    [
        ("LDTT", "INDIVIDUAL", "CONG_TRANG", R3, "05"),
        ("BKTTG", "INDIVIDUAL", "CONG_TRANG", R3, "05"),
        ("CSTDTQ", "INDIVIDUAL", "CONG_TRANG", R3, ""),  # derived, so never printed
        ("TTLDXS", "COLLECTIVE", "CONG_TRANG", R3, ""),
        ("CO_CP", "COLLECTIVE", "CONG_TRANG", R3, ""),
        ("BKB", "INDIVIDUAL", "DOT_XUAT", R3, ""),
        ("LDTT", "INDIVIDUAL", "CONG_TRANG", R2, "03"),
        ("TTLDXS", "COLLECTIVE", "CONG_TRANG", R2, "02"),
        ("AHLD", "COLLECTIVE", "CONG_TRANG", R2, "05"),
        ("CSTDTQ", "INDIVIDUAL", "CONG_TRANG", R2, ""),
        ("LDTT", "INDIVIDUAL", "CONG_TRANG", R1, ""),
        ("BKTTG", "HOUSEHOLD", "PHONG_TRAO", R1, "08"),
    ],
)
def test_a_number_is_printed_only_where_it_was_seen(award, recipient, type_, on, number):
    assert standard_form(award, recipient, type_, on).number == number


def test_a_form_in_words():
    seen = standard_form("LDTT", "INDIVIDUAL", "CONG_TRANG", R3)
    assert seen.label() == "Mẫu số 05 ban hành kèm theo Nghị định số 152/2025/NĐ-CP"
    derived = standard_form("CSTDTQ", "INDIVIDUAL", "CONG_TRANG", R3)
    assert derived.label() == "Mẫu ban hành kèm theo Nghị định số 152/2025/NĐ-CP"
    assert derived.label("en") == "Form annexed to Decree 152/2025/NĐ-CP"


def test_the_letter_has_a_form_of_its_own():
    letter = standard_form("CSTDCS", "INDIVIDUAL", "CONG_TRANG", R3, PaperKind.TO_TRINH)
    assert letter.number == "01"


@pytest.mark.parametrize(
    ("award", "recipient", "on"),
    [
        ("DANG_GK_DV", "INDIVIDUAL", R3),
        ("BKB", "HOUSEHOLD", R3),
        ("LDTT", "INDIVIDUAL", datetime.date(2017, 9, 30)),
    ],
)
def test_no_form_is_invented(award, recipient, on):
    assert standard_form(award, recipient, "CONG_TRANG", on) is None


def test_an_agency_has_forms_of_its_own(tmp_path):
    text = """
[[form]]
code = "OWN"
paper = "BAO_CAO"
derived = "02"
awards = ["LDTT"]
from = 2026-01-01
cites = ["NQ44"]
evidence = "found"
checked = 2026-11-23
"""
    own = agency(tmp_path, text, "forms.toml")
    form = standard_form("LDTT", "INDIVIDUAL", "CONG_TRANG", R3, agency=own)
    assert form.label() == "Mẫu số 02 ban hành kèm theo Nghị quyết số 44/2024/UBTVQH15"
    assert standard_form("CSTDCS", "INDIVIDUAL", "CONG_TRANG", R3, agency=own).number == "05"


def test_only_these_numbers_were_seen():
    seen = {(form.cites[0], form.number) for form in load_forms(None) if form.verified}
    assert seen == {
        ("N91", "08"),
        ("N98", "02"),
        ("N98", "03"),
        ("N98", "05"),
        ("N152", "01"),
        ("N152", "05"),
    }


@pytest.mark.parametrize(
    ("award", "on", "instead"),
    [
        ("CSTDCS", datetime.date(2022, 12, 1), ""),
        ("CSTDCS", datetime.date(2024, 6, 1), "HTXS"),
        ("CSTDCS", datetime.date(2026, 6, 1), "HTXS"),
        ("CSTDB", datetime.date(2024, 6, 1), ""),
    ],
)
def test_excellent_completion_makes_up_for_an_initiative_where_the_award_may_be_won_by_it(
    award, on, instead
):
    (paper,) = (one for one in papers(award, "CONG_TRANG", on) if one.code == "CHUNG_NHAN_SK")
    assert paper.instead == instead


@pytest.mark.parametrize(
    ("instead", "said"),
    [({"BIEN_BAN": "HTXS"}, "BIEN_BAN is none"), ({"CHUNG_NHAN_SK": "GIOI"}, "GIOI is no rating")],
)
def test_what_makes_up_for_a_paper_is_a_rating_for_a_paper_of_the_record(instead, said):
    (rule,) = (one for one in load(None) if one.code == "INITIATIVES")
    with pytest.raises(ValueError, match=said):
        dataclasses.replace(rule, instead=instead)

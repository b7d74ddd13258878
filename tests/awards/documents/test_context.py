"""How a decision is worded: numbers, dates, ends of lines."""

from datetime import date

import pytest

from awards.documents.context import ended, enumerated, wording, written_date
from tests.awards.documents.papers import paper


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        (None, "ngày … tháng … năm …"),
    ],
)
def test_only_small_days_and_the_months_one_and_two_take_a_zero(day, written):
    assert written_date(day) == written


@pytest.mark.parametrize(
    ("number", "printed"), [(1, "01"), (9, "09"), (10, "10"), (1234, "1234"), (None, "")]
)
def test_numbers_below_ten_take_a_zero(number, printed):
    assert wording(paper(number=number))["number"] == printed


def test_lines_end_with_semicolons_and_the_last_with_a_full_stop():
    assert enumerated(["Căn cứ một;", "Căn cứ hai.", "Theo đề nghị"]) == [
        "Căn cứ một;",
        "Căn cứ hai;",
        "Theo đề nghị.",
    ]
    assert enumerated([]) == []


@pytest.mark.parametrize("typed", ["thi hành", "thi hành.", "thi hành./.", "thi hành ./."])
def test_the_last_article_ends_the_text_once(typed):
    assert ended(["Tặng.", typed]) == ["Tặng.", "thi hành./."]


def test_the_proposal_is_the_last_base_and_may_be_absent():
    assert wording(paper())["bases"][-1] == "Theo đề nghị của Hội đồng Thi đua - Khen thưởng."
    assert wording(paper(proposal=""))["bases"][-1] == "Căn cứ Nghị định số 91/2017/NĐ-CP."


def test_the_list_names_the_decision_it_belongs_to():
    assert wording(paper())["attached_to"] == (
        "Kèm theo Quyết định số 05/QĐ-VPQH ngày 05 tháng 01 năm 2022 "
        "của Chủ nhiệm Văn phòng Quốc hội"
    )


def test_a_draft_has_neither_number_nor_date():
    draft = wording(paper(number=None, signed_on=None))
    assert draft["draft"] is True
    assert "số …/QĐ-VPQH ngày … tháng … năm …" in draft["attached_to"]
    assert draft["title"] == "Quyết định QĐ-VPQH Về việc tặng Giấy khen năm 2021"


def test_a_section_without_posts_has_two_columns():
    people, units = wording(paper())["sections"]
    assert people["rows"][0] == ["1", "Bà Đặng Thị Ước", "Chuyên viên chính, Vụ Tổ chức - Cán bộ"]
    assert units["headings"] == ["STT", "Tên tập thể"]
    assert units["rows"][0] == ["3", "Vụ Tổng hợp"]

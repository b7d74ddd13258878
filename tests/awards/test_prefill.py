"""A report made of what is on record, and what is typed already."""

from datetime import date
from decimal import Decimal

import pytest

from awards.prefill import Idea, Post, Record, Won, added_to, draft_report
from campaigns.progress import Result

FULL = Record(
    name="Đặng Thị Mẫu",
    year=2022,
    honorific="Bà",
    posts=(
        Post("Nhân viên", "Vụ Hạ", date(2015, 3, 1), date(2019, 1, 1)),
        Post("Chuyên viên", "Vụ Hạ", date(2019, 1, 1)),
    ),
    ratings=((2022, "hoàn thành xuất sắc nhiệm vụ"), (2021, "hoàn thành tốt nhiệm vụ")),
    results=(Result("Báo cáo thẩm tra", Decimal(12), "báo cáo", Decimal(12), date(2022, 10, 31)),),
    ideas=(Idea("Sổ tay thẩm tra", "cơ sở", date(2022, 9, 5), "GCN số 01"),),
    awards=(Won("Lao động tiên tiến", 2021, "05/QĐ-VPQH", date(2021, 12, 20)),),
)


def test_a_report_says_all_that_is_on_record_in_its_order():
    assert draft_report(FULL).splitlines() == [
        "Bà Đặng Thị Mẫu hiện là Chuyên viên, Vụ Hạ.",
        "Quá trình công tác:",
        "– Từ 01/03/2015 đến 01/01/2019: Nhân viên, Vụ Hạ.",
        "– Từ 01/01/2019 đến nay: Chuyên viên, Vụ Hạ.",
        (
            "Kết quả xếp loại hằng năm: năm 2022 hoàn thành xuất sắc nhiệm vụ; năm 2021 hoàn thành "
            "tốt nhiệm vụ."
        ),
        "Kết quả thực hiện các chỉ tiêu đăng ký thi đua năm 2022:",
        "– Báo cáo thẩm tra: đạt 12 báo cáo, đăng ký 12 báo cáo (100 %), tính đến ngày 31/10/2022.",
        "Sáng kiến, đề tài đã được công nhận:",
        "– “Sổ tay thẩm tra”, phạm vi cơ sở, công nhận ngày 05/09/2022 (GCN số 01).",
        "Danh hiệu, hình thức khen thưởng đã được tặng:",
        "– Năm 2021: Lao động tiên tiến, Quyết định 05/QĐ-VPQH ngày 20/12/2021.",
    ]


def test_a_collective_of_which_nothing_is_known_gives_no_report():
    assert draft_report(Record("Vụ Hạ", 2022)) == ""


@pytest.mark.parametrize("typed", ["Đã soạn tay.", "Đã soạn tay.\n\n"])
def test_what_is_typed_stands_and_what_is_new_comes_below(typed):
    filled = added_to(typed, draft_report(FULL))
    assert filled.startswith("Đã soạn tay.\nBà Đặng Thị Mẫu")
    assert added_to(filled, draft_report(FULL)) == filled


def test_a_heading_is_not_repeated_over_nothing():
    report = draft_report(FULL)
    without_a_line = report.replace("– Năm 2021: Lao động tiên tiến", "– Năm 2021: LĐTT")
    added = added_to(without_a_line, report).removeprefix(without_a_line)
    assert added.strip().startswith("– Năm 2021: Lao động tiên tiến")

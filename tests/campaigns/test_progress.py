"""Shares are exact and never rounded up; results read as a report does."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.progress import Result, percent, report, sentence

AMOUNTS = st.decimals(0, 10**10, places=2)


def result(**changes) -> Result:
    said = {
        "indicator": "Hoàn thành báo cáo thẩm tra",
        "goal": Decimal(12),
        "measure": "báo cáo",
        "reached": Decimal(9),
        "reached_on": datetime.date(2022, 9, 30),
    }
    return Result(**(said | changes))


@pytest.mark.parametrize(
    ("reached", "goal", "share"),
    [
        ("47.5", "95", "50"),
        ("1", "3", "33.3"),
        ("94.99", "95", "99.9"),
        ("95", "95", "100"),
        ("190", "95", "200"),
        ("0", "95", "0"),
        (None, "95", None),
        ("5", "0", None),
        ("5", None, None),
    ],
)
def test_the_share_of_a_goal(reached, goal, share):
    number = [None if one is None else Decimal(one) for one in (reached, goal, share)]
    assert percent(number[0], number[1]) == number[2]


@given(AMOUNTS, st.decimals("0.01", 10**10, places=2))
def test_a_hundred_means_that_all_of_it_is_reached(reached, goal):
    share = percent(reached, goal)
    assert (share >= 100) == (reached >= goal)
    assert share <= reached * 100 / goal


def test_a_result_is_a_sentence_with_its_notes():
    said = sentence(result(texts=("Trình  trước\nhạn", "Được khen!")))
    assert said == (
        "Hoàn thành báo cáo thẩm tra: đạt 9 báo cáo, đăng ký 12 báo cáo (75 %), "
        "tính đến ngày 30/09/2022. Trình trước hạn. Được khen!"
    )


def test_what_has_no_figure_says_so_and_thousands_are_grouped():
    assert sentence(result(indicator="Tiết kiệm.", reached=None)) == (
        "Tiết kiệm: đăng ký 12 báo cáo, chưa có số liệu."
    )
    large = result(goal=Decimal(0), reached=Decimal("1234.5"), measure="vụ")
    assert "đạt 1.234,5 vụ, đăng ký 0 vụ, tính đến" in sentence(large)


def test_a_report_is_a_line_a_result():
    assert report([]) == ""
    assert [line[:3] for line in report([result(), result()]).splitlines()] == ["– H", "– H"]

"""What makes a target vague."""

import datetime
import unicodedata
from decimal import Decimal
from typing import Any

import pytest

from campaigns.vague import vague_points

CLEAR: dict[str, Any] = {
    "indicator": "Báo cáo thẩm tra đúng hạn",
    "value": Decimal(95),
    "measure": "%",
    "due_on": datetime.date(2022, 11, 30),
    "has_person": True,
}


def test_a_target_that_says_what_how_much_when_and_who_is_clear():
    assert vague_points(**CLEAR) == []


@pytest.mark.parametrize(
    ("part", "empty", "code"),
    [
        ("indicator", "", "indicator"),
        ("value", None, "number"),
        ("measure", "", "measure"),
        ("due_on", None, "date"),
        ("has_person", False, "person"),
    ],
)
def test_each_missing_part_is_named(part, empty, code):
    assert vague_points(**CLEAR | {part: empty}) == [(code, "")]


def test_nothing_but_a_wish_lacks_everything():
    points = vague_points(
        indicator="Tăng cường phối hợp", value=None, measure="", due_on=None, has_person=False
    )
    assert points == [
        ("number", ""),
        ("measure", ""),
        ("date", ""),
        ("person", ""),
        ("promise", "tăng cường"),
    ]


@pytest.mark.parametrize(
    ("indicator", "phrases"),
    [
        ("Tăng cường phối hợp giữa các vụ", ["tăng cường"]),
        ("NÂNG CAO chất lượng, từng bước đổi mới", ["nâng cao", "từng bước", "đổi mới"]),
        (unicodedata.normalize("NFD", "Đẩy mạnh chuyển đổi số, số hóa"), ["đẩy mạnh"]),
        # What is counted stands in the sentence itself.
        ("Nâng cao tỷ lệ hồ sơ đúng hạn", []),
        ("Tăng cường kiểm tra, ít nhất 4 đợt", []),
        ("Rút ngắn, cải thiện thời gian xử lý", []),
        # No phrase, or one inside another word.
        ("Văn bản được ban hành", []),
        ("Tiếp tụcx", []),
    ],
)
def test_words_of_exhortation_without_anything_counted(indicator, phrases):
    points = vague_points(**CLEAR | {"indicator": indicator})
    assert points == [("promise", phrase) for phrase in phrases]

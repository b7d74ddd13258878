"""What differs between two versions of a pledge."""

import datetime
from dataclasses import replace
from decimal import Decimal

from campaigns.comparison import AimLine, Content, TargetLine, compare, words_changed

LINE = TargetLine(
    key=7,
    commitment_id=1,
    commitment="1. Chất lượng tham mưu",
    indicator="Báo cáo thẩm tra đúng hạn",
    value=Decimal("95.5"),
    measure="%",
    due_on=datetime.date(2022, 11, 30),
    person_id=3,
    person="Đặng Thị Mai",
)
AIM = AimLine("LDTT", 3, "Đặng Thị Mai")


def content(*targets: TargetLine, aims: tuple[AimLine, ...] = ()) -> Content:
    return Content(tuple(targets), aims)


def test_a_content_survives_being_kept_as_json():
    kept = content(LINE, replace(LINE, key=None, value=None, due_on=None), aims=(AIM,))
    assert Content.from_json(kept.as_json()) == kept


def test_the_same_content_does_not_differ():
    assert not compare(content(LINE, aims=(AIM,)), content(LINE, aims=(AIM,)))


def test_a_target_with_its_key_is_compared_field_by_field():
    later = replace(LINE, value=Decimal(90), due_on=datetime.date(2022, 12, 15))
    [change] = compare(content(LINE), content(later)).targets
    assert (change.kind, change.line) == ("changed", later)
    assert [(field.name, field.old, field.new) for field in change.fields] == [
        ("value", Decimal("95.5"), Decimal(90)),
        ("due_on", datetime.date(2022, 11, 30), datetime.date(2022, 12, 15)),
    ]


def test_an_amount_written_otherwise_is_the_same():
    assert not compare(content(LINE), content(replace(LINE, value=Decimal("95.50"))))


def test_rows_without_a_key_are_found_by_what_they_say():
    typed = replace(LINE, key=None, measure="phần trăm")
    [change] = compare(content(replace(LINE, key=None)), content(typed)).targets
    assert [field.name for field in change.fields] == ["measure"]


def test_what_came_and_what_went_are_named_in_the_order_of_the_new_text():
    other = replace(LINE, key=8, indicator="Thủ tục cấp độ 4")
    new = replace(LINE, key=None, indicator="Hồ sơ số hóa")
    changes = compare(content(LINE, other), content(new, other)).targets
    assert [(change.kind, change.line.indicator) for change in changes] == [
        ("added", "Hồ sơ số hóa"),
        ("removed", "Báo cáo thẩm tra đúng hạn"),
    ]


def test_titles_come_and_go_and_a_changed_name_of_a_person_is_no_change():
    renamed = replace(AIM, person="Đặng Mai")
    unit = AimLine("TTLDXS", None, "")
    comparison = compare(content(aims=(AIM,)), content(aims=(renamed, unit)))
    assert [(change.kind, change.line) for change in comparison.aims] == [("added", unit)]
    back = compare(content(aims=(AIM, unit)), content(aims=(AIM,)))
    assert [(change.kind, change.line) for change in back.aims] == [("removed", unit)]


def test_a_text_is_told_word_by_word():
    assert words_changed("Báo cáo thẩm tra đúng hạn", "Báo cáo giám sát đúng hạn") == [
        ("same", "Báo cáo"),
        ("old", "thẩm tra"),
        ("new", "giám sát"),
        ("same", "đúng hạn"),
    ]
    assert words_changed("", "Mới") == [("new", "Mới")]

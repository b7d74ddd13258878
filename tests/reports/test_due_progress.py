"""What waits: targets without news, assessments to write, to send and to read."""

import datetime

import pytest

from campaigns.actions.assessments import read_assessment, return_assessment, send_assessment
from campaigns.models import Assessment
from reports.queries.due.progress import assessments, silent
from tests.campaigns import progress_way as way
from tests.cast import day, launched_campaign
from units import clock

MIDYEAR = datetime.date(2022, 6, 30)


@pytest.fixture
def campaign(office):
    with day(2022, 1, 10):
        return launched_campaign(office)


@pytest.fixture
def pledge(office, campaign):
    return way.signed_pledge(office, campaign)


def lines(source, account) -> list[tuple[str, str, str]]:
    return [(due.title, due.where, due.step) for due in source(account, clock.today())]


def test_silent_targets_wait_for_the_unit_and_the_person_in_charge(office, pledge):
    with day(2022, 6, 1):
        expected = [
            (f"Chỉ tiêu {number} – Vụ Hạ", "đang thực hiện", "Ghi tiến độ") for number in (1, 2)
        ]
        for who in ("lan", "hung", "mai"):
            assert lines(silent, getattr(office, who)) == expected, who
        for who in ("binh", "dung", "thao", "phong", "roi"):
            assert lines(silent, getattr(office, who)) == [], who
        way.note(pledge.targets.first(), office.mai, 1)
        assert lines(silent, office.lan) == expected[1:]


def test_many_silent_targets_are_one_line(office, campaign):
    way.signed_pledge(office, campaign, targets=6)
    with day(2022, 6, 1):
        assert lines(silent, office.lan) == [
            ("6 chỉ tiêu cần ghi tiến độ", "chưa có tin mới", "Xem danh sách")
        ]


def test_an_assessment_waits_for_one_after_the_other(office, pledge):
    title = "Sơ kết giữa năm 2022 – Vụ Hạ"

    def waiting():
        found = {who: lines(assessments, getattr(office, who)) for who in office.accounts}
        return {who: said for who, said in found.items() if said}

    with day(2022, 6, 8):
        assert waiting() == {}, "too early"
    with day(2022, 6, 9):
        assert waiting() == {"lan": [(title, "chưa viết", "Viết")]}
        begun = way.begun(office, pledge)
        assert waiting() == {"lan": [(title, "đang soạn", "Viết tiếp")]}
        handed = way.with_head(office, pledge)
        assert waiting() == {"hung": [(title, "chờ thủ trưởng gửi", "Xem và gửi")]}
        back = return_assessment(assessment=handed, note="Thiếu", actor=office.hung)
        assert waiting() == {"lan": [(title, "trả lại để sửa", "Sửa lại")]}
        sent = send_assessment(assessment=back, actor=office.hung)
        assert waiting() == {"thao": [(title, "đã gửi", "Đọc")]}
        read_assessment(assessment=sent, actor=office.thao)
        assert waiting() == {}
        assert (begun.pk, sent.due_on) == (sent.pk, MIDYEAR)
    with day(2022, 12, 10):
        assert waiting()["lan"] == [("Tổng kết năm 2022 – Vụ Hạ", "chưa viết", "Viết")]
        assert Assessment.objects.count() == 1

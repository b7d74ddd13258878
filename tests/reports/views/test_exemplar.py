"""The page of one exemplar, and the lines of the to-do list that the rooms of this part add."""

import pytest
from django.test import Client

from campaigns.actions.deeds import thank_for_deed
from campaigns.actions.exemplars import return_exemplar
from campaigns.actions.publications import confirm_reading
from tests.awards import way
from tests.campaigns.exemplar_way import TITLE, asked, published, published_news, reported, sent
from tests.cast import Office, day
from units.models import Account


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


def dues(client: Client, account: Account) -> list[tuple[str, str, str]]:
    client.force_login(account)
    return [(due.title, due.where, due.step) for due in client.get("/").context["dues"]]


def test_the_awards_of_whom_it_is_about_stand_beside_the_story(
    client: Client, office: Office
) -> None:
    exemplar = published(office)
    record = way.recorded(office, "BKTTG", 2021, office.people["mai"])
    for who, may_open in (("dung", False), ("mai", True)):
        client.force_login(getattr(office, who))
        page = client.get(exemplar.get_absolute_url()).text
        assert "Bằng khen của Thủ tướng Chính phủ" in page
        assert (record.get_absolute_url() in page) == may_open, who


def test_a_collective_shows_its_own_awards(client: Client, office: Office) -> None:
    exemplar = published(office, office.a)
    way.recorded(office, "BKTTG", 2021, office.people["mai"])
    way.recorded(office, "TTLDXS", 2021, office.a, reference="2/QĐ")
    client.force_login(office.dung)
    page = client.get(exemplar.get_absolute_url())
    assert [one.decision.award for one in page.context["awards"]] == ["TTLDXS"]


def test_the_page_costs_the_same_for_a_long_record(
    client: Client, office: Office, django_assert_num_queries
) -> None:
    exemplar = published(office)
    client.force_login(office.dung)
    for number in range(2):
        way.recorded(office, "BKTTG", 2020 + number, office.people["mai"], reference=f"{number}/TT")
        with django_assert_num_queries(9):
            client.get(exemplar.get_absolute_url())


STORY = f"Điển hình tiên tiến: {TITLE}"


def test_a_story_waits_for_each_in_turn(client: Client, office: Office) -> None:
    asked(office)
    assert dues(client, office.mai) == [(STORY, "chờ người được nêu đồng ý", "Trả lời")]
    assert dues(client, office.thao) == dues(client, office.lan) == []
    exemplar = sent(office, title="Bài hai")
    line = ("Điển hình tiên tiến: Bài hai", "chờ thường trực duyệt", "Duyệt")
    assert dues(client, office.thao) == [line]
    return_exemplar(exemplar=exemplar, note="Sửa.", actor=office.thao)
    line = ("Điển hình tiên tiến: Bài hai", "trả lại để sửa", "Sửa lại")
    assert dues(client, office.lan) == [line]
    assert dues(client, office.thao) == []


def test_a_deed_waits_for_the_unit(client: Client, office: Office) -> None:
    deed = reported(office)
    line = ("Việc tốt của Đặng Thị Mai", "chờ đơn vị xem xét", "Xem xét")
    assert dues(client, office.lan) == dues(client, office.hung) == [line]
    for who in ("roi", "mai", "binh"):
        assert dues(client, getattr(office, who)) == []
    thank_for_deed(deed=deed, answer="Cảm ơn.", actor=office.lan)
    assert dues(client, office.hung) == []


def test_the_deed_of_a_head_waits_for_the_standing_body(client: Client, office: Office) -> None:
    reported(office, "hung")
    assert dues(client, office.hung) == dues(client, office.lan) == []
    line = ("Việc tốt của Trần Văn Hùng", "chờ đơn vị xem xét", "Xem xét")
    assert dues(client, office.thao) == [line]


def test_news_waits_to_be_confirmed(client: Client, office: Office) -> None:
    publication = published_news(office)
    published_news(office, title="Không cần xác nhận", confirm_by=None)
    line = ("Hướng dẫn đăng ký thi đua", "chưa xác nhận", "Đọc và xác nhận")
    assert dues(client, office.mai) == [line]
    assert dues(client, office.dung) == dues(client, office.thao) == []
    page = client.get("/")
    client.force_login(office.mai)
    page = client.get("/")
    assert [one.title for one in page.context["news"]] == [
        "Không cần xác nhận",
        "Hướng dẫn đăng ký thi đua",
    ]
    confirm_reading(publication=publication, version=1, actor=office.mai)
    assert dues(client, office.mai) == []


def test_many_of_a_kind_are_one_line(client: Client, office: Office) -> None:
    for number in range(5):
        published_news(office, title=f"Bài {number}")
        reported(office, text=f"Việc {number}")
        sent(office, title=f"Bài {number}")
    assert dues(client, office.lan) == [
        ("5 tin, văn bản cần đọc", "chưa xác nhận", "Xem danh sách"),
        ("5 việc tốt", "chờ đơn vị xem xét", "Xem danh sách"),
    ]
    assert dues(client, office.thao) == [
        ("5 bài điển hình tiên tiến", "chờ thường trực duyệt", "Xem danh sách")
    ]

import pytest

from tests.cast import day
from units.actions.inbox import Message, notify


@pytest.fixture(autouse=True)
def _on_the_tenth():
    with day(2022, 1, 10):
        yield


def tell(account, about, subject="Đăng ký chờ ký", path="/people"):
    notify(
        accounts=[account],
        kind="test",
        about=about,
        write=lambda: Message(subject, "Hạn: 15/02/2022."),
        path=path,
    )
    return account.notices.get(about=about)


def subjects(response):
    return [notice.subject for notice in response.context["page_list"].page]


def test_unread_first_then_the_newest(client, office):
    client.force_login(office.lan)
    for about in ("một", "hai", "ba"):
        tell(office.lan, about, subject=about)
    client.post(f"/inbox/{office.lan.notices.get(about='ba').pk}")
    assert subjects(client.get("/inbox")) == ["hai", "một", "ba"]
    assert subjects(client.get("/inbox?reading=UNREAD")) == ["hai", "một"]
    assert subjects(client.get("/inbox?reading=READ")) == ["ba"]


def test_search_ignores_accents(client, office):
    client.force_login(office.lan)
    tell(office.lan, "1", subject="Đề nghị bị trả lại")
    tell(office.lan, "2", subject="Phát động thi đua")
    assert subjects(client.get("/inbox?q=de+nghi")) == ["Đề nghị bị trả lại"]


def test_opening_reads_it_and_leads_to_its_page(client, office):
    notice = tell(office.lan, "1")
    client.force_login(office.lan)
    assert client.get("/inbox").context["page"]["unread"] == 1
    response = client.post(f"/inbox/{notice.pk}")
    assert (response.status_code, response["Location"]) == (302, "/people")
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert client.get("/inbox").context["page"]["unread"] == 0


@pytest.mark.parametrize("path", ["", "https://evil.example/", "//evil.example/x"])
def test_a_notice_never_leads_out_of_the_program(client, office, path):
    notice = tell(office.lan, "1", path=path)
    client.force_login(office.lan)
    assert client.post(f"/inbox/{notice.pk}")["Location"] == "/inbox"


def test_nobody_opens_what_was_told_to_another(client, office):
    notice = tell(office.lan, "1")
    client.force_login(office.thao)
    assert client.post(f"/inbox/{notice.pk}").status_code == 404
    assert subjects(client.get("/inbox")) == []
    notice.refresh_from_db()
    assert notice.read_at is None


def test_opening_changes_something_and_so_is_no_get(client, office):
    notice = tell(office.lan, "1")
    client.force_login(office.lan)
    assert client.get(f"/inbox/{notice.pk}").status_code == 405
    assert client.get("/inbox/read").status_code == 405


def test_read_all(client, office):
    tell(office.lan, "1")
    tell(office.lan, "2")
    client.force_login(office.lan)
    response = client.post("/inbox/read", follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Đã đánh dấu 2 thông báo là đã đọc."
    ]
    assert not office.lan.notices.filter(read_at=None).exists()


def test_empty_inbox_says_what_will_come(client, office):
    client.force_login(office.roi)
    assert "Chưa có thông báo nào" in client.get("/inbox").content.decode()
    assert "Không có kết quả nào khớp" in client.get("/inbox?q=x").content.decode()


def test_queries_stay_the_same_with_more_rows(client, office, django_assert_num_queries):
    tell(office.lan, "1")
    client.force_login(office.lan)
    client.get("/inbox")
    with django_assert_num_queries(9):
        client.get("/inbox")
    tell(office.lan, "2")
    tell(office.lan, "3")
    with django_assert_num_queries(9):
        assert len(subjects(client.get("/inbox"))) == 3

"""Pages of news and documents."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from campaigns.actions.publications import confirm_reading, withdraw_publication
from campaigns.models import Publication, Reading
from tests.campaigns.exemplar_way import drafted_news, picture, published_news
from tests.campaigns.pages import address, rows, said
from tests.cast import Office, day


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


def typed(office: Office, **changes: object) -> dict[str, object]:
    """Give what the standing body types."""
    return {
        "kind": "NEWS",
        "title": "Lễ phát động",
        "body": "Lễ phát động tổ chức tại hội trường.",
        "confirm_by": "20/01/2022",
        "units": [office.a.pk],
        "edition": 0,
    } | changes


def test_each_sees_what_reaches_their_place(client: Client, office: Office) -> None:
    to_a, to_all = published_news(office), published_news(office, office.root)
    draft = drafted_news(office)
    of_b, of_a = [to_all], [to_all, to_a]
    expected = {
        "mai": of_a,
        "lan": of_a,
        "hung": of_a,
        "phong": of_a,
        "dung": of_b,
        "roi": of_b,
        "quan": of_b,
        "thao": [draft, to_all, to_a],
    }
    for who, found in expected.items():
        client.force_login(getattr(office, who))
        assert rows(client.get(reverse("publications"))) == found, who


def test_what_is_withdrawn_is_seen_by_its_editors_alone(client: Client, office: Office) -> None:
    publication = published_news(office)
    withdraw_publication(publication=publication, note="Đăng nhầm.", actor=office.thao)
    for who, status in (("mai", 404), ("hung", 404), ("phong", 404), ("thao", 200)):
        client.force_login(getattr(office, who))
        assert client.get(address("publication", publication)).status_code == status, who
    assert "Đăng nhầm." in client.get(address("publication", publication)).text
    client.force_login(office.mai)
    assert publication.get_absolute_url() not in client.get("/").text


def test_opening_confirms_nothing_and_one_click_does(client: Client, office: Office) -> None:
    publication = published_news(office)
    client.force_login(office.mai)
    page = client.get(address("publication", publication))
    assert "Tôi đã đọc" in page.text
    assert not Reading.objects.exists()
    response = client.post(address("publication_confirm", publication), {"version": "1"})
    assert said(response) == ["Đã ghi: bạn đã đọc bài này."]
    assert Reading.objects.get().account == office.mai
    page = client.get(address("publication", publication))
    assert "Tôi đã đọc" not in page.text
    assert "Bạn đã xác nhận lúc" in page.text


def test_a_version_that_nobody_typed_is_refused(client: Client, office: Office) -> None:
    publication = published_news(office)
    client.force_login(office.mai)
    for version in ("", "x", "9"):
        response = client.post(address("publication_confirm", publication), {"version": version})
        assert response.status_code == 302
    assert not Reading.objects.exists()


def test_the_standing_body_writes_publishes_and_corrects(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    response = client.post(reverse("publication_new"), typed(office))
    publication = Publication.objects.get()
    assert response.url == publication.get_absolute_url()
    client.post(address("publication_edit", publication), typed(office, title="Lễ ra quân"))
    client.post(address("publication_publish", publication), {"publish-sure": "on"})
    correction = typed(office, title="Lễ ra quân năm 2022", edition=2, asks_again="on")
    response = client.post(address("publication_edit", publication), correction)
    assert said(response)[-1] == "Đã đăng bản mới."
    publication.refresh_from_db()
    assert (publication.version, publication.confirm_from) == (2, 2)
    page = client.get(address("publication", publication)).text
    assert "Bản 1," in page
    assert "Lễ ra quân năm 2022" in page


def test_what_was_typed_is_kept_when_it_is_refused(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    publication = drafted_news(office)
    url = address("publication_edit", publication)
    client.post(url, typed(office, title="Bản của người khác"))
    response = client.post(url, typed(office, title="Bản của tôi"))
    assert response.status_code == 409
    assert "Bản của tôi" in response.text
    assert "người khác đã lưu bài này" in response.text
    response = client.post(reverse("publication_new"), typed(office, units=[]))
    assert response.status_code == 200
    assert "Lễ phát động tổ chức tại hội trường." in response.text


def test_a_draft_page_left_open_is_refused_after_publishing(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    publication = published_news(office)
    response = client.post(
        address("publication_edit", publication), typed(office, title="Bản nháp cũ")
    )
    assert response.status_code == 409
    assert "Bản nháp cũ" in response.text
    assert Publication.objects.get().version == 1


def test_a_box_is_ticked_before_publishing_and_discarding(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    publication = drafted_news(office)
    for step in ("publication_publish", "publication_discard"):
        response = client.post(address(step, publication))
        assert said(response)[-1].startswith("Hãy đánh dấu vào ô xác nhận")
    assert Publication.objects.get().state == "DRAFT"
    client.post(address("publication_discard", publication), {"discard-sure": "on"})
    assert not Publication.objects.exists()


def test_withdrawing_through_the_page(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    publication = published_news(office)
    url = address("publication_withdraw", publication)
    assert said(client.post(url)) == ["Hãy ghi lý do gỡ. Bài vẫn đang đăng."]
    client.post(url, {"withdraw-note": "Đăng nhầm."})
    assert Publication.objects.get().withdrawal == "Đăng nhầm."


# Files


def test_files_go_with_it_and_open_to_its_readers(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    client.post(reverse("publication_new"), typed(office, attachments=[picture()]))
    publication = Publication.objects.get()
    file = publication.files.get()
    assert file.name == "anh.png"
    client.post(address("publication_publish", publication), {"publish-sure": "on"})
    for who, status in (("mai", 200), ("thao", 200), ("dung", 404)):
        client.force_login(getattr(office, who))
        assert client.get(file.get_absolute_url()).status_code == status, who
    client.force_login(office.mai)
    assert "anh.png" in client.get(address("publication", publication)).text


def test_a_file_is_taken_off_a_draft_alone(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    draft = drafted_news(office, files=(picture(),))
    client.post(reverse("publication_file_remove", args=[draft.files.get().pk]))
    assert not draft.files.exists()
    shown = published_news(office, files=(picture(),))
    response = client.post(reverse("publication_file_remove", args=[shown.files.get().pk]))
    assert "“đã đăng”" in said(response)[-1]
    assert shown.files.count() == 1


def test_a_strange_file_is_refused_and_the_text_kept(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    strange = SimpleUploadedFile("anh.png", b"<script>")
    response = client.post(reverse("publication_new"), typed(office, attachments=[strange]))
    assert response.status_code == 200
    assert "Lễ phát động tổ chức tại hội trường." in response.text
    assert not Publication.objects.exists()


# Who has read


def test_each_figure_opens_its_people(client: Client, office: Office) -> None:
    publication = published_news(office, office.root)
    confirm_reading(publication=publication, version=1, actor=office.mai)
    client.force_login(office.thao)
    url = address("publication_readers", publication)
    page = client.get(url)
    for row in page.context["by_unit"]:
        for query, count in (
            ({}, row.total),
            ({"reading": "CONFIRMED"}, row.confirmed),
            ({"reading": "MISSING"}, row.missing),
        ):
            found = client.get(url, {"unit": row.unit_id} | query)
            assert found.context["page_list"].page.paginator.count == count
    assert (page.context["total"].total, page.context["total"].confirmed) == (15, 1)


def test_a_unit_sees_its_own_readers_alone(client: Client, office: Office) -> None:
    publication = published_news(office, office.root)
    for who in ("lan", "hung"):
        client.force_login(getattr(office, who))
        page = client.get(address("publication_readers", publication))
        assert [one.username for one in rows(page)] == ["hung", "lan", "mai"]
        assert [row.unit_name for row in page.context["by_unit"]] == ["Vụ Hạ"]
        assert "Cục Thu" not in page.text
    client.force_login(office.mai)
    assert client.get(address("publication_readers", publication)).status_code == 404


def test_readers_are_exported(client: Client, office: Office) -> None:
    publication = published_news(office)
    confirm_reading(publication=publication, version=1, actor=office.mai)
    client.force_login(office.hung)
    url = address("publication_readers", publication)
    text = client.get(url, {"export": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines() == [
        "Họ và tên,Đơn vị,Xác nhận lúc",
        "Trần Văn Hùng,Vụ Hạ,",
        "Nguyễn Thị Lan,Vụ Hạ,",
        "Đặng Thị Mai,Vụ Hạ,10/01/2022",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(
    client: Client, office: Office, django_assert_num_queries, count: int
) -> None:
    published = [published_news(office, title=f"Bài {number}") for number in range(count)]
    client.force_login(office.mai)
    with django_assert_num_queries(9):
        assert len(rows(client.get(reverse("publications")))) == count
    for account in (office.lan, office.hung, office.mai)[:count]:
        confirm_reading(publication=published[0], version=1, actor=account)
    client.force_login(office.thao)
    with django_assert_num_queries(14):
        client.get(address("publication_readers", published[0]))


def test_the_list_is_searched_and_filtered(client: Client, office: Office) -> None:
    one = published_news(office, title="Về tết trồng cây", kind="NEWS", confirm_by=None)
    published_news(office, confirm_by=datetime.date(2022, 1, 31))
    client.force_login(office.mai)
    for query in ({"q": "trong cay"}, {"kind": "NEWS"}):
        assert rows(client.get(reverse("publications"), query)) == [one]

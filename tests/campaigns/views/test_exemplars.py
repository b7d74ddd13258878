"""Pages on which stories are listed, written and moved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.urls import reverse

from campaigns.actions.exemplars import adopt_exemplar, decline_exemplar
from campaigns.models import Exemplar, ExemplarAdoption, ExemplarPhoto
from tests.campaigns.exemplar_way import TITLE, asked, drafted, picture, published, sent
from tests.campaigns.pages import address, edition_on, rows, said, state
from tests.cast import FOUNDED, Office, day
from tests.units.files.samples import png
from units.actions.organisation import create_unit


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


def typed(office: Office, **changes: object) -> dict[str, object]:
    """Give what the clerk types."""
    return {
        "subject": f"person:{office.people['mai'].pk}",
        "title": "Bài mới",
        "summary": "Tóm tắt.",
        "story": "Chuyện kể.",
        "edition": 0,
    } | changes


@pytest.mark.parametrize(
    ("made", "readers"),
    [
        (drafted, {"lan", "hung"}),
        (asked, {"lan", "hung", "mai"}),
        (sent, {"lan", "hung", "mai", "thao"}),
    ],
)
def test_who_sees_a_story_before_it_is_published(
    client: Client, office: Office, made, readers: set[str]
) -> None:
    exemplar = made(office)
    for who in office.accounts:
        client.force_login(getattr(office, who))
        assert (rows(client.get(reverse("exemplars"))) == [exemplar]) == (who in readers), who
        status = client.get(exemplar.get_absolute_url()).status_code
        assert status == (200 if who in readers else 404), who


def test_a_published_story_is_everybodys_in_the_agency(client: Client, office: Office) -> None:
    exemplar = published(office, level="INSIDE")
    for who in office.accounts:
        client.force_login(getattr(office, who))
        assert rows(client.get(reverse("exemplars"))) == [exemplar], who


def test_a_story_without_consent_is_nowhere(client: Client, office: Office) -> None:
    exemplar = published(office)
    adopt_exemplar(exemplar=exemplar, unit=office.b, deeds="Theo chị Mai.", actor=office.binh)
    decline_exemplar(exemplar=exemplar, actor=office.mai)
    addresses = ["/", reverse("exemplars"), "/exemplars?q=mot+cua", "/exemplars?export=csv"]
    for who in set(office.accounts) - {"mai"}:
        client.force_login(getattr(office, who))
        for url in addresses:
            page = client.get(url).content.decode()
            assert TITLE not in page, (who, url)
            assert "một bài điển hình" not in page or who == "lan", (who, url)
        for name in ("exemplar", "exemplar_edit"):
            assert client.get(address(name, exemplar)).status_code == 404, who
        assert client.get(reverse("inbox")).text.count(TITLE) == 0, who


def test_the_clerk_writes_and_asks(client: Client, office: Office) -> None:
    client.force_login(office.lan)
    response = client.post(reverse("exemplar_new"), typed(office))
    exemplar = Exemplar.objects.get()
    assert (response.url, exemplar.unit) == (exemplar.get_absolute_url(), office.a)
    response = client.post(address("exemplar_edit", exemplar), typed(office, title="Sửa", ask="1"))
    assert said(response)[-1] == "Đã gửi xin ý kiến người được nêu."
    assert state(exemplar) == "CONSENT"
    assert client.get(address("exemplar_edit", exemplar)).status_code == 302


def test_somebody_of_another_unit_is_not_offered(client: Client, office: Office) -> None:
    client.force_login(office.lan)
    other = typed(office, subject=f"person:{office.people['dung'].pk}")
    response = client.post(reverse("exemplar_new"), other)
    assert response.status_code == 200
    assert "Chuyện kể." in response.text
    assert "Hoàng Thị Dung" not in response.text
    itself = typed(office, subject=f"person:{office.people['lan'].pk}")
    response = client.post(reverse("exemplar_new"), itself)
    assert response.status_code == 409
    assert "không tự giới thiệu mình" in response.text
    assert not Exemplar.objects.exists()


def test_whoever_writes_for_several_units_chooses(client: Client, office: Office) -> None:
    below = create_unit(
        parent=office.a, code="phong-1", name="Phòng Một", since=FOUNDED, actor=None
    )
    client.force_login(office.lan)
    assert client.get(reverse("exemplar_new")).context["unit"] == office.a
    page = client.get(reverse("exemplar_new"), {"unit": below.pk})
    assert page.context["unit"] == below
    assert client.get(reverse("exemplar_new"), {"unit": office.b.pk}).status_code == 404


def test_a_picture_needs_words_and_goes_with_the_story(client: Client, office: Office) -> None:
    client.force_login(office.lan)
    new = reverse("exemplar_new")
    response = client.post(new, typed(office, photo=picture()))
    assert "Hãy mô tả ảnh bằng lời." in response.text
    pdf = SimpleUploadedFile("anh.png", b"%PDF-1.7")
    assert client.post(new, typed(office, photo=pdf, alt="Ảnh")).status_code == 200
    assert not Exemplar.objects.exists()
    client.post(new, typed(office, photo=picture(), alt="Chị Mai ở phòng tiếp dân."))
    exemplar = Exemplar.objects.get()
    url = address("exemplar_photo", exemplar)
    page = client.get(exemplar.get_absolute_url()).text
    assert f'src="{url}" alt="Chị Mai ở phòng tiếp dân."' in page
    assert client.get(url)["Content-Type"] == "image/png"
    for who in ("dung", "thao"):
        client.force_login(getattr(office, who))
        assert client.get(url).status_code == 404, who


def test_a_picture_is_replaced_reworded_and_taken_down(client: Client, office: Office) -> None:
    exemplar = drafted(office, photo=picture(), alt="Ảnh một")
    client.force_login(office.lan)
    url = address("exemplar_edit", exemplar)
    client.post(url, typed(office, alt="Ảnh hai"))
    assert ExemplarPhoto.objects.get().alt == "Ảnh hai"
    other = SimpleUploadedFile("moi.png", png(3, 3))
    client.post(url, typed(office, photo=other, alt="Ảnh ba", edition=1))
    kept = ExemplarPhoto.objects.get()
    assert (kept.name, kept.alt) == ("moi.png", "Ảnh ba")
    client.post(url, typed(office, alt="", drop_photo="on", edition=2))
    assert not ExemplarPhoto.objects.exists()
    assert client.get(address("exemplar_photo", exemplar)).status_code == 404


def test_the_person_answers_on_the_page(client: Client, office: Office) -> None:
    exemplar = asked(office)
    client.force_login(office.mai)
    page = client.get(exemplar.get_absolute_url())
    assert "Bạn có đồng ý đăng bài này không?" in page.text
    shown = edition_on(page)
    response = client.post(address("exemplar_agree", exemplar), {"agree-level": "nowhere"})
    assert said(response) == ["Hãy chọn phạm vi bạn đồng ý. Chưa có gì được lưu."]
    Exemplar.objects.update(edition=F("edition") + 1)
    response = client.post(address("exemplar_agree", exemplar), {"agree-level": "INSIDE"} | shown)
    assert said(response)[-1].startswith("Nội dung đã được sửa sau khi bạn mở trang này.")
    assert state(exemplar) == "CONSENT"
    shown = edition_on(client.get(exemplar.get_absolute_url()))
    client.post(address("exemplar_agree", exemplar), {"agree-level": "INSIDE"} | shown)
    assert state(exemplar) == "SENT"
    client.post(address("exemplar_decline", exemplar))
    assert state(exemplar) == "SENT"
    client.post(address("exemplar_decline", exemplar), {"decline-sure": "on"})
    assert state(exemplar) == "DECLINED"
    assert client.get(exemplar.get_absolute_url()).status_code == 200


def test_the_standing_body_reviews(client: Client, office: Office) -> None:
    exemplar = sent(office, level="INSIDE")
    client.force_login(office.thao)
    page = client.get(exemplar.get_absolute_url()).text
    assert 'value="INSIDE"' in page
    assert 'value="PUBLIC"' not in page
    client.post(address("exemplar_return", exemplar), {"return-note": ""})
    assert state(exemplar) == "SENT"
    client.post(address("exemplar_publish", exemplar), {"publish-level": "INSIDE"})
    assert state(exemplar) == "PUBLISHED"
    response = client.post(address("exemplar_withdraw", exemplar), {"return-note": "Số liệu sai."})
    assert (said(response)[-1], state(exemplar)) == ("Đã gỡ bài.", "WITHDRAWN")


def test_a_returned_story_shows_why(client: Client, office: Office) -> None:
    exemplar = sent(office)
    client.force_login(office.thao)
    client.post(address("exemplar_return", exemplar), {"return-note": "Thiếu số liệu."})
    client.force_login(office.lan)
    for name in ("exemplar", "exemplar_edit"):
        assert "Thiếu số liệu." in client.get(address(name, exemplar)).text


def test_units_learn_through_the_page(client: Client, office: Office) -> None:
    exemplar = published(office, level="INSIDE")
    client.force_login(office.binh)
    url = address("exemplar_adopt", exemplar)
    assert said(client.post(url, {"unit": office.b.pk, "deeds": ""})) == [
        "Hãy ghi việc đơn vị đã làm theo. Chưa có gì được lưu."
    ]
    client.post(url, {"unit": office.b.pk, "deeds": "Bỏ một bước ký."})
    assert ExemplarAdoption.objects.get().unit == office.b
    page = client.get(exemplar.get_absolute_url()).text
    assert "1 đơn vị học tập" in page
    assert "Bỏ một bước ký." in page
    assert rows(client.get(reverse("exemplars")))[0].adoption_count == 1
    client.force_login(office.lan)
    assert "Ghi việc học tập" not in client.get(exemplar.get_absolute_url()).text


def test_a_draft_is_thrown_away(client: Client, office: Office) -> None:
    exemplar = drafted(office)
    client.force_login(office.lan)
    client.post(address("exemplar_discard", exemplar))
    assert Exemplar.objects.exists()
    client.post(address("exemplar_discard", exemplar), {"discard-sure": "on"})
    assert not Exemplar.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client: Client, office: Office, django_assert_num_queries, count: int
) -> None:
    for number in range(count):
        published(office, level="INSIDE", title=f"Bài {number}")
    client.force_login(office.lan)
    with django_assert_num_queries(10):
        assert len(rows(client.get(reverse("exemplars")))) == count

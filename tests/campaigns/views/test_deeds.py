"""Pages on which a deed is pointed out and answered."""

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Deed
from tests.campaigns.exemplar_way import reported
from tests.campaigns.pages import address, said, state
from tests.cast import Office, day


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


def test_a_colleague_is_found_by_name(client: Client, office: Office) -> None:
    client.force_login(office.roi)
    page = client.get(reverse("deed_new"), {"q": "thi dung"})
    assert [person.full_name for person in page.context["people"]] == ["Hoàng Thị Dung"]
    page = client.get(reverse("deed_new"), {"q": "vu"})
    assert [unit.name for unit in page.context["units"]] == ["Vụ Hạ"]
    # Oneself is not there to be chosen.
    assert client.get(reverse("deed_new"), {"q": "roi"}).context["people"] == []
    assert client.get(reverse("deed_new")).context["people"] == []


def test_a_deed_is_told(client: Client, office: Office) -> None:
    client.force_login(office.roi)
    url = f"{reverse('deed_new')}?subject=person:{office.people['mai'].pk}"
    response = client.post(url, {"done_on": "07/01/2022", "text": "Trả lại ví nhặt được."})
    deed = Deed.objects.get()
    assert (response.url, deed.person) == (deed.get_absolute_url(), office.people["mai"])
    assert said(response) == ["Đã gửi Vụ Hạ xem xét. Bạn sẽ được báo kết quả."]
    assert client.get(deed.get_absolute_url()).status_code == 200


def test_what_was_typed_is_kept(client: Client, office: Office) -> None:
    client.force_login(office.roi)
    url = f"{reverse('deed_new')}?subject=person:{office.people['mai'].pk}"
    response = client.post(url, {"done_on": "07/01/2023", "text": "Trả lại ví nhặt được."})
    assert response.status_code == 409
    assert "Trả lại ví nhặt được." in response.text
    assert "Ngày lập thành tích ở tương lai." in response.text
    myself = f"{reverse('deed_new')}?subject=person:{office.people['roi'].pk}"
    response = client.post(myself, {"done_on": "07/01/2022", "text": "Tôi giỏi."})
    assert response.status_code == 409
    assert "không tự giới thiệu mình" in response.text
    assert not Deed.objects.exists()


@pytest.mark.parametrize("subject", ["", "person", "person:x", "cat:1", "person:0", "unit:0"])
def test_a_strange_subject_is_not_found(client: Client, office: Office, subject: str) -> None:
    client.force_login(office.roi)
    assert client.get(reverse("deed_new"), {"subject": subject}).status_code == 404


def test_the_unit_thanks(client: Client, office: Office) -> None:
    deed = reported(office)
    client.force_login(office.lan)
    response = client.post(address("deed_thank", deed))
    assert said(response)[-1].startswith("Hãy ghi lời cảm ơn")
    client.post(address("deed_thank", deed), {"thank-note": "Cảm ơn, việc thuộc nhiệm vụ."})
    assert state(deed) == "THANKED"
    client.force_login(office.roi)
    page = client.get(deed.get_absolute_url()).text
    assert "Cảm ơn, việc thuộc nhiệm vụ." in page
    assert "Gửi lời cảm ơn" not in page


def test_the_unit_puts_two_together(client: Client, office: Office) -> None:
    first, second = reported(office), reported(office, by="binh")
    client.force_login(office.hung)
    response = client.post(address("deed_merge", second), {"merge-into": "0"})
    assert said(response) == ["Hãy chọn lần giới thiệu để gộp vào. Chưa có gì thay đổi."]
    client.post(address("deed_merge", second), {"merge-into": first.pk})
    assert state(second) == "MERGED"
    assert "Lê Văn Bình cũng giới thiệu" in client.get(first.get_absolute_url()).text
    client.force_login(office.binh)
    assert "Đã gộp với lần giới thiệu khác" in client.get(second.get_absolute_url()).text

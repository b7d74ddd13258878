"""Pages of deeds with their clock, and the share of direct workers over lists."""

import pytest
from django.test import Client
from django.urls import reverse

from awards.actions.deeds import nominate_for_deed
from awards.models import Nomination
from campaigns.actions.deeds import merge_deed
from campaigns.models import Campaign
from tests.awards import way
from tests.campaigns.exemplar_way import reported
from tests.campaigns.pages import address, rows, said
from tests.cast import Office


def test_each_sees_what_they_pointed_out_or_answer(client: Client, office: Office) -> None:
    of_mai, of_dung = reported(office, by="dung"), reported(office, "dung", by="mai")
    of_head = reported(office, "hung", by="quan")
    expected = {
        "lan": [of_mai],
        "hung": [of_mai],
        "binh": [of_dung],
        "son": [of_dung],
        "dung": [of_mai],
        "mai": [of_dung],
        "quan": [of_head],
        "thao": [of_head, of_dung, of_mai],
        "phong": [of_head, of_dung, of_mai],
    }
    for who in office.accounts:
        client.force_login(getattr(office, who))
        found = set(rows(client.get(reverse("deeds"))))
        assert found == set(expected.get(who, [])), who


def test_nobody_opens_their_own(client: Client, office: Office) -> None:
    of_thao = reported(office, "thao")
    client.force_login(office.thao)
    assert client.get(of_thao.get_absolute_url()).status_code == 404
    client.force_login(office.roi)
    assert client.get(of_thao.get_absolute_url()).status_code == 200


def test_the_page_shows_the_clock_and_the_steps(client: Client, office: Office) -> None:
    deed = reported(office)
    steps = ("deed_nominate", "deed_thank", "deed_merge")
    shown = {"lan": set(steps[:2]), "hung": set(steps[:2]), "thao": {"deed_thank"}, "roi": set()}
    for who, expected in shown.items():
        client.force_login(getattr(office, who))
        page = client.get(deed.get_absolute_url()).text
        assert {name for name in steps if address(name, deed) in page} == expected, who
        assert "07/01/2022" in page
        assert "ngày làm việc" in page


def test_who_else_pointed_it_out_is_for_those_who_look_into_it(
    client: Client, office: Office
) -> None:
    deed = reported(office)
    merge_deed(deed=reported(office, by="binh"), into=deed, actor=office.lan)
    told = {}
    for who in ("lan", "hung", "thao", "phong", "roi"):
        client.force_login(getattr(office, who))
        told[who] = "Lê Văn Bình cũng giới thiệu" in client.get(deed.get_absolute_url()).text
    assert told == {"lan": True, "hung": True, "thao": True, "phong": True, "roi": False}


def test_a_nomination_is_made_on_the_page(
    client: Client, office: Office, campaign: Campaign
) -> None:
    deed = reported(office)
    client.force_login(office.lan)
    url = address("deed_nominate", deed)
    response = client.post(url)
    assert said(response) == ["Hãy chọn hình thức khen thưởng. Chưa có gì thay đổi."]
    # Titles are for the year, not for a deed.
    assert client.post(url, {"nominate-award": "LDTT"}).url == deed.get_absolute_url()
    response = client.post(url, {"nominate-award": "GKHEN"})
    nomination = Nomination.objects.get()
    assert response.url == reverse("nomination_edit", args=[nomination.pk])
    page = client.get(deed.get_absolute_url()).text
    assert nomination.get_absolute_url() in page
    client.force_login(office.roi)
    assert nomination.get_absolute_url() not in client.get(deed.get_absolute_url()).text


def test_how_prompt_the_office_is_stands_over_the_list(
    client: Client, office: Office, campaign: Campaign
) -> None:
    deed = reported(office)
    nominate_for_deed(deed=deed, award="GKHEN", actor=office.lan)
    for who, told in (("thao", True), ("phong", True), ("lan", False), ("roi", False)):
        client.force_login(getattr(office, who))
        speed = client.get(reverse("deeds")).context["speed"]
        assert (speed is not None) == told, who


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client: Client, office: Office, django_assert_num_queries, count: int
) -> None:
    for who in ("mai", "hung", "lan")[:count]:
        reported(office, who)
    client.force_login(office.thao)
    with django_assert_num_queries(10):
        assert len(rows(client.get(reverse("deeds")))) == count


def test_the_list_is_searched_filtered_and_exported(client: Client, office: Office) -> None:
    deed = reported(office)
    reported(office, "dung", text="Sửa máy in ngoài giờ.")
    client.force_login(office.thao)
    for query in ({"q": "nhat duoc"}, {"q": "dang thi mai"}):
        assert rows(client.get(reverse("deeds"), query)) == [deed], query
    text = client.get(reverse("deeds"), {"export": "csv", "q": "vi"}).content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("Đặng Thị Mai,Vụ Hạ,07/01/2022,15/11/2022,,")


def test_the_share_of_direct_workers_stands_over_each_list(
    client: Client, office: Office, campaign: Campaign
) -> None:
    words = "Người lao động trực tiếp: <strong>1</strong> trên 2 cá nhân (50 %)."
    files = [way.accepted(office, campaign, who) for who in ("mai", "hung")]
    client.force_login(office.thao)
    for name in ("nominations", "review_new"):
        assert words in client.get(reverse(name)).text, name
    client.force_login(office.lan)
    assert words in client.get(reverse("nominations")).text
    assert words not in client.get(reverse("nominations"), {"q": "mai"}).text
    way.passed(office, *files)
    client.force_login(office.oanh)
    assert words in client.get(reverse("decision_new")).text

"""Pages that show pledges, and the step that begins one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.campaigns import close_campaign
from campaigns.actions.pledges import begin_pledge, return_pledge, save_pledge
from campaigns.models import Campaign, Pledge
from tests.campaigns.pages import address, rows, said
from tests.campaigns.pledging import drafted, sent, signed, whole
from tests.cast import FOUNDED, Office, day, launched_campaign
from units.actions.organisation import create_unit

STRANGERS = ["binh", "son", "mai", "khoa", "lien", "oanh", "quan", "roi"]
READERS = ["lan", "hung", "thao", "phong"]
STEPS = ("pledge_send", "pledge_recall", "pledge_sign", "pledge_return")


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


# The list


def test_each_sees_the_pledges_of_the_units_they_cover(
    client: Client, office: Office, campaign: Campaign
) -> None:
    ours = sent(office, campaign)
    theirs = begin_pledge(campaign=campaign, unit=office.b, actor=office.binh)
    expected = {"lan": [ours], "binh": [theirs], "thao": [theirs, ours], "phong": [theirs, ours]}
    for who in READERS + STRANGERS:
        client.force_login(getattr(office, who))
        if who == "hung":
            expected[who] = [ours]
        if who == "son":
            expected[who] = [theirs]
        assert rows(client.get(reverse("pledges"))) == expected.get(who, []), who


def test_the_list_is_searched_filtered_and_exported(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = signed(office, campaign)
    begin_pledge(campaign=campaign, unit=office.b, actor=office.binh)
    client.force_login(office.thao)
    for query in ({"q": "VU HA"}, {"state": "SIGNED"}, {"sort": "-targets", "q": "vu"}):
        assert rows(client.get(reverse("pledges"), query)) == [pledge], query
    assert len(rows(client.get(reverse("pledges"), {"campaign": campaign.pk}))) == 2
    text = client.get(reverse("pledges"), {"export": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines() == [
        "Đơn vị,Năm,Trạng thái,Số chỉ tiêu,Ngày gửi,Ngày ký",
        "Cục Thu,2022,đang soạn,0,,",
        'Vụ Hạ,2022,"đã ký, chờ tiếp nhận",2,10/01/2022,10/01/2022',
    ]


def test_an_empty_list_leads_to_the_campaigns(client: Client, office: Office) -> None:
    client.force_login(office.lan)
    page = client.get(reverse("pledges")).text
    assert "Bản đăng ký được viết từ trang của phong trào đang mở." in page
    no_match = client.get(reverse("pledges"), {"q": "xyz"}).text
    assert "Không có kết quả nào khớp" in no_match


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client: Client, office: Office, campaign: Campaign, django_assert_num_queries, count: int
) -> None:
    drafted(office, campaign)
    for number in range(count - 1):
        unit = create_unit(
            parent=office.a, code=f"phong-{number}", name="Phòng", since=FOUNDED, actor=None
        )
        begin_pledge(campaign=campaign, unit=unit, actor=office.lan)
    client.force_login(office.lan)
    with django_assert_num_queries(10):
        assert len(rows(client.get(reverse("pledges")))) == count


# One pledge


def test_a_pledge_is_found_by_its_unit_and_those_above(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = sent(office, campaign)
    for who in READERS:
        client.force_login(getattr(office, who))
        assert client.get(address("pledge", pledge)).status_code == 200, who
    for who in STRANGERS:
        client.force_login(getattr(office, who))
        for name in ("pledge", "pledge_edit"):
            assert client.get(address(name, pledge)).status_code == 404, who


def test_a_pledge_reads_as_a_paper(client: Client, office: Office, campaign: Campaign) -> None:
    pledge = signed(office, campaign)
    client.force_login(office.phong)
    page = client.get(address("pledge", pledge))
    for words in (
        "1. Chất lượng tham mưu",
        "Chỉ tiêu 1",
        "95",
        "30/11/2022",
        "Đặng Thị Mai: Lao động tiên tiến",
        "Tập thể Vụ Hạ: Tập thể lao động xuất sắc",
        "Thủ trưởng đơn vị đã ký",
        "<strong>Trần Văn Hùng</strong>",
    ):
        assert words in page.text, words
    assert page.context["path"] == [
        ("Đang soạn", "done"),
        ("Chờ thủ trưởng ký", "done"),
        ("Đã ký, chờ tiếp nhận", "current"),
        ("Đã tiếp nhận", "todo"),
    ]


@pytest.mark.parametrize(
    ("made", "buttons"),
    [
        (
            drafted,
            {"lan": {"pledge_edit", "pledge_send"}, "hung": {"pledge_edit", "pledge_send"}},
        ),
        (sent, {"lan": {"pledge_recall"}, "hung": {"pledge_sign", "pledge_return"}}),
        (signed, {}),
    ],
)
def test_only_open_steps_are_shown(
    client: Client, office: Office, campaign: Campaign, made: Any, buttons: dict[str, set[str]]
) -> None:
    pledge = made(office, campaign)
    for who in READERS:
        client.force_login(getattr(office, who))
        page = client.get(address("pledge", pledge)).text
        shown = {name for name in (*STEPS, "pledge_edit") if f'"{address(name, pledge)}"' in page}
        assert shown == buttons.get(who, set()), who


def test_a_draft_says_what_is_missing_and_offers_no_sending(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    client.force_login(office.lan)
    page = client.get(address("pledge", pledge)).text
    assert "Nội dung số 1 chưa có chỉ tiêu." in page
    assert "Nội dung số 2 chưa có chỉ tiêu." in page
    assert address("pledge_send", pledge) not in page


def test_after_the_deadline_the_page_says_so(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    client.force_login(office.lan)
    with day(2022, 2, 16):
        page = client.get(address("pledge", pledge)).text
        editing = client.get(address("pledge_edit", pledge)).text
    assert "Đã quá hạn đăng ký thi đua (15/02/2022) nên không gửi được." in page
    assert "vẫn lưu nháp được nhưng không gửi được nữa" in editing


def test_a_return_note_stands_out_until_it_is_sent_again(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = sent(office, campaign)
    return_pledge(pledge=pledge, note="Chỉ tiêu 2 quá thấp.", actor=office.hung)
    client.force_login(office.lan)
    page = client.get(address("pledge", pledge))
    assert "Chỉ tiêu 2 quá thấp." in page.text
    assert page.context["path"][0] == ("Trả lại để sửa", "current")
    assert "Chỉ tiêu 2 quá thấp." in client.get(address("pledge_edit", pledge)).text


@pytest.mark.parametrize("more", [0, 5])
def test_a_long_pledge_costs_no_more(
    client: Client, office: Office, campaign: Campaign, django_assert_num_queries, more: int
) -> None:
    pledge = drafted(office, campaign)
    content = whole(office, campaign)
    content.targets.extend(content.targets[:1] * more)
    save_pledge(pledge=pledge, content=content, edition=1, actor=office.lan)
    client.force_login(office.lan)
    with django_assert_num_queries(14):
        client.get(address("pledge", pledge))
    with django_assert_num_queries(17):
        client.get(address("pledge_edit", pledge))


# Beginning


def test_beginning_opens_the_page_to_write(
    client: Client, office: Office, campaign: Campaign
) -> None:
    client.force_login(office.lan)
    begin = reverse("pledge_begin", args=[campaign.pk, office.a.pk])
    response = client.post(begin)
    pledge = Pledge.objects.get()
    assert response.url == client.post(begin).url == address("pledge_edit", pledge)
    assert pledge.unit == office.a


def test_a_pledge_begins_only_in_a_unit_of_ones_own(
    client: Client, office: Office, campaign: Campaign
) -> None:
    cases = [("lan", office.b), ("lan", office.root), ("thao", office.a), ("roi", office.a)]
    for who, unit in cases:
        client.force_login(getattr(office, who))
        response = client.post(reverse("pledge_begin", args=[campaign.pk, unit.pk]))
        assert response.status_code == 404, who
    assert not Pledge.objects.exists()


def test_a_closed_campaign_is_said_to_be_closed(
    client: Client, office: Office, campaign: Campaign
) -> None:
    close_campaign(campaign=campaign, actor=office.thao)
    client.force_login(office.lan)
    response = client.post(reverse("pledge_begin", args=[campaign.pk, office.a.pk]))
    assert response.url == campaign.get_absolute_url()
    assert said(response) == [
        "Phong trào này đã tổng kết nên không làm được việc này. Không có gì thay đổi."
    ]

"""Pages of pledges."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from campaigns.actions.campaigns import close_campaign
from campaigns.actions.pledges import begin_pledge, return_pledge, save_pledge
from campaigns.models import Campaign, Pledge
from campaigns.workflow import PledgeState
from tests.campaigns.pledging import drafted, posted, sent, signed, whole
from tests.cast import FOUNDED, Office, day, launched_campaign
from units.actions.accounts import grant_role
from units.actions.organisation import create_unit
from units.models import AuditEntry, Role

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


def said(response: HttpResponse) -> list[str]:
    """Give what the page will tell the person."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows(response: HttpResponse) -> list[Any]:
    """Give the rows of a list page."""
    return list(response.context["page_list"].page)


def state(pledge: Pledge) -> str:
    return Pledge.objects.get(pk=pledge.pk).state


def address(name: str, pledge: Pledge) -> str:
    return reverse(name, args=[pledge.pk])


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
        "Vụ Hạ,2022,đã ký,2,10/01/2022,10/01/2022",
    ]


def test_an_empty_list_leads_to_the_campaigns(client: Client, office: Office) -> None:
    client.force_login(office.lan)
    page = client.get(reverse("pledges")).text
    assert "Bản đăng ký được viết từ trang của phong trào đang mở." in page
    no_match = client.get(reverse("pledges"), {"q": "xyz"}).text
    assert "Không có bản đăng ký nào khớp" in no_match


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
        ("Đã ký", "done"),
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
    with django_assert_num_queries(13):
        client.get(address("pledge", pledge))
    with django_assert_num_queries(14):
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
        "Phong trào này đã tổng kết nên không nhận đăng ký. Không có gì thay đổi."
    ]


# Writing


def page_of(client: Client, pledge: Pledge, **changes: Any) -> dict[str, Any]:
    """Give what the page of a pledge would post, with changes."""
    return posted(client.get(address("pledge_edit", pledge)).context["forms"].parts, **changes)


def first_row(campaign: Campaign, number: int, **typed: Any) -> dict[str, Any]:
    """Give what is typed into the first row of a commitment."""
    prefix = f"commitment-{campaign.commitments.get(number=number).pk}"
    return {f"{prefix}-0-{name}": value for name, value in typed.items()}


def test_a_draft_is_saved_as_typed(client: Client, office: Office, campaign: Campaign) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    client.force_login(office.lan)
    typed = first_row(campaign, 1, indicator="Hồ sơ đúng hạn", value="1.250,5", measure="hồ sơ")
    data = page_of(client, pledge, **typed, **{"aims-0-award": "TTLDXS"})
    response = client.post(address("pledge_edit", pledge), data)
    assert response.url == address("pledge_edit", pledge)
    assert said(response) == ["Đã lưu nháp."]
    [target] = pledge.targets.all()
    assert (target.indicator, str(target.value), target.due_on) == (
        "Hồ sơ đúng hạn",
        "1250.50",
        None,
    )
    assert [aim.award for aim in pledge.aims.all()] == ["TTLDXS"]
    again = client.get(address("pledge_edit", pledge)).text
    assert 'value="1250,5"' in again


def test_one_more_row_comes_back_to_its_commitment(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    client.force_login(office.lan)
    data = page_of(client, pledge, more="commitment-2", **first_row(campaign, 2, indicator="Một"))
    response = client.post(address("pledge_edit", pledge), data)
    assert response.url == address("pledge_edit", pledge) + "#commitment-2"
    _commitment, formset = client.get(address("pledge_edit", pledge)).context["forms"].targets[1]
    assert [form["indicator"].value() for form in formset] == ["Một", None]


def test_a_mistake_keeps_all_that_was_typed(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    client.force_login(office.lan)
    typed = first_row(campaign, 1, indicator="Hồ sơ đúng hạn", value="rất nhiều")
    response = client.post(address("pledge_edit", pledge), page_of(client, pledge, **typed))
    assert 'value="rất nhiều"' in response.text
    assert "Hồ sơ đúng hạn" in response.text
    assert pledge.targets.count() == 0


def test_the_second_of_two_writers_keeps_the_typed_text_on_the_page(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    client.force_login(office.lan)
    data = page_of(client, pledge, **first_row(campaign, 1, indicator="Của tôi"))
    save_pledge(pledge=pledge, content=whole(office, campaign), edition=1, actor=office.hung)
    response = client.post(address("pledge_edit", pledge), data)
    assert response.status_code == 409
    assert "người khác đã lưu bản đăng ký này" in response.text
    assert 'value="Của tôi"' in response.text
    assert not pledge.targets.filter(indicator="Của tôi").exists()


def test_a_pledge_that_was_sent_meanwhile_is_not_overwritten(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    client.force_login(office.lan)
    data = page_of(client, pledge)
    Pledge.objects.update(state=PledgeState.SENT)
    response = client.post(address("pledge_edit", pledge), data)
    assert response.status_code == 409
    assert "chờ thủ trưởng ký" in response.text
    assert client.get(address("pledge_edit", pledge)).url == address("pledge", pledge)


def test_those_who_only_read_are_led_back_to_the_paper(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    client.force_login(office.lan)
    data = page_of(client, pledge, **first_row(campaign, 1, indicator="Của lãnh đạo"))
    client.force_login(office.phong)
    assert client.get(address("pledge_edit", pledge)).url == address("pledge", pledge)
    response = client.post(address("pledge_edit", pledge), data)
    assert response.status_code == 409
    assert "Bạn không có quyền làm việc này" in response.text
    assert not pledge.targets.filter(indicator="Của lãnh đạo").exists()


# Steps


def test_saving_and_sending_at_once(client: Client, office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    client.force_login(office.lan)
    data = page_of(client, pledge, send="yes", **first_row(campaign, 1, indicator="Mới"))
    response = client.post(address("pledge_edit", pledge), data)
    assert response.url == address("pledge", pledge)
    assert state(pledge) == PledgeState.SENT
    assert pledge.targets.filter(indicator="Mới").exists()


def test_an_unfinished_pledge_is_saved_but_not_sent(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    client.force_login(office.lan)
    data = page_of(client, pledge, send="yes", **first_row(campaign, 1, indicator="Dở dang"))
    response = client.post(address("pledge_edit", pledge), data)
    assert response.url == address("pledge_edit", pledge)
    [refusal] = said(response)
    assert refusal == (
        "Chưa gửi được: chưa có chỉ tiêu cho nội dung số 2; chỉ tiêu ở nội dung số 1 thiếu số "
        "lượng, đơn vị tính, ngày hoặc người phụ trách. Bản nháp đã lưu vẫn còn nguyên."
    )
    assert (state(pledge), pledge.targets.count()) == (PledgeState.DRAFT, 1)


def test_a_late_pledge_is_refused_with_the_deadline_and_stays(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    client.force_login(office.lan)
    with day(2022, 2, 16):
        data = page_of(client, pledge, send="yes", **first_row(campaign, 1, indicator="Muộn"))
        response = client.post(address("pledge_edit", pledge), data)
        alone = client.post(address("pledge_send", pledge))
    for one in (response, alone):
        assert "Đã quá hạn đăng ký thi đua (15/02/2022)" in said(one)[0]
    assert state(pledge) == PledgeState.DRAFT
    assert pledge.targets.filter(indicator="Muộn").exists()


def test_a_saved_draft_is_sent_recalled_and_sent_again(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    client.force_login(office.lan)
    states = []
    for name in ("pledge_send", "pledge_recall", "pledge_send"):
        assert client.post(address(name, pledge)).url == address("pledge", pledge)
        states.append(state(pledge))
    assert states == ["SENT", "DRAFT", "SENT"]


def test_signing_asks_for_a_tick(client: Client, office: Office, campaign: Campaign) -> None:
    pledge = sent(office, campaign)
    client.force_login(office.hung)
    assert "Hãy đánh dấu vào ô xác nhận" in said(client.post(address("pledge_sign", pledge)))[0]
    assert state(pledge) == PledgeState.SENT
    client.post(address("pledge_sign", pledge), {"sign-sure": "on"})
    assert state(pledge) == PledgeState.SIGNED


def test_returning_asks_for_a_reason(client: Client, office: Office, campaign: Campaign) -> None:
    pledge = sent(office, campaign)
    client.force_login(office.hung)
    empty = client.post(address("pledge_return", pledge), {"return-note": " "})
    assert "Hãy ghi lý do." in empty.text
    assert state(pledge) == PledgeState.SENT
    client.post(address("pledge_return", pledge), {"return-note": "Sửa chỉ tiêu 2."})
    pledge.refresh_from_db()
    assert (pledge.state, pledge.return_note) == (PledgeState.RETURNED, "Sửa chỉ tiêu 2.")


def test_a_reason_typed_too_late_stays_on_the_page(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = signed(office, campaign)
    client.force_login(office.hung)
    response = client.post(address("pledge_return", pledge), {"return-note": "Quá muộn rồi"})
    assert response.status_code == 409
    assert "Quá muộn rồi" in response.text
    assert "đã ký" in response.text
    assert state(pledge) == PledgeState.SIGNED


@pytest.mark.parametrize("name", STEPS)
def test_strangers_do_not_find_the_steps(
    client: Client, office: Office, campaign: Campaign, name: str
) -> None:
    pledge = sent(office, campaign)
    before = AuditEntry.objects.count()
    for who in STRANGERS:
        client.force_login(getattr(office, who))
        assert client.post(address(name, pledge)).status_code == 404, who
    assert (state(pledge), AuditEntry.objects.count()) == (PledgeState.SENT, before)


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("who", ["thao", "phong"])
def test_those_who_only_read_are_refused(
    client: Client, office: Office, campaign: Campaign, name: str, who: str
) -> None:
    pledge = sent(office, campaign)
    before = AuditEntry.objects.count()
    client.force_login(getattr(office, who))
    data = {"sign-sure": "on", "return-note": "Lý do."}
    client.post(address(name, pledge), data)
    assert (state(pledge), AuditEntry.objects.count()) == (PledgeState.SENT, before)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_posted(client: Client, office: Office, campaign: Campaign, name: str) -> None:
    pledge = sent(office, campaign)
    client.force_login(office.hung)
    assert client.get(address(name, pledge)).status_code == 405
    begin = reverse("pledge_begin", args=[campaign.pk, office.a.pk])
    assert client.get(begin).status_code == 405


def test_a_role_on_a_room_covers_that_room_alone(
    client: Client, office: Office, campaign: Campaign
) -> None:
    room = create_unit(parent=office.a, code="phong-1", name="Phòng Một", since=FOUNDED, actor=None)
    grant_role(account=office.roi, role=Role.UNIT_CLERK, unit=room, since=FOUNDED, actor=None)
    above = drafted(office, campaign)
    client.force_login(office.roi)
    assert client.get(address("pledge", above)).status_code == 404
    response = client.post(reverse("pledge_begin", args=[campaign.pk, room.pk]))
    assert response.status_code == 302
    assert Pledge.objects.get(unit=room).state == PledgeState.DRAFT

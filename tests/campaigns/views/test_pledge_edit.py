"""Pages that write a pledge, and the steps to its signature."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.pledges import begin_pledge, recall_pledge, save_pledge, send_pledge
from campaigns.models import Campaign, Pledge
from campaigns.workflow import PledgeState
from tests.campaigns.pages import address, edition_on, said, state
from tests.campaigns.pledging import drafted, posted, rows_now, sent, signed, whole
from tests.cast import FOUNDED, Office, day, launched_campaign
from units.actions.accounts import grant_role
from units.actions.organisation import create_unit
from units.models import AuditEntry, Role

STRANGERS = ["binh", "son", "mai", "khoa", "lien", "oanh", "quan", "roi"]
STEPS = ("pledge_send", "pledge_recall", "pledge_sign", "pledge_return")


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


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


def test_a_row_that_is_typed_anew_stays_the_same_target(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    keys = list(pledge.targets.values_list("pk", flat=True))
    client.force_login(office.lan)
    data = page_of(client, pledge, **first_row(campaign, 1, indicator="Viết lại"))
    client.post(address("pledge_edit", pledge), data)
    assert list(pledge.targets.values_list("pk", "indicator")) == [
        (keys[0], "Viết lại"),
        (keys[1], "Chỉ tiêu 2"),
    ]


def test_a_row_that_is_emptied_is_gone(client: Client, office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    client.force_login(office.lan)
    empty = dict.fromkeys(("indicator", "value", "measure", "due_on", "person_id"), "")
    data = page_of(client, pledge, **first_row(campaign, 1, **empty))
    client.post(address("pledge_edit", pledge), data)
    assert [target.indicator for target in pledge.targets.all()] == ["Chỉ tiêu 2"]


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
    shown = edition_on(client.get(address("pledge", pledge)))
    client.post(address("pledge_sign", pledge), {"sign-sure": "on"} | shown)
    assert state(pledge) == PledgeState.SIGNED


def test_nobody_signs_a_text_that_the_page_did_not_show(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = sent(office, campaign)
    client.force_login(office.hung)
    opened = edition_on(client.get(address("pledge", pledge)))
    lower = rows_now(pledge)
    lower.targets[0] |= {"value": 60}
    recalled = recall_pledge(pledge=pledge, actor=office.lan)
    saved = save_pledge(pledge=recalled, content=lower, edition=recalled.edition, actor=office.lan)
    send_pledge(pledge=saved, actor=office.lan)
    for shown in (opened, {}, {"edition": "x"}):
        response = client.post(address("pledge_sign", pledge), {"sign-sure": "on"} | shown)
        assert said(response)[-1] == (
            "Nội dung đã được sửa sau khi bạn mở trang này. Chưa có gì được ký hoặc xác nhận; "
            "hãy tải lại trang và đọc bản mới."
        )
        assert (state(pledge), pledge.versions.count()) == (PledgeState.SENT, 0)
    read = edition_on(client.get(address("pledge", pledge)))
    client.post(address("pledge_sign", pledge), {"sign-sure": "on"} | read)
    assert (state(pledge), pledge.targets.first().value) == (PledgeState.SIGNED, 60)


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


def test_those_who_only_read_are_refused(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = sent(office, campaign)
    before = AuditEntry.objects.count()
    data = {"sign-sure": "on", "return-note": "Lý do."}
    for who in ("thao", "phong"):
        client.force_login(getattr(office, who))
        for name in STEPS:
            response = client.post(address(name, pledge), data)
            assert "Bạn không có quyền" in "".join([*said(response), response.text]), name
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

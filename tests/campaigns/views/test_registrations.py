"""A person's own registration, and the clerk's page of those of the unit."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.campaigns import close_campaign
from campaigns.actions.pledges import begin_pledge
from campaigns.models import Campaign, Registration
from tests.campaigns.actions.test_copies import NEXT_YEAR
from tests.campaigns.pages import address, said
from tests.campaigns.pledging import posted, registered, signed
from tests.cast import Office, day, launched_campaign


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def page_of(client: Client, campaign: Campaign, **changes: Any) -> dict[str, Any]:
    page = client.get(reverse("registration", args=[campaign.pk]))
    prefix = f"commitment-{campaign.commitments.first().pk}-0"
    return posted(
        page.context["forms"].parts,
        **{name.replace("row", prefix): value for name, value in changes.items()},
    )


def post(client: Client, campaign: Campaign, data: dict[str, Any]):
    return client.post(reverse("registration", args=[campaign.pk]), data)


def test_anybody_writes_and_hands_in_their_own(
    client: Client, office: Office, campaign: Campaign
) -> None:
    client.force_login(office.mai)
    assert (
        reverse("registration", args=[campaign.pk])
        in client.get(reverse("campaign", args=[campaign.pk])).text
    )
    data = page_of(client, campaign, **{"row-indicator": "Hồ sơ", "row-value": "12,5"})
    response = post(client, campaign, data | {"aims-0-award": "CSTDCS", "send": "yes"})
    assert said(response) == [
        "Đã lưu đăng ký của bạn.",
        "Đã gửi đơn vị. Cán bộ đầu mối thấy và đưa được vào bản đăng ký chung.",
    ]
    own = Registration.objects.get()
    assert (own.person, own.state) == (office.people["mai"], "SENT")
    assert [str(target.amount) for target in own.targets.all()] == ["12.5"]
    again = page_of(client, campaign)
    assert again["aims-0-award"] == "CSTDCS"
    assert "12,5" in again.values()


def test_a_number_without_a_name_is_pointed_out(
    client: Client, office: Office, campaign: Campaign
) -> None:
    client.force_login(office.mai)
    for number in ("12", "0"):
        page = post(client, campaign, page_of(client, campaign, **{"row-value": number}))
        assert "Hãy ghi tên chỉ tiêu." in page.text, number
    assert not Registration.objects.exists()


def test_after_the_close_nothing_is_saved(
    client: Client, office: Office, campaign: Campaign
) -> None:
    close_campaign(campaign=campaign, actor=office.thao)
    client.force_login(office.mai)
    page = client.get(reverse("registration", args=[campaign.pk]))
    assert "Phong trào không nhận đăng ký nữa." in page.text
    typed = page_of(client, campaign, **{"row-indicator": "Hồ sơ gõ dở"})
    response = post(client, campaign, typed)
    assert response.status_code == 409
    assert "đã tổng kết" in response.text
    assert 'value="Hồ sơ gõ dở"' in response.text
    assert not Registration.objects.exists()


def test_the_clerk_sees_what_was_handed_in_and_takes_it_over(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    own = registered(campaign, office.mai)
    client.force_login(office.lan)
    assert "(1)" in client.get(address("pledge_edit", pledge)).text
    page = client.get(address("pledge_registrations", pledge))
    assert "Hồ sơ tự thẩm tra: 12 hồ sơ, 31/10/2022" in page.text
    assert "đã có trong bản chung" not in page.text
    response = client.post(address("pledge_take_over", pledge), {"registration": [own.pk, "nhiều"]})
    assert said(response) == ["Đã đưa vào bản đăng ký của đơn vị: 1 chỉ tiêu, 1 danh hiệu."]
    page = client.get(address("pledge_registrations", pledge)).text
    assert page.count("đã có trong bản chung") == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many(
    client: Client, office: Office, campaign: Campaign, django_assert_num_queries, count: int
) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    for who in ("mai", "lan", "hung")[:count]:
        registered(campaign, getattr(office, who))
    client.force_login(office.lan)
    with django_assert_num_queries(15):
        page = client.get(address("pledge_registrations", pledge))
    assert len(page.context["registered"]) == count


def test_nothing_handed_in_is_said_so(client: Client, office: Office, campaign: Campaign) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    client.force_login(office.hung)
    page = client.get(address("pledge_registrations", pledge)).text
    assert "Chưa có ai gửi đăng ký cá nhân" in page


def test_last_years_pledge_is_copied_from_an_empty_page(
    client: Client, office: Office, campaign: Campaign
) -> None:
    signed(office, campaign)
    with day(2023, 1, 10):
        pledge = begin_pledge(
            campaign=launched_campaign(office, **NEXT_YEAR), unit=office.a, actor=office.lan
        )
        client.force_login(office.lan)
        assert "Chép từ năm 2022" in client.get(address("pledge_edit", pledge)).text
        response = client.post(address("pledge_copy", pledge))
        assert response.url == address("pledge_edit", pledge)
        page = client.get(response.url).text
    assert "Chỉ tiêu 1" in page
    assert "Chép từ năm 2022" not in page

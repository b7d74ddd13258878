"""Pages that show campaigns."""

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.campaigns import draft_campaign
from campaigns.actions.pledges import begin_pledge
from campaigns.models import Campaign
from tests.campaigns.pages import rows
from tests.campaigns.pledging import sent, signed
from tests.cast import FOUNDED, LAUNCH, Office, day, launched_campaign
from units.actions.organisation import create_unit

EVERYONE = ["lan", "hung", "mai", "thao", "khoa", "lien", "oanh", "phong", "quan", "roi"]


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


@pytest.fixture
def draft(office: Office) -> Campaign:
    return draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)


# The list


def test_everyone_sees_launched_campaigns(
    client: Client, office: Office, campaign: Campaign, draft: Campaign
) -> None:
    for who in EVERYONE:
        client.force_login(getattr(office, who))
        response = client.get(reverse("campaigns"))
        assert rows(response) == ([draft, campaign] if who == "thao" else [campaign]), who
        assert (reverse("campaign_new") in response.text) == (who == "thao"), who


def test_the_list_is_searched_without_accents_and_filtered(
    client: Client, office: Office, campaign: Campaign
) -> None:
    client.force_login(office.lan)
    assert rows(client.get(reverse("campaigns"), {"q": "ky CUONG"})) == [campaign]
    assert rows(client.get(reverse("campaigns"), {"year": "2022"})) == [campaign]
    found_nothing = client.get(reverse("campaigns"), {"q": "không có"})
    assert rows(found_nothing) == []
    assert "Không có kết quả nào khớp" in found_nothing.text
    assert rows(client.get(reverse("campaigns"), {"state": "CLOSED"})) == []


def test_an_empty_list_says_what_to_do_next(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    assert "Dán bài phát động" in client.get(reverse("campaigns")).text
    client.force_login(office.lan)
    assert "Khi thường trực Hội đồng phát động" in client.get(reverse("campaigns")).text


def test_the_list_is_exported(client: Client, office: Office, campaign: Campaign) -> None:
    client.force_login(office.lan)
    lines = client.get(reverse("campaigns"), {"export": "csv"}).content.decode("utf-8-sig")
    assert lines.splitlines() == [
        "Năm,Loại,Chủ đề,Ngày phát động,Hạn đăng ký,Trạng thái",
        '2022,"thường xuyên, theo năm","Kỷ cương, hiệu quả",31/12/2021,15/02/2022,đã phát động',
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(
    client: Client, office: Office, django_assert_num_queries, count: int
) -> None:
    for _number in range(count):
        launched_campaign(office)
    client.force_login(office.lan)
    with django_assert_num_queries(10):
        assert len(rows(client.get(reverse("campaigns")))) == count


# One campaign


def test_a_clerk_sees_what_is_next_for_the_unit(
    client: Client, office: Office, campaign: Campaign
) -> None:
    client.force_login(office.lan)
    begin = reverse("pledge_begin", args=[campaign.pk, office.a.pk])
    page = client.get(reverse("campaign", args=[campaign.pk]))
    assert [unit.name for unit in page.context["own_units"]] == ["Vụ Hạ"]
    assert f'action="{begin}"' in page.text
    assert "Còn 36 ngày để gửi đăng ký (hạn 15/02/2022)." in page.text

    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    page = client.get(reverse("campaign", args=[campaign.pk]))
    assert begin not in page.text
    assert reverse("pledge_edit", args=[pledge.pk]) in page.text


def test_a_sent_pledge_is_only_looked_at(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = sent(office, campaign)
    client.force_login(office.lan)
    page = client.get(reverse("campaign", args=[campaign.pk])).text
    assert reverse("pledge", args=[pledge.pk]) in page
    assert reverse("pledge_edit", args=[pledge.pk]) not in page


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ((2022, 2, 15), "Hôm nay là ngày cuối"),
        ((2022, 2, 16), "Đã quá hạn đăng ký (15/02/2022)"),
    ],
)
def test_the_deadline_is_said_as_it_nears(
    client: Client, office: Office, campaign: Campaign, today: tuple[int, ...], said: str
) -> None:
    client.force_login(office.lan)
    with day(*today):
        assert said in client.get(reverse("campaign", args=[campaign.pk])).text


def test_staff_see_the_call_but_no_units(
    client: Client, office: Office, campaign: Campaign
) -> None:
    client.force_login(office.mai)
    page = client.get(reverse("campaign", args=[campaign.pk]))
    assert "Chất lượng tham mưu" in page.text
    assert list(page.context["own_units"]) == []
    assert "page_list" not in page.context


def test_the_standing_body_and_the_leaders_see_the_board(
    client: Client, office: Office, campaign: Campaign
) -> None:
    signed(office, campaign)
    for who in ("thao", "phong"):
        client.force_login(getattr(office, who))
        page = client.get(reverse("campaign", args=[campaign.pk]))
        assert [(u.name, u.board_state) for u in rows(page)] == [
            ("Cục Thu", "NOT_BEGUN"),
            ("Vụ Hạ", "SIGNED"),
        ]
        assert [units for _state, _label, units in page.context["counts"]] == [1, 0, 0, 0, 1, 0]


def test_every_figure_of_the_board_opens_its_list(
    client: Client, office: Office, campaign: Campaign
) -> None:
    signed(office, campaign)
    client.force_login(office.thao)
    address = reverse("campaign", args=[campaign.pk])
    for state, _label, units in client.get(address).context["counts"]:
        listed = rows(client.get(address, {"state": state}))
        assert [unit.board_state for unit in listed] == [state] * units


def test_the_board_is_filtered_by_bloc_and_exported(
    client: Client, office: Office, campaign: Campaign
) -> None:
    client.force_login(office.thao)
    address = reverse("campaign", args=[campaign.pk])
    bloc = office.agency.blocs.get()
    assert rows(client.get(address, {"bloc": bloc.pk, "q": "vu"})) == [office.a]
    text = client.get(address, {"export": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines()[1:] == [
        "Cục Thu,chính quyền,Khối Một,chưa đăng ký",
        "Vụ Hạ,chính quyền,Khối Một,chưa đăng ký",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_however_long(
    client: Client, office: Office, campaign: Campaign, django_assert_num_queries, count: int
) -> None:
    office.b.pledges = False
    office.b.save()
    for number in range(count - 1):
        create_unit(parent=office.root, code=f"vu-{number}", name="Vụ", since=FOUNDED, actor=None)
    client.force_login(office.thao)
    with django_assert_num_queries(18):
        assert len(rows(client.get(reverse("campaign", args=[campaign.pk])))) == count


def test_htmx_gets_the_board_alone(client: Client, office: Office, campaign: Campaign) -> None:
    client.force_login(office.thao)
    address = reverse("campaign", args=[campaign.pk])
    part = client.get(address, {"q": "vụ"}, headers={"HX-Request": "true"}).text
    assert "Vụ Hạ" in part
    assert "<html" not in part
    assert "Cục Thu" not in part


def test_a_draft_is_found_by_the_standing_body_alone(
    client: Client, office: Office, draft: Campaign
) -> None:
    for who in EVERYONE:
        client.force_login(getattr(office, who))
        response = client.get(reverse("campaign", args=[draft.pk]))
        if who == "thao":
            assert response.url == reverse("campaign_edit", args=[draft.pk])
        else:
            assert response.status_code == 404, who

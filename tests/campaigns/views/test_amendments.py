"""Pages after the signature: accepting, questioning, amending, comparing."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.amendments import amend_pledge, question_pledge
from campaigns.actions.pledges import save_pledge
from campaigns.models import Campaign, Pledge
from campaigns.workflow import PledgeState
from tests.campaigns.pages import address, edition_on, said, state
from tests.campaigns.pledging import (
    accepted,
    amending,
    drafted,
    posted,
    resigned,
    rows_now,
    signed,
)
from tests.cast import Office, day, launched_campaign


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def vague_one(office: Office, campaign: Campaign) -> Pledge:
    pledge = drafted(office, campaign)
    rows = rows_now(pledge)
    rows.targets[0] |= {"indicator": "Tăng cường phối hợp"}
    return resigned(office, pledge, rows)


def version_page(pledge: Pledge, number: int) -> str:
    return reverse("pledge_version", args=[pledge.pk, number])


def test_vague_targets_are_shown_before_accepting(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = vague_one(office, campaign)
    client.force_login(office.thao)
    page = client.get(address("pledge", pledge))
    assert "“tăng cường” không nói điều gì đo được" in page.text
    first, second = pledge.targets.all()
    ticked = [name for name, field in page.context["question"].fields.items() if field.initial]
    assert ticked == [f"indicator-{first.pk}"]
    assert f'name="question-value-{second.pk}"' in page.text
    client.force_login(office.phong)
    assert "không nói điều gì đo được" not in client.get(address("pledge", pledge)).text


def test_it_may_be_accepted_all_the_same(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = vague_one(office, campaign)
    client.force_login(office.thao)
    shown = edition_on(client.get(address("pledge", pledge)))
    response = client.post(address("pledge_accept", pledge), shown)
    assert said(response) == ["Đã tiếp nhận bản đăng ký thi đua."]
    page = client.get(address("pledge", pledge))
    assert page.context["path"][-1] == ("Đã tiếp nhận", "done")
    assert address("pledge_accept", pledge) not in page.text


def test_what_was_signed_anew_is_read_before_it_is_accepted(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = signed(office, campaign)
    client.force_login(office.thao)
    opened = edition_on(client.get(address("pledge", pledge)))
    pledge = amend_pledge(pledge=pledge, reason="Thêm việc mới.", actor=office.lan)
    lower = rows_now(pledge)
    lower.targets[0] |= {"value": Decimal(60)}
    resigned(office, pledge, lower)
    [refused] = said(client.post(address("pledge_accept", pledge), opened))
    assert refused.startswith("Nội dung đã được sửa sau khi bạn mở trang này.")
    assert state(pledge) == PledgeState.SIGNED


def test_questioning_asks_for_a_reason_and_names_what_to_change(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = signed(office, campaign)
    first = pledge.targets.first()
    client.force_login(office.thao)
    empty = client.post(address("pledge_question", pledge), {"question-note": " "})
    assert "Hãy ghi lý do." in empty.text
    assert state(pledge) == PledgeState.SIGNED
    data = {"question-note": "Thấp quá.", f"question-value-{first.pk}": "on"}
    client.post(address("pledge_question", pledge), data)
    assert state(pledge) == PledgeState.RETURNED
    client.force_login(office.lan)
    page = client.get(address("pledge", pledge))
    assert page.context["asked"] == [("Chỉ tiêu 1", ["Số lượng"])]
    assert "Vũ Thị Thảo trả lại" in page.text
    assert address("pledge_withdraw", pledge) not in page.text


def test_only_the_fields_in_question_are_open(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = signed(office, campaign)
    first, _second = pledge.targets.all()
    question_pledge(pledge=pledge, note="Thấp.", fields=[(first.pk, "value")], actor=office.thao)
    client.force_login(office.lan)
    forms = client.get(address("pledge_edit", pledge)).context["forms"]
    open_fields = [
        (form.initial["pk"], name)
        for _commitment, formset in forms.targets
        for form in formset
        for name, field in form.fields.items()
        if not field.disabled
    ]
    assert open_fields == [(first.pk, "value")]
    assert [form.fields["award"].disabled for form in forms.aims] == [True, True]
    # What is posted of the others is not even read.
    data = posted(forms.parts)
    data |= {name: "Khác" for name in data if name.endswith("-indicator")}
    data |= {name: "99" for name in data if name.endswith("-value")}
    client.post(address("pledge_edit", pledge), data)
    rows = rows_now(pledge).targets
    assert [(row["indicator"], row["value"]) for row in rows] == [
        ("Chỉ tiêu 1", 99),
        ("Chỉ tiêu 2", 95),
    ]


def test_amending_opens_the_page_to_write_and_may_be_withdrawn(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = accepted(office, campaign)
    client.force_login(office.lan)
    assert "Hãy ghi lý do." in client.post(address("pledge_amend", pledge), {}).text
    response = client.post(address("pledge_amend", pledge), {"amend-note": "Thêm việc."})
    assert response.url == address("pledge_edit", pledge)
    page = client.get(response.url).text
    assert "Đang soạn bản sửa đổi số 2. Lý do: Thêm việc." in page
    assert address("pledge_withdraw", pledge) in client.get(address("pledge", pledge)).text
    client.post(address("pledge_withdraw", pledge))
    assert state(pledge) == PledgeState.ACCEPTED


def test_two_versions_are_compared_in_words(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = amending(office, campaign)
    rows = rows_now(pledge)
    rows.targets[0] |= {"indicator": "Chỉ tiêu một", "value": Decimal("90.5")}
    dropped = rows.targets.pop()
    rows.targets.append(dropped | {"pk": None, "indicator": "Việc mới"})
    rows.aims[0] |= {"award": "CSTDCS"}
    pledge = resigned(office, pledge, rows)
    client.force_login(office.phong)
    page = client.get(version_page(pledge, 2))
    assert page.context["other"].number == 1
    for words in (
        "Chỉ tiêu <del>1</del>",
        "Chỉ tiêu <ins>một</ins>",
        "<span>Thêm</span>",
        "<span>Bỏ</span>",
        "<span>Sửa</span>",
        '<td data-label="Bản số 1">95</td>',
        '<td data-label="Bản số 2">90,5</td>',
        "Chiến sĩ thi đua cơ sở",
    ):
        assert words in page.text, words
    back = client.get(version_page(pledge, 1), {"with": "2"})
    assert back.context["other"].number == 2
    assert client.get(version_page(pledge, 1)).context["other"] is None
    assert client.get(version_page(pledge, 3)).status_code == 404


def test_an_amendment_is_compared_before_it_is_signed(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = amending(office, campaign)
    client.force_login(office.hung)
    assert "Hai bản giống nhau." in client.get(version_page(pledge, 2)).text
    rows = rows_now(pledge)
    rows.targets[0] |= {"value": Decimal(90)}
    save_pledge(pledge=pledge, content=rows, edition=pledge.edition, actor=office.lan)
    page = client.get(version_page(pledge, 2))
    [change] = page.context["differs"].targets
    assert [(field.old, field.new) for field in change.fields] == [(95, 90)]
    assert "Bản sửa đổi số 2 (chưa ký)" in page.text


def test_the_versions_are_listed_on_the_page_of_the_pledge(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = resigned(office, amending(office, campaign), rows_now(Pledge.objects.get()))
    client.force_login(office.lan)
    page = client.get(address("pledge", pledge))
    assert [version.number for version in page.context["versions"]] == [2, 1]
    assert "Thêm việc mới." in page.text

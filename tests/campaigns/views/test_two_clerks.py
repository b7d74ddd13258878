"""Two clerks write one pledge: the second sees both texts. What is typed and not saved is kept."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from campaigns.actions.pledges import save_pledge, send_pledge
from campaigns.models import Campaign, Pledge, PledgeAutosave
from tests.campaigns.pages import address
from tests.campaigns.pledging import drafted, posted, rows_now, target
from tests.cast import Office, day, launched_campaign


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


@pytest.fixture
def pledge(office: Office, campaign: Campaign) -> Pledge:
    return drafted(office, campaign)


def typed(client: Client, pledge: Pledge, **row: Any) -> dict[str, Any]:
    """What the page would post, with the first row of the first commitment changed."""
    prefix = f"commitment-{pledge.campaign.commitments.first().pk}-0"
    forms = client.get(address("pledge_edit", pledge)).context["forms"]
    return posted(forms.parts, **{f"{prefix}-{name}": value for name, value in row.items()})


def others_save(office: Office, pledge: Pledge) -> None:
    """Hùng changes the first target, drops the second, adds one and another title."""
    rows = rows_now(pledge)
    first, _second = rows.targets
    first |= {"value": 80, "person_id": office.people["lan"].pk}
    new = target(2, office, pledge.campaign, indicator="Của Hùng")
    rows.targets[:] = [first, new]
    rows.aims.append({"award": "CO_BO", "person_id": None})
    save_pledge(pledge=pledge, content=rows, edition=1, actor=office.hung)


def test_the_second_sees_both_texts_field_by_field(
    client: Client, office: Office, pledge: Pledge
) -> None:
    client.force_login(office.lan)
    data = typed(client, pledge, indicator="Của Lan", value="99")
    others_save(office, pledge)
    page = client.post(address("pledge_edit", pledge), data)
    assert page.status_code == 409
    forms = page.context["forms"]
    first, second = (formset.forms for _commitment, formset in forms.targets)
    assert (first[0]["indicator"].value(), first[0]["value"].value()) == ("Của Lan", "99")
    helps = {name: field.help_text for name, field in first[0].fields.items() if field.help_text}
    assert helps == {
        "indicator": "Bản đã lưu: Chỉ tiêu 1",
        "value": "Bản đã lưu: 80",
        "person_id": "Bản đã lưu: Nguyễn Thị Lan, Chuyên viên",
    }
    assert [form["indicator"].value() for form in second] == ["Chỉ tiêu 2", "", "Của Hùng"]
    assert "Người khác vừa bỏ chỉ tiêu này" in second[0].fields["indicator"].help_text
    assert second[2].fields["indicator"].help_text == "Chỉ tiêu này người khác vừa thêm."
    assert [form["award"].value() for form in forms.aims] == ["LDTT", "TTLDXS", "", "CO_BO"]
    kinds = [(one.kind, one.line.indicator) for one in page.context["differs"].targets]
    assert kinds == [("changed", "Của Lan"), ("added", "Chỉ tiêu 2"), ("removed", "Của Hùng")]


def test_nothing_is_overwritten_and_saving_on_purpose_keeps_both(
    client: Client, office: Office, pledge: Pledge
) -> None:
    client.force_login(office.lan)
    data = typed(client, pledge, indicator="Của Lan")
    others_save(office, pledge)
    page = client.post(address("pledge_edit", pledge), data)
    stored = list(pledge.targets.values_list("indicator", flat=True))
    assert stored == ["Chỉ tiêu 1", "Của Hùng"]
    again = client.post(address("pledge_edit", pledge), posted(page.context["forms"].parts))
    assert again.status_code == 302
    stored = list(pledge.targets.values_list("indicator", "value"))
    assert stored == [("Của Lan", 95), ("Của Hùng", 95), ("Chỉ tiêu 2", 95)]
    assert set(pledge.aims.values_list("award", flat=True)) == {"LDTT", "TTLDXS", "CO_BO"}


# What is typed and not saved


def keep(client: Client, pledge: Pledge, data: dict[str, Any]):
    return client.post(address("pledge_autosave", pledge), data)


def test_what_is_typed_is_kept_offered_and_taken_back(
    client: Client, office: Office, pledge: Pledge
) -> None:
    client.force_login(office.lan)
    data = typed(client, pledge, indicator="Chưa lưu")
    assert keep(client, pledge, {"indicator": "Cũ"}).status_code == 204
    assert keep(client, pledge, data | {"csrfmiddlewaretoken": "x"}).status_code == 204
    [kept] = PledgeAutosave.objects.all()
    assert QueryDict(kept.typed).dict() == {name: str(value) for name, value in data.items()}
    page = client.get(address("pledge_edit", pledge))
    assert "Có phần bạn đã nhập lúc" in page.text
    assert 'value="Chưa lưu"' not in page.text
    restored = client.get(address("pledge_edit", pledge) + "?restore=yes")
    assert 'value="Chưa lưu"' in restored.text
    client.post(address("pledge_edit", pledge), posted(restored.context["forms"].parts))
    assert pledge.targets.filter(indicator="Chưa lưu").exists()
    assert not PledgeAutosave.objects.exists()


def test_nobody_else_is_offered_it(client: Client, office: Office, pledge: Pledge) -> None:
    client.force_login(office.lan)
    keep(client, pledge, typed(client, pledge, indicator="Chưa lưu"))
    client.force_login(office.hung)
    page = client.get(address("pledge_edit", pledge) + "?restore=yes").text
    assert "Chưa lưu" not in page
    assert "Có phần bạn đã nhập" not in page


def test_it_is_thrown_away_on_demand(client: Client, office: Office, pledge: Pledge) -> None:
    client.force_login(office.lan)
    keep(client, pledge, typed(client, pledge, indicator="Chưa lưu"))
    answer = keep(client, pledge, {"discard": "yes"})
    assert answer.url == address("pledge_edit", pledge)
    assert not PledgeAutosave.objects.exists()


def test_nothing_is_kept_of_what_cannot_be_saved(
    client: Client, office: Office, pledge: Pledge
) -> None:
    client.force_login(office.lan)
    too_long = keep(client, pledge, {"indicator": "x" * 300_001})
    send_pledge(pledge=pledge, actor=office.lan)
    sent = keep(client, pledge, {"indicator": "Muộn"})
    client.force_login(office.thao)
    reader = keep(client, pledge, {"indicator": "Không phải việc"})
    assert [one.status_code for one in (too_long, sent, reader)] == [409, 409, 409]
    assert not PledgeAutosave.objects.exists()


def test_a_restored_text_meets_what_was_saved_meanwhile(
    client: Client, office: Office, pledge: Pledge
) -> None:
    client.force_login(office.lan)
    keep(client, pledge, typed(client, pledge, indicator="Chưa lưu"))
    others_save(office, pledge)
    restored = client.get(address("pledge_edit", pledge) + "?restore=yes")
    answer = client.post(address("pledge_edit", pledge), posted(restored.context["forms"].parts))
    assert answer.status_code == 409
    assert 'value="Chưa lưu"' in answer.text
    assert reverse("pledge_autosave", args=[pledge.pk]) in answer.text

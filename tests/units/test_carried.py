"""What is typed after the session has ended goes over the sign-in."""

from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from campaigns.actions.pledges import begin_pledge
from campaigns.models import Campaign, Pledge
from tests.campaigns.pledging import drafted, posted
from tests.cast import PASSWORD, Office, day, launched_campaign
from units.carried import LONGEST, carried


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def edit(pledge: Pledge) -> str:
    return reverse("pledge_edit", args=[pledge.pk])


def send(client: Client, path: str, data: dict[str, str]):
    """Post as a browser posts a form without files."""
    return client.post(path, urlencode(data), content_type="application/x-www-form-urlencoded")


def sign_in(client: Client, who: str, path: str):
    data = {"username": who, "password": PASSWORD, "next": path}
    return client.post(reverse("login"), data, follow=True)


def test_the_typed_text_stands_in_the_form_after_signing_in_again(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    client.force_login(office.lan)
    data = posted(client.get(edit(pledge)).context["forms"].parts)
    prefix = f"commitment-{campaign.commitments.first().pk}-0"
    data[f"{prefix}-indicator"] = "Gõ khi phiên đã hết"
    client.logout()
    answer = send(client, edit(pledge), data)
    assert answer.url == f"{reverse('login')}?next={edit(pledge)}"
    page = sign_in(client, "lan", edit(pledge))
    assert 'value="Gõ khi phiên đã hết"' in page.text
    assert "phần bạn đã nhập trước đó và chưa lưu" in page.text
    assert not pledge.targets.filter(indicator="Gõ khi phiên đã hết").exists()
    again = posted(page.context["forms"].parts)
    client.post(edit(pledge), again)
    assert pledge.targets.filter(indicator="Gõ khi phiên đã hết").count() == 1


def test_it_is_taken_back_once_and_on_its_own_page_alone(
    client: Client, office: Office, campaign: Campaign
) -> None:
    mine = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    send(client, edit(mine), {"edition": "0", "csrfmiddlewaretoken": "x", "password": "y"})
    request = RequestFactory().get("/elsewhere")
    request.session = client.session
    assert carried(request) is None
    request = RequestFactory().get(edit(mine))
    request.session = client.session
    assert carried(request).dict() == {"edition": "0"}
    assert carried(request) is None


def test_what_is_too_long_or_no_form_is_not_carried(client: Client, office: Office) -> None:
    send(client, "/pledges/1/edit", {"text": "x" * LONGEST})
    client.post("/pledges/1/edit", "{}", content_type="application/json")
    client.get("/pledges/1/edit")
    assert "carried" not in client.session

"""Pages of the pacts of blocs."""

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions.pacts import open_pact, reopen_pact, save_pact
from campaigns.models import Campaign, Pact
from tests.campaigns.pages import edition_on, said
from tests.campaigns.pledging import standing_pact, worded_pact
from tests.cast import Office, day, launched_campaign


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def listed(campaign: Campaign) -> str:
    return reverse("pacts", args=[campaign.pk])


def test_the_standing_body_lets_a_member_word_it(
    client: Client, office: Office, campaign: Campaign
) -> None:
    bloc = office.agency.blocs.get()
    client.force_login(office.thao)
    wrong = client.post(listed(campaign), {"bloc": bloc.pk, "lead": office.root.pk})
    assert wrong.context["form"].errors.keys() == {"lead"}
    response = client.post(listed(campaign), {"bloc": bloc.pk, "lead": office.a.pk})
    pact = Pact.objects.get()
    assert response.url == pact.get_absolute_url()
    assert bloc not in client.get(listed(campaign)).context["form"].fields["bloc"].queryset
    client.force_login(office.lan)
    page = client.get(listed(campaign))
    assert page.context["form"] is None
    assert pact.get_absolute_url() in page.text


def test_the_leading_unit_words_it_and_sends_it_to_be_signed(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pact = worded_pact(office, campaign)
    client.force_login(office.lan)
    data = {"text": "Mỗi đơn vị một sáng kiến.", "edition": 1, "open": "yes"}
    response = client.post(pact.get_absolute_url(), data)
    assert said(response)[-1] == "Đã gửi thủ trưởng các đơn vị trong khối ký."
    page = client.get(pact.get_absolute_url()).text
    assert "Mỗi đơn vị một sáng kiến." in page
    assert page.count("chưa ký") == 2
    assert 'name="text"' not in page


def test_the_second_of_two_writers_sees_both_texts(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pact = worded_pact(office, campaign)
    save_pact(pact=pact, text="Cùng xong 90 % việc.", edition=1, actor=office.hung)
    client.force_login(office.lan)
    data = {"text": "Cùng xong 99 % việc.", "edition": 1}
    page = client.post(pact.get_absolute_url(), data)
    assert page.status_code == 409
    assert page.context["pieces"] == [
        ("same", "Cùng xong"),
        ("old", "90"),
        ("new", "99"),
        ("same", "% việc."),
    ]
    assert "Cùng xong 99 % việc.</textarea>" in page.text
    assert 'name="edition" value="2"' in page.text
    assert Pact.objects.get().text == "Cùng xong 90 % việc."


def test_each_head_signs_for_their_own_unit(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pact = open_pact(pact=worded_pact(office, campaign), actor=office.lan)
    own = reverse("pact_sign", args=[pact.pk, office.a.pk])
    other = reverse("pact_sign", args=[pact.pk, office.b.pk])
    client.force_login(office.hung)
    page = client.get(pact.get_absolute_url())
    assert (own in page.text, other in page.text) == (True, False)
    shown = edition_on(page)
    assert client.post(other, shown).status_code == 404
    assert said(client.post(own, shown)) == ["Đã ký giao ước thi đua của khối."]
    assert own not in client.get(pact.get_absolute_url()).text
    client.force_login(office.son)
    client.post(other, shown)
    assert Pact.objects.get().state == "STANDS"
    assert ">2/2<" in client.get(listed(campaign)).text


def test_nobody_signs_a_wording_that_the_page_did_not_show(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pact = open_pact(pact=worded_pact(office, campaign), actor=office.lan)
    client.force_login(office.hung)
    shown = edition_on(client.get(pact.get_absolute_url()))
    pact = reopen_pact(pact=pact, reason="Sửa số.", actor=office.lan)
    pact = save_pact(pact=pact, text="Xong 60 %.", edition=pact.edition, actor=office.lan)
    open_pact(pact=pact, actor=office.lan)
    [refused] = said(client.post(reverse("pact_sign", args=[pact.pk, office.a.pk]), shown))
    assert refused.startswith("Nội dung đã được sửa sau khi bạn mở trang này.")
    assert not pact.signatures.filter(signed_at__isnull=False).exists()


def test_reopening_needs_a_reason(client: Client, office: Office, campaign: Campaign) -> None:
    pact = open_pact(pact=worded_pact(office, campaign), actor=office.lan)
    again = reverse("pact_reopen", args=[pact.pk])
    client.force_login(office.lan)
    assert "Hãy ghi lý do" in said(client.post(again, {"reopen-note": " "}))[0]
    client.post(again, {"reopen-note": "Sửa số."})
    assert Pact.objects.get().state == "DRAFT"


def test_a_standing_pact_offers_nothing_more(
    client: Client, office: Office, campaign: Campaign
) -> None:
    pact = standing_pact(office, campaign)
    for who in ("lan", "hung", "thao"):
        client.force_login(getattr(office, who))
        page = client.get(pact.get_absolute_url()).text
        assert "<form" not in page.split('id="main"')[1].split("</main>")[0], who

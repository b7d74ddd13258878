"""A title that an agency wants registered first: a reminder on the dossier, never a bar."""

import pytest
from django.test import Client
from django.urls import reverse

from awards.queries.nominations import lacks_registration
from campaigns.models import Campaign
from tests.awards import way
from tests.campaigns import pledging
from tests.cast import Office, day, launched_campaign

WARNING = "Danh hiệu này chưa được đăng ký từ đầu phong trào"


@pytest.fixture(autouse=True)
def today():
    with day(2022, 11, 15):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    with day(2022, 1, 10):
        campaign = launched_campaign(office, titles_registered=True)
        # Lao động tiên tiến for Mai, Tập thể lao động xuất sắc for Vụ Hạ.
        pledging.signed(office, campaign)
    return campaign


@pytest.mark.parametrize(
    ("subject", "award", "lacks"),
    [
        ("mai", "LDTT", False),
        ("mai", "CSTDCS", True),
        ("lan", "LDTT", True),
        # A form of commendation is no title.
        ("mai", "GKHEN", False),
    ],
)
def test_titles_of_people(
    office: Office, campaign: Campaign, subject: str, award: str, lacks: bool
) -> None:
    assert lacks_registration(way.drafted(office, campaign, subject, award=award)) is lacks


def test_what_a_person_registered_alone_counts_too(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 20):
        pledging.registered(campaign, office.mai, aims=["CSTDCS"])
    assert not lacks_registration(way.drafted(office, campaign, "mai", award="CSTDCS"))


def test_titles_of_units(office: Office, campaign: Campaign) -> None:
    assert not lacks_registration(way.drafted(office, campaign, office.a, award="TTLDXS"))
    assert lacks_registration(way.drafted(office, campaign, office.a, award="TTLDTT"))


def test_the_page_reminds_and_the_dossier_goes_on(
    client: Client, office: Office, campaign: Campaign
) -> None:
    nomination = way.sent(office, campaign, "mai", award="CSTDB")
    page = reverse("nomination", args=[nomination.pk])
    client.force_login(office.thao)
    assert WARNING in client.get(page).text
    Campaign.objects.update(titles_registered=False)
    assert WARNING not in client.get(page).text
    assert nomination.state == "SENT"

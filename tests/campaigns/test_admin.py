"""Django's admin shows the rows of emulation and changes none of them."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from campaigns.models import Campaign
from tests.campaigns.pledging import drafted
from tests.cast import PASSWORD, Office, day, launched_campaign
from units.models import Account

TABLES = [
    "adoption",
    "aim",
    "announcedaward",
    "authorship",
    "blocdocument",
    "blocresult",
    "blocterm",
    "campaign",
    "commitment",
    "criterion",
    "criteriongroup",
    "deed",
    "initiative",
    "pledge",
    "proposal",
    "publication",
    "publicationversion",
    "publicpages",
    "ranking",
    "rankingline",
    "reading",
    "score",
    "scoresheet",
    "scoringround",
    "scoringtable",
    "sitting",
    "target",
]


@pytest.fixture
def admin(client: Client, office: Office) -> Client:
    with day(2022, 1, 10):
        drafted(office, launched_campaign(office))
    client.force_login(Account.objects.create_superuser("quan-tri", PASSWORD))
    return client


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_listed_but_none_is_added(admin: Client, table: str) -> None:
    assert admin.get(reverse(f"admin:campaigns_{table}_changelist")).status_code == 200
    assert admin.get(reverse(f"admin:campaigns_{table}_add")).status_code == 403


def test_a_row_is_looked_at_and_not_changed(admin: Client) -> None:
    campaign = Campaign.objects.get()
    address = reverse("admin:campaigns_campaign_change", args=[campaign.pk])
    assert admin.get(address).status_code == 200
    assert admin.post(address, {"theme": "Khác"}).status_code == 403
    delete = reverse("admin:campaigns_campaign_delete", args=[campaign.pk])
    assert admin.post(delete, {"post": "yes"}).status_code == 403
    assert Campaign.objects.get().theme == "Kỷ cương, hiệu quả"


def test_rows_are_found_without_accents(admin: Client) -> None:
    for table, word in (("campaign", "ky cuong"), ("pledge", "vu ha")):
        found = admin.get(reverse(f"admin:campaigns_{table}_changelist"), {"q": word})
        assert found.context["cl"].result_count == 1, table


@pytest.mark.parametrize("table", ["marksheet", "mark", "recusal", "comparedtext"])
def test_what_is_secret_has_no_page(table: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:campaigns_{table}_changelist")

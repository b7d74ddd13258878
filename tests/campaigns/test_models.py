"""What the database refuses, and the small words of the rows."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.models import Aim, BlocResult, Campaign, Pledge, Target
from campaigns.workflow import CampaignState, PledgeState
from tests.campaigns.pledging import drafted, target
from tests.cast import Office, day, launched_campaign
from units.models import Bloc


@pytest.fixture
def campaign(office: Office) -> Campaign:
    with day(2022, 1, 10):
        return launched_campaign(office)


def refuses(constraint: str, act: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        act()


@pytest.mark.parametrize(
    "name",
    ["launched_on", "pledges_due", "midyear_on", "nominations_due", "council_on", "yearend_on"],
)
def test_a_launched_campaign_keeps_every_day(campaign: Campaign, name: str) -> None:
    setattr(campaign, name, None)
    refuses("launched_campaign_has_dates", campaign.save)


def test_a_draft_may_lack_its_days(office: Office) -> None:
    campaign = Campaign.objects.create(
        agency=office.agency, year=2022, created_by=office.thao, state=CampaignState.DRAFT
    )
    assert campaign.pledges_due is None


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("pledges_due", "midyear_on"),
        ("midyear_on", "nominations_due"),
        ("nominations_due", "council_on"),
        ("council_on", "yearend_on"),
    ],
)
def test_days_stay_in_the_order_of_the_year(campaign: Campaign, earlier: str, later: str) -> None:
    setattr(campaign, earlier, getattr(campaign, later) + datetime.timedelta(days=1))
    refuses("campaign_dates_in_order", campaign.save)


def test_a_number_stands_once_in_a_campaign(campaign: Campaign) -> None:
    # Checked at the end of a transaction, so that rows may change places within it.
    campaign.commitments.filter(number=2).update(number=1)
    cursor = connection.cursor()
    with pytest.raises(IntegrityError, match="commitment_number_once"):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_unit_has_one_pledge_a_campaign(office: Office, campaign: Campaign) -> None:
    Pledge.objects.create(campaign=campaign, unit=office.a)
    refuses(
        "one_pledge_a_campaign", lambda: Pledge.objects.create(campaign=campaign, unit=office.a)
    )


def test_a_signed_pledge_has_its_signer(office: Office, campaign: Campaign) -> None:
    pledge = Pledge.objects.create(campaign=campaign, unit=office.a)
    pledge.state = PledgeState.SIGNED
    refuses("signed_pledge_has_signer", pledge.save)


def test_a_target_is_not_negative(office: Office, campaign: Campaign) -> None:
    pledge = Pledge.objects.create(campaign=campaign, unit=office.a)
    row = target(1, office, campaign, value=-1)
    refuses("target_not_negative", lambda: Target.objects.create(pledge=pledge, **row))


def test_a_recipient_aims_at_a_title_once_also_the_unit_itself(
    office: Office, campaign: Campaign
) -> None:
    with day(2022, 1, 10):
        pledge = drafted(office, campaign)
    for person in (office.people["mai"], None):
        award = "LDTT" if person else "TTLDXS"
        refuses(
            "aim_once",
            lambda award=award, person=person: Aim.objects.create(
                pledge=pledge, award=award, person=person
            ),
        )


def test_a_unit_has_one_rank_a_year_from_one_up(office: Office) -> None:
    said = {"bloc": Bloc.objects.get(), "unit": office.a, "year": 2022}
    refuses("ranks_begin_with_one", lambda: BlocResult.objects.create(**said, rank=0))
    BlocResult.objects.create(**said, rank=1)
    refuses("unit_ranked_once_a_year", lambda: BlocResult.objects.create(**said, rank=2))


@pytest.mark.parametrize(
    ("value", "amount"),
    [("95.00", "95"), ("1.50", "1.5"), ("100.00", "100"), ("0.00", "0"), ("0.25", "0.25")],
)
def test_an_amount_is_written_as_a_person_would(value: str, amount: str) -> None:
    assert str(Target(value=Decimal(value)).amount) == amount


def test_no_value_is_no_amount() -> None:
    assert Target().amount is None


@pytest.mark.parametrize("missing", ["indicator", "value", "measure", "due_on", "person_id"])
def test_a_target_without_one_of_its_parts_is_not_complete(missing: str) -> None:
    parts = {
        "indicator": "Hồ sơ đúng hạn",
        "value": Decimal(0),
        "measure": "%",
        "due_on": datetime.date(2022, 11, 30),
        "person_id": 1,
    }
    assert Target(**parts).is_complete
    assert not Target(**{name: part for name, part in parts.items() if name != missing}).is_complete


def test_rows_say_what_they_are(office: Office, campaign: Campaign) -> None:
    pledge = Pledge(campaign=campaign, unit=office.a)
    commitment = campaign.commitments.first()
    assert str(campaign) == "Kỷ cương, hiệu quả"
    assert str(commitment) == "1. Chất lượng tham mưu"
    assert str(pledge) == "Vụ Hạ – 2022"
    assert str(Target(indicator="Hồ sơ đúng hạn")) == "Hồ sơ đúng hạn"

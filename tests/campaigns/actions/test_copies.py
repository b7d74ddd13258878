"""Begin a pledge with what the unit pledged the year before."""

import datetime

import pytest

from campaigns.actions.copies import copy_earlier_pledge
from campaigns.actions.pledges import begin_pledge
from campaigns.models import Campaign, Pledge
from tests.campaigns.pledging import drafted, signed
from tests.cast import Office, day, launched_campaign
from units.actions.people import post_person
from units.errors import ActionRefused, NotAllowed
from units.models import Posting

NEXT_YEAR = {
    "year": 2023,
    "pledges_due": datetime.date(2023, 2, 15),
    "midyear_on": datetime.date(2023, 6, 30),
    "nominations_due": datetime.date(2023, 11, 30),
    "council_on": datetime.date(2023, 12, 15),
    "yearend_on": datetime.date(2023, 12, 31),
}


@pytest.fixture
def campaign(office: Office) -> Campaign:
    with day(2022, 1, 10):
        return launched_campaign(office)


def next_pledge(office: Office) -> Pledge:
    """Vụ Hạ's empty pledge for 2023."""
    return begin_pledge(
        campaign=launched_campaign(office, **NEXT_YEAR), unit=office.a, actor=office.lan
    )


def test_targets_titles_and_people_come_along_a_year_later(
    office: Office, campaign: Campaign
) -> None:
    with day(2022, 1, 10):
        signed(office, campaign)
    with day(2023, 1, 10):
        pledge = copy_earlier_pledge(pledge=next_pledge(office), actor=office.lan)
    rows = pledge.targets.values_list("commitment__number", "indicator", "due_on", "person")
    mai = office.people["mai"].pk
    assert list(rows) == [
        (1, "Chỉ tiêu 1", datetime.date(2023, 11, 30), mai),
        (2, "Chỉ tiêu 2", datetime.date(2023, 11, 30), mai),
    ]
    assert {target.commitment.campaign for target in pledge.targets.all()} == {pledge.campaign}
    assert list(pledge.aims.values_list("award", "person")) == [("LDTT", mai), ("TTLDXS", None)]


def test_whoever_has_left_does_not_come_along(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        signed(office, campaign)
    gone = datetime.date(2022, 7, 1)
    Posting.objects.filter(person=office.people["mai"]).update(until=gone)
    post_person(
        person=office.people["mai"],
        unit=office.b,
        title="Chuyên viên",
        rank=Posting.Rank.DIRECT,
        since=gone,
        actor=None,
    )
    with day(2023, 1, 10):
        pledge = copy_earlier_pledge(pledge=next_pledge(office), actor=office.lan)
    assert {target.person for target in pledge.targets.all()} == {None}
    assert list(pledge.aims.values_list("award", "person")) == [("TTLDXS", None)]


def test_a_heading_is_followed_before_a_number(office: Office, campaign: Campaign) -> None:
    with day(2022, 1, 10):
        signed(office, campaign)
    with day(2023, 1, 10):
        pledge = next_pledge(office)
        first, second = pledge.campaign.commitments.all()
        first.heading, second.heading = second.heading, first.heading
        first.save()
        second.save()
        pledge = copy_earlier_pledge(pledge=pledge, actor=office.lan)
    assert list(pledge.targets.values_list("commitment__number", "indicator")) == [
        (1, "Chỉ tiêu 2"),
        (2, "Chỉ tiêu 1"),
    ]


def test_nothing_is_written_over_and_nothing_comes_from_a_draft(
    office: Office, campaign: Campaign
) -> None:
    with day(2022, 1, 10):
        last = drafted(office, campaign)
    with day(2023, 1, 10):
        with pytest.raises(ActionRefused, match="Chỉ chép được"):
            copy_earlier_pledge(pledge=next_pledge(office), actor=office.lan)
        with pytest.raises(ActionRefused, match="Chỉ chép được"):
            copy_earlier_pledge(pledge=last, actor=office.lan)
        with pytest.raises(NotAllowed):
            copy_earlier_pledge(pledge=last, actor=office.binh)

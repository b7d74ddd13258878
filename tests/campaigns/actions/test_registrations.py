"""What people register for themselves, and how it comes into the unit's pledge."""

from typing import Any

import pytest

from campaigns.actions.campaigns import close_campaign
from campaigns.actions.pledges import begin_pledge
from campaigns.actions.registrations import (
    save_registration,
    send_registration,
    take_over_registrations,
)
from campaigns.models import Campaign, Pledge, Registration
from campaigns.permissions.registrations import registrations_visible_to
from campaigns.workflow import RegistrationState
from tests.campaigns.pledging import drafted, registered, sent
from tests.cast import Office, day, launched_campaign
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def take_over(pledge: Pledge, actor: Any, *registrations: Registration) -> tuple[int, int]:
    keys = [one.pk for one in registrations]
    return take_over_registrations(pledge=pledge, registrations=keys, actor=actor)


def test_a_person_registers_and_hands_in(office: Office, campaign: Campaign) -> None:
    own = registered(campaign, office.mai, aims=["CSTDCS", "LDTT", "CSTDCS"])
    assert (own.person, own.state) == (office.people["mai"], RegistrationState.SENT)
    assert [target.indicator for target in own.targets.all()] == ["Hồ sơ tự thẩm tra"]
    assert [aim.award for aim in own.aims.all()] == ["CSTDCS", "LDTT"]
    actions = AuditEntry.objects.filter(action__endswith="_registration").order_by("pk")
    assert [entry.action for entry in actions] == ["save_registration", "send_registration"]


def test_saving_again_replaces_it_and_takes_it_back(office: Office, campaign: Campaign) -> None:
    own = registered(campaign, office.mai)
    again = save_registration(campaign=campaign, targets=[], aims=["LDTT"], actor=office.mai)
    assert (again.pk, again.state) == (own.pk, RegistrationState.DRAFT)
    assert (again.targets.count(), [aim.award for aim in again.aims.all()]) == (0, ["LDTT"])


def test_nothing_is_not_handed_in(office: Office, campaign: Campaign) -> None:
    own = save_registration(campaign=campaign, targets=[], aims=[], actor=office.mai)
    with pytest.raises(ActionRefused, match="Chưa có danh hiệu hay chỉ tiêu"):
        send_registration(registration=own, actor=office.mai)


def test_nobody_hands_in_for_another(office: Office, campaign: Campaign) -> None:
    own = save_registration(campaign=campaign, targets=[], aims=["LDTT"], actor=office.mai)
    with pytest.raises(ActionRefused, match="Chỉ người đăng ký"):
        send_registration(registration=own, actor=office.lan)


def test_nothing_is_registered_after_the_close(office: Office, campaign: Campaign) -> None:
    close_campaign(campaign=campaign, actor=office.thao)
    with pytest.raises(ActionRefused, match="đã tổng kết"):
        registered(Campaign.objects.get(pk=campaign.pk), office.mai)


def test_only_what_was_handed_in_is_seen_by_those_over_the_unit(
    office: Office, campaign: Campaign
) -> None:
    own = registered(campaign, office.mai)
    seen = {who for who in office.accounts if own in registrations_visible_to(getattr(office, who))}
    assert seen == {"mai", "lan", "hung", "thao", "phong"}
    save_registration(campaign=campaign, targets=[], aims=["LDTT"], actor=office.mai)
    seen = {who for who in office.accounts if own in registrations_visible_to(getattr(office, who))}
    assert seen == {"mai"}


def test_the_clerk_takes_over_without_typing_and_only_once(
    office: Office, campaign: Campaign
) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    own = registered(campaign, office.mai)
    assert take_over(pledge, office.lan, own) == (1, 1)
    [target] = pledge.targets.all()
    assert (target.indicator, target.person, target.value) == (
        "Hồ sơ tự thẩm tra",
        office.people["mai"],
        12,
    )
    [aim] = pledge.aims.all()
    assert (aim.award, aim.person) == ("CSTDCS", office.people["mai"])
    assert take_over(pledge, office.lan, own) == (0, 0)
    assert (pledge.targets.count(), pledge.aims.count()) == (1, 1)
    assert Pledge.objects.get(pk=pledge.pk).edition == 2


def test_what_the_unit_wrote_already_stays(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    keys = list(pledge.targets.values_list("pk", flat=True))
    take_over(pledge, office.lan, registered(campaign, office.mai, aims=["LDTT"]))
    assert set(keys) < set(pledge.targets.values_list("pk", flat=True))
    assert pledge.aims.filter(award="LDTT").count() == 1


def test_people_of_another_unit_are_not_taken_over(office: Office, campaign: Campaign) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    assert take_over(pledge, office.lan, registered(campaign, office.dung)) == (0, 0)
    with pytest.raises(NotAllowed):
        take_over(pledge, office.binh, registered(campaign, office.mai))


def test_nothing_is_taken_over_once_it_was_sent(office: Office, campaign: Campaign) -> None:
    own = registered(campaign, office.mai)
    with pytest.raises(ActionRefused, match="chờ thủ trưởng ký"):
        take_over(sent(office, campaign), office.lan, own)

import datetime

import pytest

from tests.cast import FOUNDED, PASSWORD, day
from units.actions.accounts import end_role, grant_role, open_account
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Role, RoleGrant
from units.permissions import standing

TODAY = datetime.date(2022, 1, 10)


@pytest.fixture(autouse=True)
def _on_the_tenth():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def grant(office):
    """Mai's role as clerk of her unit, granted by Quân."""
    return grant_role(
        account=office.mai, role=Role.UNIT_CLERK, unit=office.a, since=TODAY, actor=office.quan
    )


def entries(action):
    return AuditEntry.objects.filter(action=action)


def test_account_opens_with_a_password_that_signs_in(client, office):
    person = office.people["mai"]
    office.mai.delete()
    before = entries("open_account").count()
    account = open_account(username="mai2", person=person, password=PASSWORD, actor=office.quan)
    assert client.login(username="mai2", password=PASSWORD)
    assert str(account) == "Đặng Thị Mai"
    assert entries("open_account").count() == before + 1


def test_account_without_password_cannot_sign_in(client, office):
    open_account(username="khong", person=None, password=None, actor=office.quan)
    assert not client.login(username="khong", password="")
    assert not client.login(username="khong", password=None)


def test_grant_is_in_force_and_leaves_one_entry(office, grant):
    assert standing(office.mai).holds(Role.UNIT_CLERK, office.a.pk)
    entry = entries("grant_role").get(target_id=grant.pk)
    assert entry.actor == office.quan
    assert entry.changes == {"role": "UNIT_CLERK", "unit": office.a.pk}


@pytest.mark.parametrize("who", ["lan", "hung", "thao", "khoa", "oanh", "phong", "roi"])
def test_only_the_system_administrator_grants(office, who):
    before = RoleGrant.objects.count()
    with pytest.raises(NotAllowed):
        grant_role(
            account=office.mai,
            role=Role.UNIT_CLERK,
            unit=office.a,
            since=TODAY,
            actor=getattr(office, who),
        )
    assert RoleGrant.objects.count() == before


def test_administrator_of_one_unit_grants_only_there(office):
    grant_role(
        account=office.mai, role=Role.SYSTEM_ADMIN, unit=office.a, since=TODAY, actor=office.quan
    )
    here = grant_role(
        account=office.lan, role=Role.UNIT_HEAD, unit=office.a, since=TODAY, actor=office.mai
    )
    assert here.unit == office.a
    with pytest.raises(NotAllowed):
        grant_role(
            account=office.lan, role=Role.UNIT_HEAD, unit=office.b, since=TODAY, actor=office.mai
        )


def test_same_role_twice_at_a_time_is_refused_and_nothing_recorded(office, grant):
    recorded = entries("grant_role").count()
    with pytest.raises(ActionRefused, match="đã giữ vai trò này"):
        grant_role(
            account=office.mai,
            role=Role.UNIT_CLERK,
            unit=office.a,
            since=datetime.date(2022, 6, 1),
            actor=office.quan,
        )
    assert entries("grant_role").count() == recorded


def test_same_role_again_after_it_ended_is_fine(office):
    for since, until in [(TODAY, datetime.date(2022, 2, 1)), (datetime.date(2022, 2, 1), None)]:
        grant_role(
            account=office.mai,
            role=Role.UNIT_CLERK,
            unit=office.a,
            since=since,
            until=until,
            actor=office.quan,
        )
    assert office.mai.grants.count() == 2


def test_ending_takes_effect_the_same_day(office, grant):
    with day(2022, 3, 1):
        assert standing(office.mai).roles == {Role.UNIT_CLERK}
        end_role(grant=grant, actor=office.quan)
        assert standing(office.mai).roles == frozenset()
    grant.refresh_from_db()
    assert grant.until == datetime.date(2022, 3, 1)
    assert entries("end_role").get().changes == {"until": [None, "2022-03-01"]}


def test_a_grant_that_never_held_goes_without_a_trace_in_the_list(office, grant):
    end_role(grant=grant, actor=office.quan)
    assert not RoleGrant.objects.filter(pk=grant.pk).exists()
    assert entries("end_role").get().target_id == grant.pk


def test_ended_role_is_not_ended_again(office):
    grant = RoleGrant.objects.create(
        account=office.mai, role=Role.UNIT_HEAD, unit=office.a, since=FOUNDED, until=TODAY
    )
    with pytest.raises(ActionRefused, match="đã kết thúc từ trước"):
        end_role(grant=grant, actor=office.quan)
    assert not entries("end_role").exists()


def test_only_the_system_administrator_ends(office, grant):
    with pytest.raises(NotAllowed):
        end_role(grant=grant, actor=office.hung)
    assert standing(office.mai).roles == {Role.UNIT_CLERK}

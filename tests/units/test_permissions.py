import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import FOUNDED, day
from units.actions.accounts import grant_role
from units.actions.organisation import create_unit
from units.errors import NotAllowed
from units.models import Account, Person, Role, RoleGrant, Unit
from units.permissions import (
    Standing,
    accounts_over,
    accounts_run_by,
    accounts_with,
    people_visible_to,
    require,
    standing,
    units_visible_to,
)

D = datetime.date
TODAY = D(2022, 1, 10)


@pytest.fixture(autouse=True)
def _on_the_tenth():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def room(office):
    """A room below Vụ Hạ."""
    return create_unit(parent=office.a, code="phong-1", name="Phòng Một", since=FOUNDED, actor=None)


def test_a_role_covers_the_unit_and_everything_below(office, room):
    held = standing(office.lan)
    assert held.covers == {Role.UNIT_CLERK: {office.a.pk, room.pk}}
    assert held.roles == {Role.UNIT_CLERK}
    assert held.unit_ids(Role.UNIT_CLERK, Role.UNIT_HEAD) == {office.a.pk, room.pk}
    assert held.holds(Role.UNIT_CLERK, room.pk)
    assert not held.holds(Role.UNIT_CLERK, office.b.pk)
    assert not held.holds(Role.UNIT_HEAD, office.a.pk)
    assert held.roles_over(office.root.pk) == frozenset()


def test_a_role_at_the_root_covers_the_agency(office, room):
    units = set(Unit.objects.values_list("pk", flat=True))
    assert standing(office.thao).unit_ids(Role.STANDING_BODY) == units


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (D(2022, 2, 28), False),
        (D(2022, 3, 1), True),
        (D(2022, 3, 31), True),
        (D(2022, 4, 1), False),
    ],
)
def test_a_role_holds_from_its_first_day_up_to_the_day_before_until(office, on, held):
    RoleGrant.objects.create(
        account=office.roi,
        role=Role.UNIT_HEAD,
        unit=office.b,
        since=D(2022, 3, 1),
        until=D(2022, 4, 1),
    )
    assert standing(office.roi, on).holds(Role.UNIT_HEAD, office.b.pk) is held


def test_standing_is_worked_out_once_a_day(office, django_assert_num_queries):
    lan = office.lan
    with django_assert_num_queries(2):
        standing(lan)
    with django_assert_num_queries(0):
        standing(lan)
    with django_assert_num_queries(2), day(2022, 1, 11):
        standing(lan)


def test_staff_without_a_role_only_belong_to_their_agency(office):
    assert standing(office.roi) == Standing({}, frozenset({office.agency.pk}))


def test_a_stopped_account_may_nothing(office):
    Account.objects.filter(username="lan").update(is_active=False)
    assert standing(office.lan) == Standing({}, frozenset())


def test_require_names_the_way_out(office):
    require(office.lan, office.a.pk, [Role.UNIT_CLERK, Role.UNIT_HEAD])
    with pytest.raises(NotAllowed, match="hãy hỏi quản trị hệ thống"):
        require(office.lan, office.b.pk, [Role.UNIT_CLERK])


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("lan", {"vu-ha"}),
        ("hung", {"vu-ha"}),
        ("son", {"cuc-thu"}),
        ("thao", {"vpqh", "vu-ha", "cuc-thu", "chi-bo-1"}),
        ("oanh", {"vpqh", "vu-ha", "cuc-thu", "chi-bo-1"}),
        ("phong", {"vpqh", "vu-ha", "cuc-thu", "chi-bo-1"}),
        ("quan", {"vpqh", "vu-ha", "cuc-thu", "chi-bo-1"}),
        ("khoa", set()),
        ("lien", set()),
        ("roi", set()),
    ],
)
def test_units_that_each_role_sees(office, who, seen):
    visible = units_visible_to(getattr(office, who))
    assert set(visible.values_list("code", flat=True)) == seen


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("lan", {"lan", "hung", "mai"}),
        ("son", {"binh", "son", "dung"}),
        ("lien", {"lien"}),
        ("roi", {"roi"}),
    ],
)
def test_people_that_each_role_sees(office, who, seen):
    visible = people_visible_to(getattr(office, who), TODAY)
    assert {person.email.split("@")[0] for person in visible} == seen


def test_people_of_another_day_are_those_posted_then(office):
    mai = office.people["mai"]
    mai.postings.update(until=D(2022, 1, 5))
    assert mai not in people_visible_to(office.lan, TODAY)
    assert mai in people_visible_to(office.lan, D(2022, 1, 4))


def test_administrator_runs_the_accounts_of_the_subtree(office):
    assert accounts_run_by(office.quan, Role.SYSTEM_ADMIN).count() == 15
    grant_role(
        account=office.mai, role=Role.SYSTEM_ADMIN, unit=office.a, since=FOUNDED, actor=office.quan
    )
    run = accounts_run_by(office.mai, Role.SYSTEM_ADMIN)
    assert {account.username for account in run} == {"lan", "hung", "mai"}
    assert not accounts_run_by(office.lan, Role.SYSTEM_ADMIN).exists()


def test_accounts_come_with_the_grants_that_hold_or_will(office):
    RoleGrant.objects.create(
        account=office.lan, role=Role.UNIT_HEAD, unit=office.a, since=FOUNDED, until=TODAY
    )
    later = RoleGrant.objects.create(
        account=office.lan, role=Role.UNIT_HEAD, unit=office.a, since=D(2023, 1, 1)
    )
    lan = accounts_run_by(office.quan, Role.SYSTEM_ADMIN).get(username="lan")
    clerk = lan.grants.get(role=Role.UNIT_CLERK)
    assert lan.current_grants == [clerk, later]


def test_the_nearest_holder_above_is_told(office, room, django_assert_num_queries):
    RoleGrant.objects.create(
        account=office.khoa, role=Role.UNIT_HEAD, unit=office.root, since=FOUNDED
    )
    units = [office.a.pk, office.b.pk, room.pk, office.cell.pk]
    with django_assert_num_queries(2):
        found = accounts_over(units, [Role.UNIT_HEAD], TODAY)
    names = {unit: [account.username for account in accounts] for unit, accounts in found.items()}
    assert names == {
        office.a.pk: ["hung"],
        office.b.pk: ["son"],
        room.pk: ["hung"],
        office.cell.pk: ["khoa"],
    }


def test_nobody_is_told_where_nobody_holds_the_role(office):
    Account.objects.filter(username="hung").update(is_active=False)
    assert accounts_with(Role.UNIT_HEAD, office.a.pk, TODAY) == []


periods = st.tuples(
    st.integers(0, 40),
    st.one_of(st.none(), st.integers(1, 30)),
    st.sampled_from(["a", "b", "root"]),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(spans=st.lists(periods, max_size=4), asked=st.integers(-1, 75))
def test_standing_is_the_union_of_the_subtrees_of_the_day(office, room, spans, asked):
    RoleGrant.objects.filter(account=office.accounts["roi"]).delete()
    first, expected = D(2022, 1, 1), set()
    below = {
        "a": {office.a.pk, room.pk},
        "b": {office.b.pk},
        "root": set(Unit.objects.values_list("pk", flat=True)),
    }
    taken = set()
    for start, length, where in spans:
        end = 200 if length is None else start + length
        if taken & {(where, n) for n in range(start, end)}:
            continue  # the database refuses the same role twice at a time
        taken |= {(where, n) for n in range(start, end)}
        RoleGrant.objects.create(
            account=office.accounts["roi"],
            role=Role.UNIT_CLERK,
            unit={"a": office.a, "b": office.b, "root": office.root}[where],
            since=first + datetime.timedelta(days=start),
            until=None if length is None else first + datetime.timedelta(days=end),
        )
        if start <= asked < end:
            expected |= below[where]
    held = standing(office.roi, first + datetime.timedelta(days=asked))
    assert held.unit_ids(Role.UNIT_CLERK) == expected


def test_visible_people_are_never_listed_twice(office):
    assert people_visible_to(office.lan, TODAY).count() == 3
    assert Person.objects.count() == 15

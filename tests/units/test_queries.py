import datetime

from tests.cast import FOUNDED
from units.actions.organisation import create_unit
from units.actions.people import post_person
from units.models import Person, Posting, Role, RoleGrant, Unit
from units.queries import (
    agency_root,
    current_grants,
    main_posting,
    main_postings,
    people_in,
    postings_in,
    subtree_ids,
    with_held_roles,
    with_main_posting,
    with_people_count,
)

D = datetime.date
TODAY = D(2022, 1, 10)


def move_mai(office):
    """Mai leaves A for B on 01/06/2022, and is a Party member all along."""
    mai = office.people["mai"]
    mai.postings.update(until=D(2022, 6, 1))
    post_person(
        person=mai,
        unit=office.b,
        title="Phó Cục trưởng",
        rank=Posting.Rank.LEADER,
        since=D(2022, 6, 1),
        actor=None,
    )
    post_person(
        person=mai,
        unit=office.cell,
        title="Đảng viên",
        rank=Posting.Rank.DIRECT,
        since=FOUNDED,
        is_main=False,
        actor=None,
    )
    return mai


def test_main_posting_is_that_of_the_day(office):
    mai = move_mai(office)
    assert main_posting(mai, D(2022, 5, 31)).unit == office.a
    assert main_posting(mai, D(2022, 6, 1)).unit == office.b
    assert main_posting(mai, D(2019, 1, 1)) is None


def test_main_postings_of_many_cost_one_query(office, django_assert_num_queries):
    mai, lan = move_mai(office), office.people["lan"]
    with django_assert_num_queries(1):
        found = main_postings([mai, lan], D(2022, 7, 1))
        assert {key: one.unit for key, one in found.items()} == {mai.pk: office.b, lan.pk: office.a}
    assert main_postings([mai], D(2019, 1, 1)) == {}


def test_people_carry_their_main_posting_of_the_day(office):
    move_mai(office)
    row = with_main_posting(Person.objects.filter(full_name="Đặng Thị Mai"), D(2022, 7, 1)).get()
    assert (row.post_title, row.post_rank) == ("Phó Cục trưởng", "LEADER")
    assert (row.post_unit, row.post_unit_id) == ("Cục Thu", office.b.pk)
    assert row.post_unit_key == office.b.sort_key


def test_current_postings_count_beside_the_main_one(office):
    move_mai(office)
    people = with_main_posting(Person.objects.all(), D(2022, 7, 1))
    in_cell = people.filter(unit_now__unit=office.cell)
    assert [person.full_name for person in in_cell] == ["Đặng Thị Mai"]
    assert not people.filter(unit_now__unit=office.a, full_name="Đặng Thị Mai").exists()


def test_people_in_units_on_a_day(office):
    move_mai(office)
    before, after = people_in([office.a.pk], TODAY), people_in([office.a.pk], D(2022, 6, 1))
    assert [person.full_name for person in before] == [
        "Trần Văn Hùng",
        "Nguyễn Thị Lan",
        "Đặng Thị Mai",
    ]
    assert after.count() == 2


def test_postings_put_leaders_first(office):
    found = postings_in([office.a.pk], TODAY)
    assert [posting.person.full_name.split()[-1] for posting in found] == ["Hùng", "Lan", "Mai"]


def test_people_are_counted_once_in_the_unit_itself(office):
    room = create_unit(parent=office.a, code="p1", name="Phòng Một", since=FOUNDED, actor=None)
    move_mai(office)
    post_person(
        person=office.people["lan"],
        unit=office.a,
        title="Tổ trưởng",
        rank=Posting.Rank.DIRECT,
        since=FOUNDED,
        is_main=False,
        actor=None,
    )
    counts = dict(with_people_count(Unit.objects.all(), TODAY).values_list("code", "people_count"))
    assert counts == {"vpqh": 9, "vu-ha": 3, "cuc-thu": 3, "chi-bo-1": 1, room.code: 0}


def test_subtree_and_root(office):
    room = create_unit(parent=office.a, code="p1", name="Phòng Một", since=FOUNDED, actor=None)
    assert set(subtree_ids(office.a)) == {office.a.pk, room.pk}
    assert agency_root(office.agency) == office.root


def test_current_grants_leave_the_past_out(office):
    past = RoleGrant.objects.create(
        account=office.roi, role=Role.UNIT_HEAD, unit=office.a, since=FOUNDED, until=TODAY
    )
    future = RoleGrant.objects.create(
        account=office.roi, role=Role.UNIT_HEAD, unit=office.a, since=D(2022, 5, 1)
    )
    grants = current_grants(TODAY)
    assert future in grants
    assert past not in grants
    accounts = with_held_roles(type(office.roi).objects.all(), TODAY)
    assert accounts.get(held=future) == office.roi
    assert not accounts.filter(held=past).exists()

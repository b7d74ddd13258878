import pytest

from tests.cast import FOUNDED, day
from units.actions.ratings import record_ratings
from units.errors import ActionRefused, NotAllowed
from units.models import Agency, AuditEntry, Person, Unit, YearRating

PAPER = "Thông báo MH-01/TB-VPQH"


@pytest.fixture(autouse=True)
def _year_end():
    with day(2022, 12, 20):
        yield


def rate(office, ratings, **changes):
    said = {"agency": office.agency, "year": 2022, "source": PAPER, "actor": office.thao}
    return record_ratings(ratings=ratings, **(said | changes))


def found():
    return {str(one.person or one.unit): one.rating for one in YearRating.objects.all()}


def test_people_and_units_are_rated_together_and_leave_one_entry(office):
    mai = office.people["mai"]
    rows = rate(office, {mai: "HTXS", office.a: "HTT"})
    assert found() == {"Đặng Thị Mai": "HTXS", "Vụ Hạ": "HTT"}
    assert {(one.year, one.source, one.recorded_by) for one in rows} == {(2022, PAPER, office.thao)}
    entry = AuditEntry.objects.get(action="record_ratings")
    assert (entry.actor, entry.target_id) == (office.thao, office.agency.pk)
    assert entry.changes == {"year": 2022, "source": PAPER, "recorded": 2, "replaced": {}}


def test_a_rating_gives_way_to_a_later_one_and_the_trail_keeps_the_old(office):
    mai, lan = office.people["mai"], office.people["lan"]
    rate(office, {mai: "HTXS", lan: "HTT", office.a: "HTT"})
    rate(office, {mai: "HT", lan: "HTT", office.a: "HTXS"}, source="Thông báo MH-02/TB-VPQH")
    assert found() == {"Đặng Thị Mai": "HT", "Nguyễn Thị Lan": "HTT", "Vụ Hạ": "HTXS"}
    entry = AuditEntry.objects.filter(action="record_ratings").latest("pk")
    assert entry.changes["replaced"] == {
        f"person {mai.pk}": ["HTXS", "HT"],
        f"unit {office.a.pk}": ["HTT", "HTXS"],
    }


def test_a_person_and_a_unit_of_one_number_are_not_mistaken_for_each_other(office):
    same = {"pk": 900_000, "agency": office.agency}
    person = Person.objects.create(staff_code="CB900", full_name="Ai Đó", gender="M", **same)
    unit = Unit.objects.create(parent=office.root, code="x", name="Tổ X", since=FOUNDED, **same)
    rate(office, {person: "HT", unit: "HTXS"})
    rate(office, {unit: "HTT"})
    assert found() == {"Ai Đó": "HT", "Tổ X": "HTT"}


def test_each_year_has_its_own(office):
    mai = office.people["mai"]
    rate(office, {mai: "HTT"}, year=2021)
    rate(office, {mai: "HTXS"})
    assert dict(mai.ratings.values_list("year", "rating")) == {2021: "HTT", 2022: "HTXS"}


@pytest.mark.parametrize("who", ["lan", "hung", "khoa", "oanh", "phong", "quan", "mai"])
def test_only_the_standing_body_records(office, who):
    with pytest.raises(NotAllowed):
        rate(office, {office.people["mai"]: "HTXS"}, actor=getattr(office, who))
    assert not YearRating.objects.exists()


def test_what_cannot_be_rated_is_refused(office):
    other = Agency.objects.create(code="bo-x", name="Bộ X", symbol="BX")
    stranger = Person.objects.create(agency=other, staff_code="1", full_name="X", gender="M")
    mai = office.people["mai"]
    for wrong, because in (
        ({"ratings": {mai: "HTT"}, "year": 2023}, "Chưa đến năm này"),
        ({"ratings": {}}, "Chưa có ai"),
        ({"ratings": {mai: "HTT", stranger: "HTT"}}, "không thuộc cơ quan này"),
    ):
        with pytest.raises(ActionRefused, match=because):
            rate(office, **wrong)
    with pytest.raises(ValueError, match="GIOI"):
        rate(office, {mai: "GIOI"})
    assert not YearRating.objects.exists()
    assert not AuditEntry.objects.filter(action="record_ratings").exists()


def test_many_cost_no_more_queries(office, django_assert_num_queries):
    thao = office.thao
    rate(office, {office.people["mai"]: "HTT", office.a: "HTT"}, actor=thao)
    everybody = dict.fromkeys([*office.people.values(), office.a, office.b], "HTXS")
    # The actor, two savepoints, the root, what gives way and the rows twice each, the entry.
    with django_assert_num_queries(9):
        rate(office, everybody, actor=thao)
    assert YearRating.objects.filter(rating="HTXS").count() == 17

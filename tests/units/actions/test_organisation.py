import datetime

import pytest
from django.db import IntegrityError, transaction

from tests.cast import FOUNDED
from units.actions.organisation import create_bloc, create_unit, found_agency
from units.actions.people import enter_person, post_person
from units.models import AuditEntry, Bloc, Posting, Unit
from units.queries import main_posting


def test_agency_is_founded_with_its_root(office):
    root = found_agency(
        code="bo-x",
        name="Bộ X",
        symbol="BX",
        place="Hà Nội",
        head_office="BỘ TRƯỞNG",
        head_name="Lê Văn Thử",
        since=FOUNDED,
    )
    assert (root.parent, root.name, root.pledges) == (None, "Bộ X", False)
    entry = AuditEntry.objects.get(action="found_agency", target_id=root.agency.pk)
    assert entry.changes == {"root": root.pk}


def test_unit_takes_the_line_of_its_parent_unless_another_is_named(office):
    room = create_unit(
        parent=office.cell, code="to-1", name="Tổ đảng Một", since=FOUNDED, actor=office.quan
    )
    union = create_unit(
        parent=office.root,
        code="cd",
        name="Công đoàn",
        since=FOUNDED,
        actor=office.quan,
        line=Unit.Line.UNION,
    )
    assert (room.line, union.line) == (Unit.Line.PARTY, Unit.Line.UNION)
    assert AuditEntry.objects.filter(action="create_unit", target_id=room.pk).count() == 1


def test_unit_code_is_unique_in_its_agency(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        create_unit(parent=office.root, code="vu-ha", name="Trùng", since=FOUNDED, actor=None)


def test_a_unit_is_in_one_bloc_at_a_time(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        create_bloc(
            agency=office.agency, name="Khối Hai", units=[office.a], since=FOUNDED, actor=None
        )
    assert Bloc.objects.get().name == "Khối Một"


def test_person_is_entered_with_a_clean_name(office):
    person = enter_person(
        agency=office.agency,
        staff_code="CB900",
        full_name="  Hoàng   Văn  Hòa\u200b ",
        gender="M",
        actor=office.quan,
    )
    assert person.full_name == "Hoàng Văn Hòa"
    assert person.folded == "hoang van hoa"
    entry = AuditEntry.objects.get(action="enter_person", target_id=person.pk)
    assert entry.changes == {"staff_code": "CB900"}


def test_a_person_has_one_main_posting_at_a_time_and_others_beside(office):
    mai = office.people["mai"]
    post = {"person": mai, "rank": Posting.Rank.DIRECT, "since": FOUNDED, "actor": office.quan}
    with pytest.raises(IntegrityError), transaction.atomic():
        post_person(unit=office.b, title="Chuyên viên", **post)
    beside = post_person(unit=office.cell, title="Đảng viên", is_main=False, **post)
    assert list(mai.postings.filter(is_main=False)) == [beside]
    assert AuditEntry.objects.filter(action="post_person", target_id=beside.pk).count() == 1


def test_a_person_may_have_served_before_and_retire_later(office):
    joined = datetime.date(2001, 9, 5)
    person = enter_person(
        agency=office.agency,
        staff_code="CB900",
        full_name="Hoàng Văn Hòa",
        gender="F",
        joined_on=joined,
        higher_retirement_age=True,
        actor=office.quan,
    )
    person.refresh_from_db()
    assert (person.joined_on, person.higher_retirement_age) == (joined, True)
    assert not office.people["mai"].higher_retirement_age


def test_a_posting_that_is_over_may_count_as_a_leadership_office(office):
    mai, until = office.people["mai"], datetime.date(2019, 1, 1)
    posting = post_person(
        person=mai,
        unit=office.b,
        title="Phó Cục trưởng",
        rank=Posting.Rank.LEADER,
        office=Posting.Office.PHO_VU_TRUONG,
        since=datetime.date(2015, 1, 1),
        until=until,
        actor=office.quan,
    )
    posting.refresh_from_db()
    assert (posting.office, posting.until) == ("PHO_VU_TRUONG", until)
    assert main_posting(mai, FOUNDED).office == ""

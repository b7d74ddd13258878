"""Disciplines and restrictions: who records them, who sees them, and what nobody else learns."""

import datetime

import pytest

from tests.cast import day
from units.actions.accounts import grant_role
from units.actions.conduct import lift_restriction, open_restriction, record_discipline
from units.actions.organisation import found_agency
from units.errors import ActionRefused, NotAllowed
from units.models import (
    Account,
    AuditEntry,
    Discipline,
    Notice,
    Restriction,
    Role,
    RoleGrant,
)
from units.permissions import disciplines_visible_to, restrictions_visible_to

D = datetime.date
TODAY = D(2022, 10, 10)
PAPER = "Phiếu chuyển đơn MH-07/PC"
KEEPERS = {"thao", "quan"}
READERS = {"thao", "khoa", "lien", "minh", "nga", "oanh"}


@pytest.fixture(autouse=True)
def _autumn():
    with day(2022, 10, 10):
        yield


def discipline(office, who="mai", **changes):
    said = {"kind": "CANH_CAO", "since": D(2022, 3, 1), "reference": "MH-19/QĐ-VPQH"}
    said |= {"person": office.people[who], "actor": office.thao}
    return record_discipline(**(said | changes))


def restriction(office, subject=None, **changes):
    said = {"kind": "COMPLAINT", "since": D(2022, 10, 1), "source_document": PAPER}
    said |= {"subject": subject or office.people["mai"], "actor": office.thao}
    return open_restriction(**(said | changes))


def test_a_discipline_is_recorded_as_its_decision_reads(office):
    row = discipline(office, until=D(2023, 3, 1))
    kept = Discipline.objects.get()
    assert (kept.person, kept.kind, kept.reference) == (row.person, "CANH_CAO", "MH-19/QĐ-VPQH")
    assert [Discipline.objects.on(on).exists() for on in (D(2022, 3, 1), D(2023, 3, 1))] == [
        True,
        False,
    ]


def test_a_restriction_holds_until_it_is_cleared_in_writing(office):
    row = restriction(office)
    assert Restriction.objects.on(TODAY).exists()
    with pytest.raises(ActionRefused, match="văn bản kết luận"):
        lift_restriction(restriction=row, cleared_by="  ", actor=office.thao)
    lift_restriction(restriction=row, cleared_by=" Kết luận MH-09/KL ", actor=office.quan)
    row.refresh_from_db()
    assert (row.until, row.cleared_by) == (TODAY, "Kết luận MH-09/KL")
    assert not Restriction.objects.on(TODAY).exists()
    with pytest.raises(ActionRefused, match="đã kết thúc từ trước"):
        lift_restriction(restriction=row, cleared_by="Lại", actor=office.thao)


def test_it_may_be_lifted_as_of_the_day_of_the_paper(office):
    row = restriction(office, office.a)
    for wrong in (D(2022, 9, 30), D(2022, 10, 11)):
        with pytest.raises(ActionRefused, match="từ ngày bắt đầu đến hôm nay"):
            lift_restriction(restriction=row, cleared_by="KL", until=wrong, actor=office.thao)
    same_day = lift_restriction(
        restriction=row, cleared_by="KL", until=row.since, actor=office.thao
    )
    assert not Restriction.objects.on(same_day.since).exists()
    assert same_day.subject == office.a


def test_days_that_cannot_be_are_refused(office):
    with pytest.raises(ActionRefused, match="phải sau ngày bắt đầu"):
        discipline(office, until=D(2022, 3, 1))
    with pytest.raises(ActionRefused, match="tương lai"):
        restriction(office, since=D(2022, 10, 11))
    assert not Discipline.objects.exists()
    assert not Restriction.objects.exists()


@pytest.mark.parametrize("who", sorted({"lan", "hung", "mai", "khoa", "lien", "oanh", "phong"}))
def test_nobody_else_records_or_lifts(office, who):
    row, actor = restriction(office), getattr(office, who)
    for act in (
        lambda: discipline(office, actor=actor),
        lambda: restriction(office, actor=actor),
        lambda: lift_restriction(restriction=row, cleared_by="KL", actor=actor),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert (Discipline.objects.count(), Restriction.objects.filter(until=None).count()) == (0, 1)


def test_keepers_record(office):
    for who in KEEPERS:
        restriction(office, actor=getattr(office, who))
        discipline(office, actor=getattr(office, who))
    assert (Discipline.objects.count(), Restriction.objects.count()) == (2, 2)


def seen_by(office, who):
    account = getattr(office, who)
    return (
        {one.person.full_name for one in disciplines_visible_to(account)},
        {str(one.subject) for one in restrictions_visible_to(account)},
    )


def test_few_see_them_and_everybody_their_own(office):
    discipline(office, "mai")
    discipline(office, "lan")
    restriction(office)
    restriction(office, office.b)
    everything = (
        {"Đặng Thị Mai", "Nguyễn Thị Lan"},
        {"Đặng Thị Mai", "Cục Thu"},
    )
    for who in office.accounts:
        expected = everything if who in READERS else (set(), set())
        if who == "mai":
            expected = ({"Đặng Thị Mai"}, {"Đặng Thị Mai"})
        if who == "lan":
            expected = ({"Nguyễn Thị Lan"}, set())
        assert seen_by(office, who) == expected, who


def test_a_role_in_one_unit_or_of_another_day_opens_nothing(office):
    discipline(office)
    restriction(office, office.a)
    grant_role(
        account=office.son, role=Role.STANDING_BODY, unit=office.a, since=TODAY, actor=office.quan
    )
    RoleGrant.objects.filter(account=office.accounts["lien"]).update(until=TODAY)
    assert seen_by(office, "son") == seen_by(office, "lien") == (set(), set())


def test_the_standing_body_of_another_agency_sees_nothing(office):
    discipline(office)
    restriction(office, office.a)
    root = found_agency(
        code="bo-x",
        name="Bộ X",
        symbol="BX",
        place="Hà Nội",
        head_office="Bộ trưởng",
        head_name="Lê Văn Thử",
        since=TODAY,
    )
    RoleGrant.objects.filter(account=office.accounts["thao"]).update(unit=root)
    assert seen_by(office, "thao") == (set(), set())


def test_an_account_of_nobody_sees_no_row_about_a_unit(office):
    restriction(office, office.a)
    nobody = Account.objects.create_user("may-chieu")
    assert not restrictions_visible_to(nobody).exists()
    assert not disciplines_visible_to(nobody).exists()


def test_the_audit_trail_tells_of_the_row_alone(office):
    rows = [discipline(office), restriction(office)]
    rows.append(lift_restriction(restriction=rows[1], cleared_by="Kết luận", actor=office.thao))
    actions = ("record_discipline", "open_restriction", "lift_restriction")
    for row, action in zip(rows, actions, strict=True):
        entry = AuditEntry.objects.get(action=action)
        assert (entry.actor, entry.target_id) == (office.thao, row.pk)
        assert (entry.target_name, entry.changes, entry.reason) == (f"#{row.pk}", {}, "")
    assert not Notice.objects.exists()

import datetime

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from tests.cast import FOUNDED, PASSWORD
from units import audit
from units.models import (
    Account,
    AuditEntry,
    Discipline,
    Job,
    Leave,
    Notice,
    Person,
    Restriction,
    Role,
    RoleGrant,
    Unit,
    YearRating,
)

D = datetime.date


def refused(error=IntegrityError):
    return pytest.raises(error)


def test_keys_follow_the_name_on_every_kind_of_save(office):
    person = office.people["mai"]
    person.full_name = "Đỗ Thị Ánh"
    person.save()
    assert (person.folded, Person.objects.get(pk=person.pk).folded) == ("do thi anh", "do thi anh")
    Unit.objects.bulk_create(
        [Unit(agency=office.agency, parent=office.root, code="x", name="Vụ Đo", since=FOUNDED)]
    )
    assert Unit.objects.get(code="x").folded == "vu do"


@pytest.mark.parametrize("model", [Unit, RoleGrant])
def test_a_period_never_ends_before_it_begins(office, model):
    row = model.objects.first()
    with refused(), transaction.atomic():
        model.objects.filter(pk=row.pk).update(until=row.since)


def test_disciplines_and_leaves_end_after_they_begin(office):
    mai, since = office.people["mai"], D(2022, 3, 1)
    for model, kind in ((Discipline, "CANH_CAO"), (Leave, "OTHER")):
        with refused(), transaction.atomic():
            model.objects.create(person=mai, kind=kind, since=since, until=since)


def test_a_restriction_is_about_one_and_never_ends_without_a_paper(office):
    about = {"person": office.people["mai"]}
    said = {"kind": "PRESS", "since": D(2022, 3, 1)}
    later = {"until": D(2022, 4, 1)}
    for wrong in (
        {},
        about | {"unit": office.a},
        about | later,
        about | {"until": D(2022, 2, 28), "cleared_by": "KL"},
    ):
        with refused(), transaction.atomic():
            Restriction.objects.create(**said, **wrong)
    Restriction.objects.create(**said, **about, **later, cleared_by="KL")
    with pytest.raises(ValueError, match="Neither a person nor a unit"):
        _ = Restriction().subject


def test_a_year_has_one_rating_a_subject(office):
    said = {"agency": office.agency, "year": 2022, "rating": "HTT", "recorded_by": office.thao}
    for about in ({"person": office.people["mai"]}, {"unit": office.a}):
        YearRating.objects.create(**said, **about)
        with refused(), transaction.atomic():
            YearRating.objects.create(**said, **about)
    for wrong in ({}, {"person": office.people["lan"], "unit": office.b}):
        with refused(), transaction.atomic():
            YearRating.objects.create(**said, **wrong)
    assert [str(one) for one in YearRating.objects.order_by("pk")] == [
        "Đặng Thị Mai, 2022: HTT",
        "Vụ Hạ, 2022: HTT",
    ]


def test_staff_code_is_unique_in_the_agency(office):
    with refused(), transaction.atomic():
        Person.objects.create(
            agency=office.agency, staff_code="CB001", full_name="Trùng", gender="M"
        )


def test_one_account_a_person(office):
    with refused(), transaction.atomic():
        Account.objects.create_user("lan2", None, person=office.people["lan"])


def test_job_never_counts_beyond_its_total(office):
    with refused(), transaction.atomic():
        Job.objects.create(
            kind="x", argument=1, owner=office.lan, path="/", created_at="2022-01-10T00:00Z", done=1
        )


def test_names_that_lists_show(office):
    grant = office.lan.grants.get()
    assert str(grant) == "Nguyễn Thị Lan: cán bộ đầu mối thi đua của đơn vị – Vụ Hạ"
    assert str(office.lan) == "Nguyễn Thị Lan"
    assert str(Account(username="quantri")) == "quantri"
    assert str(grant.account.person.postings.get()) == "Nguyễn Thị Lan, Chuyên viên, Vụ Hạ"
    assert str(office.a.bloc_memberships.get()) == "Vụ Hạ – Khối Một"
    assert str(Notice(subject="Chào")) == "Chào"
    assert str(Job(kind="tally", argument=5)) == "tally 5"


def test_superuser_may_enter_the_admin():
    account = Account(username="x", is_staff=True, is_superuser=True)
    assert (account.has_perm("units.view_person"), Role.values[0]) == (True, "UNIT_CLERK")


def test_superuser_is_made_with_a_password(client, db):
    Account.objects.create_superuser("goc", PASSWORD)
    assert client.login(username="goc", password=PASSWORD)
    assert client.get("/admin/").status_code == 200


def test_entry_keeps_who_what_which_and_the_change(office):
    entry = audit.record(
        actor=office.lan,
        action="try_it",
        target=office.a,
        reason="thử",
        since=[None, D(2022, 1, 1)],
    )
    kept = AuditEntry.objects.get(pk=entry.pk)
    assert (kept.actor, kept.action, kept.reason) == (office.lan, "try_it", "thử")
    assert (kept.target_type, kept.target_id, kept.target_name) == (
        "units.unit",
        office.a.pk,
        "Vụ Hạ",
    )
    assert kept.changes == {"since": [None, "2022-01-01"]}
    assert str(kept) == f"try_it units.unit {office.a.pk}"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE units_auditentry SET reason = 'khác'",
        "DELETE FROM units_auditentry",
    ],
)
def test_the_trail_is_never_rewritten(office, change):
    with refused((InternalError, IntegrityError)), transaction.atomic():
        connection.cursor().execute(change)
    assert AuditEntry.objects.filter(reason="khác").count() == 0
    assert AuditEntry.objects.exists()

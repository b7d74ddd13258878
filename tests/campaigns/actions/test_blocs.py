"""Rankings of blocs: who records them, and of whom."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from campaigns.actions.blocs import (
    attach_bloc_document,
    join_bloc,
    leave_bloc,
    record_bloc_results,
    set_bloc_term,
)
from campaigns.models import BlocResult, BlocTerm
from tests.cast import Office, day
from tests.units.bringing import upload
from units.actions.organisation import create_bloc
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Bloc


@pytest.fixture(autouse=True)
def today():
    with day(2022, 12, 20):
        yield


@pytest.fixture
def bloc(office: Office) -> Bloc:
    return Bloc.objects.get(name="Khối Một")


def ranks() -> dict[tuple[str, int], int]:
    rows = BlocResult.objects.values_list("unit__name", "year", "rank")
    return {(name, year): rank for name, year, rank in rows}


def test_a_ranking_is_recorded_and_a_later_one_takes_its_place(office: Office, bloc: Bloc) -> None:
    a, b = office.a, office.b
    record_bloc_results(bloc=bloc, year=2021, ranks={a: 1, b: 2}, actor=office.thao)
    record_bloc_results(bloc=bloc, year=2022, ranks={a: 1, b: 1}, actor=office.thao)
    record_bloc_results(bloc=bloc, year=2022, ranks={b: 1}, actor=office.thao)
    assert ranks() == {("Vụ Hạ", 2021): 1, ("Cục Thu", 2021): 2, ("Cục Thu", 2022): 1}
    assert str(BlocResult.objects.get(year=2022)) == "Cục Thu, 2022: 1"
    entry = AuditEntry.objects.filter(action="record_bloc_results").latest("pk")
    assert (entry.actor, entry.target_name) == (office.thao, "Khối Một")
    old, new = {str(a.pk): 1, str(b.pk): 1}, {str(b.pk): 1}
    assert entry.changes == {"year": 2022, "ranks": [old, new]}


@pytest.mark.parametrize("who", ["lan", "hung", "khoa", "oanh", "phong", "quan"])
def test_only_the_standing_body_records(office: Office, bloc: Bloc, who: str) -> None:
    with pytest.raises(NotAllowed):
        record_bloc_results(bloc=bloc, year=2022, ranks={office.a: 1}, actor=getattr(office, who))
    assert not BlocResult.objects.exists()


def test_what_cannot_be_a_ranking_is_refused(office: Office, bloc: Bloc) -> None:
    for year, wrong, because in (
        (2023, {office.a: 1}, "Chưa đến năm này"),
        (2022, {}, "bắt đầu từ 1"),
        (2022, {office.a: 0}, "bắt đầu từ 1"),
        (2022, {office.a: 1, office.cell: 2}, "không thuộc khối này cuối năm 2022"),
    ):
        with pytest.raises(ActionRefused, match=because):
            record_bloc_results(bloc=bloc, year=year, ranks=wrong, actor=office.thao)
    assert not BlocResult.objects.exists()


def test_a_unit_that_moved_is_ranked_where_it_stands_at_the_end_of_the_year(
    office: Office, bloc: Bloc
) -> None:
    moved = datetime.date(2022, 7, 1)
    bloc.memberships.filter(unit=office.b).update(until=moved)
    other = create_bloc(
        agency=office.agency, name="Khối Hai", units=[office.b], since=moved, actor=None
    )
    with pytest.raises(ActionRefused, match="không thuộc khối này"):
        record_bloc_results(bloc=bloc, year=2022, ranks={office.b: 1}, actor=office.thao)
    record_bloc_results(bloc=other, year=2022, ranks={office.b: 1}, actor=office.thao)
    record_bloc_results(bloc=bloc, year=2021, ranks={office.b: 2}, actor=office.thao)
    assert ranks() == {("Cục Thu", 2022): 1, ("Cục Thu", 2021): 2}


def test_what_the_former_bloc_recorded_gives_way(office: Office, bloc: Bloc) -> None:
    since = datetime.date(2020, 1, 1)
    other = create_bloc(agency=office.agency, name="Khối Hai", units=[], since=since, actor=None)
    record_bloc_results(bloc=bloc, year=2022, ranks={office.a: 1, office.b: 2}, actor=office.thao)
    record_bloc_results(bloc=bloc, year=2021, ranks={office.b: 3}, actor=office.thao)
    moved = datetime.date(2022, 12, 20)
    join_bloc(bloc=other, unit=office.b, since=moved, actor=office.thao)
    record_bloc_results(bloc=other, year=2022, ranks={office.b: 1}, actor=office.thao)
    assert set(BlocResult.objects.values_list("bloc__name", "unit__name", "year", "rank")) == {
        ("Khối Một", "Vụ Hạ", 2022, 1),
        ("Khối Hai", "Cục Thu", 2022, 1),
        ("Khối Một", "Cục Thu", 2021, 3),
    }
    entry = AuditEntry.objects.filter(action="record_bloc_results").latest("pk")
    assert entry.changes["ranks"] == [{str(office.b.pk): 2}, {str(office.b.pk): 1}]


@pytest.mark.parametrize("who", ["lan", "hung", "khoa", "oanh", "phong", "quan"])
def test_only_the_standing_body_keeps_blocs(office: Office, bloc: Bloc, who: str) -> None:
    actor, since = getattr(office, who), datetime.date(2022, 1, 1)
    for act in (
        lambda: set_bloc_term(bloc=bloc, year=2022, head=office.a, deputy=None, actor=actor),
        lambda: join_bloc(bloc=bloc, unit=office.cell, since=since, actor=actor),
        lambda: leave_bloc(membership=bloc.memberships.first(), until=since, actor=actor),
        lambda: attach_bloc_document(
            bloc=bloc, year=2022, title="Biên bản", uploads=[upload()], actor=actor
        ),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert bloc.memberships.count() == 2
    assert not bloc.terms.exists()
    assert not bloc.documents.exists()


def test_heads_stand_in_the_bloc_that_year(office: Office, bloc: Bloc) -> None:
    with pytest.raises(ActionRefused, match="phải thuộc khối năm 2022"):
        set_bloc_term(bloc=bloc, year=2022, head=office.cell, deputy=None, actor=office.thao)
    set_bloc_term(bloc=bloc, year=2022, head=office.a, deputy=office.b, actor=office.thao)
    set_bloc_term(bloc=bloc, year=2022, head=office.b, deputy=None, actor=office.thao)
    entries = AuditEntry.objects.filter(action="set_bloc_term").order_by("pk")
    assert [entry.changes["units"] for entry in entries] == [
        [None, [office.a.pk, office.b.pk]],
        [[office.a.pk, office.b.pk], [office.b.pk, None]],
    ]


def test_the_database_keeps_a_deputy_apart_from_the_head(office: Office, bloc: Bloc) -> None:
    with pytest.raises(IntegrityError, match="bloc_deputy_is_another"), transaction.atomic():
        BlocTerm.objects.create(bloc=bloc, year=2022, head=office.a, deputy=office.a)

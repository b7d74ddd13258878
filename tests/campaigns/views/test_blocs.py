"""Pages of blocs: who sees one, and how the standing body keeps it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import BlocDocument, BlocTerm
from tests.campaigns.pages import rows, said
from tests.cast import Office, day
from tests.units.bringing import upload
from units.actions.organisation import create_bloc, create_unit
from units.models import Bloc, BlocMembership, Unit


@pytest.fixture(autouse=True)
def today():
    with day(2022, 3, 1):
        yield


@pytest.fixture
def bloc(office: Office) -> Bloc:
    return Bloc.objects.get()


@pytest.fixture
def page(client: Client, office: Office) -> Client:
    client.force_login(office.thao)
    return client


def newcomer(office: Office) -> Unit:
    since = datetime.date(2020, 1, 1)
    return create_unit(parent=office.root, code="vu-moi", name="Vụ Mới", since=since, actor=None)


def test_units_see_their_bloc_and_no_other(client, office: Office, bloc: Bloc) -> None:
    since = datetime.date(2020, 1, 1)
    other = create_bloc(
        agency=office.agency, name="Khối Hai", units=[newcomer(office)], since=since, actor=None
    )
    for who, seen in (("lan", [bloc]), ("thao", [other, bloc]), ("phong", [other, bloc])):
        client.force_login(getattr(office, who))
        assert rows(client.get(reverse("blocs"))) == seen, who
    client.force_login(office.mai)
    assert rows(client.get(reverse("blocs"))) == []


def test_a_unit_that_left_sees_neither_bloc_nor_papers(client, office, bloc: Bloc) -> None:
    client.force_login(office.thao)
    client.post(
        reverse("bloc_attach", args=[bloc.pk]),
        {"attach-title": "Biên bản", "attach-papers": upload()},
    )
    document = reverse("bloc_document", args=[BlocDocument.objects.get().pk])
    pages = [reverse("bloc", args=[bloc.pk]), document]
    client.force_login(office.lan)
    assert [client.get(page).status_code for page in pages] == [200, 200]
    bloc.memberships.filter(unit=office.a).update(until=datetime.date(2022, 3, 1))
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_heads_of_a_year_are_named_and_renamed(page: Client, office: Office, bloc: Bloc) -> None:
    url = reverse("bloc_term", args=[bloc.pk])
    typed = {"term-year": "2022", "term-head": office.a.pk, "term-deputy": office.b.pk}
    assert said(page.post(url, typed)) == ["Đã lưu trưởng khối, phó trưởng khối."]
    page.post(url, typed | {"term-head": office.b.pk, "term-deputy": ""})
    assert [str(term) for term in BlocTerm.objects.all()] == ["Khối Một, 2022: Cục Thu"]
    refused = page.post(url, typed | {"term-deputy": office.a.pk})
    assert refused.status_code == 409
    assert "Phó trưởng khối phải là đơn vị khác" in refused.content.decode()
    (row,) = rows(page.get(reverse("blocs")))
    assert (row.member_count, row.head_name, row.deputy_name) == (2, "Cục Thu", None)


def test_a_unit_joins_from_another_bloc_and_leaves(page: Client, office, bloc: Bloc) -> None:
    unit, since = newcomer(office), datetime.date(2020, 1, 1)
    other = create_bloc(
        agency=office.agency, name="Khối Hai", units=[unit], since=since, actor=None
    )
    join = reverse("bloc_join", args=[bloc.pk])
    page.post(join, {"join-unit": unit.pk, "join-since": "01/04/2022"})
    spans = BlocMembership.objects.filter(unit=unit).order_by("since")
    moved = datetime.date(2022, 4, 1)
    assert list(spans.values_list("bloc", "since", "until")) == [
        (other.pk, since, moved),
        (bloc.pk, moved, None),
    ]
    again = page.post(join, {"join-unit": unit.pk, "join-since": "01/05/2022"})
    assert "đang ở trong khối" in again.content.decode()
    earlier = page.post(join, {"join-unit": unit.pk, "join-since": "01/03/2022"})
    assert "đã có khối từ ngày đó" in earlier.content.decode()
    leave = reverse("bloc_leave", args=[bloc.pk])
    typed = {"leave-membership": spans.get(bloc=bloc).pk, "leave-until": "01/04/2022"}
    assert "phải sau ngày vào khối" in page.post(leave, typed).content.decode()
    page.post(leave, typed | {"leave-until": "31122022"})
    assert spans.get(bloc=bloc).until == datetime.date(2022, 12, 31)


def test_papers_are_kept_by_the_standing_body_and_the_head_unit(
    client, office: Office, bloc: Bloc
) -> None:
    url = reverse("bloc_attach", args=[bloc.pk])

    def bring(who: str) -> int:
        client.force_login(getattr(office, who))
        return client.post(
            url, {"attach-title": f"Giao ước {who}", "attach-papers": upload()}
        ).status_code

    BlocTerm.objects.create(bloc=bloc, year=2022, head=office.a)
    assert [bring(who) for who in ("thao", "lan", "binh", "mai")] == [302, 302, 404, 404]
    assert set(BlocDocument.objects.values_list("title", "year")) == {
        ("Giao ước thao", 2022),
        ("Giao ước lan", 2022),
    }
    document = reverse("bloc_document", args=[BlocDocument.objects.first().pk])
    client.force_login(office.binh)
    assert "Giao ước lan" in client.get(reverse("bloc", args=[bloc.pk])).content.decode()
    assert client.get(document)["Content-Type"] == "application/pdf"
    client.force_login(office.mai)
    assert client.get(document).status_code == 404


def test_the_list_asks_as_often_however_many_blocs(
    page: Client, office: Office, bloc: Bloc, django_assert_num_queries
) -> None:
    url = reverse("blocs")
    page.get(url)
    with django_assert_num_queries(9):
        page.get(url)
    since = datetime.date(2020, 1, 1)
    for number in (2, 3):
        create_bloc(agency=office.agency, name=f"Khối {number}", units=[], since=since, actor=None)
    with django_assert_num_queries(9):
        assert len(rows(page.get(url))) == 3

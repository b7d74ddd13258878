import csv
import io
from urllib.parse import urlencode

import pytest
from django.test import RequestFactory
from django.urls import resolve

from tests.cast import day
from units.actions.people import enter_person
from units.lists import PER_PAGE, Column, Filter, ListPage
from units.models import Person

NAMES = ["Đỗ Văn Đạt", "Đặng Thị An", "Dương Văn Ánh", "Bùi Thị Âu", "Lê Thị Dần", "Ngô Văn Ân"]


@pytest.fixture
def people(office):
    """Six people of another agency's worth of names, and the queryset of just them."""
    for number, name in enumerate(NAMES):
        enter_person(
            agency=office.agency,
            staff_code=f"L{number}",
            full_name=name,
            gender="F" if "Thị" in name else "M",
            actor=None,
        )
    return Person.objects.filter(staff_code__startswith="L")


def listed(people, query="", path="/people"):
    request = RequestFactory().get(f"{path}{query}")
    request.resolver_match = resolve("/people")
    columns = [
        Column("name", "Họ và tên", lambda person: person.full_name, ("sort_key",)),
        Column("code", "Mã", lambda person: person.staff_code),
    ]
    filters = {"gender": Filter("Giới tính", Person.Gender.choices, "gender")}
    return ListPage(
        request, people, columns, search=("folded",), filters=filters, default_sort="name"
    )


def names(page):
    return [person.full_name for person in page.rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dat", ["Đỗ Văn Đạt"]),
        ("ĐẠT", ["Đỗ Văn Đạt"]),
        ("đ", ["Đặng Thị An", "Dương Văn Ánh", "Lê Thị Dần", "Đỗ Văn Đạt"]),
        ("d", ["Đặng Thị An", "Dương Văn Ánh", "Lê Thị Dần", "Đỗ Văn Đạt"]),
        ("thi dan", ["Đặng Thị An", "Lê Thị Dần"]),
        ("dần lê", ["Lê Thị Dần"]),
        ("zz", []),
        ("%", []),
        ("'; drop table", []),
    ],
)
def test_search_ignores_accents_and_wants_every_word(people, typed, found):
    assert names(listed(people, f"?{urlencode({'q': typed})}")) == found


def test_blank_search_finds_everybody(people):
    assert len(names(listed(people, "?q=++"))) == len(NAMES)


def test_people_sort_by_given_name_in_vietnamese_order(people):
    order = ["An", "Ánh", "Ân", "Âu", "Dần", "Đạt"]
    assert [name.split()[-1] for name in names(listed(people))] == order
    assert [name.split()[-1] for name in names(listed(people, "?sort=-name"))] == order[::-1]


def test_filter_narrows(people):
    page = listed(people, "?gender=F")
    assert names(page) == ["Đặng Thị An", "Bùi Thị Âu", "Lê Thị Dần"]
    assert page.is_filtered
    assert not listed(people).is_filtered


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=-3",
        "?page=999999999999999999999",
        "?page=x",
        "?sort=password",
        "?sort=--name",
        "?sort=code",
        "?gender=robot",
        "?gender=%00",
        "?q=%00",
        "?q=" + "a" * 3000,
        "?sort=&page=&gender=&q=",
        "?unknown=1",
    ],
)
def test_a_bad_address_gives_a_page_and_no_error(client, office, query):
    with day(2022, 1, 10):
        client.force_login(office.thao)
        for path in ("/people", "/units", "/inbox"):
            assert client.get(path + query).status_code == 200


def test_unknown_order_and_filter_count_as_none(people):
    assert names(listed(people, "?sort=password")) == names(listed(people))
    assert names(listed(people, "?gender=robot")) == names(listed(people))


def test_pages_and_their_addresses(office):
    for number in range(PER_PAGE + 1):
        enter_person(
            agency=office.agency,
            staff_code=f"P{number:03}",
            full_name=f"Trần Văn {number}",
            gender="M",
            actor=None,
        )
    many = Person.objects.filter(staff_code__startswith="P")
    page = listed(many, "?q=tran&page=2&sort=-name")
    assert (page.page.number, len(page.page.object_list)) == (2, 1)
    assert page.query(page=1) == "?q=tran&sort=-name&page=1"
    assert page.query(sort="name") == "?q=tran&sort=name"
    assert page.query(q="") == "?sort=-name"
    assert page.export_query == "?q=tran&sort=-name&export=csv"
    assert listed(many, "?page=99").page.number == 2


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_export_never_holds_a_formula(office, start):
    Person.objects.create(
        agency=office.agency, staff_code=f"{start}"[:20], full_name="Lê Văn Thử", gender="M"
    )
    page = listed(Person.objects.filter(full_name="Lê Văn Thử"))
    assert cells(page.as_csv())[1] == ["Lê Văn Thử", f"'{start}"]


def cells(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_export_has_every_row_that_is_left_whatever_the_page(people):
    response = listed(people, "?gender=F&page=7&export=csv").respond("not rendered")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert cells(response) == [
        ["Họ và tên", "Mã"],
        ["Đặng Thị An", "L1"],
        ["Bùi Thị Âu", "L3"],
        ["Lê Thị Dần", "L4"],
    ]


def test_htmx_gets_the_results_alone(client, office):
    with day(2022, 1, 10):
        client.force_login(office.lan)
        whole = client.get("/people?q=mai")
        part = client.get("/people?q=mai", headers={"hx-request": "true"})
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "Đặng Thị Mai" in part.content.decode()

import pytest

from tests.cast import FOUNDED, day
from units.actions.organisation import create_unit


@pytest.fixture(autouse=True)
def _on_the_tenth():
    with day(2022, 1, 10):
        yield


def names(response):
    return [unit.name for unit in response.context["page_list"].page]


def test_administrators_see_the_whole_tree_depth_first(client, office):
    create_unit(parent=office.a, code="p1", name="Phòng Một", since=FOUNDED, actor=None)
    client.force_login(office.quan)
    response = client.get("/units")
    assert names(response) == ["Văn phòng Quốc hội", "Chi bộ Một", "Cục Thu", "Vụ Hạ", "Phòng Một"]
    counts = {unit.name: unit.people_count for unit in response.context["page_list"].page}
    assert (counts["Vụ Hạ"], counts["Phòng Một"]) == (3, 0)


def test_a_clerk_sees_the_own_subtree(client, office):
    client.force_login(office.lan)
    assert names(client.get("/units")) == ["Vụ Hạ"]


def test_without_a_role_the_page_says_whom_to_ask(client, office):
    client.force_login(office.roi)
    response = client.get("/units")
    assert names(response) == []
    assert "hãy hỏi quản trị hệ thống" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=vu", ["Vụ Hạ"]),
        ("?q=CỤC", ["Cục Thu"]),
        ("?line=PARTY", ["Chi bộ Một"]),
        ("?line=YOUTH", []),
        ("?sort=-name", ["Vụ Hạ", "Văn phòng Quốc hội", "Cục Thu", "Chi bộ Một"]),
        ("?sort=-people", ["Văn phòng Quốc hội", "Cục Thu", "Vụ Hạ", "Chi bộ Một"]),
    ],
)
def test_search_filter_and_order(client, office, query, found):
    client.force_login(office.quan)
    response = client.get(f"/units{query}")
    assert sorted(names(response)) == sorted(found)
    if "name" in query:
        assert names(response) == found


def test_units_that_ended_are_left_out(client, office):
    office.b.until = "2022-01-10"
    office.b.save()
    client.force_login(office.quan)
    assert "Cục Thu" not in names(client.get("/units"))


def test_export(client, office):
    client.force_login(office.lan)
    lines = client.get("/units?export=csv").content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Đơn vị,Mã,Hệ thống,Thuộc,Số người",
        "Vụ Hạ,vu-ha,chính quyền,Văn phòng Quốc hội,3",
    ]


def test_queries_stay_the_same_with_more_rows(client, office, django_assert_num_queries):
    client.force_login(office.lan)
    client.get("/units")
    with django_assert_num_queries(9):
        assert len(names(client.get("/units"))) == 1
    for number in (1, 2):
        create_unit(
            parent=office.a, code=f"p{number}", name=f"P{number}", since=FOUNDED, actor=None
        )
    with django_assert_num_queries(9):
        assert len(names(client.get("/units"))) == 3


def test_only_get(client, office):
    client.force_login(office.quan)
    assert client.post("/units").status_code == 405

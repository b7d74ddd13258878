import pytest

from tests.cast import FOUNDED, day
from units.actions.people import enter_person, post_person
from units.models import Posting


@pytest.fixture(autouse=True)
def _on_the_tenth():
    with day(2022, 1, 10):
        yield


def names(response):
    return [person.full_name for person in response.context["page_list"].page]


def beside(office, name, unit):
    """Post somebody of the cast in a second unit as well."""
    post_person(
        person=office.people[name],
        unit=unit,
        title="Đảng viên",
        rank=Posting.Rank.DIRECT,
        since=FOUNDED,
        is_main=False,
        actor=None,
    )


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("lan", ["Trần Văn Hùng", "Nguyễn Thị Lan", "Đặng Thị Mai"]),
        ("son", ["Lê Văn Bình", "Hoàng Thị Dung", "Phạm Văn Sơn"]),
        ("khoa", ["Đỗ Văn Khoa"]),
        ("roi", ["Trịnh Văn Rời"]),
    ],
)
def test_each_role_sees_the_people_of_its_units_by_given_name(client, office, who, seen):
    client.force_login(getattr(office, who))
    assert names(client.get("/people")) == seen


@pytest.mark.parametrize("who", ["thao", "oanh", "phong", "quan"])
def test_those_over_the_agency_see_everybody(client, office, who):
    client.force_login(getattr(office, who))
    assert client.get("/people").context["page_list"].page.paginator.count == 15


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=dang", ["Đặng Thị Mai"]),
        ("?q=thị+d", ["Hoàng Thị Dung", "Đặng Thị Mai", "Dương Thị Nga"]),
        ("?rank=LEADER", ["Trần Văn Hùng", "Đỗ Văn Khoa", "Mạc Văn Phong", "Phạm Văn Sơn"]),
        ("?q=ai-do", []),
    ],
)
def test_search_and_rank(client, office, query, found):
    client.force_login(office.quan)
    assert names(client.get(f"/people{query}")) == found


def test_filter_by_unit_counts_every_posting_of_today_once(client, office):
    beside(office, "mai", office.cell)
    beside(office, "mai", office.a)
    client.force_login(office.quan)
    assert names(client.get(f"/people?unit={office.cell.pk}")) == ["Đặng Thị Mai"]
    assert names(client.get(f"/people?unit={office.a.pk}")) == [
        "Trần Văn Hùng",
        "Nguyễn Thị Lan",
        "Đặng Thị Mai",
    ]


def test_a_unit_out_of_reach_is_no_filter(client, office):
    client.force_login(office.lan)
    assert len(names(client.get(f"/people?unit={office.b.pk}"))) == 3


def test_export_in_the_order_of_the_page(client, office):
    client.force_login(office.lan)
    content = client.get("/people?sort=-name&export=csv").content.decode("utf-8-sig")
    assert content.splitlines() == [
        "Họ và tên,Mã cán bộ,Chức vụ,Đơn vị,Đối tượng",
        "Đặng Thị Mai,CB003,Chuyên viên,Vụ Hạ,người lao động trực tiếp",
        "Nguyễn Thị Lan,CB001,Chuyên viên,Vụ Hạ,người lao động trực tiếp",
        'Trần Văn Hùng,CB002,Vụ trưởng,Vụ Hạ,"lãnh đạo, quản lý"',
    ]


def test_queries_stay_the_same_with_more_rows(client, office, django_assert_num_queries):
    client.force_login(office.lan)
    client.get("/people")
    for number in range(2):
        person = enter_person(
            agency=office.agency,
            staff_code=f"N{number}",
            full_name=f"N {number}",
            gender="M",
            actor=None,
        )
        post_person(
            person=person, unit=office.a, title="", rank="DIRECT", since=FOUNDED, actor=None
        )
    with django_assert_num_queries(10):
        assert len(names(client.get("/people?q=mai"))) == 1
    with django_assert_num_queries(10):
        assert len(names(client.get("/people"))) == 5


def test_only_get(client, office):
    client.force_login(office.quan)
    assert client.post("/people").status_code == 405

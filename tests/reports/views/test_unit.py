import pytest

from tests.awards import way
from tests.campaigns import pledging
from tests.cast import FOUNDED, day, launched_campaign
from units.actions.organisation import create_unit
from units.actions.people import enter_person, post_person


@pytest.fixture
def campaign(office):
    with day(2022, 1, 10):
        yield launched_campaign(office)


def shown(client, account, unit):
    client.force_login(account)
    return client.get(f"/units/{unit.pk}")


@pytest.mark.parametrize(
    ("who", "a", "b"),
    [
        ("lan", 200, 404),
        ("hung", 200, 404),
        ("son", 404, 200),
        ("thao", 200, 200),
        ("oanh", 200, 200),
        ("phong", 200, 200),
        ("quan", 200, 200),
        ("khoa", 404, 404),
        ("lien", 404, 404),
        ("roi", 404, 404),
    ],
)
def test_a_unit_is_open_to_those_who_cover_it(client, office, campaign, who, a, b):
    account = getattr(office, who)
    found = (
        shown(client, account, office.a).status_code,
        shown(client, account, office.b).status_code,
    )
    assert found == (a, b)


def test_what_stands_about_a_unit(client, office, campaign):
    room = create_unit(parent=office.a, code="p1", name="Phòng Một", since=FOUNDED, actor=None)
    pledge = pledging.signed(office, campaign)
    way.recorded(office, "CO_CP", 2021, office.a)
    way.recorded(office, "BKTTG", 2021, office.people["mai"])
    context = shown(client, office.lan, office.a).context
    assert str(context["bloc"].bloc) == "Khối Một"
    assert [str(grant.account) for grant in context["officers"]] == [
        "Trần Văn Hùng",
        "Nguyễn Thị Lan",
    ]
    assert list(context["below"]) == [room]
    assert [str(posting.person) for posting in context["postings"]] == [
        "Trần Văn Hùng",
        "Nguyễn Thị Lan",
        "Đặng Thị Mai",
    ]
    assert list(context["pledges"]) == [pledge]
    assert [(one.name, one.is_open) for one in context["own_awards"]] == [("Vụ Hạ", True)]
    assert [(one.name, one.is_open) for one in context["people_awards"]] == [("Đặng Thị Mai", True)]


def test_the_administrator_sees_awards_but_no_pledges_and_no_closed_links(client, office, campaign):
    pledging.signed(office, campaign)
    decision = way.recorded(office, "CO_CP", 2021, office.a)
    response = shown(client, office.quan, office.a)
    assert list(response.context["pledges"]) == []
    assert [one.is_open for one in response.context["own_awards"]] == [False]
    assert f'href="/decisions/{decision.pk}"' not in response.content.decode()


def test_awards_of_people_are_those_of_five_years(client, office, campaign):
    mai = office.people["mai"]
    way.recorded(office, "BKTTG", 2018, mai)
    way.recorded(office, "HCLD3", 2017, mai)
    awards = shown(client, office.lan, office.a).context["people_awards"]
    assert [award.decision.year for award in awards] == [2018]


def test_the_parent_is_a_link_where_it_is_open(client, office, campaign):
    link = f'href="/units/{office.root.pk}"'
    assert link not in shown(client, office.lan, office.a).content.decode()
    assert link in shown(client, office.quan, office.a).content.decode()


def test_an_empty_unit_says_so(client, office, campaign):
    page = shown(client, office.quan, office.cell).content.decode()
    assert "Chưa có ai ở đơn vị này" in page
    assert "Tập thể này chưa có quyết định khen thưởng nào" in page


def test_queries_stay_the_same_with_more_rows(client, office, campaign, django_assert_num_queries):
    shown(client, office.lan, office.a)
    with django_assert_num_queries(16):
        client.get(f"/units/{office.a.pk}")
    for number in (1, 2):
        person = enter_person(
            agency=office.agency,
            staff_code=f"N{number}",
            full_name=f"Trần N {number}",
            gender="M",
            actor=None,
        )
        post_person(
            person=person, unit=office.a, title="", rank="DIRECT", since=FOUNDED, actor=None
        )
        create_unit(
            parent=office.a, code=f"p{number}", name=f"P{number}", since=FOUNDED, actor=None
        )
        way.recorded(office, "BKTTG", 2020 + number, person, office.a)
    with django_assert_num_queries(16):
        client.get(f"/units/{office.a.pk}")


def test_only_get(client, office, campaign):
    client.force_login(office.lan)
    assert client.post(f"/units/{office.a.pk}").status_code == 405

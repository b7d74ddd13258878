import pytest

from tests.awards import way
from tests.campaigns import pledging
from tests.cast import day, launched_campaign


@pytest.fixture
def campaign(office):
    with day(2022, 1, 10):
        yield launched_campaign(office)


@pytest.fixture
def phong(client, office):
    client.force_login(office.phong)
    return client


@pytest.fixture
def awarded(office, campaign):
    """Five recipients of three decisions in two years."""
    people = office.people
    way.recorded(office, "BKTTG", 2021, people["mai"], people["hung"], office.a)
    way.recorded(office, "CO_CP", 2021, office.b)
    way.recorded(office, "BKTTG", 2020, people["dung"])


def names(response):
    return [row.name for row in response.context["page_list"].page]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Cục Thu", "Vụ Hạ", "Trần Văn Hùng", "Đặng Thị Mai", "Hoàng Thị Dung"]),
        ("?year=2020", ["Hoàng Thị Dung"]),
        ("?level=CP", ["Cục Thu"]),
        ("?award=CO_CP", ["Cục Thu"]),
        ("?kind=COLLECTIVE", ["Cục Thu", "Vụ Hạ"]),
        ("?rank=LEADER", ["Trần Văn Hùng"]),
        ("?rank=DIRECT&year=2021", ["Đặng Thị Mai"]),
        ("?q=dang", ["Đặng Thị Mai"]),
        ("?q=vu+ha", ["Vụ Hạ", "Trần Văn Hùng", "Đặng Thị Mai"]),
        ("?level=moon", ["Cục Thu", "Vụ Hạ", "Trần Văn Hùng", "Đặng Thị Mai", "Hoàng Thị Dung"]),
    ],
)
def test_recipients_found_by_what_the_dashboard_asks(phong, awarded, query, found):
    assert sorted(names(phong.get(f"/dashboard/recipients{query}"))) == sorted(found)


def test_rank_is_that_of_the_day_of_the_decision(phong, office, awarded):
    office.people["hung"].postings.update(rank="DIRECT")
    assert names(phong.get("/dashboard/recipients?rank=LEADER")) == []


def test_recipients_as_a_spreadsheet(phong, awarded):
    content = phong.get("/dashboard/recipients?award=CO_CP&export=csv").content.decode("utf-8-sig")
    assert content.splitlines() == [
        '"Người, tập thể","Chức vụ, đơn vị","Danh hiệu, hình thức",Đối tượng,Năm,Quyết định',
        "Cục Thu,Cục Thu,Cờ thi đua của Chính phủ,tập thể,2021,MH-01/QĐ-TTg",
    ]


def test_nobody_awarded_yet(phong, campaign):
    assert "Chưa có khen thưởng nào" in phong.get("/dashboard/recipients").content.decode()


def test_recipients_take_the_same_queries_for_more_rows(
    phong, office, awarded, django_assert_num_queries
):
    phong.get("/dashboard/recipients")
    with django_assert_num_queries(13):
        assert len(names(phong.get("/dashboard/recipients?year=2020"))) == 1
    with django_assert_num_queries(13):
        assert len(names(phong.get("/dashboard/recipients"))) == 5


def indicators(response):
    return [row.indicator for row in response.context["page_list"].page]


def test_targets_of_signed_pledges_alone(phong, office, campaign):
    pledge = pledging.sent(office, campaign)
    address = f"/dashboard/{campaign.pk}/targets"
    assert indicators(phong.get(address)) == []
    assert "Chưa có đăng ký nào được ký" in phong.get(address).content.decode()
    pledging.sign_pledge(pledge=pledge, actor=office.hung)
    assert indicators(phong.get(address)) == ["Chỉ tiêu 1", "Chỉ tiêu 2"]
    second = campaign.commitments.get(number=2)
    assert indicators(phong.get(f"{address}?commitment={second.pk}")) == ["Chỉ tiêu 2"]
    assert indicators(phong.get(f"{address}?unit={office.a.pk}&q=mai")) == [
        "Chỉ tiêu 1",
        "Chỉ tiêu 2",
    ]


def test_targets_as_a_spreadsheet(phong, office, campaign):
    pledging.signed(office, campaign)
    content = phong.get(f"/dashboard/{campaign.pk}/targets?export=csv").content.decode("utf-8-sig")
    assert content.splitlines()[1] == "1,Chỉ tiêu 1,95.00,%,30/11/2022,Đặng Thị Mai,Vụ Hạ"


def test_targets_take_the_same_queries_for_more_rows(
    phong, office, campaign, django_assert_num_queries
):
    pledging.signed(office, campaign)
    first = campaign.commitments.get(number=1)
    address = f"/dashboard/{campaign.pk}/targets"
    phong.get(address)
    with django_assert_num_queries(12):
        assert len(indicators(phong.get(f"{address}?commitment={first.pk}"))) == 1
    with django_assert_num_queries(12):
        assert len(indicators(phong.get(address))) == 2


def test_targets_of_an_unknown_campaign(phong, campaign):
    assert phong.get(f"/dashboard/{campaign.pk + 1}/targets").status_code == 404

import re

import pytest

from awards.models import Nomination
from awards.queries.tallies import award_counts
from campaigns.actions.campaigns import close_campaign
from reports.queries.dashboard import awards_of, scope_of
from tests.awards import way
from tests.campaigns import pledging
from tests.cast import FOUNDED, day, launched_campaign, peak
from units.actions.accounts import grant_role
from units.models import Role


@pytest.fixture
def campaign(office):
    with day(2022, 11, 15):
        yield launched_campaign(office)


@pytest.fixture
def year(office, campaign):
    """A year with something at every place: pledges, nominations at stages, awards of two years."""
    pledge = pledging.drafted(office, campaign)
    with day(2022, 2, 1):
        pledging.send_pledge(pledge=pledge, actor=office.lan)
    pledging.sign_pledge(pledge=pledge, actor=office.hung)
    pledging.begin_pledge(campaign=campaign, unit=office.b, actor=office.binh)
    way.drafted(office, campaign)
    way.sent(office, campaign, "dung")
    way.passed(office, way.accepted(office, campaign, "lan"))
    way.issued(office, way.accepted(office, campaign, "hung"))
    people = office.people
    way.recorded(office, "BKTTG", 2021, people["mai"], people["hung"], office.a)
    way.recorded(office, "CO_CP", 2021, office.b)
    way.recorded(office, "BKTTG", 2022, people["son"], people["dung"], people["lan"])
    return campaign


def shown(client, account, query=""):
    client.force_login(account)
    return client.get(f"/dashboard{query}")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("phong", 200),
        ("thao", 200),
        ("lan", 404),
        ("hung", 404),
        ("khoa", 404),
        ("lien", 404),
        ("oanh", 404),
        ("quan", 404),
        ("roi", 404),
    ],
)
def test_who_reads_from_above(client, office, campaign, who, status):
    account = getattr(office, who)
    assert shown(client, account).status_code == status
    assert client.get("/dashboard/recipients").status_code == status
    assert client.get(f"/dashboard/{campaign.pk}/targets").status_code == status
    assert client.post("/dashboard").status_code == 405


def test_figures_of_the_year(client, office, year):
    context = shown(client, office.phong).context
    (one,) = context["campaigns"]
    assert (context["year"], one.signed, one.units) == (2022, 1, 2)
    assert {label: count for label, count, _url in one.stages if count} == {
        "Đã ký, chờ tiếp nhận": 1,
        "Đang soạn": 1,
    }
    assert [count for _label, count, _url in one.targets] == [1, 1]
    assert {label: count for label, count, _url in context["nominations"] if count} == {
        "Chờ thường trực kiểm tra": 1,
        "Hội đồng thông qua": 1,
        "Đã có quyết định": 1,
    }
    assert context["awards"].total == (4, 4)
    assert context["awards"].ranks == {"LEADER": (2, 1), "DIRECT": (2, 1)}
    assert context["awards"].direct_share == 50


def links(page):
    """Every figure of the page that is a link, as (number, address)."""
    found = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>\s*<strong>([\d.]+)</strong>', page)
    found += re.findall(r'<a href="([^"]+)">([\d.]+)</a>', page)
    return [(int(number.replace(".", "")), url.replace("&amp;", "&")) for url, number in found]


def bars(context):
    """Every bar that has one figure, as (number, address)."""
    rows = [*context["nominations"]]
    for one in context["campaigns"]:
        rows += [*one.stages, *one.targets]
    rows += [(label, values[0], url) for label, values, url in context["level_bars"]]
    rows += [(label, values[0], url) for label, values, url in context["ranks"]]
    return [(number, url) for _label, number, url in rows]


def test_every_figure_equals_the_list_behind_it(client, office, year):
    response = shown(client, office.phong)
    figures = [*links(response.content.decode()), *bars(response.context)]
    assert len(figures) > 20
    behind = [client.get(url).context["page_list"].page.paginator.count for _number, url in figures]
    assert behind == [number for number, _url in figures]


def test_signed_units_open_the_board_of_the_campaign(client, office, year):
    page = shown(client, office.phong).content.decode()
    (url,) = re.findall(r'href="([^"]+)">\s*<strong>1/2</strong>', page)
    assert client.get(url).context["page_list"].page.paginator.count == 1


def test_awards_agree_with_the_records(office, year):
    awards = awards_of(scope_of(office.phong), 2021)
    recorded = {}
    for line in award_counts(office.agency, 2021):
        recorded[line.award] = recorded.get(line.award, 0) + line.count
    assert {row.award.code: row.now for row in awards.by_award if row.now} == recorded


def test_levels_go_from_the_highest(office, year):
    levels = awards_of(scope_of(office.phong), 2022).by_level
    assert [(str(level), now, before) for level, _rows, now, before in levels] == [
        ("CP", 0, 1),
        ("TTG", 3, 3),
        ("CO_SO", 1, 0),
    ]


def test_a_leader_of_one_unit_sees_that_unit_alone(client, office, year):
    grant_role(
        account=office.roi, role=Role.LEADERSHIP, unit=office.a, since=FOUNDED, actor=office.quan
    )
    context = shown(client, office.roi).context
    assert (context["campaigns"][0].signed, context["campaigns"][0].units) == (1, 1)
    assert context["awards"].total == (2, 3)
    assert Nomination.objects.count() == 4
    assert context["nomination_count"] == 2


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("?year=2021", 2021),
        ("?year=2022", 2022),
        ("?year=1999", 2022),
        ("?year=x", 2022),
        ("", 2022),
    ],
)
def test_the_year_is_chosen_or_the_current_campaigns(client, office, year, query, chosen):
    response = shown(client, office.phong, query)
    assert (response.status_code, response.context["year"]) == (200, chosen)
    assert response.context["years"] == [2022, 2021]


def test_a_year_without_a_campaign_says_so(client, office, year):
    page = shown(client, office.phong, "?year=2021").content.decode()
    assert "Năm 2021 không có phong trào nào được phát động" in page


def test_an_empty_office_has_an_honest_dashboard(client, office):
    with day(2022, 1, 10):
        response = shown(client, office.phong)
    assert (response.context["year"], response.context["years"]) == (2022, [2022])
    assert response.context["awards"].direct_share is None
    assert "chưa có quyết định khen thưởng nào" in response.content.decode()


def test_a_short_campaign_stands_after_the_yearly_one_and_both_are_named(client, office, campaign):
    short = peak(office)
    page = shown(client, office.phong)
    assert [one.campaign for one in page.context["campaigns"]] == [campaign, short]
    figures = re.findall(r"đã ký đăng ký thi đua: (.+?)</span>", page.content.decode())
    assert len(figures) == 2
    assert figures[0].startswith(" ".join(campaign.theme.split()[:6]))


def test_a_closed_campaign_keeps_its_figures(client, office, year):
    before = shown(client, office.phong).context["campaigns"][0].stages
    close_campaign(campaign=year, actor=office.thao)
    assert shown(client, office.phong).context["campaigns"][0].stages == before


def test_queries_are_pinned(client, office, year, django_assert_num_queries):
    shown(client, office.phong)
    with django_assert_num_queries(17):
        client.get("/dashboard")
    way.recorded(office, "HCLD3", 2022, office.people["mai"])
    way.sent(office, year, "binh")
    with django_assert_num_queries(17):
        client.get("/dashboard")

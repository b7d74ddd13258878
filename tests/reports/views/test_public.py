"""Pages for everybody: what was published publicly, and not a word more."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from awards.actions.decisions import record_decision
from campaigns.actions.campaigns import draft_campaign
from campaigns.actions.exemplars import (
    adopt_exemplar,
    decline_exemplar,
    return_exemplar,
    withdraw_exemplar,
)
from campaigns.actions.public import set_public_pages
from campaigns.models import PublicPages
from tests.awards import way
from tests.campaigns.exemplar_way import (
    TITLE,
    asked,
    opened_to_all,
    picture,
    published,
    published_news,
    sent,
)
from tests.campaigns.pledging import amending, drafted, signed
from tests.campaigns.pledging import sent as with_head
from tests.cast import LAUNCH, Office, day, launched_campaign, peak
from units.actions.organisation import found_agency
from units.errors import NotAllowed
from units.models import AuditEntry

AGENCY, STORIES, HONOURS = "/public/vpqh", "/public/vpqh/exemplars", "/public/vpqh/honours"


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


def story_page(exemplar) -> str:
    return f"{STORIES}/{exemplar.pk}"


def everything_public(client: Client, exemplar=None) -> str:
    """Give the text of every public page there is."""
    addresses = ["/public", AGENCY, STORIES, HONOURS, f"{AGENCY}?lang=en"]
    if exemplar:
        addresses.append(story_page(exemplar))
    return "".join(client.get(url, follow=True).content.decode() for url in addresses)


# What is on


def test_nothing_is_open_until_the_agency_says_so(client: Client, office: Office) -> None:
    exemplar = published(office)
    addresses = ["/public", AGENCY, STORIES, HONOURS, story_page(exemplar)]
    assert [client.get(url).status_code for url in addresses] == [404] * 5
    opened_to_all(office, is_on=False)
    assert [client.get(url).status_code for url in addresses] == [404] * 5
    opened_to_all(office)
    assert [client.get(url).status_code for url in addresses] == [302, 200, 200, 200, 200]


def test_the_roll_is_off_by_default() -> None:
    pages = PublicPages()
    assert (pages.is_on, pages.shows_movement, pages.shows_exemplars, pages.shows_honours) == (
        False,
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("part", "shut"),
    [("shows_exemplars", [STORIES]), ("shows_honours", [HONOURS]), ("shows_movement", [])],
)
def test_each_part_is_switched_by_itself(
    client: Client, office: Office, part: str, shut: list[str]
) -> None:
    launched_campaign(office)
    exemplar = published(office)
    opened_to_all(office, **{part: False})
    for url in (AGENCY, STORIES, HONOURS):
        assert client.get(url).status_code == (404 if url in shut else 200)
    page = client.get(AGENCY).text
    assert ("Kỷ cương, hiệu quả" in page) == (part != "shows_movement")
    assert (TITLE in page) == (part != "shows_exemplars")
    assert (HONOURS in page) == (part != "shows_honours")
    assert (client.get(story_page(exemplar)).status_code == 404) == (part == "shows_exemplars")


def test_the_standing_body_switches(client: Client, office: Office) -> None:
    client.force_login(office.thao)
    client.post(reverse("public_pages"), {"is_on": "on", "shows_honours": "on"})
    pages = PublicPages.objects.get()
    assert (pages.is_on, pages.shows_movement, pages.shows_honours) == (True, False, True)
    entry = AuditEntry.objects.get(action="set_public_pages")
    assert entry.changes["shows_honours"] == [False, True]
    assert AGENCY in client.get(reverse("public_pages")).text
    with pytest.raises(NotAllowed):
        set_public_pages(agency=office.agency, shown={"is_on": False}, actor=office.lan)


# The movement


def test_the_movement_is_told_in_numbers(client: Client, office: Office) -> None:
    campaign = launched_campaign(office)
    signed(office, campaign)
    opened_to_all(office)
    page = client.get(AGENCY)
    found = page.context["movement"]
    # Both departments pledge; one of them has signed.
    assert (found.units, found.sent, found.signed) == (2, 1, 1)
    assert "Chất lượng tham mưu" in page.text
    for private in ("Vụ Hạ", "Chỉ tiêu 1", "Đặng Thị Mai", "Trần Văn Hùng"):
        assert private not in page.text, private


def test_a_signed_pledge_counts_while_it_is_amended(client: Client, office: Office) -> None:
    amending(office, launched_campaign(office))
    opened_to_all(office)
    found = client.get(AGENCY).context["movement"]
    assert (found.units, found.sent, found.signed) == (2, 1, 1)


def test_what_waits_for_the_head_counts_as_sent(client: Client, office: Office) -> None:
    with_head(office, launched_campaign(office))
    opened_to_all(office)
    found = client.get(AGENCY).context["movement"]
    assert (found.units, found.sent, found.signed) == (2, 1, 0)


def test_a_departments_own_campaign_is_not_the_agencys(client: Client, office: Office) -> None:
    campaign = launched_campaign(office)
    peak(office, scope=office.a)
    opened_to_all(office)
    assert client.get(AGENCY).context["movement"].campaign == campaign


def test_a_draft_campaign_is_not_shown(client: Client, office: Office) -> None:
    draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)
    opened_to_all(office)
    assert client.get(AGENCY).context["movement"] is None


# Exemplars


def test_only_what_was_published_to_all_is_shown(client: Client, office: Office) -> None:
    opened_to_all(office)
    shown = published(office)
    hidden = [
        asked(office, "hung", title="Chờ đồng ý"),
        sent(office, "hung", title="Chờ duyệt"),
        published(office, "hung", level="INSIDE", title="Trong cơ quan"),
    ]
    text = everything_public(client, shown)
    assert TITLE in text
    for exemplar in hidden:
        assert exemplar.title not in text
        assert client.get(story_page(exemplar)).status_code == 404


@pytest.mark.parametrize("way_out", ["declined", "returned", "withdrawn"])
def test_what_is_taken_back_is_gone_at_once(client: Client, office: Office, way_out: str) -> None:
    opened_to_all(office)
    exemplar = published(office)
    etag = client.get(story_page(exemplar))["ETag"]
    if way_out == "declined":
        decline_exemplar(exemplar=exemplar, actor=office.mai)
    elif way_out == "returned":
        return_exemplar(exemplar=exemplar, note="Sai số liệu.", actor=office.thao)
    else:
        withdraw_exemplar(exemplar=exemplar, note="Sai số liệu.", actor=office.thao)
    assert TITLE not in everything_public(client)
    # A browser that kept the page is told that it is gone.
    answer = client.get(story_page(exemplar), headers={"If-None-Match": etag})
    assert (answer.status_code, TITLE in answer.content.decode()) == (404, False)


def test_a_story_shows_its_awards_only_where_the_roll_is_open(
    client: Client, office: Office
) -> None:
    exemplar = published(office)
    adopt_exemplar(exemplar=exemplar, unit=office.b, deeds="Bí mật của Thu.", actor=office.binh)
    way.recorded(office, "BKTTG", 2021, office.people["mai"])
    opened_to_all(office)
    page = client.get(story_page(exemplar)).text
    assert "Bằng khen của Thủ tướng Chính phủ, 2021" in page
    assert "1 đơn vị học tập" in page
    opened_to_all(office, shows_honours=False)
    page = client.get(story_page(exemplar)).text
    assert "Bằng khen" not in page
    for private in ("Bí mật của Thu", "Cục Thu", "Chuyên viên", "CB003", "mai@example.org"):
        assert private not in page, private


def test_the_picture_is_gone_with_the_story(client: Client, office: Office) -> None:
    opened_to_all(office)
    inside = published(office, "hung", level="INSIDE", photo=picture(), alt="Ảnh anh Hùng")
    exemplar = published(office, photo=picture(), alt="Chị Mai ở phòng tiếp dân.")
    url = f"{story_page(exemplar)}/photo"
    assert f'src="{url}" alt="Chị Mai ở phòng tiếp dân."' in client.get(story_page(exemplar)).text
    answer = client.get(url)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "private, no-store")
    assert client.get(f"{story_page(inside)}/photo").status_code == 404
    decline_exemplar(exemplar=exemplar, actor=office.mai)
    assert client.get(url).status_code == 404


# The roll of honour


def test_the_roll_names_the_highest_first_with_units_alone(client: Client, office: Office) -> None:
    opened_to_all(office)
    way.recorded(office, "LDTT", 2021, office.people["mai"], office.people["hung"])
    way.recorded(office, "BKTTG", 2021, office.people["dung"], reference="2/QĐ-TTg")
    way.recorded(office, "TTLDXS", 2021, office.a, reference="3/QĐ")
    page = client.get(HONOURS)
    assert [(one.award, one.names) for one in page.context["roll"]] == [
        ("Bằng khen của Thủ tướng Chính phủ", [("Hoàng Thị Dung", "Cục Thu")]),
        ("Tập thể lao động xuất sắc", [("Vụ Hạ", "")]),
        (
            "Lao động tiên tiến",
            [("Trần Văn Hùng", "Vụ Hạ"), ("Đặng Thị Mai", "Vụ Hạ")],
        ),
    ]
    for private in ("Chuyên viên", "Vụ trưởng", "CB003", "@example.org"):
        assert private not in page.text, private


def test_drafts_of_decisions_are_not_on_the_roll(client: Client, office: Office) -> None:
    opened_to_all(office)
    with day(2022, 11, 15):
        campaign = launched_campaign(office)
        way.decision_on(office, way.accepted(office, campaign))
    page = client.get(HONOURS)
    assert (page.context["roll"], page.context["years"]) == ([], [])
    assert "Mai" not in page.text


def test_the_roll_goes_by_years(client: Client, office: Office) -> None:
    opened_to_all(office)
    for year in (2019, 2021):
        record_decision(
            agency=office.agency,
            award="LDTT",
            year=year,
            authority="Chủ nhiệm",
            reference=f"{year}/QĐ",
            signed_on=datetime.date(2021, 12, 20),
            subjects=[office.people["mai"]],
            actor=office.oanh,
        )
    assert client.get(HONOURS).context["year"] == 2021
    assert client.get(HONOURS, {"year": "2019"}).context["year"] == 2019
    assert client.get(HONOURS, {"year": "2020"}).status_code == 404
    assert "?lang=en&amp;year=2019" in client.get(HONOURS, {"year": "2019"}).text


# How they are served


def test_nothing_private_is_on_any_public_page(client: Client, office: Office) -> None:
    campaign = launched_campaign(office)
    drafted(office, campaign)
    exemplar = published(office)
    published_news(office, office.root)
    opened_to_all(office)
    text = everything_public(client, exemplar)
    for private in ("Chỉ tiêu 1", "Hướng dẫn đăng ký thi đua", "@example.org", "CB0", "Lan"):
        assert private not in text, private


def test_they_hang_on_their_address_alone(client: Client, office: Office) -> None:
    exemplar = published(office)
    opened_to_all(office)
    client.force_login(office.thao)
    for url in (AGENCY, STORIES, HONOURS, story_page(exemplar)):
        seen = client.get(url, headers={"Accept-Language": "en"})
        anonymous = Client().get(url)
        assert seen.content == anonymous.content, url
        assert not anonymous.cookies
        assert "Cookie" not in anonymous.get("Vary", "")
        assert '<html lang="vi">' in anonymous.text
        assert anonymous["Cache-Control"] == "public, no-cache"
        again = Client().get(url, headers={"If-None-Match": anonymous["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_the_language_is_in_the_address(client: Client, office: Office) -> None:
    opened_to_all(office)
    english, vietnamese = client.get(f"{AGENCY}?lang=en"), client.get(f"{AGENCY}?lang=xx")
    assert '<html lang="en">' in english.text
    assert english["Content-Language"] == "en"
    assert '<html lang="vi">' in vietnamese.text
    assert f"{AGENCY}?lang=en" in english.text


def test_nothing_runs_on_them(client: Client, office: Office) -> None:
    opened_to_all(office)
    answer = client.get(AGENCY)
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    for directive in ("default-src", "script-src", "connect-src", "form-action"):
        assert policy[directive] == "'none'", directive
    assert not re.search(r"<script|<form| style=| on[a-z]+=", answer.text)


def test_they_answer_reading_only(client: Client, office: Office) -> None:
    opened_to_all(office)
    for url in (AGENCY, STORIES, HONOURS, "/robots.txt"):
        assert client.post(url).status_code == 405
        assert client.head(url).status_code == 200


def test_search_engines_read_the_public_pages_alone(client: Client, office: Office) -> None:
    robots = client.get("/robots.txt")
    assert robots["Content-Type"] == "text/plain"
    assert robots.text.splitlines() == [
        "User-agent: *",
        "Allow: /public",
        "Allow: /static/",
        "Disallow: /",
    ]
    opened_to_all(office)
    index = '<meta name="robots" content="index, follow">'
    noindex = '<meta name="robots" content="noindex">'
    assert index in client.get(AGENCY).text
    assert noindex in client.get("/login").text
    client.force_login(office.mai)
    assert noindex in client.get("/").text


@pytest.mark.parametrize("count", [1, 3])
def test_they_cost_the_same_however_much_they_show(
    client: Client, office: Office, django_assert_num_queries, count: int
) -> None:
    launched_campaign(office)
    opened_to_all(office)
    for number in range(count):
        exemplar = published(office, title=f"Bài {number}")
        subject = office.people[("mai", "hung", "lan")[number]]
        way.recorded(office, "LDTT", 2021, subject, reference=f"{number}/QĐ")
    for url, queries in ((AGENCY, 6), (STORIES, 3), (HONOURS, 3), (story_page(exemplar), 3)):
        with django_assert_num_queries(queries):
            client.get(url)


def test_several_agencies_are_listed(client: Client, office: Office) -> None:
    opened_to_all(office)
    other = found_agency(
        code="khac",
        name="Cơ quan Khác",
        symbol="KHAC",
        place="Hà Nội",
        head_office="Chủ nhiệm",
        head_name="Lê Văn Khác",
        since=datetime.date(2020, 1, 1),
    )
    PublicPages.objects.create(agency=other.agency, is_on=True)
    page = client.get("/public").text
    assert page.index("Cơ quan Khác") < page.index("Văn phòng Quốc hội")
    assert client.get("/public/khac").status_code == 200

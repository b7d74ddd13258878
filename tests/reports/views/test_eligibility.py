"""The pages of a person and of a unit against the law."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.queries.eligibility import OF_COLLECTIVES
from tests.awards import way
from tests.cast import day, launched_campaign
from units.actions.people import post_person
from units.actions.ratings import record_ratings
from units.models import Person, Posting


@pytest.fixture(autouse=True)
def november():
    with day(2022, 11, 20):
        yield


@pytest.fixture
def rated(office):
    record_ratings(
        agency=office.agency,
        year=2022,
        ratings={office.people["mai"]: "HTXS", office.people["lan"]: "HT"},
        source="Quyết định xếp loại năm 2022",
        actor=office.thao,
    )
    Person.objects.update(joined_on=datetime.date(2020, 1, 1))
    return office


def get(client, account, path, **asked):
    client.force_login(account)
    return client.get(path, asked)


def test_a_persons_page_explains_a_no_and_the_way_to_yes(client, rated):
    page = get(client, rated.lan, f"/people/{rated.people['lan'].pk}/eligibility")
    html = page.content.decode()
    shown = {one.verdict.question.award: one for one in page.context["verdicts"]}
    assert shown["LDTT"].answer == "Chưa đủ điều kiện"
    assert "được xếp loại hoàn thành tốt nhiệm vụ năm 2022" in html
    assert "khoản 1 Điều 24 Luật Thi đua, khen thưởng số 15/2003/QH11" in html
    assert "Năm năm tới" in html


def test_a_units_page_lists_who_qualifies_first_and_counts_its_rows(client, rated):
    path = f"/units/{rated.a.pk}/eligibility"
    page = get(client, rated.lan, path, award="LDTT", year="2022")
    found = page.context["found"]
    assert found.counts == {"yes": 1, "unsure": 1, "nearly": 1, "no": 0}
    assert [(str(row.subject), row.standing) for row in found.rows] == [
        ("Đặng Thị Mai", "yes"),
        ("Trần Văn Hùng", "unsure"),
        ("Nguyễn Thị Lan", "nearly"),
    ]
    page = get(client, rated.lan, path, award="GKHEN", year="2022")  # for collectives as well
    assert str(page.context["found"].rows[0].subject) == "Vụ Hạ"


def test_a_clerk_nominates_from_the_list_and_sees_who_is_overlooked(client, rated):
    campaign = launched_campaign(rated)
    path, asked = f"/units/{rated.a.pk}/eligibility", {"award": "LDTT"}
    link = f"/nominations/new?award=LDTT&amp;subject=person:{rated.people['mai'].pk}"
    page = get(client, rated.lan, path, **asked)
    assert page.context["found"].overlooked == 1
    assert link in page.content.decode()
    way.drafted(rated, campaign, award="LDTT")
    page = get(client, rated.lan, path, **asked)
    assert page.context["found"].overlooked == 0
    assert link not in page.content.decode()
    page = get(client, rated.thao, path, **asked)  # drafts are none of her business yet
    assert page.context["found"].overlooked == 1
    assert link not in page.content.decode()


def test_a_collective_has_a_page_of_its_own(client, rated):
    page = get(client, rated.lan, f"/units/{rated.a.pk}/own-eligibility", year="2022")
    awards = [one.verdict.question.award for one in page.context["verdicts"]]
    assert awards == list(OF_COLLECTIVES)
    assert "Năm năm tới" not in page.content.decode()
    assert get(client, rated.lan, f"/units/{rated.b.pk}/own-eligibility").status_code == 404


def test_the_ceiling_is_counted_live(client, rated):
    page = get(client, rated.lan, f"/units/{rated.a.pk}/eligibility", award="CSTDCS")
    assert "Cả cơ quan đã đề nghị 0 trên tối đa 0: 15%" in page.content.decode()


@pytest.mark.parametrize("asked", [{"year": "abc"}, {"year": "1900"}, {"award": "XX"}])
def test_a_wrong_question_gets_the_usual_page(client, office, asked):
    page = get(client, office.lan, f"/units/{office.a.pk}/eligibility", **asked)
    assert page.status_code == 200
    assert page.context["year"] == 2022


def test_a_unit_takes_as_many_queries_for_five_people_as_for_three(client, office):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            get(client, office.son, f"/units/{office.b.pk}/eligibility", award="CSTDCS")
        return len(found)

    queries()  # the law is read once, on the first page
    before = queries()
    for name in ("roi", "phong"):
        Posting.objects.filter(person=office.people[name]).delete()
        post_person(
            person=office.people[name],
            unit=office.b,
            title="Chuyên viên",
            rank=Posting.Rank.DIRECT,
            actor=None,
            since=datetime.date(2022, 1, 1),
        )
    assert queries() == before

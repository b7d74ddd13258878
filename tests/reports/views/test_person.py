import datetime

import pytest

from tests.awards import way
from tests.campaigns import pledging
from tests.cast import day, launched_campaign
from units.actions.people import post_person
from units.models import Posting


@pytest.fixture
def campaign(office):
    with day(2022, 1, 10):
        yield launched_campaign(office)


def shown(client, account, person):
    client.force_login(account)
    return client.get(f"/people/{person.pk}")


@pytest.mark.parametrize(
    ("who", "mai", "son", "me"),
    [
        ("lan", 200, 404, 200),
        ("son", 404, 200, 200),
        ("thao", 200, 200, 200),
        ("phong", 200, 200, 200),
        ("khoa", 404, 404, 200),
        ("roi", 404, 404, 200),
    ],
)
def test_a_person_is_open_to_their_units_and_to_themselves(
    client, office, campaign, who, mai, son, me
):
    account = getattr(office, who)
    asked = (office.people["mai"], office.people["son"], account.person)
    assert [shown(client, account, one).status_code for one in asked] == [mai, son, me]


def test_postings_over_time_and_the_one_of_today(client, office, campaign):
    mai = office.people["mai"]
    mai.postings.update(until=datetime.date(2022, 1, 1))
    post_person(
        person=mai,
        unit=office.b,
        title="Phó Cục trưởng",
        rank=Posting.Rank.LEADER,
        since=datetime.date(2022, 1, 1),
        actor=None,
    )
    response = shown(client, office.thao, mai)
    assert response.context["main"].title == "Phó Cục trưởng"
    assert [posting.title for posting in response.context["postings"]] == [
        "Phó Cục trưởng",
        "Chuyên viên",
    ]
    assert "01/01/2020 – 01/01/2022" in response.content.decode()


def test_own_record_shows_awards_and_targets_to_somebody_without_a_role(client, office, campaign):
    pledge = pledging.signed(office, campaign)
    decision = way.recorded(office, "BKTTG", 2021, office.people["mai"])
    response = shown(client, office.mai, office.people["mai"])
    assert [(one.decision, one.is_open) for one in response.context["awards"]] == [(decision, True)]
    targets = response.context["targets"]
    assert [(one.indicator, one.is_open) for one in targets] == [
        ("Chỉ tiêu 1", False),
        ("Chỉ tiêu 2", False),
    ]
    assert f'href="/pledges/{pledge.pk}"' not in response.content.decode()
    assert f'href="/units/{office.a.pk}"' not in response.content.decode()


def test_targets_of_others_only_with_the_right_to_read_pledges(client, office, campaign):
    mai, pledge = office.people["mai"], pledging.sent(office, campaign)
    assert list(shown(client, office.lan, mai).context["targets"]) == []
    pledging.sign_pledge(pledge=pledge, actor=office.hung)
    assert len(shown(client, office.lan, mai).context["targets"]) == 2
    assert len(shown(client, office.phong, mai).context["targets"]) == 2
    assert list(shown(client, office.quan, mai).context["targets"]) == []


def test_nominations_are_those_that_the_reader_may_open(client, office, campaign):
    nomination = way.sent(office, campaign)
    mai = office.people["mai"]
    assert list(shown(client, office.lan, mai).context["nominations"]) == [nomination]
    assert list(shown(client, office.thao, mai).context["nominations"]) == [nomination]
    assert list(shown(client, office.quan, mai).context["nominations"]) == []
    assert list(shown(client, office.mai, mai).context["nominations"]) == []


def test_somebody_whose_posting_ended_still_has_a_page(client, office, campaign):
    mai = office.people["mai"]
    mai.postings.update(until=datetime.date(2022, 1, 1))
    assert shown(client, office.lan, mai).status_code == 404
    response = shown(client, office.mai, mai)
    assert (response.status_code, response.context["main"]) == (200, None)


def test_queries_stay_the_same_with_more_rows(client, office, campaign, django_assert_num_queries):
    mai = office.people["mai"]
    way.recorded(office, "BKTTG", 2020, mai)
    way.drafted(office, campaign)
    shown(client, office.lan, mai)
    with django_assert_num_queries(15):
        client.get(f"/people/{mai.pk}")
    way.recorded(office, "BKTTG", 2021, mai)
    way.drafted(office, campaign, award="CSTDCS")
    pledging.signed(office, campaign)
    with django_assert_num_queries(15):
        client.get(f"/people/{mai.pk}")


def test_only_get(client, office, campaign):
    client.force_login(office.mai)
    assert client.post(f"/people/{office.people['mai'].pk}").status_code == 405

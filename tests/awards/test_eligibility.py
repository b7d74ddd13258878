"""Facts from the records, and the verdict on a nomination."""

import datetime

import pytest

from awards import eligibility
from awards.eligibility import (
    answers_of_people,
    facts_of,
    facts_of_people,
    facts_of_units,
    verdict_on,
)
from awards.law.criteria import Question
from awards.law.facts import AwardFact, InitiativeFact, Rating, Scope
from awards.law.judge import judge
from awards.lawbook import law
from awards.models import Nomination
from awards.verdicts import shown_on
from campaigns.actions.initiatives import recognise_initiative
from tests.awards import way
from tests.cast import Office, day, launched_campaign
from units.actions.conduct import record_discipline
from units.actions.ratings import record_ratings

IN_2022 = datetime.date(2022, 11, 20)


@pytest.fixture
def campaign(office):
    with day(2022, 11, 20):
        yield launched_campaign(office)


def rate(office: Office, year: int, **ratings: str) -> None:
    record_ratings(
        agency=office.agency,
        year=year,
        ratings={office.people[name]: rating for name, rating in ratings.items()},
        source=f"Quyết định xếp loại năm {year}",
        actor=office.thao,
    )


def initiative(office: Office, who: str = "mai"):
    return recognise_initiative(
        agency=office.agency,
        title="Mẫu hóa phiếu góp ý",
        scope="CO_SO",
        recognised_on=datetime.date(2022, 11, 1),
        certificate="07/CN-SK",
        authors=[office.people[who]],
        actor=office.thao,
    )


def test_facts_come_from_ratings_awards_and_initiatives(office, campaign):
    rate(office, 2021, mai="HTT")
    initiative(office)
    way.decision_on(office, way.accepted(office, campaign))  # a draft gives nothing yet
    facts = facts_of(office.people["mai"], year=2021, on=IN_2022)
    assert facts.ratings == {2021: Rating.HTT}
    assert facts.initiatives == (
        InitiativeFact(Scope.CO_SO, datetime.date(2022, 11, 1), "", "Mẫu hóa phiếu góp ý"),
    )
    assert facts.awards == ()


def test_a_title_nominated_in_the_same_round_counts(office, campaign):
    way.sent(office, campaign, award="LDTT")
    facts = facts_of(office.people["mai"], year=2022, on=IN_2022)
    assert facts.awards == (AwardFact("LDTT", 2022, IN_2022, reference="đang đề nghị"),)


def test_the_initiatives_of_a_nomination_are_its_own_and_nobody_elses(office, campaign):
    found = initiative(office)
    way.sent(office, campaign, award="LDTT")
    title = way.drafted(office, campaign, award="CSTDCS", initiatives=(found,))
    assert verdict_on(title, on=IN_2022).answer == "yes"
    other = way.drafted(office, campaign, award="BKB")
    kept = facts_of(other.subject, year=2022, on=IN_2022).initiatives
    assert [one.used_for for one in kept] == ["CSTDCS"]


def test_what_a_file_does_not_name_counts_only_while_it_is_written(office, campaign):
    initiative(office)
    way.sent(office, campaign, award="LDTT")
    title = way.drafted(office, campaign, award="CSTDCS")
    assert verdict_on(title, on=IN_2022).answer == "yes"
    title.state = "WITH_HEAD"
    assert verdict_on(title, on=IN_2022).failed == {"initiative"}


def test_a_nomination_is_judged_before_it_is_saved(office, campaign):
    proposal = Nomination(
        agency=office.agency, year=2022, award="LDTT", person=office.people["mai"]
    )
    assert verdict_on(proposal, on=IN_2022).answer == "unsure"
    rate(office, 2022, mai="HTT")
    assert verdict_on(proposal, on=IN_2022).answer == "unsure"  # months of service are not known
    rate(office, 2022, mai="HT")
    assert verdict_on(proposal, on=IN_2022).failed == {"rating"}


def test_many_people_take_as_many_queries_as_one(office, campaign, django_assert_num_queries):
    for names in (["mai"], ["mai", "lan", "hung"]):
        people = [office.people[name] for name in names]
        with django_assert_num_queries(7):
            facts_of_people(people, on=IN_2022)


def test_answers_for_many_people_are_those_of_their_verdicts(office, campaign, monkeypatch):
    monkeypatch.setattr(eligibility, "BATCH", 2)
    rate(office, 2022, mai="HTT", lan="KHT", hung="HTXS")
    way.sent(office, campaign, award="LDTT")
    initiative(office)
    awards = ("LDTT", "CSTDCS", "CO_BO")
    people = [office.people[name] for name in ("mai", "lan", "hung", "dung", "son")]
    answers = list(answers_of_people(people, awards, year=2022, on=IN_2022))
    assert answers == [
        (
            one,
            tuple(
                judge(
                    law(), facts_of(one, year=2022, on=IN_2022), Question(award, 2022, IN_2022)
                ).answer
                for award in awards
            ),
        )
        for one in people
    ]
    assert answers[0][1] == ("unsure", "yes", "no")


def test_the_members_of_a_unit_are_counted(office, campaign):
    with day(2023, 1, 10):
        rate(office, 2022, mai="HTT", lan="KHT")
        record_discipline(
            person=office.people["hung"],
            kind="CANH_CAO",
            since=datetime.date(2022, 5, 1),
            reference="01/QĐ",
            actor=office.thao,
        )
    members = facts_of_units([office.a], year=2022)[office.a.pk].members[2022]
    assert (members.total, members.completed, members.disciplined, members.women) == (3, 1, 1, 2)


def test_who_may_not_read_it_learns_nothing_of_a_discipline(office, campaign):
    with day(2022, 11, 20):
        record_discipline(
            person=office.people["mai"],
            kind="KHIEN_TRACH",
            since=datetime.date(2022, 5, 1),
            reference="01/QĐ",
            actor=office.thao,
        )
    nomination = way.drafted(office, campaign, award="LDTT")
    told = {
        name: "; ".join(line.found for line in shown_on(nomination, getattr(office, name)).lines)
        for name in ("lan", "thao", "khoa")
    }
    assert "khiển trách" not in told["lan"]
    assert "hỏi cơ quan thường trực" in told["lan"]
    assert "khiển trách (01/05/2022)" in told["thao"]
    assert "khiển trách (01/05/2022)" in told["khoa"]

"""Who sees which nominations, reviews and decisions."""

import datetime

import pytest
from django.db import connection

from awards.actions.nominations import send_nomination
from awards.models import Decision, Nomination
from awards.permissions.decisions import agencies_decided_by, decisions_visible_to
from awards.permissions.nominations import nominating_units, nominations_visible_to, open_steps
from awards.permissions.polls import presides
from awards.permissions.reviews import reviews_visible_to
from tests.awards.way import (
    accepted,
    decision_on,
    declared,
    drafted,
    issued,
    passed,
    review_of,
    sent,
    with_head,
)
from tests.cast import CAST, Office, day
from units.models import RoleGrant

EVERYBODY = [name for name, *_ in CAST]


def who_sees(office: Office, nomination: Nomination) -> set[str]:
    return {
        name for name in EVERYBODY if nomination in nominations_visible_to(getattr(office, name))
    }


UNIT, RUNS, COUNCIL = {"lan", "hung"}, {"thao", "phong"}, {"khoa", "lien", "minh", "nga"}


@pytest.mark.parametrize("bring", [drafted, with_head])
def test_before_it_is_sent_only_the_unit_sees_it(office, campaign, bring):
    assert who_sees(office, bring(office, campaign)) == UNIT


@pytest.mark.parametrize("bring", [sent, accepted])
def test_once_sent_the_standing_body_and_leadership_see_it(office, campaign, bring):
    assert who_sees(office, bring(office, campaign)) == UNIT | RUNS


def test_in_review_the_council_sees_it_then_the_decision_admin(office, campaign):
    nomination = accepted(office, campaign)
    review = review_of(office, nomination)
    assert who_sees(office, nomination) == UNIT | RUNS
    declared(office, review, *COUNCIL)
    assert who_sees(office, nomination) == UNIT | RUNS | COUNCIL
    other = accepted(office, campaign, "dung")
    declared(office, passed(office, other), *COUNCIL)
    assert who_sees(office, other) == {"binh", "son", "oanh"} | RUNS | COUNCIL


def test_a_role_that_has_ended_sees_nothing(office, campaign):
    nomination = sent(office, campaign)
    RoleGrant.objects.update(until=datetime.date(2022, 11, 20))
    with day(2022, 11, 19):
        assert who_sees(office, nomination) == UNIT | RUNS
    with day(2022, 11, 20):
        assert who_sees(office, nomination) == set()


def test_the_subject_is_in_the_dark_from_sending_to_deciding(office, campaign):
    """Hùng heads the unit and is nominated himself; the chain of the database steps aside."""
    nomination = with_head(office, campaign, "hung")
    seen = {"WITH_HEAD": nomination in nominations_visible_to(office.hung)}
    send_nomination(nomination=nomination, actor=office.hung)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE awards_nomination DISABLE TRIGGER USER")
    for state in ("SENT", "ACCEPTED", "IN_REVIEW", "PASSED", "REJECTED", "DECIDED", "RETURNED"):
        Nomination.objects.update(state=state)
        seen[state] = nomination in nominations_visible_to(office.hung)
    assert {state for state, visible in seen.items() if visible} == {
        "WITH_HEAD",
        "REJECTED",
        "DECIDED",
        "RETURNED",
    }


def test_open_steps_are_those_of_role_and_state(office, campaign):
    nomination = drafted(office, campaign)
    assert open_steps(office.lan, nomination) == {"save", "hand_up", "withdraw"}
    assert open_steps(office.binh, nomination) == frozenset()
    nomination = sent(office, campaign, "lan")
    assert open_steps(office.thao, nomination) == {"accept", "check", "send_back"}
    assert open_steps(office.lan, nomination) == frozenset()


def test_units_to_nominate_for(office):
    assert list(nominating_units(office.lan, datetime.date(2022, 11, 15))) == [office.a]
    assert not nominating_units(office.thao, datetime.date(2022, 11, 15)).exists()
    office.a.until = datetime.date(2022, 11, 15)
    office.a.save()
    assert not nominating_units(office.lan, datetime.date(2022, 11, 15)).exists()


def test_reviews_are_for_their_members_and_for_who_runs_the_agency(office, campaign):
    review = review_of(office, accepted(office, campaign))
    seen = {name for name in EVERYBODY if review in reviews_visible_to(getattr(office, name))}
    chairs = {name for name in EVERYBODY if presides(getattr(office, name), review)}
    assert (seen, chairs) == (COUNCIL | RUNS, {"khoa"})


def test_a_draft_decision_is_for_its_admins_an_issued_one_for_its_people(office, campaign):
    def seen(decision: Decision) -> set[str]:
        return {
            name for name in EVERYBODY if decision in decisions_visible_to(getattr(office, name))
        }

    assert seen(decision_on(office, accepted(office, campaign, "mai"))) == {"oanh"}
    assert seen(issued(office, accepted(office, campaign, "dung"))) == (
        {"dung", "binh", "son", "oanh"} | RUNS
    )


def test_decisions_are_made_by_the_admin_of_the_whole_agency(office):
    assert list(agencies_decided_by(office.oanh)) == [office.agency]
    assert not agencies_decided_by(office.thao).exists()
    RoleGrant.objects.filter(account__username="oanh").update(unit=office.a)
    assert not agencies_decided_by(office.oanh).exists()

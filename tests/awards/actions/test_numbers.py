"""Decision numbers without gap or twin, when many issue at once and some fail."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection
from django.db.models import Max

from awards.actions import issuing
from awards.actions.decisions import draft_decision
from awards.actions.issuing import issue_decision
from awards.documents.render import UnprintableText, render_decision
from awards.models import Decision
from tests.awards.way import accepted, approved, decision_on, passed
from tests.cast import Office, day
from units import clock

PEOPLE = ("mai", "lan", "hung", "binh", "son")
AWARDS = ("LDTT", "GKHEN", "BKB", "CSTDB")
FAILING = 7


@pytest.fixture
def drafts(office: Office, campaign) -> list[Decision]:
    """Twenty drafts, one of which cannot be printed."""
    files = [accepted(office, campaign, who, award=award) for award in AWARDS for who in PEOPLE]
    passed(office, *files)
    drafted = {"agency": office.agency, "actor": office.oanh}
    made = [draft_decision(award=one.award, nominations=[one], **drafted) for one in files]
    Decision.objects.filter(pk=made[FAILING].pk).update(signer_name="王")
    return [approved(office, one) for one in made]


def issue_all(office: Office, drafts: list[Decision]) -> list[object]:
    """Issue every draft at the same moment; give each one's number, or what stopped it."""
    oanh, start = office.oanh, threading.Barrier(len(drafts))

    def issue(draft: Decision) -> object:
        try:
            start.wait(timeout=30)
            with day(2022, 11, 15):
                return issue_decision(decision=draft, signed_on=clock.today(), actor=oanh).number
        except (UnprintableText, IntegrityError) as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(drafts)) as pool:
        return list(pool.map(issue, drafts))


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_have_the_numbers_one_to_nineteen(office, drafts):
    outcomes = issue_all(office, drafts)
    assert outcomes.pop(FAILING) is UnprintableText
    assert sorted(outcomes) == list(range(1, 20))
    kept = Decision.objects.filter(state="ISSUED").values_list("number", flat=True)
    assert sorted(kept) == list(range(1, 20))
    assert Decision.objects.get(state="APPROVED").number is None


@pytest.mark.django_db(transaction=True)
def test_the_highest_number_plus_one_would_not_do(office, drafts, monkeypatch):
    """The control: what the series' lock is there for."""
    monkeypatch.setattr(issuing, "_next_number", _one_more_than_the_highest(len(drafts)))
    outcomes = issue_all(office, drafts)
    assert (outcomes.count(1), outcomes.count(IntegrityError)) == (1, len(drafts) - 2)


def _one_more_than_the_highest(threads: int) -> Callable[..., int]:
    read = threading.Barrier(threads)

    def next_number(decision: Decision, signed_on: object) -> int:
        highest = Decision.objects.aggregate(highest=Max("number"))["highest"] or 0
        read.wait(timeout=30)
        return highest + 1

    return next_number


def test_the_paper_of_a_number_is_printed(office, campaign, monkeypatch):
    """The paper is set after the number is taken, so that it bears it."""
    seen = []
    monkeypatch.setattr(
        issuing, "render_decision", lambda paper: seen.append(paper) or render_decision(paper)
    )
    draft = approved(office, decision_on(office, accepted(office, campaign)))
    issue_decision(decision=draft, signed_on=clock.today(), actor=office.oanh)
    assert [(paper.number, paper.signed_on) for paper in seen] == [(1, clock.today())]

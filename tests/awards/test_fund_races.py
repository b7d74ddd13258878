"""Two decisions are issued together: the last money is spent once, and without the lock twice."""

import datetime
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import connection, transaction

from awards.actions import prizes
from awards.actions.decisions import DecisionContent, word_decision
from awards.actions.issuing import issue_decision
from awards.models import Decision, Fund
from awards.queries.funds import balance_of
from tests.awards.way import accepted, approved, decision_on, funded
from tests.cast import Office, build_office, launched_campaign
from units import clock
from units.errors import ActionRefused

TODAY = datetime.date(2022, 11, 15)
# How long an issue stays uncommitted while the other one looks at the balance.
PAUSE = 0.5


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    with clock.at(TODAY):
        yield build_office()


@pytest.fixture
def drafts(office: Office) -> list[Decision]:
    """Two approved decisions, each in a series of its own, and money for one of them."""
    campaign = launched_campaign(office)
    found = []
    for who, symbol in (("mai", "QĐ-VPQH"), ("dung", "QĐ-TĐKT")):
        draft = decision_on(office, accepted(office, campaign, who, award="GKHEN"))
        facts = {name: getattr(draft, name) for name in DecisionContent.__annotations__}
        content = DecisionContent(**(facts | {"symbol": symbol}))
        worded = word_decision(decision=draft, content=content, actor=office.oanh)
        found.append(approved(office, worded))
    funded(office, 450_000)
    return found


def issue(office: Office, draft: Decision, told: list[str], looked: threading.Barrier) -> None:
    """Issue it, and commit once the other has looked too or the pause is over."""
    try:
        with clock.at(TODAY), transaction.atomic():
            issue_decision(decision=draft, signed_on=TODAY, actor=office.oanh)
            with suppress(threading.BrokenBarrierError):
                looked.wait(PAUSE)
    except ActionRefused as refusal:
        told.append(str(refusal))
    finally:
        connection.close()


def race(office: Office, drafts: list[Decision]) -> list[str]:
    """Issue all at once; return what was refused."""
    told: list[str] = []
    looked = threading.Barrier(len(drafts))
    threads = [threading.Thread(target=issue, args=[office, one, told, looked]) for one in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_the_last_money_is_spent_once(office: Office, drafts: list[Decision]) -> None:
    (refusal,) = race(office, drafts)
    assert "còn 0 đồng, cần 450.000 đồng" in refusal
    assert balance_of(Fund.objects.get()).left == 0
    assert Decision.objects.filter(state="ISSUED").count() == 1


def test_without_the_lock_it_is_spent_twice(office: Office, drafts, monkeypatch) -> None:
    monkeypatch.setattr(prizes, "lock_funds", lambda agency: None)
    assert race(office, drafts) == []
    assert balance_of(Fund.objects.get()).left == -450_000

"""Decisions issued by many processes, some of which fail and some of which are killed.

Numbers are 1 to n without gap and twin in each year, and no number precedes an earlier day's. The
control, the highest number plus one, gives twins in the same run.
"""

import datetime
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from django.db import connection, connections, transaction
from django.db.models import Count, Max, QuerySet

from awards.actions import issuing
from awards.actions.issuing import issue_decision
from awards.models import Decision, DecisionFile
from tests.cast import Office, build_office
from units import clock

EVE, NEW_YEAR = datetime.date(2022, 12, 31), datetime.date(2023, 1, 1)
ABORTED = 0.05  # share of the issues that fail after they took their number
CLIENTS_LEFT = 2  # so many may be killed before all begin anew
UNIQUE = "decision_number_once"


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    with clock.at(EVE):
        yield build_office()


@pytest.fixture
def only_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set no paper, so that thousands are issued in the time of a few."""
    monkeypatch.setattr(issuing, "render_decision", lambda _paper: b"%PDF-1.7")


def approved_drafts(office: Office, count: int) -> None:
    """Approved decisions on nobody, written past the chain, which has its own tests."""
    facts = {
        "agency": office.agency,
        "authority": "Chủ nhiệm",
        "award": "GKHEN",
        "year": 2022,
        "signer_office": "Chủ nhiệm",
        "signer_name": "Nguyễn Văn Mẫu",
        "symbol": "QĐ-VPQH",
        "state": "APPROVED",
        "created_by": office.oanh,
        "approved_by": office.phong,
        "approved_at": clock.now(),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Decision.objects.bulk_create(Decision(subject=f"{n}", **facts) for n in range(count))


class Aborted(Exception):
    """A failure between the number and the end of the transaction."""


def work(office: Office, seed: int, clients: int, end_of_year: float) -> None:
    """Issue one's share of what is left, on the day that it is, and try again what failed."""
    chance, oanh = random.Random(f"{seed}-{os.getpid()}"), office.oanh
    freeze = issuing.freeze

    def fail_at_times(*args: object) -> None:
        freeze(*args)
        if chance.random() < ABORTED:
            raise Aborted

    issuing.freeze = fail_at_times
    share = list(waiting().order_by("pk"))[seed::clients]
    while share:
        today = EVE if time.time() < end_of_year else NEW_YEAR
        with clock.at(today):
            try:
                issue_decision(decision=share[-1], signed_on=today, actor=oanh)
            except Aborted:
                continue
        share.pop()


def issue_all(office: Office, clients: int, *, per_kill: int, seconds_of_eve: float) -> int:
    """Let clients issue everything, killing one after every so many decisions; count the kills."""
    chance, kills = random.Random(1), 0
    end_of_year = time.time() + seconds_of_eve
    while waiting().exists():
        connections.close_all()
        running = {
            _forked(lambda seed=seed: work(office, seed, clients, end_of_year))
            for seed in range(clients)
        }
        goal = waiting().count() - per_kill
        while running:
            running -= {child for child in running if os.waitpid(child, os.WNOHANG)[0]}
            if len(running) >= CLIENTS_LEFT and waiting().count() <= goal:
                os.kill(chance.choice(sorted(running)), signal.SIGKILL)
                kills, goal = kills + 1, goal - per_kill
            time.sleep(0.005)
    return kills


def waiting() -> QuerySet[Decision]:
    """What is approved and not issued yet."""
    return Decision.objects.filter(state="APPROVED")


def _forked(act: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        act()
        os._exit(0)
    except BaseException:
        os._exit(1)


@contextmanager
def highest_plus_one(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the lock of the series is there for; without the constraint, which would tell."""

    def next_number(decision: Decision, signed_on: datetime.date) -> int:
        same = Decision.objects.filter(symbol=decision.symbol, signed_on__year=signed_on.year)
        highest = same.aggregate(highest=Max("number"))["highest"] or 0
        time.sleep(0.01)  # long enough for others to read the same, however busy the machine is
        return highest + 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [UNIQUE])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {UNIQUE}")
    try:
        with monkeypatch.context() as patch:
            patch.setattr(issuing, "_next_number", next_number)
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE awards_decision CASCADE")
            cursor.execute(definition)


def gaps_and_twins() -> list[tuple[int, int, int]]:
    """Years in which the highest number is not how many there are, or a number stands twice."""
    years = (
        Decision.objects.filter(state="ISSUED")
        .order_by()
        .values_list("signed_on__year")
        .annotate(Max("number"), Count("number"), distinct=Count("number", distinct=True))
    )
    return [row[:3] for row in years if not row[1] == row[2] == row[3]]


def out_of_order() -> list[int]:
    """Numbers that were given for an earlier day than the number before."""
    rows = Decision.objects.order_by("signed_on__year", "number").values_list("number", "signed_on")
    listed = list(rows)
    return [number for (_before, earlier), (number, day) in pairwise(listed) if day < earlier]


def run(office: Office, count: int, clients: int, *, per_kill: int, seconds_of_eve: float) -> int:
    approved_drafts(office, count)
    kills = issue_all(office, clients, per_kill=per_kill, seconds_of_eve=seconds_of_eve)
    assert Decision.objects.filter(state="ISSUED").count() == count
    assert DecisionFile.objects.count() == count
    assert (gaps_and_twins(), out_of_order()) == ([], [])
    assert set(Decision.objects.values_list("signed_on__year", flat=True)) == {2022, 2023}
    return kills


def has_twins(office: Office, monkeypatch: pytest.MonkeyPatch) -> bool:
    with highest_plus_one(monkeypatch):
        approved_drafts(office, 40)
        issue_all(office, clients=4, per_kill=20, seconds_of_eve=600)
        return bool(gaps_and_twins())


def test_numbers_have_no_gap_and_no_twin_whoever_fails(office, only_numbers, monkeypatch):
    assert has_twins(office, monkeypatch)
    assert run(office, 60, clients=4, per_kill=10, seconds_of_eve=0.5) > 0


@pytest.mark.faults
def test_fifty_thousand_numbers_by_eight_clients(office, only_numbers, monkeypatch):
    assert has_twins(office, monkeypatch)
    kills = run(office, 50_000, clients=8, per_kill=100, seconds_of_eve=150)
    print(f"{kills} processes killed")  # noqa: T201 the figure
    assert kills > 100

"""Whoever holds all data at rest joins members and ballots no better than by chance.

The control is the same attacker before a naive table, where he finds them all.
"""

import random
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction

from awards.models import Choice
from tests.awards.ballots.attacker import Loot, Wal, chance_of, dump, hits_of, place
from tests.awards.ballots.chamber import (
    cast,
    close,
    count,
    opened,
    shuffled_votes,
    sitting_council,
    take_off,
    voters,
)
from tests.cast import Office, build_office, day, launched_campaign
from units.models import Account

MEMBERS = 15
SHORT, LONG = 24, 1000

ENVELOPES = """
    SELECT m.account_id, v.id, v.xmin::text::bigint, v.ctid::text, v.sealed, r.ctid::text
    FROM awards_envelope v
    JOIN awards_rollentry r ON r.id = v.entry_id
    JOIN awards_reviewmember m ON m.id = r.member_id
"""
INNER = "SELECT id, xmin::text::bigint, ctid::text, sealed FROM awards_innerenvelope"
BALLOTS = """
    SELECT b.id, b.xmin::text::bigint, b.ctid::text, b.choice
    FROM awards_openedballot b
    WHERE b.poll_item_id = (SELECT max(id) FROM awards_pollitem)
"""


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    with day(2022, 11, 15):
        yield build_office()


def sealed_sessions(office: Office, sessions: int) -> Iterator[Loot]:
    """Sessions of the product: one member of fifteen agrees; what the attacker finds of each."""
    review = sitting_council(office, launched_campaign(office), MEMBERS)
    accounts, chance = voters(review), random.Random(1)
    for _ in range(sessions):
        wal = Wal()
        poll, codes = opened(office, review)
        going, caster = shuffled_votes(accounts, chance), chance.choice(accounts)
        for account in going:
            cast(poll, account, Choice.AGREE if account == caster else Choice.DISAGREE)
        outer = dump(ENVELOPES)
        poll = take_off(office, close(office, poll), codes)
        inner = dump(INNER)
        count(office, poll, codes)
        yield loot(going, caster, outer, inner, dump(BALLOTS), wal.since())


def loot(
    going: list[Account],
    caster: Account,
    outer: list[tuple],
    inner: list[tuple],
    ballots: list[tuple],
    log: bytes,
) -> Loot:
    """Every order of the members, and every order of the ballots, that the data at rest give."""
    members: dict[str, Callable[[tuple], object]] = {
        "envelope": lambda row: row[1],
        "xmin": lambda row: (row[2], place(row[3])),
        "ctid": lambda row: place(row[3]),
        "sealed": lambda row: bytes(row[4]),
        "roll": lambda row: place(row[5]),
        "log": lambda row: log.find(bytes(row[4])),
    }
    by_ballot: dict[str, Callable[[tuple], object]] = {
        "key": lambda row: str(row[0]),
        "xmin": lambda row: (row[1], place(row[2])),
        "ctid": lambda row: place(row[2]),
        "log": lambda row: log.find(row[0].bytes),
    }
    orders = {name: [row[0] for row in sorted(outer, key=key)] for name, key in members.items()}
    orders["voted"] = [account.pk for account in going]
    listed = {name: [row[0] for row in sorted(ballots, key=key)] for name, key in by_ballot.items()}
    # An inner envelope has no reader, but it has a rank, which the ballots may have kept.
    standing = {
        "inner key": sorted(inner, key=lambda row: str(row[0])),
        "inner ctid": sorted(inner, key=lambda row: place(row[2])),
        "inner log": sorted(inner, key=lambda row: log.find(row[0].bytes)),
        "inner sealed": sorted(inner, key=lambda row: bytes(row[3])),
    }
    by_place = [row[0] for row in sorted(ballots, key=lambda row: place(row[2]))]
    stored = [row[0] for row in sorted(inner, key=lambda row: place(row[2]))]
    for name, rows in standing.items():
        listed[name] = [by_place[stored.index(row[0])] for row in rows]
    wanted = next(row[0] for row in ballots if row[3] == Choice.AGREE)
    return Loot(orders, listed, wanted, caster.pk)


def naive_sessions(sessions: int) -> Iterator[Loot]:
    """Sessions of a naive table: a random key for every ballot, no column that names the voter."""
    chance = random.Random(1)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive_roll (account_id int, session int)")
        cursor.execute("CREATE TABLE naive_ballot (id uuid, session int, choice text)")
    for session in range(sessions):
        going, caster = chance.sample(range(MEMBERS), MEMBERS), chance.randrange(MEMBERS)
        for account in going:
            choice = "AGREE" if account == caster else "DISAGREE"
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO naive_roll VALUES (%s, %s)", [account, session])
                ballot = [uuid.uuid4(), session, choice]
                cursor.execute("INSERT INTO naive_ballot VALUES (%s, %s, %s)", ballot)
        roll = dump(
            f"SELECT account_id, xmin::text::bigint FROM naive_roll WHERE session={session}"
        )
        rows = dump(
            f"SELECT id, xmin::text::bigint, choice FROM naive_ballot WHERE session={session}"
        )
        yield Loot(
            {"xmin": [row[0] for row in sorted(roll, key=lambda row: row[1])]},
            {
                "key": sorted(row[0] for row in rows),
                "xmin": [row[0] for row in sorted(rows, key=lambda row: row[1])],
            },
            next(row[0] for row in rows if row[2] == "AGREE"),
            caster,
        )


def test_the_attacker_does_no_better_than_chance(office: Office) -> None:
    hits, tries = hits_of(list(sealed_sessions(office, SHORT)))
    assert chance_of(hits, tries, MEMBERS) > 0.01, f"{hits} of {tries}"


@pytest.mark.faults
def test_the_attacker_does_no_better_than_chance_over_a_thousand_sessions(office: Office) -> None:
    hits, tries = hits_of(list(sealed_sessions(office, LONG)))
    print(f"{hits} of {tries} ballots, by chance {tries / MEMBERS:.0f}")  # noqa: T201 the figure
    assert chance_of(hits, tries, MEMBERS) > 0.01, f"{hits} of {tries}"


@pytest.mark.django_db(transaction=True)
def test_before_a_naive_table_he_finds_them_all() -> None:
    try:
        hits, tries = hits_of(list(naive_sessions(SHORT)))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS naive_roll, naive_ballot")
    assert hits == tries
    assert chance_of(hits, tries, MEMBERS) < 1e-9


def test_the_log_holds_every_ballot_but_no_choice_before_the_opening(office: Office) -> None:
    """The attacker reads the log rightly: he finds each envelope there, and never a choice."""
    review = sitting_council(office, launched_campaign(office), MEMBERS)
    poll, codes = opened(office, review)
    wal = Wal()
    for account in voters(review):
        cast(poll, account, Choice.AGREE)
    log, outer = wal.since(), dump(ENVELOPES)
    assert all(bytes(row[4]) in log for row in outer)
    assert b"AGREE" not in log
    wal = Wal()
    count(office, take_off(office, close(office, poll), codes), codes)
    assert wal.since().count(b"AGREE") >= MEMBERS

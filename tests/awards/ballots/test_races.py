"""Casting and closing at one moment: no ballot counted twice, none lost that was told as cast.

Each protection has its control: taken away, the same race goes wrong.
"""

import random
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection

from awards.actions import polls
from awards.ballots import sealing
from awards.models import Choice, Envelope, OpenedBallot, Poll, Review, RollEntry
from tests.awards.ballots.chamber import (
    cast,
    close,
    count,
    opened,
    sitting_council,
    take_off,
    voters,
)
from tests.cast import Office, build_office, day, launched_campaign
from units.errors import ActionRefused
from units.models import Account

MEMBERS = 15
TWINS = 20  # casts of one member at one moment
ON = (2022, 11, 15)
# What the item fails by, so that it can be voted on again.
NAYS = (Choice.DISAGREE, Choice.BLANK)


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    with day(*ON):
        yield build_office()


@pytest.fixture
def review(office: Office) -> Review:
    return sitting_council(office, launched_campaign(office), MEMBERS)


def at_once(acts: Collection[Callable[[], object]]) -> list[str]:
    """Run all of them in threads that start together; give what refused each, "" for done."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        with day(*ON):
            try:
                barrier.wait(timeout=60)
                act()
            except ActionRefused as refusal:
                return str(refusal)
            finally:
                connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def twin_casts(office: Office, review: Review, rounds: int) -> int:
    """Let one member cast many times at one moment, round after round; count the doubles."""
    poll, _codes = opened(office, review)
    (entry,) = RollEntry.objects.filter(poll_item__poll=poll, member__account=office.lien)
    doubles = 0
    for _ in range(rounds):
        acts = [
            partial(cast, poll, office.lien, choice)
            for choice in (Choice.AGREE, Choice.DISAGREE) * (TWINS // 2)
        ]
        assert set(at_once(acts)) == {""}
        doubles += Envelope.objects.filter(entry=entry).count() - 1
    return doubles


def test_one_member_who_casts_many_times_at_once_has_one_ballot(office, review):
    assert twin_casts(office, review, rounds=3) == 0


@pytest.mark.faults
def test_ten_thousand_casts_of_one_member_leave_one_ballot(office, review):
    assert twin_casts(office, review, rounds=500) == 0


def test_without_the_constraint_one_member_has_several(office, review, monkeypatch):
    monkeypatch.setattr(polls, "_put_in_envelopes", look_then_put)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE awards_envelope DROP CONSTRAINT awards_envelope_entry_id_key")
    try:
        assert twin_casts(office, review, rounds=1) > 0
    finally:
        Envelope.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE awards_envelope"
                " ADD CONSTRAINT awards_envelope_entry_id_key UNIQUE (entry_id)"
            )


def look_then_put(poll: Poll, entries: list[RollEntry], choices: dict[int, str]) -> list[str]:
    """The same without the constraint: look whether there is an envelope, then put one."""
    outer, inner = (bytes(key.public_key) for key in poll.keys.order_by("place"))
    for entry in entries:
        if not Envelope.objects.filter(entry=entry).exists():
            sealed = sealing.seal(
                choices[entry.poll_item_id], outer=outer, inner=inner, voter="1", item="1"
            )
            Envelope.objects.create(entry=entry, sealed=sealed)
    return []


def edge_casts(office: Office, review: Review, sessions: int) -> tuple[int, int, int]:
    """Let everybody vote while the chair closes; count casts, refusals, and what does not agree."""
    chance, tried, refused, wrong = random.Random(1), 0, 0, 0
    for _ in range(sessions):
        poll, codes = opened(office, review)
        accounts = voters(review)
        acts = [partial(cast, poll, one, chance.choice(NAYS)) for one in accounts]
        answers = at_once([*acts, partial(close, office, poll)])
        assert answers.pop() == ""
        told = {account for account, said in zip(accounts, answers, strict=True) if not said}
        wrong += told != on_the_board(poll)
        poll.refresh_from_db()
        count(office, take_off(office, poll, codes), codes)
        ballots = OpenedBallot.objects.filter(poll_item__poll=poll).count()
        item = poll.items.get()
        wrong += not ballots == len(told) == MEMBERS - item.absent
        tried, refused = tried + len(accounts), refused + len(accounts) - len(told)
    return tried, refused, wrong


def on_the_board(poll: Poll) -> set[Account]:
    """Who is marked as having voted."""
    returned = RollEntry.objects.filter(poll_item__poll=poll, returned=True)
    return {entry.member.account for entry in returned.select_related("member__account")}


def test_around_the_closing_every_cast_is_counted_or_refused(office, review):
    tried, _refused, wrong = edge_casts(office, review, sessions=3)
    assert (tried, wrong) == (3 * MEMBERS, 0)


@pytest.mark.faults
def test_five_thousand_casts_around_the_closing_are_counted_or_refused(office, review):
    tried, refused, wrong = edge_casts(office, review, sessions=334)
    assert (tried, wrong) == (334 * MEMBERS, 0)
    assert 0 < refused < tried  # the closing fell among them


def test_without_the_lock_a_cast_after_the_closing_is_told_as_cast(office, review, monkeypatch):
    """The control: who only reads the state may put an envelope in after the box was emptied.

    A trigger of the database stands behind the lock; it steps aside here.
    """
    without = "ALTER TABLE awards_envelope {} TRIGGER USER"
    poll, codes = opened(office, review)
    looked, closed = threading.Event(), threading.Event()

    def look_and_wait(poll: Poll) -> str:
        state = Poll.objects.get(pk=poll.pk).state
        looked.set()
        closed.wait(timeout=30)
        return state

    def close_meanwhile() -> None:
        looked.wait(timeout=30)
        close(office, poll)
        closed.set()

    monkeypatch.setattr(polls, "_state_held", look_and_wait)
    with connection.cursor() as cursor:
        cursor.execute(without.format("DISABLE"))
    try:
        acts = [partial(cast, poll, office.lien, Choice.AGREE), close_meanwhile]
        assert at_once(acts) == ["", ""]
    finally:
        with connection.cursor() as cursor:
            cursor.execute(without.format("ENABLE"))
    assert on_the_board(poll) == set()
    poll.refresh_from_db()
    with pytest.raises(ActionRefused, match="không khớp"):
        take_off(office, poll, codes)

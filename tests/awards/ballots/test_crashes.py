"""Processes killed while they cast or open: no ballot twice, none lost, no poll half-open."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.db import connections

from awards.models import Choice, Envelope, InnerEnvelope, OpenedBallot, Poll, Review
from awards.workflow import PollState
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

MEMBERS = 7


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    with day(2022, 11, 15):
        yield build_office()


@pytest.fixture
def review(office: Office) -> Review:
    return sitting_council(office, launched_campaign(office), MEMBERS)


class Killer:
    """Kills at a random moment before, in or after an act, however slow the machine is."""

    def __init__(self, seed: int) -> None:
        self._chance, self._longest = random.Random(seed), 0.02
        self.kills, self.late = 0, 0

    def strikes(self, act: Callable[[], object]) -> bool:
        """Kill a process that does something; tell whether it had told of its end."""
        told = killed(act, self._chance.uniform(0, self._longest))
        self.kills, self.late = self.kills + 1, self.late + told
        # Too early too often, or too late: aim at the middle.
        self._longest *= 0.8 if told else 1.25
        return told


def killed(act: Callable[[], object], after: float) -> bool:
    """Do something in a process of its own and kill it; tell whether it had told of its end."""
    connections.close_all()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            act()
            os.write(writer, b"!")
        finally:
            signal.pause()
    os.close(writer)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as told:
        return told.read() == b"!"


def casts_with_kills(office: Office, review: Review, kills: int) -> Killer:
    """Kill every process that casts; then retry what was not told as cast, and count."""
    killer = Killer(1)
    while killer.kills < kills:
        poll, codes = opened(office, review)
        for account in voters(review):
            told = killer.strikes(partial(cast, poll, account, Choice.DISAGREE))
            has = Envelope.objects.filter(entry__member__account=account).count()
            assert has <= 1
            assert has or not told, "told as cast, and lost"
            if not told:
                cast(poll, account, Choice.DISAGREE)
        poll = close(office, poll)
        count(office, take_off(office, poll, codes), codes)
        item = poll.items.get()
        assert (item.disagreed, item.absent) == (MEMBERS, 0)
    return killer


def openings_with_kills(office: Office, review: Review, kills: int) -> Killer:
    """Kill every process that opens, at either step, until it is done; nothing is half-open."""
    killer = Killer(2)
    while killer.kills < kills:
        poll, codes = opened(office, review)
        for account in voters(review):
            cast(poll, account, Choice.DISAGREE)
        poll = close(office, poll)
        for step, done in ((take_off, PollState.STRIPPED), (count, PollState.COUNTED)):
            while poll.state != done:
                killer.strikes(partial(step, office, poll, codes))
                poll.refresh_from_db()
                assert lying(poll) == WHOLE[poll.state]
    return killer


WHOLE = {
    PollState.CLOSED: (MEMBERS, 0, 0),
    PollState.STRIPPED: (0, MEMBERS, 0),
    PollState.COUNTED: (0, 0, MEMBERS),
}


def lying(poll: Poll) -> tuple[int, int, int]:
    """How many outer envelopes, inner envelopes and opened ballots there are."""
    return (
        Envelope.objects.filter(entry__poll_item__poll=poll).count(),
        InnerEnvelope.objects.filter(poll_item__poll=poll).count(),
        OpenedBallot.objects.filter(poll_item__poll=poll).count(),
    )


def test_a_killed_cast_is_whole_or_not_at_all(office, review):
    casts_with_kills(office, review, kills=14)


def test_a_killed_opening_is_whole_or_not_at_all(office, review):
    openings_with_kills(office, review, kills=6)


@pytest.mark.faults
def test_five_hundred_killed_casts_lose_and_double_nothing(office, review):
    killer = casts_with_kills(office, review, kills=500)
    assert 0 < killer.late < killer.kills  # some fell before the commit, some after


@pytest.mark.faults
def test_fifty_killed_openings_leave_nothing_half_open(office, review):
    killer = openings_with_kills(office, review, kills=50)
    assert 0 < killer.late < killer.kills


def test_without_the_transaction_an_opening_is_found_half_open(office, review):
    """The control: the same step, each write on its own, is killed between two of them."""
    poll, _codes = opened(office, review)
    for account in voters(review):
        cast(poll, account, Choice.AGREE)
    poll = close(office, poll)

    def half() -> None:
        Envelope.objects.filter(entry__poll_item__poll=poll).delete()
        time.sleep(60)

    killed(half, 0.5)
    assert lying(poll) not in WHOLE.values()

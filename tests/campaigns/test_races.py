"""Two clerks save one pledge at once, fifty times: nothing that was told as saved is lost.

Each round, two threads save different texts that were typed into the same edition.
"""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from campaigns.actions import pledges as actions
from campaigns.actions.pledges import EditionConflict, PledgeContent, begin_pledge, save_pledge
from campaigns.models import Campaign, Pledge
from tests.campaigns.pledging import target
from tests.cast import Office, build_office, day, launched_campaign
from units.models import Account, AuditEntry

ROUNDS = 50


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    with day(2022, 1, 10):
        yield build_office()


def at_once(*acts: Callable[[], None]) -> None:
    """Run all of them in threads that start together."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        with day(2022, 1, 10):
            barrier.wait()
            try:
                act()
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def race(office: Office, campaign: Campaign, pledge: Pledge) -> list[tuple[list[str], list[str]]]:
    """Let Lan and Hùng save at once, round after round; give what each round told as saved."""
    rounds = []
    for number in range(ROUNDS):
        edition = Pledge.objects.get(pk=pledge.pk).edition
        saved: list[str] = []

        def save(actor: Account, text: str, edition: int = edition, saved: list = saved) -> None:
            row = target(1, office, campaign, indicator=text)
            content = PledgeContent(targets=[row], aims=[])
            try:
                save_pledge(pledge=pledge, content=content, edition=edition, actor=actor)
            except EditionConflict:
                return
            saved.append(text)

        lan, hung = office.lan, office.hung
        at_once(
            lambda lan=lan, n=number: save(lan, f"Lan {n}"),
            lambda hung=hung, n=number: save(hung, f"Hùng {n}"),
        )
        stored = [row.indicator for row in pledge.targets.all()]
        rounds.append((saved, stored))
    return rounds


def lost(rounds: list) -> list[str]:
    """Texts that were said to be saved in a round at whose end they do not stand."""
    return [text for saved, stored in rounds for text in saved if text not in stored]


def test_of_two_that_save_at_once_one_is_told_and_nothing_is_lost(office: Office) -> None:
    campaign = launched_campaign(office)
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    rounds = race(office, campaign, pledge)
    assert lost(rounds) == []
    assert [len(saved) for saved, _stored in rounds] == [1] * ROUNDS
    entries = AuditEntry.objects.filter(action="save_pledge").order_by("pk")
    assert [entry.changes["edition"] for entry in entries] == list(range(1, ROUNDS + 1))


def test_without_the_check_of_the_edition_texts_are_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "is_latest", lambda pledge, edition: True)
    campaign = launched_campaign(office)
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    assert len(lost(race(office, campaign, pledge))) == ROUNDS

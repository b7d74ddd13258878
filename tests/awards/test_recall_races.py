"""The head pulls a nomination back while the standing body accepts it: only one of them has it."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from awards.actions import nomination_steps
from awards.actions.nominations import accept_nomination, pull_back_nomination
from awards.models import Nomination
from tests.awards.way import sent
from tests.cast import Office, build_office, day, launched_campaign
from units.errors import ActionRefused
from units.models import AuditEntry

STEPS = ("pull_back_nomination", "accept_nomination")


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    with day(2022, 11, 15):
        yield build_office()


def at_once(*acts: Callable[[], object]) -> None:
    """Run all of them in threads that start together; a refusal is an answer."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        with day(2022, 11, 15):
            barrier.wait()
            try:
                act()
            except ActionRefused:
                pass
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def race(office: Office) -> int:
    """Let both act at once; give how many were told that it was done."""
    nomination = sent(office, launched_campaign(office))
    head, standing_body = office.hung, office.thao
    at_once(
        lambda: pull_back_nomination(nomination=nomination, actor=head),
        lambda: accept_nomination(nomination=nomination, actor=standing_body),
    )
    return AuditEntry.objects.filter(action__in=STEPS).count()


def test_of_recall_and_acceptance_one_is_refused(office: Office) -> None:
    assert race(office) == 1


def test_without_the_lock_both_are_told_that_it_was_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_read = threading.Barrier(2)

    def unlocked(nomination: Nomination) -> Nomination:
        found = Nomination.objects.select_related("agency", "campaign", "unit").get(
            pk=nomination.pk
        )
        if threading.current_thread() is not threading.main_thread():
            both_have_read.wait()
        return found

    monkeypatch.setattr(nomination_steps, "locked", unlocked)
    assert race(office) == 2

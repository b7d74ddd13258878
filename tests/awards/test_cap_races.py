"""Two heads press the button together: a ceiling holds, and without its lock it does not."""

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection, transaction

from awards.actions import caps
from awards.actions.nominations import send_nomination
from awards.models import Nomination
from campaigns.models import Campaign
from tests.awards.dossier_way import CEILING
from tests.awards.way import sent, with_head
from tests.cast import Office, build_office, launched_campaign
from units import clock
from units.errors import ActionRefused
from units.models import Account

TODAY = datetime.date(2022, 11, 15)
# How long a sending stays uncommitted while the other one counts.
PAUSE = 0.5


@pytest.fixture
def office(
    transactional_db: None, use_folder: Callable[[Path], None], tmp_path: Path
) -> Iterator[Office]:
    (tmp_path / "quotas.toml").write_text(CEILING, encoding="utf-8")
    use_folder(tmp_path)
    with clock.at(TODAY):
        yield build_office()


def room_for_one(office: Office) -> Campaign:
    campaign = launched_campaign(office)
    for who in ("mai", "dung"):
        sent(office, campaign, who)
    return campaign


def press(
    nomination: Nomination, head: Account, told: list[str], counted: threading.Barrier | None
) -> None:
    """Send it, and commit once the other has counted too or the pause is over."""
    try:
        with clock.at(TODAY), transaction.atomic():
            send_nomination(nomination=nomination, actor=head)
            if counted:
                with suppress(threading.BrokenBarrierError):
                    counted.wait(PAUSE)
    except ActionRefused as refusal:
        told.append(str(refusal))
    finally:
        connection.close()


def race(presses: list[tuple[Nomination, Account]], *, together: bool) -> list[str]:
    """Press all buttons at once; return what was refused."""
    told: list[str] = []
    counted = threading.Barrier(len(presses)) if together else None
    threads = [threading.Thread(target=press, args=[*one, told, counted]) for one in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def certificates() -> int:
    return Nomination.objects.filter(award="GKHEN", state="SENT").count()


def two_heads(office: Office) -> list[tuple[Nomination, Account]]:
    campaign = room_for_one(office)
    return [
        (with_head(office, campaign, "lan", award="GKHEN"), office.hung),
        (with_head(office, campaign, "binh", award="GKHEN"), office.son),
    ]


def test_two_heads_cannot_pass_a_ceiling_together(office: Office) -> None:
    (refusal,) = race(two_heads(office), together=True)
    assert "tối đa là 1" in refusal
    assert certificates() == 1


def test_without_the_lock_they_do(office: Office, monkeypatch) -> None:
    monkeypatch.setattr(caps, "lock_caps", lambda agency: None)
    assert race(two_heads(office), together=True) == []
    assert certificates() == 2


@pytest.mark.faults
def test_a_ceiling_holds_against_a_crowd(office: Office) -> None:
    campaign = room_for_one(office)
    presses = [
        (with_head(office, campaign, who, award="GKHEN", type=kind), head)
        for head, people in ((office.hung, ("lan", "mai", "hung")), (office.son, ("binh", "dung")))
        for who in people
        for kind in Nomination.Type.values
    ]
    told = race(presses, together=False)
    assert (certificates(), len(told)) == (1, len(presses) - 1)

"""Two press "print" together: the recipient has one certificate, and without the lock is refused.

The control takes the lock away. Then both find that nothing was printed, and only PostgreSQL's
constraint stands between the recipient and a second certificate.
"""

import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction

from awards.actions import certificates as printing_actions
from awards.actions.certificates import Setup, print_certificates
from awards.models import Certificate, CertificateStock, Recipient
from awards.queries.certificates import awarded
from tests.awards.printing import stock
from tests.awards.way import accepted, issued
from tests.cast import Office, day
from units.errors import ActionRefused

# How long a printing stays uncommitted while the other one looks.
PAUSE = 0.5


def race(office: Office, recipients: list[Recipient], sheet: CertificateStock) -> list[object]:
    """Print twice at once; what became of each."""
    oanh, met = office.oanh, threading.Barrier(2)
    outcomes: list[object] = []

    def press() -> None:
        try:
            with day(2022, 11, 15), transaction.atomic():
                print_certificates(recipients=recipients, setup=Setup(sheet), actor=oanh)
                with suppress(threading.BrokenBarrierError):
                    met.wait(PAUSE)
            outcomes.append("printed")
        except (ActionRefused, IntegrityError) as error:
            outcomes.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_two_printings_give_one_certificate(office, campaign, monkeypatch, locked):
    decision = issued(office, accepted(office, campaign, "mai"))
    if not locked:
        monkeypatch.setattr(printing_actions, "_awarded", _without_lock)
    outcomes = race(office, list(decision.recipients.all()), stock(office))
    assert "printed" in outcomes
    assert (ActionRefused if locked else IntegrityError) in outcomes
    assert Certificate.objects.count() == 1


def _without_lock(agency, recipients):
    return list(awarded({one.decision for one in recipients}))

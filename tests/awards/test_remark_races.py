"""A remark that is sent twice at once, as by a double click, stands once and is no error."""

import threading
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection

from awards.actions import remarks
from awards.models import ConsultationItem, Remark
from tests.awards.consulting import posted, said
from tests.awards.way import accepted
from tests.cast import Office, build_office, day, launched_campaign

ROUNDS = 10


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    with day(2022, 11, 15):
        yield build_office()


def errors_of_double_clicks(office: Office) -> list[Exception]:
    """Send each remark twice at once, round after round; give what went wrong."""
    item = posted(office, accepted(office, launched_campaign(office))).items.get()
    errors: list[Exception] = []
    for number in range(ROUNDS):
        barrier = threading.Barrier(2)

        def click(number: int = number, barrier: threading.Barrier = barrier) -> None:
            with day(2022, 11, 15):
                try:
                    barrier.wait()
                    said(office, item, text=f"Lần {number}")
                except IntegrityError as error:
                    errors.append(error)
                finally:
                    connection.close()

        threads = [threading.Thread(target=click) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return errors


@pytest.mark.faults
def test_a_double_click_is_one_remark(office: Office) -> None:
    assert errors_of_double_clicks(office) == []
    assert Remark.objects.count() == ROUNDS


@pytest.mark.faults
def test_without_the_lock_the_database_still_keeps_one(office: Office, monkeypatch) -> None:
    def unlocked(item: ConsultationItem) -> ConsultationItem:
        return ConsultationItem.objects.select_related("nomination").get(pk=item.pk)

    monkeypatch.setattr(remarks, "_locked", unlocked)
    assert errors_of_double_clicks(office)
    assert Remark.objects.count() == ROUNDS

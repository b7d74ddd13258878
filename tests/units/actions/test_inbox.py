import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import translation

from units import clock
from units.actions.inbox import (
    Message,
    mark_all_read,
    mark_read,
    notify,
)
from units.models import Account, Person

NOON = datetime.datetime(2022, 1, 10, 5, tzinfo=datetime.UTC)


def tell(*accounts, **changes):
    values = {"kind": "greeting", "about": "office:1", "write": lambda: Message("Chào", "Chúc vui")}
    return notify(accounts=list(accounts), **(values | changes))


def test_each_account_hears_it_once_a_period(office):
    assert tell(office.lan, office.mai) == 2
    assert tell(office.lan, office.mai, office.hung) == 1
    assert tell(office.lan, period="late") == 1
    assert tell(office.lan, about="office:2") == 1
    assert office.lan.notices.count() == 3


def test_it_is_written_in_the_language_of_its_reader(office):
    Account.objects.filter(username="mai").update(language="en")
    said = []
    tell(
        office.lan,
        office.mai,
        write=lambda: Message(said.append(translation.get_language()) or "x", "y"),
    )
    assert said == ["vi", "en"]


def test_mail_is_due_only_to_those_with_an_address(office):
    Person.objects.filter(pk=office.mai.person_id).update(email="")
    tell(office.lan, office.mai)
    assert office.lan.notices.get().mail_due
    assert not office.mai.notices.get().mail_due


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_tell_it_once(office):
    lan = office.lan

    def sweep(_number):
        try:
            return tell(lan)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(sweep, range(24)))
    assert lan.notices.count() == 1


def test_reading_is_remembered_the_first_time_and_only_for_the_owner(office):
    tell(office.lan)
    notice = office.lan.notices.get()
    mark_read(notice=notice, actor=office.hung)
    notice.refresh_from_db()
    assert notice.read_at is None
    with clock.at(NOON):
        mark_read(notice=notice, actor=office.lan)
    with clock.at(NOON + datetime.timedelta(days=1)):
        mark_read(notice=notice, actor=office.lan)
    notice.refresh_from_db()
    assert notice.read_at == NOON


def test_reading_all_leaves_others_alone(office):
    tell(office.lan, office.mai)
    tell(office.lan, about="office:2")
    assert mark_all_read(actor=office.lan) == 2
    assert mark_all_read(actor=office.lan) == 0
    assert office.mai.notices.get().read_at is None


def test_a_subject_is_one_line_and_not_too_long(office):
    tell(office.lan, write=lambda: Message("Một\n hai " + "ba " * 90, "y"))
    subject = office.lan.notices.get().subject
    assert subject.startswith("Một hai ba ba")
    assert (len(subject), subject[-1]) == (200, "…")

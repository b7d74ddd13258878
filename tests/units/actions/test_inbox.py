import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.utils import translation

from units import clock
from units.actions.inbox import (
    MAX_ATTEMPTS,
    Message,
    mark_all_read,
    mark_read,
    notify,
    send_next_mail,
)
from units.models import Account, Person
from units.tasks import send_due_mail

NOON = datetime.datetime(2022, 1, 10, 5, tzinfo=datetime.UTC)
BROKEN = "tests.units.actions.broken_mail.Backend"


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


def test_mail_due_is_sent_once_with_the_address_of_the_page(office, settings):
    settings.SITE_URL = "https://thidua.example:8443"
    tell(office.lan, path="/pledges/1")
    assert send_due_mail() == 1
    assert send_due_mail() == 0
    letter = mail.outbox[0]
    notice = office.lan.notices.get()
    assert (letter.subject, letter.to) == ("Chào", ["lan@example.org"])
    assert letter.body == "Chúc vui\n\nhttps://thidua.example:8443/pledges/1\n"
    assert letter.extra_headers == {"Message-ID": f"<notice-{notice.pk}@thidua.example>"}
    assert notice.mailed_at is not None


def test_refused_mail_stays_due_and_leaves_when_the_server_is_back(office, settings):
    tell(office.lan)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BROKEN
    assert send_due_mail() == 0
    notice = office.lan.notices.get()
    assert (notice.mailed_at, notice.mail_error) == (None, "the mail server is down")
    settings.EMAIL_BACKEND = working
    assert send_due_mail() == 1
    notice.refresh_from_db()
    assert (notice.mail_error, notice.mail_attempts) == ("", 2)
    assert len(mail.outbox) == 1


def test_refused_mail_is_given_up_after_five_attempts(office, settings):
    settings.EMAIL_BACKEND = BROKEN
    tell(office.lan)
    for _attempt in range(MAX_ATTEMPTS + 2):
        assert send_next_mail() is False
    assert office.lan.notices.get().mail_attempts == MAX_ATTEMPTS


def test_one_bad_address_does_not_keep_the_others_waiting(office, settings):
    settings.EMAIL_BACKEND = BROKEN
    tell(office.lan)
    send_due_mail()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tell(office.mai)
    assert send_next_mail()
    assert mail.outbox[0].to == ["mai@example.org"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same_mail(office):
    tell(*(getattr(office, name) for name in ("lan", "hung", "mai", "binh", "son", "dung")))

    def work(_number):
        try:
            return send_due_mail()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        sent = sum(threads.map(work, range(4)))
    assert sent == len(mail.outbox) == 6
    assert len({letter.to[0] for letter in mail.outbox}) == 6

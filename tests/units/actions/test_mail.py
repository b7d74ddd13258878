"""Mail: a letter a day or at once, held or not, to addresses that can be reached."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection

from units import clock
from units.actions.inbox import Message, notify
from units.actions.mail import (
    MAX_ATTEMPTS,
    choose_mail,
    clear_bounce,
    gather_mail,
    release_mail,
    send_next_mail,
    stop_mail,
)
from units.errors import ActionRefused
from units.models import Account, AuditEntry, Bounce, Mail, Notice, Person
from units.permissions import held_notices_visible_to
from units.tasks import send_due_mail

VN = datetime.timezone(datetime.timedelta(hours=7))
MONDAY = datetime.datetime(2022, 1, 10, 9, tzinfo=VN)
DOWN = "tests.units.actions.broken_mail.Down"
UNKNOWN = "tests.units.actions.broken_mail.UnknownAddress"
BUSY = "tests.units.actions.broken_mail.Busy"


@pytest.fixture(autouse=True)
def monday(settings):
    settings.SITE_URL = "https://thidua.example:8443"
    with clock.at(MONDAY):
        yield


def tell(*accounts, subject="Chào", body="Chúc vui", **changes):
    values = {"kind": "greeting", "about": subject, "write": lambda: Message(subject, body)}
    return notify(accounts=list(accounts), **(values | changes))


def at_once(*names):
    Account.objects.filter(username__in=names).update(mail_choice=Account.MailChoice.AT_ONCE)


# --- a letter a day, or at once -------------------------------------------------------------------
def test_one_notice_is_a_letter_of_its_own(office):
    tell(office.lan, path="/pledges/1")
    assert send_due_mail() == 1
    assert send_due_mail() == 0
    (letter,) = mail.outbox
    row = office.lan.mails.get()
    assert (letter.subject, letter.to) == ("Chào", ["lan@example.org"])
    assert letter.body == (
        "Chúc vui\n\nhttps://thidua.example:8443/pledges/1\n\n"
        "-- \nCách nhận thư: https://thidua.example:8443/mail\n"
    )
    assert letter.extra_headers == {"Message-ID": f"<mail-{row.pk}@thidua.example>"}
    assert row.sent_at == clock.now()


def test_many_notices_of_a_day_are_one_letter(office):
    tell(office.lan, subject="Một", path="/pledges/1")
    tell(office.lan, subject="Hai", body="")
    tell(office.mai, subject="Một")
    assert send_due_mail() == 2
    letter = next(one for one in mail.outbox if one.to == ["lan@example.org"])
    assert letter.subject == "2 thông báo ngày 10/01/2022"
    assert letter.body.startswith(
        "1. Một\n   Chúc vui\n   https://thidua.example:8443/pledges/1\n\n"
        "2. Hai\n   https://thidua.example:8443\n"
    )


def test_what_comes_after_the_letter_of_a_day_waits_for_the_next_working_day(office):
    with clock.at(MONDAY - datetime.timedelta(days=3)):  # a Friday
        tell(office.lan, subject="Một")
        assert send_due_mail() == 1
        tell(office.lan, subject="Hai")
        assert send_due_mail() == 0
    with clock.at(MONDAY - datetime.timedelta(days=2)):
        assert send_due_mail() == 0
    assert send_due_mail() == 1
    assert [letter.subject for letter in mail.outbox] == ["Một", "Hai"]


def test_the_letter_of_a_day_waits_for_its_hour(office, settings):
    settings.DIGEST_HOUR = 7
    tell(office.lan)
    with clock.at(MONDAY.replace(hour=6, minute=59)):
        assert gather_mail() == 0
    with clock.at(MONDAY.replace(hour=7)):
        assert gather_mail() == 1


def test_on_a_holiday_no_letter_of_the_day_leaves(office):
    with clock.at(datetime.datetime(2022, 1, 31, 9, tzinfo=VN)):  # Tết
        tell(office.lan)
        assert gather_mail() == 0


def test_each_at_once_for_those_who_chose_so_at_any_hour(office):
    at_once("lan")
    with clock.at(datetime.datetime(2022, 1, 8, 3, tzinfo=VN)):  # a Saturday night
        tell(office.lan, subject="Một")
        tell(office.lan, subject="Hai")
        assert send_due_mail() == 2
    assert [letter.subject for letter in mail.outbox] == ["Một", "Hai"]


def test_nothing_for_those_who_chose_the_inbox_alone(office):
    choose_mail(actor=office.lan, choice=Account.MailChoice.NEVER)
    tell(office.lan)
    assert send_due_mail() == 0
    assert office.lan.notices.count() == 1
    entry = AuditEntry.objects.get(action="choose_mail")
    assert entry.changes["mail_choice"] == ["DIGEST", "NEVER"]
    with pytest.raises(ActionRefused, match="Không có cách nhận thư này"):
        choose_mail(actor=office.lan, choice="PIGEON")


# --- what goes wrong ------------------------------------------------------------------------------
def test_a_server_that_is_down_is_tried_again(office, settings):
    tell(office.lan)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DOWN
    assert send_due_mail() == 0
    row = office.lan.mails.get()
    assert (row.sent_at, row.error) == (None, "the mail server is down")
    settings.EMAIL_BACKEND = working
    assert send_due_mail() == 1
    row.refresh_from_db()
    assert (row.error, row.attempts) == ("", 2)
    assert len(mail.outbox) == 1


def test_it_is_given_up_after_five_attempts(office, settings):
    settings.EMAIL_BACKEND = DOWN
    tell(office.lan)
    gather_mail()
    for _attempt in range(MAX_ATTEMPTS + 2):
        assert send_next_mail() is False
    assert office.lan.mails.get().attempts == MAX_ATTEMPTS
    assert not Bounce.objects.exists()


def test_one_bad_address_does_not_keep_the_others_waiting(office, settings):
    settings.EMAIL_BACKEND = DOWN
    tell(office.lan)
    send_due_mail()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tell(office.mai)
    gather_mail()
    assert send_next_mail()
    assert mail.outbox[0].to == ["mai@example.org"]


def test_an_address_refused_for_good_is_kept_and_left_alone_until_cleared(office, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, UNKNOWN
    tell(office.lan, subject="Một")
    send_due_mail()
    bounce = Bounce.objects.get()
    assert (bounce.address, bounce.reason) == ("lan@example.org", "550 no such user here")
    settings.EMAIL_BACKEND = working
    at_once("lan")
    tell(office.lan, subject="Hai")
    assert send_due_mail() == 0
    clear_bounce(bounce=bounce, actor=office.thao)
    assert send_due_mail() == 2
    assert sorted(letter.subject for letter in mail.outbox) == ["Hai", "Một"]


def test_a_letter_that_cannot_be_written_does_not_stop_the_others(office, monkeypatch):
    at_once("lan", "mai")
    tell(office.lan)
    tell(office.mai)
    Notice.objects.filter(account=office.lan).update(subject="Chào\nBcc: a@example.org")
    assert send_due_mail() == 0
    assert send_due_mail() == 1
    assert mail.outbox[0].to == ["mai@example.org"]
    assert "newlines" in office.lan.mails.get().error


def test_a_busy_server_bounces_nobody(office, settings):
    settings.EMAIL_BACKEND = BUSY
    tell(office.lan)
    send_due_mail()
    assert not Bounce.objects.exists()
    assert office.lan.mails.get().error == "450 try again later"


# --- held until somebody has read it --------------------------------------------------------------
def test_held_mail_waits_until_the_standing_body_lets_it_go(office):
    tell(office.lan, office.mai, hold=True)
    assert send_due_mail() == 0
    assert office.lan.notices.get().read_at is None  # it is in the inbox all the same
    keys = [notice.pk for notice in held_notices_visible_to(office.thao)]
    assert len(keys) == 2
    assert release_mail(notices=keys[:1], actor=office.thao) == 1
    assert stop_mail(notices=keys[1:], reason="Đã gọi điện", actor=office.thao) == 1
    assert send_due_mail() == 1
    assert Notice.objects.filter(mail_due=False).count() == 1
    assert AuditEntry.objects.get(action="stop_mail").reason == "Đã gọi điện"


def test_nobody_else_reads_or_releases_it(office):
    tell(office.lan, hold=True)
    key = office.lan.notices.get().pk
    for name in ("lan", "hung", "phong", "quan", "roi"):
        actor = getattr(office, name)
        assert not held_notices_visible_to(actor)
        assert release_mail(notices=[key], actor=actor) == 0
    with pytest.raises(ActionRefused, match="Hãy ghi lý do"):
        stop_mail(notices=[key], reason=" ", actor=office.thao)
    assert Notice.objects.get().held


# --- many workers ---------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_notice_exactly_once(office):
    at_once("hung", "son")
    names = ("lan", "hung", "mai", "binh", "son", "dung")
    for number in range(3):
        tell(*(getattr(office, name) for name in names), subject=f"Việc {number}")

    def work(_number):
        try:
            with clock.at(MONDAY):
                return send_due_mail()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        sent = sum(threads.map(work, range(8)))
    assert sent == len(mail.outbox) == 4 + 2 * 3
    assert Mail.objects.filter(sent_at=None).count() == 0
    said = "".join(f"{letter.to[0]}{letter.subject}{letter.body}" for letter in mail.outbox)
    assert [said.count(f"Việc {number}") for number in range(3)] == [6, 6, 6]


def test_without_an_address_there_is_no_letter(office):
    Person.objects.filter(pk=office.mai.person_id).update(email="")
    tell(office.mai)
    assert send_due_mail() == 0

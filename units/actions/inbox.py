"""Tell an account something once, mark it read, send what is due by mail."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation

from units import clock
from units.models import Account, Notice

MAX_ATTEMPTS = 5


class Message(NamedTuple):
    """What a notice says, already in the language of its reader."""

    subject: str
    body: str


class Letter(NamedTuple):
    """What is told to whom about one thing; `write` is called under each reader's language."""

    accounts: list[Account]
    about: str
    write: Callable[[], Message]
    path: str = ""


def notify(
    *,
    accounts: list[Account],
    kind: str,
    about: str,
    write: Callable[[], Message],
    path: str = "",
    period: str = "once",
) -> int:
    """Tell each account once for (`kind`, `about`, `period`); return how many were told now."""
    return notify_each(kind=kind, period=period, letters=[Letter(accounts, about, write, path)])


def notify_each(*, kind: str, period: str, letters: list[Letter]) -> int:
    """Send letters of one kind and period; return how many notices are new.

    A notice that exists already is left as it is, whichever of two sweeps came first. One query
    when there is nothing new, three otherwise, however many letters.
    """
    of_these = Notice.objects.filter(
        kind=kind, period=period, about__in=[letter.about for letter in letters]
    )
    told = set(of_these.values_list("account", "about"))
    new = [
        _notice(account, kind, period, letter)
        for letter in letters
        for account in letter.accounts
        if (account.pk, letter.about) not in told
    ]
    if not new:
        return 0
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return of_these.count() - len(told)


def _notice(account: Account, kind: str, period: str, letter: Letter) -> Notice:
    with translation.override(account.language):
        message = letter.write()
    return Notice(
        account=account,
        kind=kind,
        about=letter.about,
        period=period,
        subject=message.subject,
        body=message.body,
        path=letter.path,
        created_at=clock.now(),
        mail_due=bool(account.email),
    )


def mark_read(*, notice: Notice, actor: Account) -> None:
    """Remember when the owner opened a notice, the first time only."""
    Notice.objects.filter(pk=notice.pk, account=actor, read_at=None).update(read_at=clock.now())


def mark_all_read(*, actor: Account) -> int:
    """Mark everything in the actor's inbox as read; return how many were unread."""
    return Notice.objects.filter(account=actor, read_at=None).update(read_at=clock.now())


def send_next_mail() -> bool:
    """Send the oldest mail due; False when there is none left.

    The row is held while the mail leaves, so that two workers never send the same one. A mail
    server that refuses is tried again by later sweeps, five times in all.
    """
    with transaction.atomic():
        notice = (
            Notice.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(mail_due=True, mailed_at=None, mail_attempts__lt=MAX_ATTEMPTS)
            .select_related("account__person")
            .order_by("mail_attempts", "created_at")
            .first()
        )
        if notice is None:
            return False
        notice.mail_attempts += 1
        try:
            _mail(notice).send()
        except OSError as error:
            notice.mail_error = str(error)[:300]
        else:
            notice.mailed_at = clock.now()
            notice.mail_error = ""
        notice.save(update_fields=["mail_attempts", "mail_error", "mailed_at"])
        return not notice.mail_error


def _mail(notice: Notice) -> EmailMessage:
    """The mail of a notice; its message id is the notice's, so that a twin is recognised."""
    host = settings.SITE_URL.split("//")[-1].split(":")[0]
    return EmailMessage(
        subject=notice.subject,
        body=f"{notice.body}\n\n{settings.SITE_URL}{notice.path}\n",
        to=[notice.account.email],
        headers={"Message-ID": f"<notice-{notice.pk}@{host}>"},
    )

"""Tell an account something once, and mark it read; `actions.mail` sends what is due by mail."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils import translation

from units import clock
from units.models import Account, Notice
from units.queries import notices_of


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
    hold: bool = False,
) -> int:
    """Tell each account once for (`kind`, `about`, `period`); return how many were told now."""
    letters = [Letter(accounts, about, write, path)]
    return notify_each(kind=kind, period=period, letters=letters, hold=hold)


def notify_each(*, kind: str, period: str, letters: list[Letter], hold: bool = False) -> int:
    """Send letters of one kind and period; return how many notices are new.

    With `hold` their mail waits until the standing body has read it.

    A notice that exists already is left as it is, whichever of two sweeps came first. One query
    when there is nothing new, three otherwise, however many letters.
    """
    of_these = Notice.objects.filter(
        kind=kind, period=period, about__in=[letter.about for letter in letters]
    )
    told = set(of_these.values_list("account", "about"))
    new = [
        _notice(account, kind, period, letter, hold=hold)
        for letter in letters
        for account in letter.accounts
        if (account.pk, letter.about) not in told
    ]
    if not new:
        return 0
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return of_these.count() - len(told)


def _notice(account: Account, kind: str, period: str, letter: Letter, *, hold: bool) -> Notice:
    with translation.override(account.language):
        message = letter.write()
    return Notice(
        account=account,
        kind=kind,
        about=letter.about,
        period=period,
        subject=_one_line(message.subject),
        body=message.body,
        path=letter.path,
        created_at=clock.now(),
        mail_due=bool(account.email),
        held=hold,
    )


def _one_line(subject: str) -> str:
    """A subject as a list and a mail can hold it: on one line, and not too long."""
    words = " ".join(subject.split())
    most = Notice._meta.get_field("subject").max_length or len(words)
    return words if len(words) <= most else f"{words[: most - 1]}…"


def mark_read(*, notice: Notice, actor: Account) -> None:
    """Remember when the owner opened a notice, the first time only."""
    Notice.objects.filter(pk=notice.pk, account=actor, read_at=None).update(read_at=clock.now())


def mark_all_read(*, actor: Account) -> int:
    """Mark everything in the actor's inbox as read; return how many were unread."""
    return notices_of(actor).filter(read_at=None).update(read_at=clock.now())

"""Mail: gather notices into letters, send these, hold and release them, keep who cannot be reached.

What must be told is a notice first, and a letter is a row before it leaves: a worker that dies or
a mail server that is down loses nothing, and two workers never send the same letter.
"""

from collections import defaultdict
from collections.abc import Collection
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units import audit, clock
from units.calendar import works
from units.errors import ActionRefused
from units.models import Account, Bounce, Mail, Notice
from units.permissions import bounces_visible_to, held_notices_visible_to
from units.queries import notices_of

MAX_ATTEMPTS = 5
FOR_GOOD = 500  # from here on a mail server's code says that trying again is no use


@transaction.atomic
def gather_mail() -> int:
    """Make the letters that notices wait for; return how many.

    At once for those who chose so; for the others one a working day, from the digest hour on.
    """
    by_account: dict[Account, list[Notice]] = defaultdict(list)
    for notice in _waiting():
        by_account[notice.account].append(notice)
    return sum(_gather(account, notices) for account, notices in by_account.items())


def _waiting() -> QuerySet[Notice]:
    unreachable = Bounce.objects.values("address")
    return (
        Notice.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(mail_due=True, mail=None, held=False)
        .exclude(account__person__email__in=unreachable)
        .filter(_in_time())
        .select_related("account__person")
        .order_by("created_at", "pk")
    )


def _in_time() -> Q:
    """Whose letters may be made now: a digest from its hour on, once a working day."""
    now = clock.now()
    if now.hour < settings.DIGEST_HOUR or not works(now.date()):
        return ~Q(account__mail_choice=Account.MailChoice.DIGEST)
    had_one = Mail.objects.filter(day=now.date(), digest=True).values("account")
    return ~Q(account__mail_choice=Account.MailChoice.DIGEST, account__in=had_one)


def _gather(account: Account, notices: list[Notice]) -> int:
    today = clock.today()
    # What must not exist for the account now waits, and leaves no trace of its waiting.
    keys = [one.pk for one in notices]
    notices = list(notices_of(account).filter(pk__in=keys).order_by("created_at", "pk"))
    if not notices:
        return 0
    match account.mail_choice:
        case Account.MailChoice.NEVER:
            Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mail_due=False)
            return 0
        case Account.MailChoice.AT_ONCE:
            for notice in notices:
                notice.mail = Mail.objects.create(account=account, day=today, digest=False)
        case _:
            letter, created = Mail.objects.get_or_create(account=account, day=today, digest=True)
            if not created:  # another worker made it meanwhile: tomorrow, then
                return 0
            for notice in notices:
                notice.mail = letter
    Notice.objects.bulk_update(notices, ["mail"])
    return len({notice.mail_id for notice in notices})


def send_next_mail() -> bool:
    """Send the oldest letter due; False when there is none left.

    The row is held while the letter leaves, so that two workers never send the same one. A mail
    server that refuses is tried again by later sweeps, five times in all; an address that it
    refuses for good is kept, and not tried again.
    """
    with transaction.atomic():
        letter = (
            Mail.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(sent_at=None, attempts__lt=MAX_ATTEMPTS)
            .select_related("account__person")
            .order_by("attempts", "pk")
            .first()
        )
        if letter is None:
            return False
        letter.attempts += 1
        try:
            _message(letter).send()
        except SMTPRecipientsRefused as refusal:
            _note_refusal(letter, refusal)
        except (OSError, ValueError) as error:  # a header that no mail can have is a ValueError
            letter.error = str(error)[:300] or type(error).__name__
        else:
            letter.sent_at = clock.now()
            letter.error = ""
        letter.save(update_fields=["attempts", "error", "sent_at"])
        return not letter.error


def _note_refusal(letter: Mail, refusal: SMTPRecipientsRefused) -> None:
    code, said = next(iter(refusal.recipients.values()))
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    letter.error = f"{code} {words}"[:300]
    if code >= FOR_GOOD:
        letter.attempts = MAX_ATTEMPTS
        Bounce.objects.get_or_create(
            address=letter.account.email,
            defaults={"reason": letter.error, "since": clock.now()},
        )


def _message(letter: Mail) -> EmailMessage:
    """The letter in words; its message id is the row's, so that a twin is recognised."""
    host = settings.SITE_URL.split("//")[-1].split(":")[0]
    notices = list(notices_of(letter.account).filter(mail=letter).order_by("created_at", "pk"))
    if not notices:
        raise ValueError("all that the letter tells must wait")
    with translation.override(letter.account.language):
        subject, body = _one(notices[0]) if len(notices) == 1 else _many(letter, notices)
        foot = _("Cách nhận thư: %(url)s") % {"url": f"{settings.SITE_URL}/mail"}
    return EmailMessage(
        subject=subject,
        body=f"{body}\n\n-- \n{foot}\n",
        to=[letter.account.email],
        headers={"Message-ID": f"<mail-{letter.pk}@{host}>"},
    )


def _one(notice: Notice) -> tuple[str, str]:
    parts = (notice.body, f"{settings.SITE_URL}{notice.path}")
    return notice.subject, "\n\n".join(part for part in parts if part)


def _many(letter: Mail, notices: list[Notice]) -> tuple[str, str]:
    count = len(notices)
    said = ngettext("%(n)d thông báo ngày %(day)s", "%(n)d thông báo ngày %(day)s", count)
    parts = []
    for number, notice in enumerate(notices, start=1):
        lines = [f"{number}. {notice.subject}", notice.body, f"{settings.SITE_URL}{notice.path}"]
        parts.append("\n   ".join(line for line in lines if line))
    return said % {"n": count, "day": f"{letter.day:%d/%m/%Y}"}, "\n\n".join(parts)


@transaction.atomic
def choose_mail(*, actor: Account, choice: str) -> None:
    """Let a person choose how notices leave by mail."""
    if choice not in Account.MailChoice.values:
        raise ActionRefused(_("Không có cách nhận thư này. Chưa có gì thay đổi."))
    old, actor.mail_choice = actor.mail_choice, choice
    actor.save(update_fields=["mail_choice"])
    audit.record(actor=actor, action="choose_mail", target=actor, mail_choice=[old, choice])


@transaction.atomic
def release_mail(*, notices: Collection[int], actor: Account) -> int:
    """Let held mail go, as the standing body; return how many notices."""
    held = _held(notices, actor)
    for notice in held:
        audit.record(actor=actor, action="release_mail", target=notice)
    return Notice.objects.filter(pk__in=[one.pk for one in held]).update(held=False)


@transaction.atomic
def stop_mail(*, notices: Collection[int], reason: str, actor: Account) -> int:
    """Keep held mail from leaving, with a reason; what it says stays in the inboxes."""
    if not reason.strip():
        raise ActionRefused(_("Hãy ghi lý do không gửi. Thư vẫn chờ."))
    held = _held(notices, actor)
    for notice in held:
        audit.record(actor=actor, action="stop_mail", target=notice, reason=reason.strip())
    rows = Notice.objects.filter(pk__in=[one.pk for one in held])
    return rows.update(held=False, mail_due=False)


def _held(keys: Collection[int], actor: Account) -> list[Notice]:
    rows = held_notices_visible_to(actor).filter(pk__in=keys)
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


@transaction.atomic
def clear_bounce(*, bounce: Bounce, actor: Account) -> None:
    """Try an address again: the letters that it refused are due once more."""
    bounce = bounces_visible_to(actor).select_for_update(of=("self",)).get(pk=bounce.pk)
    audit.record(actor=actor, action="clear_bounce", target=bounce, reason=bounce.reason)
    unsent = Mail.objects.filter(account__person__email=bounce.address, sent_at=None)
    unsent.update(attempts=0, error="")
    bounce.delete()

"""Open and close the private calendar address of a person."""

import hashlib
import secrets

from django.db import transaction

from units import audit, clock
from units.models import Account, CalendarFeed


@transaction.atomic
def open_feed(*, actor: Account) -> str:
    """Make a new private address and return its secret part, shown once; an old one ends."""
    secret = secrets.token_urlsafe(24)
    feed, _created = CalendarFeed.objects.update_or_create(
        account=actor, defaults={"digest": digest_of(secret), "made_at": clock.now()}
    )
    audit.record(actor=actor, action="open_feed", target=feed)
    return secret


@transaction.atomic
def close_feed(*, actor: Account) -> None:
    """End the private address: whoever had it reads nothing more."""
    feed = CalendarFeed.objects.select_for_update().filter(account=actor).first()
    if feed:
        audit.record(actor=actor, action="close_feed", target=feed)
        feed.delete()


def digest_of(secret: str) -> str:
    """What the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()

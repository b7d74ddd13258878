"""Keep on record who opened a dossier."""

import logging

from django.db import DatabaseError, transaction

from awards.models import DossierReading, Nomination
from awards.workflow import NominationState
from units import clock
from units.models import Account

logger = logging.getLogger(__name__)
UNSENT = frozenset({NominationState.DRAFT, NominationState.WITH_HEAD, NominationState.RETURNED})


def note_reading(*, nomination: Nomination, account: Account) -> None:
    """Note that an account opened the dossier today, once a day; not its author while they write.

    This is a log and changes nothing that anybody can see on the page, so it may be written while a
    page is read; where it cannot be written, the page opens all the same.
    """
    if nomination.state in UNSENT and nomination.created_by_id == account.pk:
        return
    reading = DossierReading(
        nomination=nomination, account=account, day=clock.today(), first_at=clock.now()
    )
    try:
        with transaction.atomic():
            DossierReading.objects.bulk_create([reading], ignore_conflicts=True)
    except DatabaseError:
        logger.exception("a reading of nomination %s was not noted", nomination.pk)

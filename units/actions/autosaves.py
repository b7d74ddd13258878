"""Keep what somebody types into a page until they save it."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from units import clock
from units.errors import ActionRefused
from units.models import Account

LONGEST = 300_000
Kept = TypeVar("Kept", bound=Model)


def keep_typed(
    among: QuerySet[Kept], *, typed: str, actor: Account, may_save: bool, **about: Any
) -> Kept:
    """Put a posted form in place of what the actor had typed `about` the same before.

    `may_save` says whether it could be saved now: what never can is not kept either. It changes
    nothing of what is being written, so the audit trail has nothing to say of it.
    """
    if not may_save or len(typed) > LONGEST:
        raise ActionRefused(_("Không tự giữ được phần đang nhập; hãy bấm Lưu nháp."))
    kept, _created = among.update_or_create(
        account=actor, **about, defaults={"typed": typed, "saved_at": clock.now()}
    )
    return kept

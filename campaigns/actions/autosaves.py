"""Keep what somebody types into a pledge until they save it, and throw it away."""

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Pledge, PledgeAutosave
from campaigns.workflow import OPEN_TO_EDIT, PLEDGE
from units import clock
from units.errors import ActionRefused
from units.models import Account
from units.permissions import require

LONGEST = 300_000


@transaction.atomic
def keep_typing(*, pledge: Pledge, typed: str, actor: Account) -> PledgeAutosave:
    """Keep a form as it was posted, for the one who types it alone.

    It changes nothing of the pledge, so the audit trail has nothing to say of it.
    """
    require(actor, pledge.unit_id, PLEDGE.step("save").roles)
    if pledge.state not in OPEN_TO_EDIT or len(typed) > LONGEST:
        raise ActionRefused(_("Không tự giữ được phần đang nhập; hãy bấm Lưu nháp."))
    kept, _created = PledgeAutosave.objects.update_or_create(
        pledge=pledge, account=actor, defaults={"typed": typed, "saved_at": clock.now()}
    )
    return kept


@transaction.atomic
def forget_typing(*, pledge: Pledge, actor: Account) -> None:
    """Throw away what one typed oneself and did not save."""
    PledgeAutosave.objects.filter(pledge=pledge, account=actor).delete()

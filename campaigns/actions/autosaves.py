"""Keep what somebody types into a pledge until they save it, and throw it away."""

from django.db import transaction

from campaigns.models import Pledge, PledgeAutosave
from campaigns.workflow import OPEN_TO_EDIT, PLEDGE
from units.actions.autosaves import keep_typed
from units.models import Account
from units.permissions import require


@transaction.atomic
def keep_typing(*, pledge: Pledge, typed: str, actor: Account) -> PledgeAutosave:
    """Keep a form as it was posted, for the one who types it alone."""
    require(actor, pledge.unit_id, PLEDGE.step("save").roles)
    return keep_typed(
        PledgeAutosave.objects.all(),
        pledge=pledge,
        typed=typed,
        actor=actor,
        may_save=pledge.state in OPEN_TO_EDIT,
    )


@transaction.atomic
def forget_typing(*, pledge: Pledge, actor: Account) -> None:
    """Throw away what one typed oneself and did not save."""
    PledgeAutosave.objects.filter(pledge=pledge, account=actor).delete()

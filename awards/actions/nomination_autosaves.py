"""Keep what somebody types into a nomination until they save it, and throw it away."""

from django.db import transaction

from awards.models import Nomination, NominationAutosave
from awards.workflow import NOMINATION, OPEN_TO_EDIT
from campaigns.models import Campaign
from campaigns.queries.campaigns import campaigns_open_to
from units.actions.autosaves import keep_typed
from units.models import Account, Unit
from units.permissions import require


@transaction.atomic
def keep_typed_nomination(
    *, nomination: Nomination, typed: str, actor: Account
) -> NominationAutosave:
    """Keep a form as it was posted, for the one who types it alone."""
    require(actor, nomination.unit_id, NOMINATION.step("save").roles)
    return keep_typed(
        NominationAutosave.objects.all(),
        nomination=nomination,
        typed=typed,
        actor=actor,
        may_save=nomination.state in OPEN_TO_EDIT,
    )


@transaction.atomic
def keep_typed_new_nomination(
    *, campaign: Campaign, unit: Unit, typed: str, actor: Account
) -> NominationAutosave:
    """Keep the form of a nomination that was never saved: one a campaign and unit."""
    require(actor, unit.pk, NOMINATION.step("save").roles)
    return keep_typed(
        NominationAutosave.objects.all(),
        campaign=campaign,
        unit=unit,
        typed=typed,
        actor=actor,
        may_save=campaigns_open_to(unit).filter(pk=campaign.pk).exists(),
    )


@transaction.atomic
def forget_typed(*, kept: NominationAutosave | None, actor: Account) -> None:
    """Throw away what one typed oneself and did not save."""
    if kept and kept.account_id == actor.pk:
        kept.delete()

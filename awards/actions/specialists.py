"""Name who deals with a nomination for the standing body."""

from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.nomination_steps import locked, tell
from awards.models import Nomination
from awards.workflow import ASSIGNABLE
from units import audit
from units.errors import ActionRefused
from units.models import Account, Role
from units.permissions import require, standing


@transaction.atomic
def assign_specialist(
    *, nomination: Nomination, specialist: Account | None, actor: Account
) -> Nomination:
    """Let an account of the standing body deal with a sent nomination, or nobody in particular."""
    nomination = locked(nomination)
    require(actor, nomination.unit_id, [Role.STANDING_BODY])
    if nomination.state not in ASSIGNABLE:
        raise ActionRefused(
            _("Hồ sơ đang ở trạng thái “%(state)s” nên không giao thụ lý được. Không có gì đổi.")
            % {"state": nomination.get_state_display()}
        )
    if specialist and not _may_deal_with(specialist, nomination):
        raise ActionRefused(
            _(
                "Chỉ giao được cho người của thường trực Hội đồng, không phải người được đề nghị "
                "trong hồ sơ. Không có gì thay đổi."
            )
        )
    before, nomination.specialist = nomination.specialist_id, specialist
    nomination.save(update_fields=["specialist"])
    audit.record(
        actor=actor,
        action="assign_specialist",
        target=nomination,
        specialist=[before, nomination.specialist_id],
        name=str(specialist or ""),
    )
    if specialist and specialist.pk not in {before, actor.pk}:
        tell(nomination, "nomination_assigned", [specialist])
    return nomination


def _may_deal_with(specialist: Account, nomination: Nomination) -> bool:
    """Whether an account is of the standing body over the unit, and not the nominee."""
    is_subject = specialist.person_id is not None and specialist.person_id == nomination.person_id
    runs = standing(specialist).holds(Role.STANDING_BODY, nomination.unit_id)
    return runs and not is_subject

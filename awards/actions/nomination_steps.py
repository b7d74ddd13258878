"""What every step of a nomination begins and ends with: the lock, the entry, and who is told."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from awards.models import Nomination
from awards.workflow import NOMINATION
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account
from units.permissions import require


def locked(nomination: Nomination) -> Nomination:
    """The nomination as it stands now, kept so until the transaction ends."""
    return (
        Nomination.objects.select_for_update(of=("self",))
        .select_related(
            *("agency", "campaign", "submission", "unit", "person", "collective"),
            *("created_by__person", "specialist__person"),
        )
        .get(pk=nomination.pk)
    )


def stepped(nomination: Nomination, name: str, actor: Account) -> Nomination:
    """Lock the nomination, check actor and state, and set the new state without saving it."""
    nomination = locked(nomination)
    step = NOMINATION.step(name)
    require(actor, nomination.unit_id, step.roles)
    if nomination.state not in step.sources:
        raise ActionRefused(
            _(
                "Hồ sơ đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": nomination.get_state_display()}
        )
    if nomination.state != step.target:
        nomination.state, nomination.state_since = step.target, clock.now()
    return nomination


def keep_step(
    nomination: Nomination, actor: Account, action: str, reason: str = "", **changes: Any
) -> None:
    """Save where the nomination stands now, with the entry of the step."""
    nomination.save(
        update_fields=["state", "state_since", "return_note", "taken_up_at", "submission"]
    )
    audit.record(
        actor=actor,
        action=action,
        target=nomination,
        state=nomination.state,
        reason=reason,
        **changes,
    )


def tell(nomination: Nomination, kind: str, accounts: Iterable[Account]) -> None:
    """Tell of what happened to the nomination."""

    def write() -> Message:
        subjects = {
            "nomination_with_head": _("Đề nghị khen thưởng %(subject)s chờ thủ trưởng ký trình"),
            "nomination_sent": _("Đề nghị khen thưởng %(subject)s chờ kiểm tra"),
            "nomination_returned": _("Đề nghị khen thưởng %(subject)s bị trả lại"),
            "nomination_pulled_back": _("Đơn vị đã thu hồi đề nghị khen thưởng %(subject)s"),
            "nomination_assigned": _("Bạn được giao thụ lý hồ sơ %(subject)s"),
        }
        body = nomination.return_note if kind == "nomination_returned" else nomination.award_name
        return Message(subjects[kind] % {"subject": nomination.subject}, body)

    # Nobody is told about the file on themselves.
    notify(
        accounts=[a for a in accounts if not a.person_id or a.person_id != nomination.person_id],
        kind=kind,
        about=f"nomination:{nomination.pk}",
        write=write,
        path="" if kind == "nomination_pulled_back" else nomination.get_absolute_url(),
        period=f"{nomination.edition}-{clock.now():%Y%m%d%H%M%S%f}",
    )

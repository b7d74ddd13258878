"""What every step of a decision begins and ends with: the lock, the entry, and who is told."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from awards.models import Decision
from awards.workflow import DECISION, DecisionState
from units import clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account
from units.permissions import require
from units.queries import agency_root


def stepped(decision: Decision, name: str, actor: Account) -> Decision:
    """Lock the decision, check actor and state, and set the new state without saving it."""
    decision = (
        Decision.objects.select_for_update(of=("self",))
        .select_related(
            *("agency", "amends", "created_by__person", "worded_by__person"),
            *("proposed_by__person", "approved_by__person"),
        )
        .get(pk=decision.pk)
    )
    step = DECISION.step(name)
    require(actor, agency_root(decision.agency).pk, step.roles)
    if decision.state == DecisionState.ISSUED:
        raise ActionRefused(
            _(
                "Quyết định %(reference)s đã ban hành nên không thay đổi được nữa. Hãy lập quyết "
                "định đính chính, thay thế hoặc hủy bỏ."
            )
            % {"reference": decision.reference}
        )
    if decision.state not in step.sources:
        raise ActionRefused(
            _(
                "Dự thảo đang ở trạng thái “%(state)s” nên không làm được việc này. Không có gì "
                "thay đổi; hãy tải lại trang."
            )
            % {"state": decision.get_state_display()}
        )
    decision.state = DecisionState(step.target)
    return decision


def tell(decision: Decision, kind: str, accounts: Iterable[Account]) -> None:
    """Tell those who have something to do with a draft of what happened to it."""

    def write() -> Message:
        subjects = {
            "decision_proposed": _("Dự thảo quyết định chờ duyệt: %(subject)s"),
            "decision_returned": _("Dự thảo quyết định bị trả lại: %(subject)s"),
            "decision_to_sign": _("Dự thảo quyết định chờ bạn ký số: %(subject)s"),
            "decision_approved": _("Dự thảo quyết định đã được duyệt: %(subject)s"),
        }
        return Message(subjects[kind] % {"subject": decision.subject}, decision.return_note)

    notify(
        accounts=sorted(set(accounts), key=lambda account: account.pk),
        kind=kind,
        about=f"decision:{decision.pk}",
        write=write,
        path=decision.get_absolute_url(),
        period=f"{clock.now():%Y%m%d%H%M%S%f}",
    )

"""The second person: a draft is proposed, approved by somebody else, or sent back with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.consultations import require_quiet
from awards.actions.decision_steps import stepped, tell
from awards.models import Decision
from awards.permissions.decisions import APPROVERS, authors, may_approve
from awards.permissions.signings import is_named_signer
from awards.queries.signings import signers_of, signing_is_digital
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account
from units.permissions import accounts_over
from units.queries import agency_root


@transaction.atomic
def propose_decision(*, decision: Decision, actor: Account) -> Decision:
    """Ask a second person to approve a draft, which nobody changes meanwhile."""
    decision = stepped(decision, "propose", actor)
    recipients = decision.recipients.select_related("nomination")
    require_quiet(one.nomination for one in recipients if one.nomination)
    decision.proposed_by, decision.return_note = actor, ""
    decision.save(update_fields=["state", "proposed_by", "return_note"])
    audit.record(actor=actor, action="propose_decision", target=decision)
    root = agency_root(decision.agency).pk
    others = accounts_over([root], APPROVERS, clock.today()).get(root, [])
    tell(decision, "decision_proposed", [one for one in others if may_approve(one, decision)])
    return decision


@transaction.atomic
def return_decision(*, decision: Decision, note: str, actor: Account) -> Decision:
    """Make a proposed or approved decision a draft again, and say why."""
    decision = stepped(decision, "return", actor)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do. Dự thảo chưa được trả lại."))
    told = authors(decision) - {actor}
    decision.return_note = note.strip()
    decision.proposed_by = decision.approved_by = decision.approved_at = None
    decision.save(
        update_fields=["state", "return_note", "proposed_by", "approved_by", "approved_at"]
    )
    audit.record(actor=actor, action="return_decision", target=decision, reason=note.strip())
    tell(decision, "decision_returned", told)
    return decision


@transaction.atomic
def approve_decision(*, decision: Decision, actor: Account) -> Decision:
    """Approve what somebody else drafted, worded and proposed; it may then be issued as it is."""
    decision = stepped(decision, "approve", actor)
    if not may_approve(actor, decision):
        raise ActionRefused(
            _(
                "Bạn đã soạn, sửa hoặc trình dự thảo này nên không duyệt được; cần người thứ hai. "
                "Dự thảo vẫn chờ duyệt."
            )
        )
    decision.approved_by, decision.approved_at = actor, clock.now()
    decision.save(update_fields=["state", "approved_by", "approved_at"])
    audit.record(actor=actor, action="approve_decision", target=decision)
    tell(decision, "decision_approved", authors(decision))
    if signing_is_digital():
        leaders = signers_of(decision.agency)
        named = [one for one in leaders if is_named_signer(one, decision)]
        tell(decision, "decision_to_sign", named)
    return decision

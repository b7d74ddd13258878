"""After the signature: accept a pledge, question parts of it, amend it, withdraw the amendment."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.editions import require_seen
from campaigns.actions.pledge_steps import require_note, stepped, tell
from campaigns.comparison import FIELDS
from campaigns.models import Pledge, PledgeVersion
from campaigns.queries.versions import stored_content
from campaigns.workflow import PledgeState
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account


@transaction.atomic
def accept_pledge(*, pledge: Pledge, edition: int | None = None, actor: Account) -> Pledge:
    """Take a signed pledge in for the standing body."""
    pledge = stepped(pledge, "accept", actor)
    require_seen(pledge, edition)
    pledge.accepted_by, pledge.accepted_at = actor, clock.now()
    pledge.save(update_fields=["state", "accepted_by", "accepted_at"])
    audit.record(actor=actor, action="accept_pledge", target=pledge)
    tell(pledge, "pledge_accepted", [pledge.sent_by, pledge.signed_by])
    return pledge


@transaction.atomic
def question_pledge(
    *, pledge: Pledge, note: str, fields: Sequence[tuple[int, str]], actor: Account
) -> Pledge:
    """Give a signed pledge back to the unit with a reason, for an amendment and a new signature.

    `fields` are the fields in question, each of a target by its key; the rest stays as it was
    signed. Without any, everything may change.
    """
    pledge = stepped(pledge, "question", actor)
    note = require_note(note)
    keys = set(pledge.targets.values_list("pk", flat=True))
    if any(key not in keys or name not in FIELDS[1:] for key, name in fields):
        raise ActionRefused(
            _("Bản đăng ký không có ô đã chọn. Không có gì thay đổi; hãy tải lại trang.")
        )
    pledge.return_note, pledge.returned_by = note, actor
    pledge.save(update_fields=["state", "return_note", "returned_by"])
    version = _open_amendment(pledge, note, asked_by=actor, asked=[list(one) for one in fields])
    audit.record(
        actor=actor,
        action="question_pledge",
        target=pledge,
        reason=note,
        fields=version.asked,
    )
    tell(pledge, "pledge_returned", [pledge.sent_by, pledge.signed_by], note)
    return pledge


@transaction.atomic
def amend_pledge(*, pledge: Pledge, reason: str, actor: Account) -> Pledge:
    """Open a signed pledge to be changed, with the reason; it stands until it is signed anew."""
    pledge = stepped(pledge, "amend", actor)
    reason = require_note(reason)
    pledge.return_note, pledge.returned_by = "", None
    pledge.save(update_fields=["state", "return_note", "returned_by"])
    version = _open_amendment(pledge, reason)
    audit.record(
        actor=actor, action="amend_pledge", target=pledge, reason=reason, version=version.number
    )
    return pledge


@transaction.atomic
def withdraw_amendment(*, pledge: Pledge, actor: Account) -> Pledge:
    """Throw an amendment away that the unit began itself; what was signed simply stands."""
    pledge = stepped(pledge, "withdraw", actor)
    # The state that `amendment_of` asks for is the one before the step.
    amendment = pledge.versions.filter(signed_at=None, asked_by=None).first()
    if amendment is None:
        raise ActionRefused(_("Không có bản sửa đổi nào để bỏ. Không có gì thay đổi."))
    amendment.delete()
    # What a file brought may be gone with the amendment, so every file may be imported anew.
    pledge.imports.all().delete()
    pledge.state = PledgeState.ACCEPTED if pledge.accepted_at else PledgeState.SIGNED
    pledge.return_note, pledge.returned_by = "", None
    pledge.edition += 1
    pledge.save(update_fields=["state", "return_note", "returned_by", "edition"])
    audit.record(actor=actor, action="withdraw_amendment", target=pledge)
    return pledge


def keep_version(pledge: Pledge, actor: Account) -> PledgeVersion:
    """Freeze what the rows of the pledge say as the version that `actor` signs now."""
    moment, content = pledge.signed_at, stored_content(pledge).as_json()
    version = pledge.versions.filter(signed_at=None).first()
    version = version or PledgeVersion(pledge=pledge, number=_next_number(pledge))
    version.content, version.signed_by, version.signed_at = content, actor, moment
    version.save()
    return version


def _open_amendment(
    pledge: Pledge,
    reason: str,
    *,
    asked_by: Account | None = None,
    asked: Sequence[list[int | str]] = (),
) -> PledgeVersion:
    return PledgeVersion.objects.create(
        pledge=pledge,
        number=_next_number(pledge),
        content=stored_content(pledge).as_json(),
        reason=reason,
        asked=list(asked),
        asked_by=asked_by,
    )


def _next_number(pledge: Pledge) -> int:
    last = pledge.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1

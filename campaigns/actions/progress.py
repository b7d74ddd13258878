"""Record what comes of a target, with its evidence; take a note back."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.pledge_steps import require_note
from campaigns.models import ProgressFile, ProgressNote, Target
from campaigns.permissions.progress import may_record, may_withdraw
from campaigns.workflow import CampaignState
from units import audit, clock
from units.actions.files import attach
from units.errors import ActionRefused, NotAllowed
from units.models import Account


@transaction.atomic
def record_progress(
    *,
    target: Target,
    on: datetime.date,
    reached: Decimal | None,
    text: str,
    evidence: Sequence[UploadedFile] = (),
    actor: Account,
) -> ProgressNote:
    """Note how far a target is on a day; `reached` is the figure so far, not what was added."""
    target = _recorded(target, actor)
    text = text.strip()
    if reached is None and not text:
        raise ActionRefused(_("Hãy ghi số đã đạt hoặc việc đã làm. Chưa có gì được lưu."))
    _require_day(target, on)
    note = ProgressNote.objects.create(
        target=target, on=on, reached=reached, text=text, by=actor, at=clock.now()
    )
    for upload in evidence:
        attach(to=ProgressFile, upload=upload, actor=actor, note=note)
    audit.record(
        actor=actor,
        action="record_progress",
        target=note,
        of_target=target.pk,
        reached=reached,
        files=len(evidence),
    )
    return note


def _recorded(target: Target, actor: Account) -> Target:
    """The target, held against changes; refuse whoever does not record it, and when it is over."""
    target = (
        Target.objects.select_for_update(of=("self",), no_key=True)
        .select_related("pledge__campaign", "pledge__unit")
        .get(pk=target.pk)
    )
    if not may_record(actor, target):
        raise NotAllowed(
            _(
                "Chỉ cán bộ đầu mối, thủ trưởng đơn vị và người phụ trách ghi được tiến độ của chỉ "
                "tiêu này. Chưa có gì được lưu."
            )
        )
    if target.pledge.signed_at is None:
        raise ActionRefused(
            _("Bản đăng ký chưa được ký nên chưa ghi được tiến độ. Chưa có gì được lưu.")
        )
    if target.pledge.campaign.state != CampaignState.LAUNCHED:
        raise ActionRefused(
            _("Phong trào này %(state)s nên không ghi thêm tiến độ. Chưa có gì được lưu.")
            % {"state": target.pledge.campaign.get_state_display()}
        )
    return target


def _require_day(target: Target, on: datetime.date) -> None:
    launched, today = target.pledge.campaign.launched_on, clock.today()
    if launched and not launched <= on <= today:
        raise ActionRefused(
            _("Ngày tính số liệu phải từ %(first)s đến hôm nay (%(last)s). Chưa có gì được lưu.")
            % {"first": f"{launched:%d/%m/%Y}", "last": f"{today:%d/%m/%Y}"}
        )


@transaction.atomic
def withdraw_progress(*, note: ProgressNote, reason: str, actor: Account) -> ProgressNote:
    """Take a note back with a reason; it stays on record, and counts no more."""
    note = (
        ProgressNote.objects.select_for_update(of=("self",))
        .select_related("target__pledge__campaign", "target__pledge__unit")
        .get(pk=note.pk)
    )
    if not may_withdraw(actor, note):
        raise NotAllowed(
            _(
                "Chỉ người ghi, cán bộ đầu mối và thủ trưởng đơn vị rút được ghi nhận, mỗi ghi "
                "nhận một lần, khi phong trào còn mở. Không có gì thay đổi."
            )
        )
    note.withdrawal_reason = require_note(reason)
    note.withdrawn_by, note.withdrawn_at = actor, clock.now()
    note.save(update_fields=["withdrawal_reason", "withdrawn_by", "withdrawn_at"])
    audit.record(
        actor=actor, action="withdraw_progress", target=note, reason=note.withdrawal_reason
    )
    return note

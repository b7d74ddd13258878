"""Write a pledge, send it, recall it, sign it, return it."""

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.amendments import keep_version
from campaigns.actions.editions import EditionConflict, is_latest, require_seen
from campaigns.actions.pledge_rows import (
    PledgeContent,
    require_droppable,
    rows_of,
    write_content,
    write_rows,
)
from campaigns.actions.pledge_steps import require_note, require_open, stepped, tell
from campaigns.comparison import Content
from campaigns.milestones import is_over
from campaigns.models import Campaign, Pledge
from campaigns.queries.pledges import gaps, units_called
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Role, Unit
from units.permissions import accounts_with, require

__all__ = [
    "EditionConflict",
    "PledgeContent",
    "begin_pledge",
    "recall_pledge",
    "return_pledge",
    "save_pledge",
    "send_pledge",
    "sign_pledge",
]


@transaction.atomic
def begin_pledge(*, campaign: Campaign, unit: Unit, actor: Account) -> Pledge:
    """Open the unit's pledge for a campaign; the one that exists, if it does."""
    require(actor, unit.pk, [Role.UNIT_CLERK, Role.UNIT_HEAD])
    require_open(campaign)
    if not units_called(campaign, clock.today()).filter(pk=unit.pk).exists():
        raise ActionRefused(_("Đơn vị này không tự đăng ký thi đua. Không có gì thay đổi."))
    pledge, created = Pledge.objects.get_or_create(campaign=campaign, unit=unit)
    if created:
        audit.record(actor=actor, action="begin_pledge", target=pledge, unit=unit.pk)
    return pledge


@transaction.atomic
def save_pledge(*, pledge: Pledge, content: PledgeContent, edition: int, actor: Account) -> Pledge:
    """Keep a draft as typed, however unfinished.

    `edition` is the one that the page was opened with; when somebody saved in between, nothing is
    overwritten and the page keeps what was typed. What the actor's browser kept meanwhile is done
    with.
    """
    pledge = stepped(pledge, "save", actor)
    if not is_latest(pledge, edition):
        raise EditionConflict(
            _(
                "Trong lúc bạn nhập, người khác đã lưu bản đăng ký này. Phần bạn nhập chưa được "
                "lưu nhưng vẫn còn nguyên trên trang, bên cạnh bản đã lưu."
            )
        )
    pledge.edition += 1
    pledge.save(update_fields=["state", "edition"])
    write_content(pledge, content)
    pledge.autosaves.filter(account=actor).delete()
    audit.record(
        actor=actor,
        action="save_pledge",
        target=pledge,
        edition=pledge.edition,
        targets=len(content.targets),
        aims=len(content.aims),
    )
    return pledge


@transaction.atomic
def send_pledge(*, pledge: Pledge, actor: Account) -> Pledge:
    """Send a whole pledge to the unit's head, in time."""
    pledge = stepped(pledge, "send", actor)
    due = pledge.campaign.pledges_due
    # An amendment is for the rest of the year: the deadline was for the first signature.
    if due and is_over(clock.today(), due) and pledge.signed_at is None:
        raise ActionRefused(
            _(
                "Đã quá hạn đăng ký thi đua (%(due)s) nên không gửi được. Bản nháp vẫn được giữ; "
                "hãy liên hệ thường trực Hội đồng nếu cần gia hạn."
            )
            % {"due": f"{due:%d/%m/%Y}"}
        )
    _check_whole(pledge)
    require_droppable(pledge)
    pledge.sent_by, pledge.sent_at = actor, clock.now()
    pledge.return_note, pledge.returned_by = "", None
    pledge.save(update_fields=["state", "sent_by", "sent_at", "return_note", "returned_by"])
    audit.record(actor=actor, action="send_pledge", target=pledge, edition=pledge.edition)
    tell(pledge, "pledge_sent", accounts_with(Role.UNIT_HEAD, pledge.unit_id, clock.today()))
    return pledge


@transaction.atomic
def recall_pledge(*, pledge: Pledge, actor: Account) -> Pledge:
    """Take a sent pledge back before the head has acted."""
    pledge = stepped(pledge, "recall", actor)
    pledge.save(update_fields=["state"])
    audit.record(actor=actor, action="recall_pledge", target=pledge)
    return pledge


@transaction.atomic
def sign_pledge(*, pledge: Pledge, edition: int | None = None, actor: Account) -> Pledge:
    """Sign for the unit: what the pledge says now is kept as a version, and stands."""
    pledge = stepped(pledge, "sign", actor)
    require_seen(pledge, edition)
    amendment = pledge.versions.filter(signed_at=None).first()
    if amendment:
        write_rows(pledge, rows_of(Content.from_json(amendment.content)))
    pledge.signed_by, pledge.signed_at = actor, clock.now()
    pledge.accepted_by = pledge.accepted_at = None
    pledge.save(update_fields=["state", "signed_by", "signed_at", "accepted_by", "accepted_at"])
    version = keep_version(pledge, actor)
    audit.record(
        actor=actor,
        action="sign_pledge",
        target=pledge,
        edition=pledge.edition,
        version=version.number,
    )
    tell(pledge, "pledge_signed", [pledge.sent_by])
    return pledge


@transaction.atomic
def return_pledge(*, pledge: Pledge, note: str, actor: Account) -> Pledge:
    """Give a pledge back to its clerk with a written reason."""
    pledge = stepped(pledge, "return", actor)
    pledge.return_note, pledge.returned_by = require_note(note), actor
    pledge.save(update_fields=["state", "return_note", "returned_by"])
    audit.record(actor=actor, action="return_pledge", target=pledge, reason=pledge.return_note)
    tell(pledge, "pledge_returned", [pledge.sent_by], pledge.return_note)
    return pledge


def _check_whole(pledge: Pledge) -> None:
    """Refuse a pledge that leaves a commitment out or a target unmeasurable."""
    without, vague = gaps(pledge)
    problems = []
    if without:
        problems.append(_("chưa có chỉ tiêu cho nội dung số %s") % _listed(without))
    if vague:
        problems.append(
            _("chỉ tiêu ở nội dung số %s thiếu số lượng, đơn vị tính, ngày hoặc người phụ trách")
            % _listed(vague)
        )
    if problems:
        raise ActionRefused(
            _("Chưa gửi được: %(problems)s. Bản nháp đã lưu vẫn còn nguyên.")
            % {"problems": "; ".join(problems)}
        )


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers)

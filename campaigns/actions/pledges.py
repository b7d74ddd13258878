"""Write a pledge, send it, recall it, sign it, return it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.milestones import days_left
from campaigns.models import Aim, Campaign, Pledge, Target
from campaigns.queries.pledges import gaps
from campaigns.workflow import PLEDGE, CampaignState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Role, Unit
from units.permissions import accounts_with, require

# What a row of a target says; its `pk` names the target that it changes.
TARGET_FIELDS = ("commitment_id", "indicator", "value", "measure", "due_on", "person_id")


@dataclass(frozen=True)
class PledgeContent:
    """What a clerk typed: rows of targets and of titles aimed at, complete or not.

    A row with the `pk` of a target changes it; every other one is a new target.
    """

    targets: list[dict[str, Any]]
    aims: list[dict[str, Any]]


@transaction.atomic
def begin_pledge(*, campaign: Campaign, unit: Unit, actor: Account) -> Pledge:
    """Open the unit's pledge for a campaign; the one that exists, if it does."""
    require(actor, unit.pk, [Role.UNIT_CLERK, Role.UNIT_HEAD])
    _require_open(campaign)
    if unit.agency_id != campaign.agency_id or not unit.pledges:
        raise ActionRefused(_("Đơn vị này không tự đăng ký thi đua. Không có gì thay đổi."))
    pledge, created = Pledge.objects.get_or_create(campaign=campaign, unit=unit)
    if created:
        audit.record(actor=actor, action="begin_pledge", target=pledge, unit=unit.pk)
    return pledge


@transaction.atomic
def save_pledge(*, pledge: Pledge, content: PledgeContent, edition: int, actor: Account) -> Pledge:
    """Keep a draft as typed, however unfinished.

    `edition` is the one that the page was opened with; when somebody saved in between, nothing is
    overwritten and the page keeps what was typed.
    """
    pledge = _stepped(pledge, "save", actor)
    if pledge.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu bản đăng ký này. Phần bạn nhập chưa được "
                "lưu nhưng vẫn còn trên trang; hãy mở bản mới ở một cửa sổ khác để so sánh."
            )
        )
    pledge.edition += 1
    pledge.save(update_fields=["state", "edition"])
    _write_targets(pledge, content.targets)
    _write_aims(pledge, content.aims)
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
    pledge = _stepped(pledge, "send", actor)
    due = pledge.campaign.pledges_due
    if days_left(clock.today(), due) < 0:
        raise ActionRefused(
            _(
                "Đã quá hạn đăng ký thi đua (%(due)s) nên không gửi được. Bản nháp vẫn được giữ; "
                "hãy liên hệ thường trực Hội đồng nếu cần gia hạn."
            )
            % {"due": f"{due:%d/%m/%Y}"}
        )
    _check_whole(pledge)
    pledge.sent_by, pledge.sent_at, pledge.return_note = actor, clock.now(), ""
    pledge.save(update_fields=["state", "sent_by", "sent_at", "return_note"])
    audit.record(actor=actor, action="send_pledge", target=pledge, edition=pledge.edition)
    _tell(pledge, "pledge_sent", accounts_with(Role.UNIT_HEAD, pledge.unit_id, clock.today()))
    return pledge


@transaction.atomic
def recall_pledge(*, pledge: Pledge, actor: Account) -> Pledge:
    """Take a sent pledge back before the head has acted."""
    pledge = _stepped(pledge, "recall", actor)
    pledge.save(update_fields=["state"])
    audit.record(actor=actor, action="recall_pledge", target=pledge)
    return pledge


@transaction.atomic
def sign_pledge(*, pledge: Pledge, actor: Account) -> Pledge:
    """Sign for the unit; from here on the pledge stands."""
    pledge = _stepped(pledge, "sign", actor)
    pledge.signed_by, pledge.signed_at = actor, clock.now()
    pledge.save(update_fields=["state", "signed_by", "signed_at"])
    audit.record(actor=actor, action="sign_pledge", target=pledge, edition=pledge.edition)
    _tell(pledge, "pledge_signed", [pledge.sent_by])
    return pledge


@transaction.atomic
def return_pledge(*, pledge: Pledge, note: str, actor: Account) -> Pledge:
    """Give a pledge back to its clerk with a written reason."""
    pledge = _stepped(pledge, "return", actor)
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do trả lại. Bản đăng ký chưa được trả lại."))
    pledge.return_note = note.strip()
    pledge.save(update_fields=["state", "return_note"])
    audit.record(actor=actor, action="return_pledge", target=pledge, reason=pledge.return_note)
    _tell(pledge, "pledge_returned", [pledge.sent_by])
    return pledge


def _write_targets(pledge: Pledge, rows: Iterable[dict[str, Any]]) -> None:
    """Make the pledge's targets those of `rows`: one with the `pk` of a target changes that one.

    A target keeps its key for as long as it is pledged: its progress through the year hangs there.
    """
    stored = pledge.targets.in_bulk()
    kept, new = [], []
    for row in rows:
        values = {name: value for name, value in row.items() if name != "pk"}
        target = stored.pop(row.get("pk"), None)
        if target is None:
            new.append(Target(pledge=pledge, **values))
            continue
        for name, value in values.items():
            setattr(target, name, value)
        kept.append(target)
    pledge.targets.filter(pk__in=stored).delete()
    Target.objects.bulk_update(kept, TARGET_FIELDS)
    Target.objects.bulk_create(new)


def _write_aims(pledge: Pledge, rows: Iterable[dict[str, Any]]) -> None:
    """Make the pledge's titles those of `rows`, leaving alone the ones that stay."""
    wanted = {(row["award"], row["person_id"]): row for row in rows}
    stored = {(aim.award, aim.person_id): aim.pk for aim in pledge.aims.all()}
    gone = [key for titled, key in stored.items() if titled not in wanted]
    pledge.aims.filter(pk__in=gone).delete()
    Aim.objects.bulk_create(
        Aim(pledge=pledge, **row) for titled, row in wanted.items() if titled not in stored
    )


def _stepped(pledge: Pledge, name: str, actor: Account) -> Pledge:
    """Lock the pledge, check actor and state, and set the new state without saving it."""
    pledge = (
        Pledge.objects.select_for_update(of=("self",))
        .select_related("campaign", "unit", "sent_by__person")
        .get(pk=pledge.pk)
    )
    step = PLEDGE.step(name)
    require(actor, pledge.unit_id, step.roles)
    _require_open(pledge.campaign)
    if pledge.state not in step.sources:
        raise ActionRefused(
            _(
                "Bản đăng ký đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": pledge.get_state_display()}
        )
    pledge.state = step.target
    return pledge


def _require_open(campaign: Campaign) -> None:
    if campaign.state != CampaignState.LAUNCHED:
        raise ActionRefused(
            _("Phong trào này %(state)s nên không nhận đăng ký. Không có gì thay đổi.")
            % {"state": campaign.get_state_display()}
        )


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


def _tell(pledge: Pledge, kind: str, accounts: Iterable[Account | None]) -> None:
    def write() -> Message:
        values = {"unit": pledge.unit.name, "year": pledge.campaign.year}
        subjects = {
            "pledge_sent": _("Đăng ký thi đua %(year)d của %(unit)s chờ ký") % values,
            "pledge_signed": _("Đăng ký thi đua %(year)d của %(unit)s đã được ký") % values,
            "pledge_returned": _("Đăng ký thi đua %(year)d của %(unit)s bị trả lại") % values,
        }
        return Message(subjects[kind], pledge.return_note)

    notify(
        accounts=[account for account in accounts if account],
        kind=kind,
        about=f"pledge:{pledge.pk}",
        write=write,
        path=pledge.get_absolute_url(),
        period=f"{pledge.edition}-{clock.now():%Y%m%d%H%M%S}",
    )

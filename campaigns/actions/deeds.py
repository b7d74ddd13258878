"""Point out a deed of a colleague; thank for it, put it with another, take it up."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Deed
from campaigns.permissions.deeds import ANSWERERS, is_own
from campaigns.queries.deeds import answering_unit, mergeable, stands_alone
from campaigns.workflow import DEED, DeedState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Person, Role, Unit
from units.permissions import accounts_over, accounts_with, require, standing


@transaction.atomic
def report_deed(
    *, subject: Person | Unit, done_on: datetime.date, text: str, actor: Account
) -> Deed:
    """Point out what a colleague, or a collective, has done; their unit looks into it."""
    _check_not_oneself(subject, actor)
    if subject.agency_id not in standing(actor).agencies:
        raise NotAllowed(_("Chỉ giới thiệu được người trong cơ quan. Chưa có gì được gửi."))
    if done_on > clock.today():
        raise ActionRefused(_("Ngày lập thành tích ở tương lai. Chưa có gì được gửi."))
    if not text.strip():
        raise ActionRefused(_("Hãy kể việc đã làm. Chưa có gì được gửi."))
    unit = answering_unit(subject, clock.today())
    if unit is None:
        raise ActionRefused(_("Người này không còn ở đơn vị nào. Chưa có gì được gửi."))
    deed = Deed.objects.create(
        agency_id=subject.agency_id,
        unit=unit,
        person=subject if isinstance(subject, Person) else None,
        collective=subject if isinstance(subject, Unit) else None,
        done_on=done_on,
        text=text.strip(),
        reported_by=actor,
        reported_at=clock.now(),
    )
    audit.record(actor=actor, action="report_deed", target=deed, unit=unit.pk)
    _tell(deed, "deed_reported", answerers(deed))
    return deed


@transaction.atomic
def thank_for_deed(*, deed: Deed, answer: str, actor: Account) -> Deed:
    """Thank without a nomination, and say why there is none."""
    deed = stepped(deed, "thank", actor)
    if not answer.strip():
        raise ActionRefused(
            _("Hãy ghi lời cảm ơn và lý do chưa đề nghị khen thưởng. Chưa có gì được lưu.")
        )
    _answer(deed, actor, "thank_for_deed", answer=answer.strip())
    tell_reporters(deed, "deed_thanked")
    return deed


@transaction.atomic
def merge_deed(*, deed: Deed, into: Deed, actor: Account) -> Deed:
    """Put a deed with another report of the same: what becomes of that one answers both."""
    deed = stepped(deed, "merge", actor)
    target = mergeable(deed).select_for_update().filter(pk=into.pk).first()
    if target is None:
        raise ActionRefused(
            _("Chỉ gộp được với việc khác của cùng người, cùng tập thể. Chưa có gì thay đổi.")
        )
    _answer(deed, actor, "merge_deed", merged_into=target)
    # What was put with this one before moves on with it.
    deed.merged.update(merged_into=target)
    tell_reporters(deed, "deed_merged")
    return deed


@transaction.atomic
def take_up_deed(*, deed: Deed, actor: Account) -> Deed:
    """Close a deed because it has become a nomination."""
    deed = stepped(deed, "nominate", actor)
    _answer(deed, actor, "take_up_deed")
    tell_reporters(deed, "deed_nominated")
    return deed


@transaction.atomic
def reopen_deed(*, deed: Deed, actor: Account) -> Deed:
    """Let a deed wait again, because its nomination was thrown away."""
    deed = stepped(deed, "reopen", actor)
    deed.answered_at = deed.answered_by = None
    deed.save(update_fields=["state", "answered_at", "answered_by"])
    audit.record(actor=actor, action="reopen_deed", target=deed)
    _tell(deed, "deed_reported", answerers(deed))
    return deed


def answerers(deed: Deed) -> list[Account]:
    """Clerks and heads of its unit, never whose deed it is; else the standing body."""
    today = clock.today()
    own_unit = accounts_over([deed.unit_id], ANSWERERS, today)[deed.unit_id]
    standing_body = accounts_with(Role.STANDING_BODY, deed.unit_id, today)
    for found in (own_unit, standing_body):
        if others := [account for account in found if not is_own(account, deed)]:
            return others
    return []


def stepped(deed: Deed, name: str, actor: Account) -> Deed:
    """Lock it, check actor and state, and set the new state without saving it."""
    deed = (
        Deed.objects.select_for_update(of=("self",))
        .select_related("agency", "unit__agency", "person", "collective", "reported_by__person")
        .get(pk=deed.pk)
    )
    step = DEED.step(name)
    require(actor, deed.unit_id, step.roles)
    if is_own(actor, deed):
        raise NotAllowed(_("Bạn không xử lý việc của chính mình. Chưa có gì thay đổi."))
    if deed.state not in step.sources:
        raise ActionRefused(
            _(
                "Việc này đang ở trạng thái “%(state)s” nên không làm được bước này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": deed.get_state_display()}
        )
    deed.state = DeedState(step.target)
    return deed


def tell_reporters(deed: Deed, kind: str) -> int:
    """Tell who pointed it out, and who pointed out what was put with it."""
    merged = deed.merged.select_related("reported_by__person")
    accounts = [deed.reported_by, *(one.reported_by for one in merged)]
    return _tell(deed, kind, list(dict.fromkeys(accounts)))


def _check_not_oneself(subject: Person | Unit, actor: Account) -> None:
    if isinstance(subject, Unit):
        refused = stands_alone(actor.person, subject, clock.today())
    else:
        refused = subject.pk == actor.person_id
    if refused:
        raise ActionRefused(
            _("Bạn không tự giới thiệu mình, kể cả qua tập thể chỉ có mình bạn. Chưa gửi gì.")
        )


def _answer(deed: Deed, actor: Account, action: str, **changes: Any) -> None:
    deed.answered_by, deed.answered_at = actor, clock.now()
    for name, value in changes.items():
        setattr(deed, name, value)
    deed.save(update_fields=["state", "answered_by", "answered_at", *changes])
    target = changes.get("merged_into")
    audit.record(
        actor=actor,
        action=action,
        target=deed,
        reason=changes.get("answer", ""),
        state=deed.state,
        **({"merged_into": target.pk} if target else {}),
    )


def _tell(deed: Deed, kind: str, accounts: list[Account]) -> int:
    def write() -> Message:
        subjects = {
            "deed_reported": _("Việc tốt của %(subject)s chờ đơn vị xem xét"),
            "deed_thanked": _("Cảm ơn bạn đã giới thiệu việc tốt của %(subject)s"),
            "deed_merged": _("Việc tốt của %(subject)s đã gộp với lần giới thiệu khác"),
            "deed_nominated": _("Đã lập đề nghị khen thưởng đột xuất cho %(subject)s"),
            "deed_awarded": _("%(subject)s đã được khen thưởng vì việc bạn giới thiệu"),
            "deed_rejected": _("Hội đồng chưa thông qua khen thưởng cho %(subject)s"),
        }
        return Message(subjects[kind] % {"subject": deed.subject}, deed.answer)

    moment = deed.answered_at or deed.reported_at
    return notify(
        accounts=accounts,
        kind=kind,
        about=f"deed:{deed.pk}",
        write=write,
        path=deed.get_absolute_url(),
        period=f"{moment:%Y%m%d%H%M%S%f}",
    )

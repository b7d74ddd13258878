"""Write a nomination, send it up, return it, accept it for the council."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from awards.actions.initiative_uses import name_initiatives
from awards.actions.sending import (
    keep_papers,
    require_never_sent,
    require_room,
    require_whole,
    submission_of_one,
)
from awards.models import Nomination, Submission
from awards.models.subjects import RecipientKind
from awards.workflow import NOMINATION, NominationState
from campaigns import catalogue
from campaigns.actions.deeds import reopen_deed
from campaigns.actions.likeness import forget_text, keep_text
from campaigns.milestones import is_over
from campaigns.models import Campaign, ComparedText, Deed, Initiative
from campaigns.queries.campaigns import campaigns_open_to
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Person, Role, Unit
from units.permissions import accounts_with, require
from units.queries import people_in, subtree_ids


@dataclass(frozen=True)
class NominationContent:
    """What a unit proposes: one award, for a person or for a collective, and why.

    `initiatives` are those of the person that the nomination counts.
    """

    award: str
    achievement: str
    person: Person | None = None
    collective: Unit | None = None
    type: str = Nomination.Type.CONG_TRANG
    initiatives: tuple[Initiative, ...] = ()


@transaction.atomic
def draft_nomination(
    *, campaign: Campaign, unit: Unit, content: NominationContent, actor: Account
) -> Nomination:
    """Begin a nomination by a unit in a launched campaign."""
    require(actor, unit.pk, [Role.UNIT_CLERK, Role.UNIT_HEAD])
    campaign = _open_campaign(campaign, unit)
    nomination = Nomination(
        agency=campaign.agency,
        campaign=campaign,
        unit=unit,
        year=campaign.year,
        created_by=actor,
        state_since=clock.now(),
    )
    used = _fill(nomination, content, actor)
    audit.record(
        actor=actor, action="draft_nomination", target=nomination, award=content.award, **used
    )
    return nomination


@transaction.atomic
def save_nomination(
    *, nomination: Nomination, content: NominationContent, edition: int, actor: Account
) -> Nomination:
    """Keep a changed draft; refused when somebody else saved since the page was opened."""
    old = nomination.award
    nomination = _stepped(nomination, "save", actor)
    if nomination.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu hồ sơ này. Phần bạn nhập chưa được lưu "
                "nhưng vẫn còn trên trang; hãy mở bản mới ở một cửa sổ khác để so sánh."
            )
        )
    nomination.edition += 1
    used = _fill(nomination, content, actor)
    audit.record(
        actor=actor, action="save_nomination", target=nomination, award=[old, content.award], **used
    )
    return nomination


@transaction.atomic
def discard_nomination(*, nomination: Nomination, actor: Account) -> None:
    """Throw a draft away; the deed that it came from waits again."""
    nomination = _stepped(nomination, "save", actor)
    require_never_sent(nomination)
    audit.record(actor=actor, action="discard_nomination", target=nomination)
    forget_text(kind=ComparedText.Kind.NOMINATION, key=nomination.pk)
    deed = Deed.objects.filter(taken_up__nomination=nomination).first()
    nomination.delete()
    if deed:
        reopen_deed(deed=deed, actor=actor)


@transaction.atomic
def hand_up_nomination(
    *, nomination: Nomination, actor: Account, quiet: bool = False
) -> Nomination:
    """Give a finished draft to the unit's head, in time; `quiet` where the head is told of many."""
    nomination = _stepped(nomination, "hand_up", actor)
    _check_in_time(nomination.campaign)
    _save(nomination, actor, "hand_up_nomination")
    if not quiet:
        heads = accounts_with(Role.UNIT_HEAD, nomination.unit_id, clock.today())
        _tell(nomination, "nomination_with_head", heads)
    return nomination


@transaction.atomic
def recall_nomination(*, nomination: Nomination, actor: Account) -> Nomination:
    """Take a nomination back before the head has acted."""
    nomination = _stepped(nomination, "recall", actor)
    _save(nomination, actor, "recall_nomination")
    return nomination


@transaction.atomic
def send_nomination(
    *, nomination: Nomination, actor: Account, submission: Submission | None = None
) -> Nomination:
    """Send it, as head of the unit, to the council's standing body, in time.

    Alone, it makes a submission of one. With others it goes in their `submission`, which counts the
    ceilings and tells of all of them.
    """
    nomination = _stepped(nomination, "send", actor)
    _check_in_time(nomination.campaign)
    require_whole(nomination)
    nomination.submission = submission or submission_of_one(nomination, actor)
    _save(nomination, actor, "send_nomination")
    keep_papers(nomination)
    keep_text(
        kind=ComparedText.Kind.NOMINATION,
        key=nomination.pk,
        agency=nomination.agency,
        title=str(nomination),
        year=nomination.year,
        text=nomination.achievement,
        person=nomination.person,
    )
    if submission is None:
        require_room(nomination)
        standing_body = accounts_with(Role.STANDING_BODY, nomination.unit_id, clock.today())
        _tell(nomination, "nomination_sent", standing_body)
    return nomination


@transaction.atomic
def return_nomination(*, nomination: Nomination, note: str, actor: Account) -> Nomination:
    """Give it back to the clerk with a written reason, as head or as standing body."""
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do trả lại. Hồ sơ chưa được trả lại."))
    with_head = nomination.state == NominationState.WITH_HEAD
    nomination = _stepped(nomination, "return" if with_head else "send_back", actor)
    nomination.return_note = note.strip()
    _save(nomination, actor, "return_nomination", reason=nomination.return_note)
    _tell(nomination, "nomination_returned", [nomination.created_by])
    return nomination


@transaction.atomic
def accept_nomination(*, nomination: Nomination, actor: Account) -> Nomination:
    """Find the file complete: the council may have it."""
    nomination = _stepped(nomination, "accept", actor)
    _save(nomination, actor, "accept_nomination")
    return nomination


def _stepped(nomination: Nomination, name: str, actor: Account) -> Nomination:
    """Lock the nomination, check actor and state, and set the new state without saving it."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related(
            "agency",
            "campaign",
            "submission",
            "unit",
            "person",
            "collective",
            "created_by__person",
        )
        .get(pk=nomination.pk)
    )
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


def _save(nomination: Nomination, actor: Account, action: str, reason: str = "") -> None:
    nomination.save(update_fields=["state", "state_since", "return_note", "submission"])
    audit.record(
        actor=actor, action=action, target=nomination, state=nomination.state, reason=reason
    )


def _fill(nomination: Nomination, content: NominationContent, actor: Account) -> dict[str, Any]:
    """Put the content into the row and save it, saying clearly what does not fit.

    Returns what the audit trail keeps of the initiatives, where they changed.
    """
    _check_subject(nomination.unit, content)
    nomination.award, nomination.type = content.award, content.type
    nomination.achievement = content.achievement
    nomination.person, nomination.collective = content.person, content.collective
    nomination.kind = RecipientKind.INDIVIDUAL if content.person else RecipientKind.COLLECTIVE
    try:
        with transaction.atomic():
            nomination.save()
    except IntegrityError as error:
        raise ActionRefused(
            _(
                "%(subject)s đã được đề nghị %(award)s cho năm %(year)d. Hồ sơ này chưa được lưu; "
                "hãy mở hồ sơ đã có hoặc chọn danh hiệu, hình thức khác."
            )
            % {
                "subject": nomination.subject,
                "award": nomination.award_name,
                "year": nomination.year,
            }
        ) from error
    before, after = name_initiatives(nomination, content.initiatives, actor)
    return {"initiatives": [before, after]} if before != after else {}


def _check_subject(unit: Unit, content: NominationContent) -> None:
    kind = RecipientKind.INDIVIDUAL if content.person else RecipientKind.COLLECTIVE
    if not catalogue.award(content.award).goes_to(kind):
        raise ActionRefused(
            _("Danh hiệu, hình thức này không dành cho %(kind)s. Hồ sơ chưa được lưu.")
            % {"kind": kind.label}
        )
    below = subtree_ids(unit)
    if content.person:
        ours = people_in(below, clock.today()).filter(pk=content.person.pk).exists()
    else:
        ours = content.collective is not None and content.collective.pk in below
    if not ours:
        raise ActionRefused(
            _("Người hoặc tập thể được chọn không thuộc đơn vị này. Hồ sơ chưa được lưu.")
        )


def _open_campaign(campaign: Campaign, unit: Unit) -> Campaign:
    """Read the campaign anew, if it reaches the unit, and keep it open until all is saved."""
    locked = campaigns_open_to(unit).select_for_update(of=("self",), no_key=True)
    found = locked.select_related("agency").filter(pk=campaign.pk).first()
    if found is None:
        raise ActionRefused(_("Phong trào không mở nhận đề nghị. Chưa có gì được lưu."))
    return found


def _check_in_time(campaign: Campaign | None) -> None:
    if campaign and is_over(clock.today(), campaign.nominations_due):
        raise ActionRefused(
            _(
                "Đã quá hạn đề nghị khen thưởng (%(due)s) nên không gửi được. Hồ sơ vẫn được giữ; "
                "hãy liên hệ thường trực Hội đồng nếu cần gia hạn."
            )
            % {"due": f"{campaign.nominations_due:%d/%m/%Y}"}
        )


def _tell(nomination: Nomination, kind: str, accounts: list[Account]) -> None:
    def write() -> Message:
        subjects = {
            "nomination_with_head": _("Đề nghị khen thưởng %(subject)s chờ thủ trưởng ký trình"),
            "nomination_sent": _("Đề nghị khen thưởng %(subject)s chờ kiểm tra"),
            "nomination_returned": _("Đề nghị khen thưởng %(subject)s bị trả lại"),
        }
        body = nomination.return_note if kind == "nomination_returned" else nomination.award_name
        return Message(subjects[kind] % {"subject": nomination.subject}, body)

    # Nobody is told about the file on themselves.
    notify(
        accounts=[a for a in accounts if not a.person_id or a.person_id != nomination.person_id],
        kind=kind,
        about=f"nomination:{nomination.pk}",
        write=write,
        path=nomination.get_absolute_url(),
        period=f"{nomination.edition}-{nomination.state_since:%Y%m%d%H%M%S%f}",
    )

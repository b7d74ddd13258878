"""Write a nomination, send it up, return it, accept it for the council."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from awards.actions.consultations import require_never_posted
from awards.actions.initiative_uses import name_initiatives
from awards.actions.nomination_steps import keep_step, locked, stepped, tell
from awards.actions.returns import (
    answer_returns,
    is_asked_by_standing_body,
    open_return,
    reopen_returns,
    require_asked_only,
)
from awards.actions.sending import keep_papers, require_room, require_whole, submission_of_one
from awards.models import (
    DeedNomination,
    InitiativeUse,
    Nomination,
    NominationAutosave,
    NominationReturn,
    NominationVersion,
    Submission,
)
from awards.models.subjects import RecipientKind
from awards.parts import Content
from awards.queries.versions import content_of, content_with, last_version, unchecked_parts
from awards.workflow import NominationState
from campaigns import catalogue
from campaigns.actions.deeds import reopen_deed
from campaigns.actions.editions import EditionConflict, is_latest, require_seen
from campaigns.actions.likeness import forget_text, keep_text
from campaigns.milestones import is_over
from campaigns.models import Campaign, ComparedText, Deed, Initiative
from campaigns.queries.campaigns import campaigns_open_to
from units import audit, clock
from units.errors import ActionRefused
from units.models import Account, Person, Role, Unit
from units.models.subjects import the_set_one
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

    def as_read(self, papers: tuple[tuple[int, str], ...] = ()) -> Content:
        """What a nomination with this content, and with these papers in its dossier, says."""
        subject = the_set_one(self.person, self.collective)
        return content_with(
            award=self.award,
            type=self.type,
            subject=subject,
            initiatives=self.initiatives,
            achievement=self.achievement,
            papers=papers,
        )


@transaction.atomic
def draft_nomination(
    *, campaign: Campaign, unit: Unit, content: NominationContent, actor: Account
) -> Nomination:
    """Begin a nomination by a unit in a launched campaign; what the browser kept is done with."""
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
    NominationAutosave.objects.filter(campaign=campaign, unit=unit, account=actor).delete()
    audit.record(
        actor=actor, action="draft_nomination", target=nomination, award=content.award, **used
    )
    return nomination


@transaction.atomic
def save_nomination(
    *, nomination: Nomination, content: NominationContent, edition: int, actor: Account
) -> Nomination:
    """Keep a changed draft, in the parts that an open return asks for.

    `edition` is the one that the page was opened with; when somebody saved in between, nothing is
    overwritten and the page keeps what was typed. What the actor's browser kept meanwhile is done
    with.
    """
    nomination = stepped(nomination, "save", actor)
    if not is_latest(nomination, edition):
        raise EditionConflict(
            _(
                "Trong lúc bạn nhập, người khác đã lưu hồ sơ này. Phần bạn nhập chưa được lưu "
                "nhưng vẫn còn nguyên trên trang, bên cạnh bản đã lưu."
            )
        )
    before = content_of(nomination)
    require_asked_only(nomination, before, content.as_read(before.papers))
    nomination.edition += 1
    used = _fill(nomination, content, actor)
    nomination.autosaves.filter(account=actor).delete()
    audit.record(
        actor=actor,
        action="save_nomination",
        target=nomination,
        award=[before.award, content.award],
        **used,
    )
    return nomination


@transaction.atomic
def discard_nomination(*, nomination: Nomination, actor: Account) -> None:
    """Throw a draft away; one that was sent before stays on record as withdrawn.

    The deed that it came from waits again, and its initiatives are free.
    """
    nomination = stepped(nomination, "withdraw", actor)
    require_never_posted(nomination)
    forget_text(kind=ComparedText.Kind.NOMINATION, key=nomination.pk)
    deed = Deed.objects.filter(taken_up__nomination=nomination).first()
    if nomination.was_sent:
        InitiativeUse.objects.filter(nomination=nomination).delete()
        DeedNomination.objects.filter(nomination=nomination).delete()
        nomination.autosaves.all().delete()
        keep_step(nomination, actor, "withdraw_nomination")
    else:
        audit.record(actor=actor, action="discard_nomination", target=nomination)
        nomination.delete()
    if deed:
        reopen_deed(deed=deed, actor=actor)


@transaction.atomic
def hand_up_nomination(
    *, nomination: Nomination, actor: Account, quiet: bool = False
) -> Nomination:
    """Give a finished draft to the unit's head, in time; `quiet` where the head is told of many."""
    nomination = stepped(nomination, "hand_up", actor)
    _check_in_time(nomination)
    keep_step(nomination, actor, "hand_up_nomination")
    if not quiet:
        heads = accounts_with(Role.UNIT_HEAD, nomination.unit_id, clock.today())
        tell(nomination, "nomination_with_head", heads)
    return nomination


@transaction.atomic
def recall_nomination(*, nomination: Nomination, actor: Account) -> Nomination:
    """Take a nomination back before the head has acted."""
    nomination = stepped(nomination, "recall", actor)
    keep_step(nomination, actor, "recall_nomination")
    return nomination


@transaction.atomic
def send_nomination(
    *,
    nomination: Nomination,
    edition: int | None = None,
    actor: Account,
    submission: Submission | None = None,
) -> Nomination:
    """Send it, as head of the unit, to the council's standing body, in time.

    Alone, it makes a submission of one. With others it goes in their `submission`, which counts the
    ceilings and tells of all of them. What it says now is kept as a version for good; whatever was
    asked for is answered.
    """
    nomination = stepped(nomination, "send", actor)
    require_seen(nomination, edition)
    _check_in_time(nomination)
    require_whole(nomination)
    nomination.submission = submission or submission_of_one(nomination, actor)
    nomination.taken_up_at = None
    version = _keep_version(nomination, actor)
    answer_returns(nomination)
    keep_step(nomination, actor, "send_nomination", version=version.number)
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
        tell(nomination, "nomination_sent", with_standing_body(nomination))
    return nomination


@transaction.atomic
def pull_back_nomination(*, nomination: Nomination, actor: Account) -> Nomination:
    """Take a sent nomination back, as head, until the standing body has begun to check it.

    Not after the deadline: nothing may change then but what the standing body asks for.
    """
    nomination = stepped(nomination, "pull_back", actor)
    _check_not_taken_up(nomination)
    reopen_returns(nomination)
    _check_in_time(nomination)
    keep_step(nomination, actor, "pull_back_nomination")
    tell(nomination, "nomination_pulled_back", with_standing_body(nomination))
    return nomination


@transaction.atomic
def return_nomination(
    *, nomination: Nomination, note: str, parts: Mapping[str, str] | None = None, actor: Account
) -> Nomination:
    """Give it back to the clerk with a written reason, as head or as standing body.

    `parts` are those in question, each with a remark that may be empty; the others stay as they
    are. Without any, everything may be changed.
    """
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do trả lại. Hồ sơ chưa được trả lại."))
    with_head = locked(nomination).state == NominationState.WITH_HEAD
    nomination = stepped(nomination, "return" if with_head else "send_back", actor)
    nomination.return_note = note.strip()
    level = NominationReturn.Level.HEAD if with_head else NominationReturn.Level.STANDING
    asked = dict(parts or {})
    open_return(nomination, level, asked, actor)
    keep_step(nomination, actor, "return_nomination", reason=nomination.return_note, parts=asked)
    tell(nomination, "nomination_returned", [nomination.created_by])
    return nomination


@transaction.atomic
def accept_nomination(
    *, nomination: Nomination, edition: int | None = None, actor: Account
) -> Nomination:
    """Find the file complete: the council may have it. What was not checked is kept on record."""
    nomination = stepped(nomination, "accept", actor)
    require_seen(nomination, edition)
    keep_step(nomination, actor, "accept_nomination", unchecked=unchecked_parts(nomination))
    return nomination


def with_standing_body(nomination: Nomination) -> list[Account]:
    """Who deals with it for the standing body: its specialist, or else all of them."""
    holders = accounts_with(Role.STANDING_BODY, nomination.unit_id, clock.today())
    return [one for one in holders if one.pk == nomination.specialist_id] or holders


def _check_not_taken_up(nomination: Nomination) -> None:
    if nomination.taken_up_at is None:
        return
    names = ", ".join(str(one) for one in with_standing_body(nomination))
    raise ActionRefused(
        _(
            "Thường trực Hội đồng đã bắt đầu kiểm tra hồ sơ lúc %(at)s nên không thu hồi được. "
            "Không có gì thay đổi; nếu cần sửa, hãy đề nghị trả lại hồ sơ: %(names)s."
        )
        % {"at": f"{localtime(nomination.taken_up_at):%d/%m/%Y %H:%M}", "names": names}
    )


def _keep_version(nomination: Nomination, actor: Account) -> NominationVersion:
    last = last_version(nomination)
    return NominationVersion.objects.create(
        nomination=nomination,
        number=last.number + 1 if last else 1,
        content=content_of(nomination).as_json(),
        sent_by=actor,
        sent_at=nomination.state_since,
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


def _check_in_time(nomination: Nomination) -> None:
    """Refuse after the deadline, except for what the standing body itself asked for."""
    campaign = nomination.campaign
    late = campaign and is_over(clock.today(), campaign.nominations_due)
    if campaign and late and not is_asked_by_standing_body(nomination):
        raise ActionRefused(
            _(
                "Đã quá hạn đề nghị khen thưởng (%(due)s) nên không gửi được. Hồ sơ vẫn được giữ; "
                "hãy liên hệ thường trực Hội đồng nếu cần gia hạn."
            )
            % {"due": f"{campaign.nominations_due:%d/%m/%Y}"}
        )

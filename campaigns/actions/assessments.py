"""Write a self-assessment, hand it up, send it, return it, read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.editions import require_seen
from campaigns.actions.pledge_steps import require_note, require_open
from campaigns.models import Assessment, AssessmentFigure, AssessmentPart, Pledge, Target
from campaigns.models.assessments import SENT_STATES
from campaigns.permissions.pledges import PLEDGE_WRITERS
from campaigns.queries.assessments import sections
from campaigns.queries.progress import with_progress
from campaigns.workflow import ASSESSMENT
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Role
from units.permissions import accounts_with, require


@dataclass(frozen=True)
class AssessmentContent:
    """What a clerk typed: a text for each commitment by its key, and one over all."""

    parts: dict[int, str]
    overall: str


@transaction.atomic
def begin_assessment(*, pledge: Pledge, kind: str, actor: Account) -> Assessment:
    """Open a unit's assessment with texts made of its recorded results; the one that exists."""
    require(actor, pledge.unit_id, PLEDGE_WRITERS)
    require_open(pledge.campaign)
    if pledge.signed_at is None:
        raise ActionRefused(
            _("Bản đăng ký chưa được ký nên chưa có gì để tự đánh giá. Không có gì thay đổi.")
        )
    assessment, created = Assessment.objects.get_or_create(
        pledge=pledge, kind=kind, defaults={"begun_by": actor}
    )
    if created:
        AssessmentPart.objects.bulk_create(
            AssessmentPart(
                assessment=assessment, commitment=section.commitment, text=section.proposed
            )
            for section in sections(assessment, clock.today())
        )
        audit.record(actor=actor, action="begin_assessment", target=assessment, kind=kind)
    return assessment


@transaction.atomic
def save_assessment(
    *, assessment: Assessment, content: AssessmentContent, edition: int, actor: Account
) -> Assessment:
    """Keep a draft as typed; when somebody saved since `edition`, nothing is overwritten."""
    assessment = _stepped(assessment, "save", actor)
    if assessment.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu bản tự đánh giá này. Phần bạn nhập chưa "
                "được lưu nhưng vẫn còn trên trang; hãy mở bản mới ở một cửa sổ khác để so sánh."
            )
        )
    assessment.edition += 1
    assessment.overall = content.overall.strip()
    assessment.save(update_fields=["state", "edition", "overall"])
    AssessmentPart.objects.bulk_create(
        [
            AssessmentPart(assessment=assessment, commitment_id=key, text=text.strip())
            for key, text in content.parts.items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "commitment"],
        update_fields=["text"],
    )
    audit.record(
        actor=actor, action="save_assessment", target=assessment, edition=assessment.edition
    )
    return assessment


@transaction.atomic
def hand_up_assessment(*, assessment: Assessment, actor: Account) -> Assessment:
    """Give a written assessment to the head of the unit."""
    assessment = _stepped(assessment, "hand_up", actor)
    _require_whole(assessment)
    assessment.return_note = ""
    assessment.save(update_fields=["state", "return_note"])
    audit.record(actor=actor, action="hand_up_assessment", target=assessment)
    _tell(assessment, "assessment_handed_up", _holders(assessment, Role.UNIT_HEAD))
    return assessment


@transaction.atomic
def recall_assessment(*, assessment: Assessment, actor: Account) -> Assessment:
    """Take an assessment back before the head has acted."""
    assessment = _stepped(assessment, "recall", actor)
    assessment.save(update_fields=["state"])
    audit.record(actor=actor, action="recall_assessment", target=assessment)
    return assessment


@transaction.atomic
def send_assessment(
    *, assessment: Assessment, edition: int | None = None, actor: Account
) -> Assessment:
    """Send an assessment for the unit; the figures of the day are kept with it."""
    assessment = _stepped(assessment, "send", actor)
    require_seen(assessment, edition)
    _require_whole(assessment)
    _keep_figures(assessment)
    assessment.return_note = ""
    assessment.sent_by, assessment.sent_at = actor, clock.now()
    assessment.save(update_fields=["state", "return_note", "sent_by", "sent_at"])
    audit.record(
        actor=actor, action="send_assessment", target=assessment, edition=assessment.edition
    )
    _tell(assessment, "assessment_sent", _holders(assessment, Role.STANDING_BODY))
    return assessment


def _keep_figures(assessment: Assessment) -> None:
    targets = with_progress(Target.objects.filter(pledge=assessment.pledge_id), clock.today())
    assessment.figures.all().delete()
    AssessmentFigure.objects.bulk_create(
        AssessmentFigure(
            assessment=assessment,
            target=target,
            indicator=target.indicator,
            value=target.value,
            measure=target.measure,
            reached=target.reached,
            progress=target.progress,
        )
        for target in targets
    )


@transaction.atomic
def return_assessment(*, assessment: Assessment, note: str, actor: Account) -> Assessment:
    """Give an assessment back with a reason: the head to the clerk, the standing body to both."""
    step = "send_back" if assessment.state in SENT_STATES else "return"
    assessment = _stepped(assessment, step, actor)
    assessment.return_note = require_note(note)
    assessment.save(update_fields=["state", "return_note"])
    audit.record(
        actor=actor,
        action="return_assessment",
        target=assessment,
        reason=assessment.return_note,
    )
    told = (
        [assessment.begun_by, assessment.sent_by] if step == "send_back" else [assessment.begun_by]
    )
    _tell(assessment, "assessment_returned", told, assessment.return_note)
    return assessment


@transaction.atomic
def read_assessment(*, assessment: Assessment, actor: Account) -> Assessment:
    """Confirm for the standing body that an assessment was read; it stands from here on."""
    assessment = _stepped(assessment, "read", actor)
    assessment.read_by, assessment.read_at = actor, clock.now()
    assessment.save(update_fields=["state", "read_by", "read_at"])
    audit.record(actor=actor, action="read_assessment", target=assessment)
    _tell(assessment, "assessment_read", [assessment.begun_by, assessment.sent_by])
    return assessment


def _stepped(assessment: Assessment, name: str, actor: Account) -> Assessment:
    """Lock the assessment, check actor and state, and set the new state without saving it."""
    assessment = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("pledge__campaign", "pledge__unit", "begun_by__person", "sent_by__person")
        .get(pk=assessment.pk)
    )
    step = ASSESSMENT.step(name)
    require(actor, assessment.pledge.unit_id, step.roles)
    require_open(assessment.pledge.campaign)
    if assessment.state not in step.sources:
        raise ActionRefused(
            _(
                "Bản tự đánh giá đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": assessment.get_state_display()}
        )
    assessment.state = step.target
    return assessment


def _require_whole(assessment: Assessment) -> None:
    """Refuse an assessment that says nothing of a commitment."""
    said = set(assessment.parts.exclude(text="").values_list("commitment", flat=True))
    every = assessment.pledge.campaign.commitments.all()
    if missing := [str(one.number) for one in every if one.pk not in said]:
        raise ActionRefused(
            _("Chưa gửi được: nội dung số %s chưa có phần tự đánh giá. Bản nháp vẫn còn nguyên.")
            % ", ".join(missing)
        )


def _holders(assessment: Assessment, role: Role) -> list[Account]:
    return accounts_with(role, assessment.pledge.unit_id, clock.today())


def _tell(
    assessment: Assessment, kind: str, accounts: Iterable[Account | None], body: str = ""
) -> None:
    """Tell of what happened to the assessment, each account once."""

    def write() -> Message:
        values = {
            "kind": assessment.get_kind_display(),
            "year": assessment.pledge.campaign.year,
            "unit": assessment.pledge.unit.name,
        }
        subjects = {
            "assessment_handed_up": _("Bản %(kind)s %(year)d của %(unit)s chờ gửi"),
            "assessment_sent": _("Bản %(kind)s %(year)d của %(unit)s đã gửi"),
            "assessment_returned": _("Bản %(kind)s %(year)d của %(unit)s bị trả lại"),
            "assessment_read": _("Bản %(kind)s %(year)d của %(unit)s đã được đọc"),
        }
        return Message(subjects[kind] % values, body)

    told = {account.pk: account for account in accounts if account}
    notify(
        accounts=list(told.values()),
        kind=kind,
        about=f"assessment:{assessment.pk}",
        write=write,
        path=assessment.get_absolute_url(),
        period=f"{assessment.edition}-{clock.now():%Y%m%d%H%M%S}",
    )

"""Gather a unit's nominations in a submission, hold its vote, sign and send all of it at once."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.caps import passed_caps
from awards.actions.nominations import hand_up_nomination, send_nomination
from awards.actions.sending import seal
from awards.models import MinutesFile, Nomination, Submission, UnitVote, UnitVoteCount
from awards.queries.submissions import gathered, may_join, seen_as
from awards.workflow import OPEN_TO_EDIT, SUBMISSION
from campaigns.models import Campaign
from units import audit, clock
from units.actions.files import attach
from units.actions.inbox import Message, notify
from units.errors import ActionRefused
from units.models import Account, Role, Unit
from units.permissions import accounts_with, require


class SubmissionRefused(ActionRefused):
    """A submission was not sent; `reasons` names each nomination in the way, and says why."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@dataclass(frozen=True)
class SubmissionContent:
    """What a unit says in its letter, and whom it nominates with it."""

    title: str
    reference: str = ""
    letter: str = ""
    nominations: tuple[Nomination, ...] = ()


@dataclass(frozen=True)
class VoteContent:
    """What came of the unit's meeting; `agreed` is a count by the key of a nomination."""

    met_on: datetime.date
    present: int
    total: int
    agreed: Mapping[int, int]
    files: tuple[UploadedFile, ...] = ()


@transaction.atomic
def draft_submission(
    *, unit: Unit, campaign: Campaign | None, year: int, content: SubmissionContent, actor: Account
) -> Submission:
    """Begin a submission of a unit, with nominations that it has in hand."""
    require(actor, unit.pk, SUBMISSION.step("save").roles)
    submission = Submission(
        agency=unit.agency,
        unit=unit,
        campaign=campaign,
        year=year,
        created_by=actor,
        created_at=clock.now(),
    )
    keys = _fill(submission, content)
    audit.record(actor=actor, action="draft_submission", target=submission, nominations=keys)
    return submission


@transaction.atomic
def save_submission(
    *, submission: Submission, content: SubmissionContent, edition: int, actor: Account
) -> Submission:
    """Keep a changed letter or list; refused when somebody else saved since the page was opened."""
    submission = _stepped(submission, "save", actor)
    if submission.edition != edition:
        raise ActionRefused(
            _(
                "Trong lúc bạn nhập, người khác đã lưu tờ trình này. Phần bạn nhập chưa được lưu "
                "nhưng vẫn còn trên trang; hãy mở bản mới ở một cửa sổ khác để so sánh."
            )
        )
    submission.edition += 1
    keys = _fill(submission, content)
    audit.record(actor=actor, action="save_submission", target=submission, nominations=keys)
    return submission


@transaction.atomic
def discard_submission(*, submission: Submission, actor: Account) -> None:
    """Throw a letter away; its nominations stay with the unit."""
    submission = _stepped(submission, "save", actor)
    audit.record(actor=actor, action="discard_submission", target=submission)
    submission.nominations.update(submission=None)
    submission.delete()


@transaction.atomic
def record_unit_vote(*, submission: Submission, vote: VoteContent, actor: Account) -> UnitVote:
    """Write down the unit's meeting and its votes, with the minutes; a later one replaces it."""
    submission = _stepped(submission, "save", actor)
    _check_vote(submission, vote)
    UnitVote.objects.filter(submission=submission).delete()
    kept = UnitVote.objects.create(
        submission=submission, met_on=vote.met_on, present=vote.present, total=vote.total
    )
    UnitVoteCount.objects.bulk_create(
        UnitVoteCount(vote=kept, nomination_id=key, agreed=agreed)
        for key, agreed in vote.agreed.items()
    )
    for upload in vote.files:
        attach(to=MinutesFile, upload=upload, actor=actor, submission=submission)
    _raise_edition(submission)
    audit.record(
        actor=actor,
        action="record_unit_vote",
        target=submission,
        present=vote.present,
        total=vote.total,
        agreed={str(key): count for key, count in vote.agreed.items()},
    )
    return kept


@transaction.atomic
def attach_minutes(
    *, submission: Submission, uploads: list[UploadedFile], actor: Account
) -> list[MinutesFile]:
    """Keep the minutes of the unit's meeting as they were signed on paper."""
    submission = _stepped(submission, "save", actor)
    kept = [
        attach(to=MinutesFile, upload=one, actor=actor, submission=submission) for one in uploads
    ]
    _raise_edition(submission)
    names = [one.name for one in kept]
    audit.record(actor=actor, action="attach_minutes", target=submission, names=names)
    return kept


@transaction.atomic
def remove_minutes(*, file: MinutesFile, actor: Account) -> None:
    """Take minutes off a submission that has not been sent."""
    submission = _stepped(file.submission, "save", actor)
    _raise_edition(submission)
    audit.record(actor=actor, action="remove_minutes", target=submission, name=file.name)
    file.delete()


@transaction.atomic
def hand_up_submission(*, submission: Submission, actor: Account) -> Submission:
    """Give all its nominations that are still being written to the head, who is told once."""
    submission = _stepped(submission, "hand_up", actor)
    written = [one for one in gathered(submission) if one.state in OPEN_TO_EDIT]
    if not written:
        raise ActionRefused(_("Không còn hồ sơ nào đang soạn. Chưa có gì thay đổi."))
    for nomination in written:
        hand_up_nomination(nomination=nomination, actor=actor, quiet=True)
    keys = [one.pk for one in written]
    audit.record(actor=actor, action="hand_up_submission", target=submission, nominations=keys)
    heads = accounts_with(Role.UNIT_HEAD, submission.unit_id, clock.today())
    _tell(submission, "submission_with_head", heads, period=f"{clock.now():%Y%m%d%H%M%S%f}")
    return submission


@transaction.atomic
def send_submission(
    *, submission: Submission, actor: Account, seen: str | None = None
) -> Submission:
    """Sign and send it with every nomination in it, or none of them.

    `seen` is what the page showed (`queries.submissions.seen_as`); None where no page was shown.
    Raises `SubmissionRefused`, which names each nomination that does not pass.
    """
    submission = _stepped(submission, "send", actor)
    nominations = gathered(submission)
    if not nominations:
        raise ActionRefused(_("Tờ trình chưa có hồ sơ nào nên chưa được gửi. Hãy thêm hồ sơ."))
    if seen is not None and seen != seen_as(submission, nominations):
        raise ActionRefused(
            _(
                "Tờ trình hoặc hồ sơ trong đó đã được sửa sau khi bạn mở trang này. Chưa có gì "
                "được ký; hãy tải lại trang và đọc bản mới."
            )
        )
    seal(submission, nominations, actor)
    reasons = [*filter(None, (_sent(one, submission, actor) for one in nominations))]
    if not reasons:
        awards = {one.award for one in nominations}
        reasons = passed_caps(submission.unit, awards, submission.year)
    if reasons:
        raise SubmissionRefused(reasons)
    audit.record(
        actor=actor,
        action="send_submission",
        target=submission,
        nominations=[one.pk for one in nominations],
        sha256=submission.file.sha256,
    )
    standing_body = accounts_with(Role.STANDING_BODY, submission.unit_id, clock.today())
    _tell(submission, "submission_sent", standing_body)
    return submission


def _sent(nomination: Nomination, submission: Submission, actor: Account) -> str:
    """Send one nomination, or say why not; what it wrote till then is taken back."""
    try:
        with transaction.atomic():
            send_nomination(nomination=nomination, submission=submission, actor=actor)
    except ActionRefused as refusal:
        return f"{nomination}: {refusal}"
    return ""


def _stepped(submission: Submission, name: str, actor: Account) -> Submission:
    """Lock the submission, and check actor and state."""
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("agency", "unit__agency", "campaign", "sent_by__person")
        .get(pk=submission.pk)
    )
    step = SUBMISSION.step(name)
    require(actor, submission.unit_id, step.roles)
    if submission.state not in step.sources:
        raise ActionRefused(
            _(
                "Tờ trình đã được ký gửi nên không thay đổi được nữa. Không có gì thay đổi; hãy "
                "tải lại trang."
            )
        )
    return submission


def _fill(submission: Submission, content: SubmissionContent) -> list[int]:
    """Put the letter and the list into the row; return the keys of the nominations."""
    if not content.title.strip():
        raise ActionRefused(_("Hãy ghi trích yếu. Tờ trình chưa được lưu."))
    submission.title, submission.reference = content.title.strip(), content.reference.strip()
    submission.letter = content.letter
    submission.save()
    keys = sorted({one.pk for one in content.nominations})
    free = may_join(submission).select_for_update(of=("self",)).filter(pk__in=keys)
    if sorted(free.values_list("pk", flat=True)) != keys:
        raise ActionRefused(
            _(
                "Chỉ đưa được vào tờ trình hồ sơ của đơn vị trong phong trào này, chưa gửi và chưa "
                "nằm trong tờ trình khác. Tờ trình chưa được lưu; hãy chọn lại."
            )
        )
    left = submission.nominations.exclude(pk__in=keys)
    UnitVoteCount.objects.filter(nomination__in=left).delete()
    left.update(submission=None)
    Nomination.objects.filter(pk__in=keys).update(submission=submission)
    return keys


def _check_vote(submission: Submission, vote: VoteContent) -> None:
    keys = set(submission.nominations.values_list("pk", flat=True))
    if vote.met_on > clock.today():
        raise ActionRefused(_("Ngày họp ở tương lai. Kết quả họp chưa được lưu."))
    if not 1 <= vote.present <= vote.total:
        raise ActionRefused(
            _("Số người dự họp phải từ 1 đến tổng số người. Kết quả họp chưa được lưu.")
        )
    if not set(vote.agreed) <= keys or any(
        not 0 <= n <= vote.present for n in vote.agreed.values()
    ):
        raise ActionRefused(
            _(
                "Số người đồng ý không được lớn hơn số người dự họp, và chỉ ghi cho hồ sơ trong tờ "
                "trình. Kết quả họp chưa được lưu."
            )
        )


def _raise_edition(submission: Submission) -> None:
    submission.edition += 1
    submission.save(update_fields=["edition"])


def _tell(submission: Submission, kind: str, accounts: list[Account], period: str = "once") -> None:
    def write() -> Message:
        subjects = {
            "submission_with_head": _("Tờ trình của %(unit)s chờ thủ trưởng ký gửi"),
            "submission_sent": _("Tờ trình của %(unit)s chờ kiểm tra"),
        }
        return Message(subjects[kind] % {"unit": submission.unit}, submission.title)

    notify(
        accounts=accounts,
        kind=kind,
        about=f"submission:{submission.pk}",
        write=write,
        path=submission.get_absolute_url(),
        period=period,
    )

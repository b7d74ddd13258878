"""The council's meeting: who is there, its beginning, what the room looks at, its end."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.minutes import draft_minutes
from awards.actions.recusals import freeze_recusals
from awards.models import PollItem, Review, ReviewItem, ReviewMember
from awards.permissions.polls import runs
from awards.queries.meetings import quorum_of
from awards.workflow import PollState, ReviewState
from units import audit, clock
from units.errors import ActionRefused, NotAllowed
from units.models import Account


@transaction.atomic
def mark_attendance(*, review: Review, attendance: Mapping[int, str], actor: Account) -> Review:
    """Mark who is there, by key of the seat, as who presides or keeps the minutes."""
    review = _locked(review, ReviewState.OPEN, ReviewState.SITTING)
    _require_runs(actor, review)
    seats = list(review.members.filter(pk__in=attendance))
    if len(seats) != len(attendance) or not (
        set(attendance.values()) <= set(ReviewMember.Attendance.values)
    ):
        raise ActionRefused(_("Danh sách dự họp không đúng. Chưa có gì được lưu."))
    for one in seats:
        one.attendance = attendance[one.pk]
    ReviewMember.objects.bulk_update(seats, ["attendance"])
    audit.record(
        actor=actor,
        action="mark_attendance",
        target=review,
        attendance={str(one.pk): one.attendance for one in seats},
    )
    return review


@transaction.atomic
def begin_sitting(*, review: Review, actor: Account) -> Review:
    """Begin the meeting, or the vote in writing, as who presides or keeps the minutes."""
    review = _locked(review, ReviewState.OPEN)
    _require_runs(actor, review)
    if review.mode == Review.Mode.MEETING:
        _check_quorum(review)
    review.state, review.begun_at = ReviewState.SITTING, clock.now()
    review.save(update_fields=["state", "begun_at"])
    kept_out = freeze_recusals(review)
    audit.record(actor=actor, action="begin_sitting", target=review, recusals=kept_out)
    return review


@transaction.atomic
def close_review(*, review: Review, actor: Account) -> Review:
    """End the meeting, as who presides or keeps the minutes: what was voted on is settled.

    What no poll carried has not passed. The minutes are drafted; their signatures make it final.
    """
    review = _locked(review, ReviewState.SITTING)
    _require_runs(actor, review)
    unfinished = review.polls.exclude(state__in=[PollState.COUNTED, PollState.VOID])
    counted = PollItem.objects.filter(is_void=False, passed__isnull=False)
    not_voted = review.items.exclude(polled__in=counted)
    if unfinished.exists() or not_voted.exists():
        raise ActionRefused(
            _("Còn hồ sơ chưa bỏ phiếu hoặc chưa kiểm phiếu xong. Phiên họp chưa kết thúc.")
        )
    review.items.filter(passed=None).update(passed=False)
    review.state, review.closed_by, review.closed_at = ReviewState.CLOSED, actor, clock.now()
    review.current = None
    review.save(update_fields=["state", "closed_by", "closed_at", "current"])
    draft_minutes(review, actor)
    audit.record(actor=actor, action="close_review", target=review)
    return review


@transaction.atomic
def take_up_item(*, review: Review, item: ReviewItem | None, actor: Account) -> Review:
    """Let the room look at an item, or at none, as who runs that item."""
    review = _locked(review, ReviewState.SITTING)
    if not runs(actor, review, [item] if item else []):
        raise NotAllowed(_("Bạn không điều hành hồ sơ này. Không có gì thay đổi."))
    review.current = item
    review.save(update_fields=["current"])
    audit.record(actor=actor, action="take_up_item", target=review, item=item and item.pk)
    return review


def _check_quorum(review: Review) -> None:
    """Refuse to begin with too few, where a verified rule says so; a doubtful one only warns."""
    quorum = quorum_of(review)
    if quorum.forbids:
        raise ActionRefused(
            _(
                "Mới có %(present)d ủy viên dự họp; cần ít nhất %(needed)d trên %(members)d. "
                "Cuộc họp chưa bắt đầu; hãy ghi lại danh sách dự họp khi đủ người."
            )
            % {"present": quorum.present, "needed": quorum.needed, "members": quorum.members}
        )


def _locked(review: Review, *states: str) -> Review:
    review = Review.objects.select_for_update().get(pk=review.pk)
    if review.state not in states:
        raise ActionRefused(
            _(
                "Phiên xét đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": review.get_state_display()}
        )
    return review


def _require_runs(actor: Account, review: Review) -> None:
    if not runs(actor, review):
        raise NotAllowed(_("Chỉ chủ tọa hoặc thư ký của phiên làm được việc này."))

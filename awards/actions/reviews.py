"""Open a review, and think about what is in it before the council meets."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from awards.actions.consultations import require_posted_and_quiet
from awards.actions.rapporteurs import share_out_items
from awards.actions.recusals import freeze_recusals
from awards.actions.seats import invite
from awards.law.council import Matter, allows
from awards.law.rubric import dossier_rubric
from awards.lawbook import agency_folder
from awards.models import (
    Nomination,
    Opinion,
    Review,
    ReviewItem,
    ReviewMember,
)
from awards.permissions.reviews import items_open_to, seat
from awards.queries.councils import Seated, council_on
from awards.workflow import NOMINATION, ReviewState
from units import audit, clock
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Agency, Role, Unit
from units.permissions import require
from units.queries import agency_root


@transaction.atomic
def open_review(
    *,
    agency: Agency,
    title: str,
    due_on: datetime.date,
    nominations: list[Nomination],
    actor: Account,
    mode: str = Review.Mode.MEETING,
    meets_at: datetime.datetime | None = None,
    place: str = "",
) -> Review:
    """Put accepted nominations before the council as it stands today.

    Members and who keeps out of what are frozen here; who opens it keeps the minutes where the
    council has no secretary of its own.
    """
    root = agency_root(agency)
    require(actor, root.pk, [Role.STANDING_BODY])
    _check_days(mode, due_on, meets_at)
    council = _council(root)
    locked = _ready(agency, nominations)
    review = Review.objects.create(
        agency=agency,
        title=title,
        mode=mode,
        due_on=due_on,
        meets_at=meets_at,
        place=place,
        opened_by=actor,
        opened_at=clock.now(),
    )
    _seat_all(review, council, actor)
    _put_before(review, locked)
    kept_out = freeze_recusals(review)
    share_out_items(review)
    keys = [nomination.pk for nomination in locked]
    audit.record(
        actor=actor, action="open_review", target=review, nominations=keys, recusals=kept_out
    )
    invite(review, list(review.members.select_related("account__person")))
    return review


@transaction.atomic
def give_opinion(
    *,
    item: ReviewItem,
    view: str,
    comment: str,
    actor: Account,
    notes: str = "",
    marks: Mapping[str, int] | None = None,
) -> Opinion:
    """Record a member's opinion on a nomination; a later one replaces it until the meeting ends.

    It prepares the meeting and is no vote. Nobody gives one before declaring to have no conflict.
    `marks` are points by criterion of the rubric, as many of them as the member likes.
    """
    review = Review.objects.select_for_update().get(pk=item.review_id)
    member = seat(actor, review)
    if member is None or not member.votes or not items_open_to(actor).filter(pk=item.pk).exists():
        raise NotAllowed(_("Bạn không cho ý kiến ở hồ sơ này. Chưa có gì được lưu."))
    if review.state not in (ReviewState.OPEN, ReviewState.SITTING):
        raise ActionRefused(_("Phiên xét đã kết thúc. Ý kiến chưa được lưu."))
    marks = dict(marks or {})
    _check_marks(review, marks)
    said = {"view": view, "comment": comment, "notes": notes, "marks": marks, "at": clock.now()}
    opinion, created = Opinion.objects.update_or_create(item=item, member=member, defaults=said)
    # The trail names the nomination: the opinion itself stays the member's.
    audit.record(actor=actor, action="give_opinion", target=item, changed=not created)
    return opinion


def _check_days(mode: str, due_on: datetime.date, meets_at: datetime.datetime | None) -> None:
    """Refuse a way of working that no rule allows, and days in the wrong order."""
    if due_on < clock.today():
        raise ActionRefused(_("Hạn cho ý kiến đã qua. Phiên xét chưa được mở."))
    if mode == Review.Mode.WRITTEN:
        if not allows(Matter.WITHOUT_MEETING, clock.today(), agency_folder()):
            raise ActionRefused(
                _(
                    "Quy chế của cơ quan không cho phép Hội đồng xét bằng văn bản mà không họp. "
                    "Phiên xét chưa được mở; hãy chọn hình thức họp."
                )
            )
        if meets_at is not None:
            raise ActionRefused(_("Xét bằng văn bản thì không có giờ họp. Phiên xét chưa được mở."))
    if meets_at is not None and localtime(meets_at).date() < due_on:
        raise ActionRefused(
            _("Ngày họp phải từ hạn cho ý kiến trở đi. Phiên xét chưa được mở; hãy sửa ngày.")
        )


def _check_marks(review: Review, marks: Mapping[str, int]) -> None:
    most = {
        one.code: one.points for one in dossier_rubric(localtime(review.opened_at).date()).criteria
    }
    if any(code not in most or not 0 <= points <= most[code] for code, points in marks.items()):
        raise ActionRefused(_("Điểm tham khảo không đúng thang điểm. Ý kiến chưa được lưu."))


def _council(root: Unit) -> list[Seated]:
    council = council_on(root, clock.today())
    if [one.seat for one in council].count(ReviewMember.Seat.CHAIR) != 1:
        raise ActionRefused(
            _("Hội đồng phải có đúng một Chủ tịch tại ngày mở phiên. Phiên xét chưa được mở.")
        )
    return council


def _put_before(review: Review, nominations: list[Nomination]) -> None:
    """Make the items, and let the council have their files."""
    ReviewItem.objects.bulk_create(
        ReviewItem(review=review, nomination=nomination) for nomination in nominations
    )
    step = NOMINATION.step("review")
    Nomination.objects.filter(pk__in=[one.pk for one in nominations]).update(
        state=step.target, state_since=clock.now()
    )


def _seat_all(review: Review, council: list[Seated], opener: Account) -> None:
    """Freeze the council's seats; the opener keeps the minutes where nobody else does."""
    keeps = ReviewMember.Seat.SECRETARY
    kept = any(one.seat == keeps or one.account == opener for one in council)
    if not kept:
        council = [*council, Seated(opener, keeps, votes=False)]
    ReviewMember.objects.bulk_create(
        ReviewMember(
            review=review, account=one.account, seat=one.seat, votes=one.votes, order=order
        )
        for order, one in enumerate(council, 1)
    )


def _ready(agency: Agency, nominations: list[Nomination]) -> list[Nomination]:
    """Lock the nominations; refuse unless there are some and all may go before the council."""
    keys = {nomination.pk for nomination in nominations}
    locked = list(
        Nomination.objects.select_for_update().filter(
            pk__in=keys, agency=agency, state__in=NOMINATION.step("review").sources
        )
    )
    if not locked or len(locked) != len(keys):
        raise ActionRefused(
            _(
                "Chỉ đưa vào phiên xét được hồ sơ đủ điều kiện trình Hội đồng, ít nhất một hồ sơ. "
                "Phiên xét chưa được mở; hãy tải lại danh sách."
            )
        )
    require_posted_and_quiet(locked, clock.today())
    return locked

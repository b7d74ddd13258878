"""Open a review, and think about what is in it before the council meets."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.consultations import require_posted_and_quiet
from awards.actions.recusals import freeze_recusals
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
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Agency, Role
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
    if due_on < clock.today():
        raise ActionRefused(_("Hạn cho ý kiến đã qua. Phiên xét chưa được mở."))
    council = council_on(root, clock.today())
    if [one.seat for one in council].count(ReviewMember.Seat.CHAIR) != 1:
        raise ActionRefused(
            _("Hội đồng phải có đúng một Chủ tịch tại ngày mở phiên. Phiên xét chưa được mở.")
        )
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
    ReviewItem.objects.bulk_create(
        ReviewItem(review=review, nomination=nomination) for nomination in locked
    )
    step = NOMINATION.step("review")
    Nomination.objects.filter(pk__in=[one.pk for one in locked]).update(
        state=step.target, state_since=clock.now()
    )
    kept_out = freeze_recusals(review)
    keys = [nomination.pk for nomination in locked]
    audit.record(
        actor=actor, action="open_review", target=review, nominations=keys, recusals=kept_out
    )
    _invite(review)
    return review


@transaction.atomic
def give_opinion(*, item: ReviewItem, view: str, comment: str, actor: Account) -> Opinion:
    """Record a member's opinion on a nomination; a later one replaces it until the meeting ends.

    It prepares the meeting and is no vote. Nobody gives one before declaring to have no conflict.
    """
    review = Review.objects.select_for_update().get(pk=item.review_id)
    member = seat(actor, review)
    if member is None or not member.votes or not items_open_to(actor).filter(pk=item.pk).exists():
        raise NotAllowed(_("Bạn không cho ý kiến ở hồ sơ này. Chưa có gì được lưu."))
    if review.state not in (ReviewState.OPEN, ReviewState.SITTING):
        raise ActionRefused(_("Phiên xét đã kết thúc. Ý kiến chưa được lưu."))
    opinion, created = Opinion.objects.update_or_create(
        item=item,
        member=member,
        defaults={"view": view, "comment": comment, "at": clock.now()},
    )
    # The trail names the nomination: the opinion itself stays the member's.
    audit.record(actor=actor, action="give_opinion", target=item, changed=not created)
    return opinion


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


def _invite(review: Review) -> None:
    def write() -> Message:
        # No figures here: they would tell a member that the file on themselves is among them.
        return Message(
            _("Mời cho ý kiến: %(title)s") % {"title": review.title},
            _("Hạn cho ý kiến: %(due)s.") % {"due": f"{review.due_on:%d/%m/%Y}"},
        )

    notify(
        accounts=[m.account for m in review.members.select_related("account__person")],
        kind="review_opened",
        about=f"review:{review.pk}",
        write=write,
        path=review.get_absolute_url(),
    )

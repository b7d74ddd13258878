"""Open a review, record opinions, close it with its outcomes."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.consultations import require_posted_and_quiet
from awards.actions.deeds import tell_of_deeds
from awards.law.votes import Outcome, outcome
from awards.lawbook import agency_folder
from awards.models import InitiativeUse, Nomination, Opinion, Review, ReviewItem, ReviewMember
from awards.workflow import NOMINATION, ReviewState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Agency, Role, Unit
from units.permissions import accounts_with, require
from units.queries import agency_root


@transaction.atomic
def open_review(
    *,
    agency: Agency,
    title: str,
    due_on: datetime.date,
    nominations: list[Nomination],
    actor: Account,
) -> Review:
    """Put accepted nominations before the council as it stands today.

    Members and chair are those who hold the roles over the agency; they are frozen here.
    """
    root = agency_root(agency)
    require(actor, root.pk, [Role.STANDING_BODY])
    if due_on < clock.today():
        raise ActionRefused(_("Hạn cho ý kiến đã qua. Phiên xét chưa được mở."))
    chair, members = _council(root)
    locked = _ready(agency, nominations)
    review = Review.objects.create(
        agency=agency, title=title, due_on=due_on, opened_by=actor, opened_at=clock.now()
    )
    ReviewMember.objects.bulk_create(
        ReviewMember(review=review, account=account, is_chair=account == chair)
        for account in {chair, *members}
    )
    ReviewItem.objects.bulk_create(
        ReviewItem(review=review, nomination=nomination) for nomination in locked
    )
    _move(locked, "review")
    keys = [nomination.pk for nomination in locked]
    audit.record(actor=actor, action="open_review", target=review, nominations=keys)
    _invite(review)
    return review


@transaction.atomic
def give_opinion(*, item: ReviewItem, view: str, comment: str, actor: Account) -> Opinion:
    """Record a member's opinion on a nomination; a later one replaces it until the close.

    Nobody gives one on their own nomination.
    """
    review = Review.objects.select_for_update().get(pk=item.review_id)
    member = review.members.filter(account=actor).first()
    own = actor.person_id is not None and item.nomination.person_id == actor.person_id
    if member is None or own:
        raise NotAllowed(_("Bạn không cho ý kiến ở hồ sơ này. Chưa có gì được lưu."))
    if review.state != ReviewState.OPEN:
        raise ActionRefused(_("Phiên xét đã kết thúc. Ý kiến chưa được lưu."))
    opinion, created = Opinion.objects.update_or_create(
        item=item,
        member=member,
        defaults={"view": view, "comment": comment, "at": clock.now()},
    )
    # The trail names the nomination: the opinion itself stays the member's until the close.
    audit.record(actor=actor, action="give_opinion", target=item, changed=not created)
    return opinion


@transaction.atomic
def close_review(*, review: Review, actor: Account) -> Review:
    """End the review, as its chair: each nomination passes or not, for good.

    A member without an opinion counts among all members, and not as agreeing. What does not pass
    gives back the initiatives that it used.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    if not review.members.filter(account=actor, is_chair=True).exists():
        raise NotAllowed(_("Chỉ Chủ tịch Hội đồng của phiên này kết thúc được phiên xét."))
    if review.state != ReviewState.OPEN:
        raise ActionRefused(_("Phiên xét đã kết thúc từ trước. Không có gì thay đổi."))
    members = review.members.count()
    passed: list[Nomination] = []
    rejected: list[Nomination] = []
    items = review.items.select_related("nomination").prefetch_related("opinions")
    for item in items:
        result = _count(item, members)
        item.passed, item.agreed, item.members = result.passed, result.agreed, result.members
        item.rule = _as_kept(result)
        item.save(update_fields=["passed", "agreed", "members", "rule"])
        (passed if result.passed else rejected).append(item.nomination)
    _move(passed, "pass")
    _move(rejected, "reject")
    tell_of_deeds("deed_rejected", [nomination.pk for nomination in rejected])
    InitiativeUse.objects.filter(nomination__in=rejected).delete()
    review.state, review.closed_by, review.closed_at = ReviewState.CLOSED, actor, clock.now()
    review.save(update_fields=["state", "closed_by", "closed_at"])
    audit.record(
        actor=actor,
        action="close_review",
        target=review,
        passed=[nomination.pk for nomination in passed],
        rejected=[nomination.pk for nomination in rejected],
    )
    return review


def _council(root: Unit) -> tuple[Account, list[Account]]:
    """The chair and the members as the roles stand today."""
    chairs = accounts_with(Role.COUNCIL_CHAIR, root.pk, clock.today())
    if len(chairs) != 1:
        raise ActionRefused(
            _("Hội đồng phải có đúng một Chủ tịch tại ngày mở phiên. Phiên xét chưa được mở.")
        )
    return chairs[0], accounts_with(Role.COUNCIL_MEMBER, root.pk, clock.today())


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


def _count(item: ReviewItem, members: int) -> Outcome:
    agreed = sum(opinion.view == Opinion.View.AGREE for opinion in item.opinions.all())
    return outcome(
        award=item.nomination.award,
        on=clock.today(),
        agreed=agreed,
        members=members,
        agency=agency_folder(),
    )


def _as_kept(result: Outcome) -> dict[str, object]:
    """The rule as it read on the day of the close; a reprint never asks the law again."""
    return {
        "percent": result.rule.percent if result.rule else None,
        "citation": result.rule.citation if result.rule else "",
        "warning_percent": result.warning.percent if result.warning else None,
        "warning_text": result.warning.text if result.warning else "",
    }


def _move(nominations: list[Nomination], name: str) -> None:
    step = NOMINATION.step(name)
    Nomination.objects.filter(
        pk__in=[nomination.pk for nomination in nominations], state__in=step.sources
    ).update(state=step.target, state_since=clock.now())


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

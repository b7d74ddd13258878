"""Seats beside the council's own: guests, tellers, substitutes; before the meeting begins."""

from collections.abc import Collection

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from awards.actions.rapporteurs import share_out_items
from awards.actions.recusals import freeze_recusals
from awards.law.council import Matter, allows
from awards.lawbook import agency_folder
from awards.models import Recusal, Review, ReviewMember
from awards.permissions.seats import prepares
from awards.workflow import ReviewState
from units import audit, clock
from units.actions.inbox import Message, notify
from units.errors import ActionRefused, NotAllowed
from units.models import Account

Seat = ReviewMember.Seat


@transaction.atomic
def invite_guest(*, review: Review, account: Account, actor: Account) -> ReviewMember:
    """Give a seat to somebody of the agency who may speak and does not vote."""
    review = _being_prepared(review, actor)
    return _seat(review, account, actor, "invite_guest", seat=Seat.GUEST)


@transaction.atomic
def name_teller(*, review: Review, account: Account, actor: Account) -> ReviewMember:
    """Give a seat to somebody of the agency who only counts the ballots."""
    review = _being_prepared(review, actor)
    return _seat(review, account, actor, "name_teller", seat=Seat.TELLER)


@transaction.atomic
def name_substitute(
    *, principal: ReviewMember, account: Account, mandate: str, actor: Account
) -> ReviewMember:
    """Let somebody vote in the place of a member, by that member's mandate.

    Only where the agency's own rule allows it. The number of votes stays what it was; what keeps
    the member out of an item keeps the substitute out too.
    """
    review = _being_prepared(principal.review, actor)
    if not allows(Matter.SUBSTITUTE, clock.today(), agency_folder()):
        raise ActionRefused(_("Quy chế của cơ quan không cho phép dự thay. Chưa có gì thay đổi."))
    if not mandate.strip():
        raise ActionRefused(_("Hãy ghi văn bản ủy quyền. Chưa có gì thay đổi."))
    principal = ReviewMember.objects.get(pk=principal.pk)
    if not principal.votes or principal.stands_for_id is not None:
        raise ActionRefused(
            _("Người này không bỏ phiếu, hoặc đã có người dự thay. Chưa có gì thay đổi.")
        )
    principal.votes = False
    principal.save(update_fields=["votes"])
    substitute = _seat(
        review,
        account,
        actor,
        "name_substitute",
        seat=Seat.MEMBER,
        votes=True,
        order=principal.order,
        stands_for=principal,
        mandate=mandate.strip(),
    )
    share_out_items(review)
    return substitute


@transaction.atomic
def withdraw_seat(*, member: ReviewMember, actor: Account) -> None:
    """Take back a seat that was added; whom a substitute stood for votes again."""
    review = _being_prepared(member.review, actor)
    member = ReviewMember.objects.get(pk=member.pk)
    principal = member.stands_for
    if not member.is_added:
        raise ActionRefused(
            _("Ủy viên và thư ký của phiên đã được chốt khi mở phiên. Chưa có gì thay đổi.")
        )
    audit.record(actor=actor, action="withdraw_seat", target=review, account=member.account_id)
    Recusal.objects.filter(
        item__review=review, account=member.account_id, cause=Recusal.Cause.PRINCIPAL
    ).delete()
    member.delete()
    if principal is not None:
        principal.votes = True
        principal.save(update_fields=["votes"])
    share_out_items(review)


def invite(review: Review, members: Collection[ReviewMember]) -> None:
    """Tell seats of a review; its page is the material."""

    def write() -> Message:
        # No figures here: they would tell a member that the file on themselves is among them.
        lines = [_("Hạn cho ý kiến: %(due)s.") % {"due": f"{review.due_on:%d/%m/%Y}"}]
        if review.meets_at:
            meets = date_format(localtime(review.meets_at), "H:i d/m/Y")
            lines.append(_("Họp lúc %(at)s.") % {"at": meets})
        if review.place:
            lines.append(_("Địa điểm: %(place)s.") % {"place": review.place})
        lines.append(_("Chương trình và hồ sơ ở trang của phiên, sau khi khai xung đột lợi ích."))
        return Message(_("Mời dự: %(title)s") % {"title": review.title}, " ".join(lines))

    notify(
        accounts=[member.account for member in members],
        kind="review_opened",
        about=f"review:{review.pk}",
        write=write,
        path=review.get_absolute_url(),
    )


def _being_prepared(review: Review, actor: Account) -> Review:
    """Lock a review; refuse once its meeting has begun, or to who does not prepare it."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if not prepares(actor, review):
        raise NotAllowed(_("Chỉ thường trực, chủ tọa hoặc thư ký của phiên làm được việc này."))
    if review.state != ReviewState.OPEN:
        raise ActionRefused(_("Phiên họp đã bắt đầu nên thành phần không đổi nữa."))
    return review


def _seat(
    review: Review, account: Account, actor: Account, action: str, **fields: object
) -> ReviewMember:
    """Seat somebody of the agency who has no seat yet, find their conflicts, invite them."""
    person = account.person
    if person is None or person.agency_id != review.agency_id or not account.is_active:
        raise ActionRefused(_("Người này không thuộc cơ quan. Chưa có gì thay đổi."))
    if review.members.filter(account=account).exists():
        raise ActionRefused(_("Người này đã có tên trong phiên. Chưa có gì thay đổi."))
    said = {"votes": False, "order": review.members.count() + 1} | fields
    member = ReviewMember.objects.create(review=review, account=account, **said)
    kept_out = freeze_recusals(review)
    audit.record(actor=actor, action=action, target=review, account=account.pk, recusals=kept_out)
    invite(review, [member])
    return member

"""Rapporteurs: who among the members studies which dossier for the others."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from awards.models import Review, ReviewItem, ReviewMember
from awards.permissions.reviews import items_visible_to
from awards.permissions.seats import prepares
from awards.queries.rapporteurs import kept_out_of, share_out
from awards.workflow import ReviewState
from units import audit
from units.errors import ActionRefused, NotAllowed
from units.models import Account


@transaction.atomic
def assign_rapporteurs(*, review: Review, actor: Account) -> int:
    """Share out by machine the dossiers whose rapporteur is missing; return how many now have one.

    Who was named already stays, unless a conflict has come up since.
    """
    review = _open(review, actor)
    assigned = share_out_items(review)
    audit.record(actor=actor, action="assign_rapporteurs", target=review)
    return assigned


@transaction.atomic
def name_rapporteurs(
    *, review: Review, chosen: Mapping[int, ReviewMember], actor: Account
) -> list[ReviewItem]:
    """Give dossiers to members by hand, by key of the item: all of them or none."""
    review = _open(review, actor)
    items = list(items_visible_to(actor).filter(review=review, pk__in=chosen).order_by("pk"))
    if not items or len(items) != len(chosen):
        raise NotAllowed(_("Bạn không phân công được hồ sơ này. Chưa có gì thay đổi."))
    kept_out = kept_out_of(items)
    for item in items:
        member = chosen[item.pk]
        if not member.votes or member.review_id != review.pk:
            raise ActionRefused(
                _("Chỉ phân công được cho ủy viên có quyền bỏ phiếu của phiên. Chưa lưu gì.")
            )
        if member.account_id in kept_out[item.pk]:
            raise ActionRefused(
                _("Có người không thẩm định hồ sơ được giao. Chưa lưu gì; hãy chọn người khác.")
            )
        item.rapporteur = member
    ReviewItem.objects.bulk_update(items, ["rapporteur"])
    named = {str(item.pk): chosen[item.pk].account_id for item in items}
    audit.record(actor=actor, action="name_rapporteurs", target=review, rapporteurs=named)
    return items


def share_out_items(review: Review) -> int:
    """Give every dossier without a fit rapporteur to a member; the review is locked already."""
    items = list(review.items.order_by("pk"))
    members = list(review.members.filter(votes=True).order_by("order", "pk"))
    kept_out = kept_out_of(items)
    accounts = {member.pk: member.account_id for member in members}
    fixed = {
        item.pk: item.rapporteur_id
        for item in items
        if item.rapporteur_id in accounts and accounts[item.rapporteur_id] not in kept_out[item.pk]
    }
    chosen = share_out(kept_out, accounts, fixed)
    changed = [item for item in items if item.rapporteur_id != chosen.get(item.pk)]
    for item in changed:
        item.rapporteur_id = chosen.get(item.pk)
    ReviewItem.objects.bulk_update(changed, ["rapporteur"])
    return sum(item.rapporteur_id is not None for item in changed)


def _open(review: Review, actor: Account) -> Review:
    """Lock a review whose meeting has not begun, for who prepares it."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    if not prepares(actor, review):
        raise NotAllowed(_("Chỉ thường trực, chủ tọa hoặc thư ký của phiên phân công được."))
    if review.state != ReviewState.OPEN:
        raise ActionRefused(_("Phiên họp đã bắt đầu nên không phân công lại nữa."))
    return review

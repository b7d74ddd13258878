"""Who keeps out of which item: found when the review opens, declared by the members themselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from awards.models import Declaration, Opinion, Poll, Recusal, Review, ReviewItem
from awards.permissions.reviews import items_visible_to, seat
from awards.queries.conflicts import conflicts
from awards.queries.councils import accounts_near
from awards.workflow import PollState, ReviewState
from units import audit, clock
from units.errors import ActionRefused, NotAllowed
from units.models import Account


def freeze_recusals(review: Review) -> int:
    """Write down every conflict that the organisation's own data show; return how many are new.

    Nothing that stands is changed: done again, it adds what came since, and takes back opinions
    that were given before.
    """
    items = list(review.items.select_related("nomination"))
    accounts = accounts_near(review, clock.today())
    known = set(Recusal.objects.filter(item__in=items).values_list("item", "account"))
    found = [
        Recusal(item=item, account=account, cause=cause)
        for item, account, cause in conflicts(items, accounts, clock.today())
        if (item.pk, account.pk) not in known
    ]
    Recusal.objects.bulk_create(found, ignore_conflicts=True)
    for recusal in found:
        Opinion.objects.filter(item=recusal.item, member__account=recusal.account).delete()
    return len(found)


@transaction.atomic
def declare_no_conflict(*, items: list[ReviewItem], actor: Account) -> int:
    """Declare to have no conflict in some items of a review: their dossiers open."""
    keys = [item.pk for item in items]
    mine = list(items_visible_to(actor).filter(pk__in=keys).select_related("review"))
    if not mine or len(mine) != len(keys) or seat(actor, mine[0].review) is None:
        raise NotAllowed(_("Bạn không tham gia xét các hồ sơ này. Chưa có gì được lưu."))
    Declaration.objects.bulk_create(
        [Declaration(item=item, account=actor, at=clock.now()) for item in mine],
        ignore_conflicts=True,
    )
    audit.record(actor=actor, action="declare_no_conflict", target=mine[0].review, items=keys)
    return len(mine)


@transaction.atomic
def declare_conflict(*, item: ReviewItem, note: str, actor: Account) -> Recusal:
    """Declare a conflict of one's own, with its reason: from here the item does not exist.

    An opinion given before is taken back. Once a poll on the item is open it is too late.
    """
    review = Review.objects.select_for_update().get(pk=item.review_id)
    if not items_visible_to(actor).filter(pk=item.pk).exists() or seat(actor, review) is None:
        raise NotAllowed(_("Bạn không tham gia xét hồ sơ này. Chưa có gì được lưu."))
    if not note.strip():
        raise ActionRefused(_("Hãy ghi lý do. Chưa có gì thay đổi."))
    begun = Poll.objects.filter(items__item=item).exclude(
        state__in=[PollState.PREPARED, PollState.VOID]
    )
    if review.state not in (ReviewState.OPEN, ReviewState.SITTING) or begun.exists():
        raise ActionRefused(
            _("Hồ sơ đã được bỏ phiếu nên không khai được nữa. Hãy báo chủ tọa. Chưa có gì đổi.")
        )
    Opinion.objects.filter(item=item, member__account=actor).delete()
    ReviewItem.objects.filter(pk=item.pk, rapporteur__account=actor).update(rapporteur=None)
    recusal = Recusal.objects.create(
        item=item, account=actor, cause=Recusal.Cause.DECLARED, note=note.strip()
    )
    # Whoever stands for the member keeps out with them.
    freeze_recusals(review)
    audit.record(actor=actor, action="declare_conflict", target=item)
    return recusal

"""Who reads, words and signs the papers of the council."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import Minutes, Review, Signature
from awards.permissions.reviews import items_visible_to, reviews_visible_to
from awards.workflow import ReviewState
from units.models import Account, Agency, Role
from units.permissions import standing

Listed = Minutes.items.through


def minutes_visible_to(account: Account) -> QuerySet[Minutes]:
    """Papers that exist for the account: its minutes, and what names an item that exists for it.

    Unsigned they are for their signers and for the standing body. What is shown of a paper is
    filtered to the items that exist for the reader.
    """
    listed = Listed.objects.filter(minutes=OuterRef("pk"))
    named = Exists(listed.filter(reviewitem__in=items_visible_to(account)))
    signs = Exists(Signature.objects.filter(minutes=OuterRef("pk"), member__account=account))
    run = standing(account).unit_ids(Role.STANDING_BODY)
    runs = Q(review__agency__in=Agency.objects.filter(units__in=run, units__parent=None))
    return Minutes.objects.filter(
        Q(kind=Minutes.Kind.MINUTES) | named,
        Q(signed_at__isnull=False) | signs | runs,
        review__in=reviews_visible_to(account),
    )


def whole_minutes_visible_to(account: Account) -> QuerySet[Minutes]:
    """Papers of which nothing is hidden from the account: it may have their PDF."""
    listed = Listed.objects.filter(minutes=OuterRef("pk"))
    hidden = listed.exclude(reviewitem__in=items_visible_to(account))
    return minutes_visible_to(account).exclude(Exists(hidden))


def my_signature(account: Account, paper: Minutes) -> Signature | None:
    """The account's own signature under a paper, given or not yet."""
    return paper.signatures.filter(member__account=account).first()


def may_word(account: Account, paper: Minutes) -> bool:
    """Whether the account keeps this paper: its last signer, until somebody has signed."""
    return _writes(account, paper) and paper.signatures.latest("order").member.account == account


def may_give_reasons(account: Account, paper: Minutes) -> bool:
    """Whether the account presides over what this paper records, until somebody has signed."""
    return _writes(account, paper) and paper.signatures.earliest("order").member.account == account


def may_announce(account: Account, review: Review) -> bool:
    """Whether the account may make the results of a review known now."""
    run = standing(account).unit_ids(Role.STANDING_BODY)
    over = Agency.objects.filter(pk=review.agency_id, units__in=run, units__parent=None).exists()
    return over and review.state == ReviewState.SIGNED and review.announced_at is None


def _writes(account: Account, paper: Minutes) -> bool:
    mine = my_signature(account, paper)
    signed = paper.signatures.filter(signed_at__isnull=False).exists()
    return mine is not None and not signed and paper.kind != Minutes.Kind.COUNT

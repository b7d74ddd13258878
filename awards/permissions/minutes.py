"""Who reads, words and signs the papers of the council."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.models import Minutes, Review, Signature
from awards.permissions.reviews import items_visible_to, reviews_visible_to
from awards.workflow import ReviewState
from units.models import Account, Role
from units.permissions import agencies_covered_by


def minutes_visible_to(account: Account) -> QuerySet[Minutes]:
    """Papers that exist for the account: its minutes, and what names an item that exists for it.

    Unsigned they are for their signers and for the standing body. What is shown of a paper is
    filtered to the items that exist for the reader.
    """
    named = Exists(_listed().filter(reviewitem__in=items_visible_to(account)))
    return Minutes.objects.filter(
        Q(kind=Minutes.Kind.MINUTES) | named,
        Q(signed_at__isnull=False) | _kept_by(account),
        review__in=reviews_visible_to(account),
    )


def whole_minutes_visible_to(account: Account) -> QuerySet[Minutes]:
    """Papers whose PDF the account may have: as signer or standing body, with nothing hidden in it.

    Other members read the page alone. Were they offered the PDF, its want would tell whoever is
    kept out of an item that there is one.
    """
    hidden = _listed().exclude(reviewitem__in=items_visible_to(account))
    return minutes_visible_to(account).filter(_kept_by(account)).exclude(Exists(hidden))


def _listed() -> QuerySet:
    return Minutes.items.through.objects.filter(minutes=OuterRef("pk"))


def _kept_by(account: Account) -> Q:
    """Papers that the account signs, or runs as standing body."""
    signs = Exists(Signature.objects.filter(minutes=OuterRef("pk"), member__account=account))
    return Q(signs) | Q(review__agency__in=agencies_covered_by(account, Role.STANDING_BODY))


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
    over = agencies_covered_by(account, Role.STANDING_BODY).filter(pk=review.agency_id).exists()
    return over and review.state == ReviewState.SIGNED and review.announced_at is None


def _writes(account: Account, paper: Minutes) -> bool:
    mine = my_signature(account, paper)
    signed = paper.signatures.filter(signed_at__isnull=False).exists()
    return mine is not None and not signed and paper.kind != Minutes.Kind.COUNT

"""Draft the minutes of a review, sign them, announce what came of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.deeds import tell_of_deeds
from awards.ballots.board import canonical_sha256
from awards.models import InitiativeUse, Minutes, Nomination, Review, ReviewMember, Signature
from awards.queries.seats import presider, secretary
from awards.workflow import NOMINATION, ReviewState
from units import audit, clock
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Role
from units.permissions import require
from units.queries import agency_root


def draft_minutes(review: Review, actor: Account) -> None:
    """Write the minutes from the rows, inside the action that ends the meeting."""
    items = list(review.items.select_related("nomination"))
    minutes = Minutes.objects.create(
        review=review,
        kind=Minutes.Kind.MINUTES,
        content={"items": [[item.pk, item.agreed, item.members] for item in items]},
        made_by=actor,
        made_at=clock.now(),
    )
    minutes.items.set(items)
    _ask_to_sign(minutes, presider(review, []), secretary(review, []))


@transaction.atomic
def sign_minutes(*, minutes: Minutes, actor: Account) -> Minutes:
    """Put one's name under a paper of the council; with the last name the review is final."""
    review = Review.objects.select_for_update().get(pk=minutes.review_id)
    signature = minutes.signatures.filter(member__account=actor, signed_at=None).first()
    if signature is None:
        raise NotAllowed(_("Bạn không có chữ ký nào chờ ở biên bản này. Không có gì thay đổi."))
    signature.signed_at = clock.now()
    signature.save(update_fields=["signed_at"])
    if not minutes.signatures.filter(signed_at=None).exists():
        minutes.signed_at, minutes.sha256 = clock.now(), canonical_sha256(minutes.content)
        minutes.save(update_fields=["signed_at", "sha256"])
    audit.record(actor=actor, action="sign_minutes", target=minutes)
    if not review.minutes.filter(signed_at=None).exists():
        _make_final(review)
    return minutes


@transaction.atomic
def announce_results(*, review: Review, actor: Account) -> Review:
    """Make the outcome known to everybody concerned, as standing body, once all is signed."""
    review = Review.objects.select_for_update().get(pk=review.pk)
    require(actor, agency_root(review.agency).pk, [Role.STANDING_BODY])
    if review.state != ReviewState.SIGNED or review.announced_at:
        raise ActionRefused(_("Chỉ công bố một lần, sau khi ký biên bản. Không có gì thay đổi."))
    review.announced_at = clock.now()
    review.save(update_fields=["announced_at"])
    rejected = review.items.filter(passed=False).values_list("nomination", flat=True)
    tell_of_deeds("deed_rejected", rejected)
    audit.record(actor=actor, action="announce_results", target=review)
    return review


def _ask_to_sign(minutes: Minutes, *signers: ReviewMember | None) -> None:
    Signature.objects.bulk_create(
        Signature(minutes=minutes, member=member, seat=member.get_seat_display(), order=order)
        for order, member in enumerate(signers, 1)
        if member
    )


def _make_final(review: Review) -> None:
    """Move every nomination to what the council decided; what failed frees its initiatives."""
    review.state = ReviewState.SIGNED
    review.save(update_fields=["state"])
    passed = list(review.items.filter(passed=True).values_list("nomination", flat=True))
    rejected = list(review.items.filter(passed=False).values_list("nomination", flat=True))
    for item in review.items.filter(passed=True):
        Nomination.objects.filter(pk=item.nomination_id).update(award=item.award)
    for keys, name in ((passed, "pass"), (rejected, "reject")):
        step = NOMINATION.step(name)
        Nomination.objects.filter(pk__in=keys, state__in=step.sources).update(
            state=step.target, state_since=clock.now()
        )
    InitiativeUse.objects.filter(nomination__in=rejected).delete()

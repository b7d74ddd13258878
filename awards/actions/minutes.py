"""Draft the papers of the council, word them, sign them; with the last name the review is final."""

import hashlib
from collections.abc import Iterable, Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from awards.documents.minutes import draw
from awards.documents.papers import SIGNS_AS, render_paper
from awards.documents.votes import reason_in_words
from awards.models import (
    InitiativeUse,
    Minutes,
    Nomination,
    Poll,
    Review,
    ReviewItem,
    ReviewMember,
    Signature,
)
from awards.models.minutes import GENERAL
from awards.permissions.minutes import may_give_reasons, may_word
from awards.permissions.reviews import items_visible_to
from awards.queries.seats import presider, secretary
from awards.workflow import NOMINATION, ReviewState
from campaigns.actions.editions import require_seen
from units import audit, clock
from units.errors import ActionRefused, NotAllowed
from units.models import Account

Kind = Minutes.Kind
Signers = tuple[ReviewMember | None, ReviewMember | None]


def draft_minutes(review: Review, actor: Account) -> None:
    """Write minutes and annexes from the rows, inside the action that ends the meeting.

    The minutes hold what neither of their signers is kept from; everything else goes into annexes,
    one for each pair of stand-ins.
    """
    signers = presider(review, []), secretary(review, [])
    items = set(review.items.values_list("pk", flat=True))
    for one in signers:
        if one:
            visible = items_visible_to(one.account).filter(review=review)
            items &= set(visible.values_list("pk", flat=True))
    for item in review.items.filter(passed=False):
        item.reason = reason_in_words(item)
        item.save(update_fields=["reason"])
    _draft(Kind.MINUTES, review, review.items.filter(pk__in=items), signers, actor)
    others: dict[Signers, list[ReviewItem]] = {}
    for item in review.items.exclude(pk__in=items):
        pair = presider(review, [item]), secretary(review, [item])
        others.setdefault(pair, []).append(item)
    for pair, theirs in others.items():
        _draft(Kind.ANNEX, review, theirs, pair, actor)


def draft_count_sheet(poll: Poll, actor: Account) -> None:
    """Write the count sheet of a poll, inside the action that ends the count."""
    items = [one.item for one in poll.items.select_related("item")]
    first, second = (key.teller for key in poll.keys.select_related("teller").order_by("place"))
    _draft(Kind.COUNT, poll.review, items, (first, second), actor, poll=poll)


@transaction.atomic
def word_minutes(
    *, paper: Minutes, words: Mapping[str, str], actor: Account, edition: int | None = None
) -> Minutes:
    """Write what was said, by key of the item and under "general", as who keeps this paper.

    The paper is drawn anew from the rows; once somebody has signed nothing is worded any more.
    """
    paper = _locked(paper)
    if not may_word(actor, paper):
        raise NotAllowed(_("Chỉ thư ký sửa được biên bản, khi chưa ai ký. Chưa có gì được lưu."))
    require_seen(paper, edition)
    known = {GENERAL, *map(str, paper.items.values_list("pk", flat=True))}
    if not set(words) <= known:
        raise ActionRefused(_("Có hồ sơ không thuộc biên bản này. Chưa có gì được lưu."))
    paper.words = paper.words | {key: text.strip() for key, text in words.items()}
    _redraw(paper)
    audit.record(actor=actor, action="word_minutes", target=paper, edition=paper.edition)
    return paper


@transaction.atomic
def give_reasons(
    *, paper: Minutes, reasons: Mapping[int, str], actor: Account, edition: int | None = None
) -> Minutes:
    """Say why items did not pass, by key of the item, as who presides and before anybody signs.

    Their units read it once the results are announced.
    """
    paper = _locked(paper)
    if not may_give_reasons(actor, paper):
        raise NotAllowed(
            _("Chỉ chủ tọa ghi được lý do, khi chưa ai ký biên bản. Chưa có gì được lưu.")
        )
    require_seen(paper, edition)
    items = list(paper.items.filter(pk__in=reasons, passed=False))
    if len(items) != len(reasons) or not all(text.strip() for text in reasons.values()):
        raise ActionRefused(
            _("Hãy ghi lý do cho mọi hồ sơ không được thông qua. Chưa có gì được lưu.")
        )
    for item in items:
        item.reason = reasons[item.pk].strip()
        item.save(update_fields=["reason"])
    _redraw(paper)
    keys = [item.pk for item in items]
    audit.record(actor=actor, action="give_reasons", target=paper, items=keys)
    return paper


@transaction.atomic
def sign_minutes(*, minutes: Minutes, actor: Account, edition: int | None = None) -> Minutes:
    """Put one's name under a paper of the council; with the last name the review is final.

    The last signature of a paper makes its PDF, which is kept under its hash and frozen.
    """
    paper = _locked(minutes)
    signature = paper.signatures.filter(member__account=actor, signed_at=None).first()
    if signature is None:
        raise NotAllowed(_("Bạn không có chữ ký nào chờ ở biên bản này. Không có gì thay đổi."))
    require_seen(paper, edition)
    signature.signed_at = clock.now()
    signature.save(update_fields=["signed_at"])
    if not paper.signatures.filter(signed_at=None).exists():
        _keep_file(paper)
    audit.record(actor=actor, action="sign_minutes", target=paper, sha256=paper.sha256)
    review = paper.review
    if review.state == ReviewState.CLOSED and not review.minutes.filter(signed_at=None).exists():
        _make_final(review)
    return paper


def _draft(
    kind: str,
    review: Review,
    items: Iterable[ReviewItem],
    signers: Signers,
    actor: Account,
    poll: Poll | None = None,
) -> None:
    paper = Minutes.objects.create(
        review=review, kind=kind, poll=poll, content={}, made_by=actor, made_at=clock.now()
    )
    paper.items.set(items)
    Signature.objects.bulk_create(
        Signature(minutes=paper, member=member, seat=seat, order=order)
        for order, (member, seat) in enumerate(zip(signers, SIGNS_AS[Kind(kind)], strict=True), 1)
        if member
    )
    paper.content = draw(paper)
    paper.save(update_fields=["content"])


def _locked(paper: Minutes) -> Minutes:
    """The paper as it stands, under the lock of its review: papers of one are signed in turn."""
    review = Review.objects.select_for_update().get(pk=paper.review_id)
    paper = Minutes.objects.select_related("poll").get(pk=paper.pk)
    paper.review = review
    return paper


def _redraw(paper: Minutes) -> None:
    paper.edition += 1
    paper.content = draw(paper)
    paper.save(update_fields=["words", "edition", "content"])


def _keep_file(paper: Minutes) -> None:
    """Set the signed paper and keep it under its hash; a rollback leaves only an orphan."""
    paper.signed_at = clock.now()
    signatures = paper.signatures.select_related("member__account__person")
    content = render_paper(paper, signatures)
    paper.sha256 = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(paper.storage_name):
        default_storage.save(paper.storage_name, ContentFile(content))
    paper.save(update_fields=["signed_at", "sha256"])


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

"""Prepare a poll, give the tellers their keys, open it, vote, close it, declare it void."""

from collections.abc import Collection, Mapping

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from awards.actions.recusals import freeze_recusals
from awards.ballots import sealing
from awards.ballots.board import envelope_sha256, receipt, root_of
from awards.law.counting import FEWEST_FOR_SECRECY
from awards.models import (
    Choice,
    Envelope,
    HandVote,
    Nomination,
    Poll,
    PollItem,
    PollKey,
    Recusal,
    Review,
    ReviewItem,
    ReviewMember,
    RollEntry,
    WrittenOpinion,
)
from awards.permissions.polls import key_of, my_entries, presides, runs
from awards.queries.polls import definition_of, next_round, open_vote_forbidden, voters_of
from awards.queries.seats import free_seats
from awards.workflow import PollState, ReviewState
from campaigns import catalogue
from units import audit, clock
from units.errors import ActionRefused, NotAllowed
from units.models import Account

SECRET_METHODS = (Poll.Method.SECRET, Poll.Method.PAPER)


@transaction.atomic
def prepare_poll(
    *,
    review: Review,
    method: str,
    items: Collection[ReviewItem],
    tellers: tuple[ReviewMember, ReviewMember],
    actor: Account,
    awards: Mapping[int, str] | None = None,
) -> Poll:
    """Put items to the vote, as who presides over them or keeps their minutes.

    `awards` names, by key of the item, a lower award that its second round is on. A poll by show
    of hands has tellers too: they count what is recorded.
    """
    review = Review.objects.select_for_update().get(pk=review.pk)
    locked = _votable(review, items)
    if not runs(actor, review, locked):
        raise NotAllowed(_("Bạn không điều hành các hồ sơ này. Lượt bỏ phiếu chưa được lập."))
    if review.state != ReviewState.SITTING:
        raise ActionRefused(_("Hội đồng không đang họp. Lượt bỏ phiếu chưa được lập."))
    _check_tellers(review, locked, tellers)
    _check_method(method, locked)
    poll = Poll.objects.create(review=review, method=method, prepared_by=actor)
    PollItem.objects.bulk_create(_as_polled(poll, item, awards or {}) for item in locked)
    PollKey.objects.bulk_create(
        PollKey(poll=poll, teller=teller, place=place) for place, teller in enumerate(tellers, 1)
    )
    audit.record(actor=actor, action="prepare_poll", target=poll, items=[i.pk for i in locked])
    return poll


@transaction.atomic
def make_key(*, poll: Poll, actor: Account) -> str:
    """Make a teller's code and keep the public key alone; a new code replaces the old one.

    The code is told here and nowhere again.
    """
    key = _own_key(poll, actor)
    code = sealing.new_code()
    key.public_key, key.proven = sealing.public_key(code, str(poll.pk)), False
    key.save(update_fields=["public_key", "proven"])
    audit.record(actor=actor, action="make_key", target=poll, place=key.place)
    return code


@transaction.atomic
def prove_key(*, poll: Poll, code: str, actor: Account) -> PollKey:
    """Type the code back: whoever cannot now could not open the ballots either."""
    key = _own_key(poll, actor)
    if not _fits(code, key):
        raise ActionRefused(
            _("Mã không đúng với mã đã cấp cho bạn. Hãy gõ lại, hoặc lấy mã mới khi đã mất mã cũ.")
        )
    key.proven = True
    key.save(update_fields=["proven"])
    audit.record(actor=actor, action="prove_key", target=poll, place=key.place)
    return key


@transaction.atomic
def open_poll(*, poll: Poll, actor: Account) -> Poll:
    """Open a prepared poll, as who presides: roll, items and rules are frozen and hashed."""
    poll = locked_poll(poll, [PollState.PREPARED])
    freeze_recusals(poll.review)
    items = list(poll.items.select_related("item__nomination__agency"))
    voted_on = [one.item for one in items]
    if not presides(actor, poll.review, voted_on):
        raise NotAllowed(_("Chỉ người chủ trì các hồ sơ này mở được lượt bỏ phiếu."))
    # Since the preparation somebody may have left, or have been found to have a conflict.
    first, second = (key.teller for key in poll.keys.select_related("teller"))
    _check_tellers(poll.review, voted_on, (first, second))
    if poll.method == Poll.Method.SECRET and poll.keys.filter(proven=False).exists():
        raise ActionRefused(
            _("Hai người kiểm phiếu chưa thử xong mã của mình. Lượt bỏ phiếu chưa được mở.")
        )
    _check_method(poll.method, voted_on)
    for one in items:
        _put_on_roll(poll, one)
    poll.state, poll.opened_at = PollState.OPEN, clock.now()
    poll.save(update_fields=["state", "opened_at"])
    hashes = {one.pk: one.definition_sha256 for one in items}
    audit.record(actor=actor, action="open_poll", target=poll, definitions=hashes)
    return poll


@transaction.atomic
def cast_ballot(*, poll: Poll, choices: Mapping[int, str], actor: Account) -> list[str]:
    """Vote on every item of one's sheet, by key of the poll's item; replaced until the closing.

    Returns the receipts. The audit trail has no entry: it would tell when somebody voted.
    """
    if _state_held(poll) != PollState.OPEN:
        raise ActionRefused(
            _("Lượt bỏ phiếu này không mở. Phiếu của bạn chưa được ghi nhận ở lần gửi này.")
        )
    # In one order for everybody, so that two sheets of a member never wait for one another.
    entries = list(my_entries(actor, poll).order_by("pk"))
    if not entries:
        raise NotAllowed(_("Bạn không có tên trong danh sách bỏ phiếu. Chưa có gì được lưu."))
    if {entry.poll_item_id for entry in entries} != set(choices) or not (
        set(choices.values()) <= set(Choice.values)
    ):
        raise ActionRefused(_("Hãy chọn ở mọi mục của phiếu. Phiếu chưa được ghi nhận."))
    if poll.method == Poll.Method.PAPER:
        raise ActionRefused(_("Lượt này bỏ phiếu bằng giấy. Chưa có gì được ghi nhận."))
    if poll.method == Poll.Method.OPEN:
        raise_hands({entry.pk: choices[entry.poll_item_id] for entry in entries})
        return []
    return _put_in_envelopes(poll, entries, choices)


@transaction.atomic
def close_poll(*, poll: Poll, actor: Account) -> Poll:
    """End the voting, as who presides; from here the set of envelopes is fixed."""
    poll = locked_poll(poll, [PollState.OPEN])
    items = list(poll.items.select_related("item"))
    if not presides(actor, poll.review, [one.item for one in items]):
        raise NotAllowed(_("Chỉ người chủ trì các hồ sơ này đóng được lượt bỏ phiếu."))
    if WrittenOpinion.objects.filter(entry__poll_item__poll=poll, confirmed_by=None).exists():
        raise ActionRefused(
            _("Còn ý kiến bằng văn bản chưa có người thứ hai nhập lại. Lượt bỏ phiếu chưa đóng.")
        )
    for one in items:
        _fix_envelopes(one)
    poll.state, poll.closed_at = PollState.CLOSED, clock.now()
    poll.save(update_fields=["state", "closed_at"])
    audit.record(
        actor=actor, action="close_poll", target=poll, roots={one.pk: one.root for one in items}
    )
    return poll


@transaction.atomic
def void_poll(*, poll: Poll, reason: str, actor: Account) -> Poll:
    """Declare a poll void before its count, with the reason; its round may be voted on anew."""
    if not reason.strip():
        raise ActionRefused(_("Hãy ghi lý do hủy. Lượt bỏ phiếu chưa bị hủy."))
    states = [state for state in PollState if state not in (PollState.COUNTED, PollState.VOID)]
    poll = locked_poll(poll, states)
    items = [one.item for one in poll.items.select_related("item")]
    if not presides(actor, poll.review, items):
        raise NotAllowed(_("Chỉ người chủ trì các hồ sơ này hủy được lượt bỏ phiếu."))
    Envelope.objects.filter(entry__poll_item__poll=poll).delete()
    for one in poll.items.all():
        one.inner_envelopes.all().delete()
    poll.items.update(is_void=True)
    poll.state, poll.void_reason = PollState.VOID, reason.strip()
    poll.save(update_fields=["state", "void_reason"])
    audit.record(actor=actor, action="void_poll", target=poll, reason=poll.void_reason)
    return poll


def _votable(review: Review, items: Collection[ReviewItem]) -> list[ReviewItem]:
    """Lock the items; refuse unless all may be voted on now."""
    keys = {item.pk for item in items}
    locked = list(
        review.items.select_for_update(of=("self",))
        .filter(pk__in=keys)
        .exclude(passed=True)
        .select_related("nomination__agency")
    )
    waiting = PollItem.objects.filter(item__in=locked, is_void=False, passed=None).exists()
    if not locked or len(locked) != len(keys) or waiting:
        raise ActionRefused(
            _(
                "Chỉ bỏ phiếu được về hồ sơ chưa được thông qua và không ở trong lượt bỏ phiếu "
                "khác. Lượt bỏ phiếu chưa được lập; hãy tải lại trang."
            )
        )
    return locked


def _check_tellers(
    review: Review, items: list[ReviewItem], tellers: tuple[ReviewMember, ReviewMember]
) -> None:
    """Tellers are two people of the meeting, and see every count: neither may be kept out."""
    free = {one.pk for one in free_seats(review, items) if one.seat != ReviewMember.Seat.GUEST}
    if len({one.pk for one in tellers}) != 2 or not {one.pk for one in tellers} <= free:
        raise ActionRefused(
            _(
                "Cần hai người kiểm phiếu khác nhau, có mặt và không có xung đột lợi ích ở hồ sơ "
                "nào của lượt này. Lượt bỏ phiếu chưa được lập."
            )
        )


def _check_method(method: str, items: list[ReviewItem]) -> None:
    """In secret where enough vote; in the open unless a verified rule asks for a secret ballot."""
    if method in SECRET_METHODS:
        for item in items:
            _check_secrecy(item)
    elif open_vote_forbidden() and all(voters_of(item) >= FEWEST_FOR_SECRECY for item in items):
        raise ActionRefused(
            _("Quy định đòi bỏ phiếu kín. Lượt bỏ phiếu chưa được lập; hãy chọn cách khác.")
        )


def _check_secrecy(item: ReviewItem) -> None:
    voters = voters_of(item)
    if voters < FEWEST_FOR_SECRECY:
        raise ActionRefused(
            _(
                "Hồ sơ %(item)s chỉ còn %(voters)d người được bỏ phiếu, nên phiếu kín không giữ "
                "được bí mật. Hãy biểu quyết công khai. Lượt bỏ phiếu chưa được lập."
            )
            % {"item": item, "voters": voters}
        )


def _as_polled(poll: Poll, item: ReviewItem, awards: Mapping[int, str]) -> PollItem:
    """The item's next round; on a lower award only in the second, and for the same recipients."""
    round_ = next_round(item)
    award = awards.get(item.pk, item.nomination.award)
    if award != item.nomination.award and (
        round_ == 1 or award not in lower_awards(item.nomination)
    ):
        raise ActionRefused(
            _(
                "Chỉ bỏ phiếu về hình thức thấp hơn ở vòng sau, và chỉ cho hình thức dành cho cùng "
                "đối tượng. Lượt bỏ phiếu chưa được lập."
            )
        )
    return PollItem(poll=poll, item=item, round=round_, award=award)


def lower_awards(nomination: Nomination) -> list[str]:
    """Awards of the same family that rank below the one proposed, the highest first."""
    proposed = catalogue.award(nomination.award)
    lower = [
        award
        for award in catalogue.awards()
        if award.family == proposed.family
        and award.rank > proposed.rank
        and award.goes_to(nomination.kind)
    ]
    return [award.code for award in sorted(lower, key=lambda award: award.rank)]


def _put_on_roll(poll: Poll, one: PollItem) -> None:
    """Freeze who may vote on an item, and what it is voted by."""
    kept_out = set(Recusal.objects.filter(item=one.item).values_list("account", flat=True))
    voters = poll.review.members.filter(votes=True)
    RollEntry.objects.bulk_create(
        RollEntry(poll_item=one, member=member, is_recused=member.account_id in kept_out)
        for member in voters
    )
    one.definition, one.definition_sha256 = definition_of(one)
    one.save(update_fields=["definition", "definition_sha256"])


def _state_held(poll: Poll) -> str:
    """The poll's state, which stays until we have written: many may vote at once, no one closes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM awards_poll WHERE id = %s FOR SHARE", [poll.pk])
        return cursor.fetchone()[0]


def raise_hands(hands: Mapping[int, str]) -> None:
    """Keep votes given in the open, by key of the line on the roll; a later one replaces one."""
    HandVote.objects.bulk_create(
        [HandVote(entry_id=entry, choice=choice) for entry, choice in hands.items()],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["choice"],
    )


def _put_in_envelopes(
    poll: Poll, entries: list[RollEntry], choices: Mapping[int, str]
) -> list[str]:
    outer, inner = (bytes(key.public_key or b"") for key in poll.keys.order_by("place"))
    envelopes = [
        Envelope(
            entry=entry,
            sealed=sealing.seal(
                choices[entry.poll_item_id],
                outer=outer,
                inner=inner,
                voter=str(entry.pk),
                item=str(entry.poll_item_id),
            ),
        )
        for entry in entries
    ]
    Envelope.objects.bulk_create(
        envelopes, update_conflicts=True, unique_fields=["entry"], update_fields=["sealed"]
    )
    return [receipt(bytes(one.sealed)) for one in envelopes]


def _fix_envelopes(one: PollItem) -> None:
    """Mark who voted, and fix the set of envelopes by its hash."""
    envelopes = Envelope.objects.filter(entry__poll_item=one).values_list("sealed", flat=True)
    hashes = sorted(envelope_sha256(bytes(sealed)) for sealed in envelopes)
    voted = Q(envelope__isnull=False) | Q(hand_vote__isnull=False)
    one.roll.filter(voted).update(returned=True)
    one.root, one.board = root_of(hashes), {"envelopes": hashes}
    one.save(update_fields=["root", "board"])


def locked_poll(poll: Poll, states: Collection[str]) -> Poll:
    """Lock a poll, and refuse it in any other state than these."""
    poll = Poll.objects.select_for_update(of=("self",)).select_related("review").get(pk=poll.pk)
    if poll.state not in states:
        raise ActionRefused(
            _(
                "Lượt bỏ phiếu đang ở trạng thái “%(state)s” nên không làm được việc này. "
                "Không có gì thay đổi; hãy tải lại trang."
            )
            % {"state": poll.get_state_display()}
        )
    return poll


def _own_key(poll: Poll, actor: Account) -> PollKey:
    """The actor's key in a poll that is still being prepared."""
    poll = locked_poll(poll, [PollState.PREPARED])
    key = key_of(actor, poll)
    if key is None or poll.method != Poll.Method.SECRET:
        raise NotAllowed(_("Bạn không giữ khóa của lượt bỏ phiếu này."))
    return key


def _fits(code: str, key: PollKey) -> bool:
    try:
        return sealing.public_key(code, str(key.poll_id)) == bytes(key.public_key or b"")
    except ValueError:
        return False

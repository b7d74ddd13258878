"""Count a closed poll: take off the outer envelopes, open the inner ones, key in paper, finish.

Every step is one transaction: a crash leaves all envelopes as they were, or none.
"""

from collections import Counter
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction
from django.utils.translation import gettext as _

from awards.actions.minutes import draft_count_sheet
from awards.actions.polls import locked_poll, raise_hands
from awards.ballots import sealing
from awards.ballots.board import envelope_sha256, root_of
from awards.law.counting import Count
from awards.law.votes import Outcome
from awards.lawbook import agency_folder
from awards.models import (
    Choice,
    Envelope,
    HandVote,
    InnerEnvelope,
    OpenedBallot,
    PaperCount,
    Poll,
    PollItem,
    PollKey,
    RollEntry,
    WrittenOpinion,
)
from awards.permissions.polls import key_of, runs
from awards.queries.polls import hands_in_the_room, whole_root
from awards.workflow import PollState
from units import audit, clock
from units.errors import ActionRefused, NotAllowed
from units.models import Account

INVALID = "INVALID"


@transaction.atomic
def take_off_envelopes(*, poll: Poll, code: str, root: str, actor: Account) -> Poll:
    """Take off all outer envelopes with the first teller's code: from here nothing has a name.

    `root` is what the teller was shown of the set of envelopes; of another set none is opened.
    """
    poll = locked_poll(poll, [PollState.CLOSED])
    key = _teller(poll, 1, actor)
    secret = _private(key, code)
    for one in _items(poll):
        envelopes = list(Envelope.objects.filter(entry__poll_item=one))
        _check_root(one, [bytes(e.sealed) for e in envelopes])
        inner = [_taken_off(envelope, secret) for envelope in envelopes]
        InnerEnvelope.objects.bulk_create(
            InnerEnvelope(poll_item=one, sealed=sealed) for sealed in sealing.shuffled(inner)
        )
        Envelope.objects.filter(entry__poll_item=one).delete()
    if root != whole_root(poll):
        raise _altered()
    _move(poll, PollState.STRIPPED)
    audit.record(actor=actor, action="take_off_envelopes", target=poll)
    return poll


@transaction.atomic
def open_ballots(*, poll: Poll, code: str, actor: Account) -> Poll:
    """Open all inner envelopes with the second teller's code, and count."""
    poll = locked_poll(poll, [PollState.STRIPPED])
    secret = _private(_teller(poll, 2, actor), code)
    for one in _items(poll):
        inner = list(one.inner_envelopes.all())
        if len(inner) != one.roll.filter(returned=True).count():
            raise _altered()
        choices = [_opened(envelope, secret) for envelope in inner]
        OpenedBallot.objects.bulk_create(
            OpenedBallot(poll_item=one, choice=choice) for choice in sealing.shuffled(choices)
        )
        one.inner_envelopes.all().delete()
        _count(one, Counter(choices))
    _finish(poll, actor)
    return poll


@transaction.atomic
def count_hands(*, poll: Poll, actor: Account) -> Poll:
    """Count a closed show of hands, as one of its tellers or who runs the items."""
    poll = locked_poll(poll, [PollState.CLOSED])
    items = _items(poll)
    if poll.method != Poll.Method.OPEN or not (
        key_of(actor, poll) or runs(actor, poll.review, [one.item for one in items])
    ):
        raise NotAllowed(_("Bạn không kiểm phiếu ở lượt này. Chưa có gì được lưu."))
    for one in items:
        hands = HandVote.objects.filter(entry__poll_item=one).values_list("choice", flat=True)
        _count(one, Counter(hands))
    _finish(poll, actor)
    return poll


@transaction.atomic
def enter_paper_count(
    *, poll: Poll, figures: Mapping[int, Mapping[str, int]], actor: Account
) -> Poll:
    """Key in what one teller counted, by key of the poll's item: AGREE, DISAGREE, BLANK, INVALID.

    The second teller counts and keys in alone. Figures that agree finish the count; where they
    differ both are thrown away, and both count again.
    """
    poll = locked_poll(poll, [PollState.CLOSED])
    key = key_of(actor, poll)
    items = _items(poll)
    if poll.method != Poll.Method.PAPER or key is None:
        raise NotAllowed(_("Bạn không kiểm phiếu ở lượt này. Chưa có gì được lưu."))
    if set(figures) != {one.pk for one in items}:
        raise ActionRefused(_("Hãy nhập số phiếu của mọi hồ sơ. Chưa có gì được lưu."))
    for one in items:
        _enter(one, key, Counter(figures[one.pk]))
    counted = {one.pk: list(one.paper_counts.all()) for one in items}
    if any(len(counts) < 2 for counts in counted.values()):
        audit.record(actor=actor, action="enter_paper_count", target=poll, place=key.place)
        return poll
    if any(_figures(first) != _figures(second) for first, second in counted.values()):
        PaperCount.objects.filter(poll_item__poll=poll).delete()
        audit.record(actor=actor, action="paper_counts_differ", target=poll)
        return poll
    for one in items:
        _count(one, _figures(counted[one.pk][0]))
    _finish(poll, actor)
    return poll


@transaction.atomic
def enter_written_opinion(*, entry: RollEntry, choice: str, actor: Account) -> WrittenOpinion:
    """Key in the signed opinion of an absent member, as who runs the item; somebody else confirms.

    The second person keys it in again without seeing the first entry: if the two differ, both are
    thrown away.
    """
    poll = locked_poll(entry.poll_item.poll, [PollState.OPEN])
    entry = RollEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    _check_written(poll, entry, choice, actor)
    first = WrittenOpinion.objects.filter(entry=entry).first()
    if first is None:
        first = WrittenOpinion.objects.create(entry=entry, choice=choice, entered_by=actor)
        audit.record(actor=actor, action="enter_written_opinion", target=entry)
        return first
    if first.confirmed_by or first.entered_by == actor:
        raise ActionRefused(_("Ý kiến này cần một người khác nhập lại. Không có gì thay đổi."))
    if first.choice != choice:
        first.delete()
        audit.record(actor=actor, action="written_opinions_differ", target=entry)
        return first
    first.confirmed_by = actor
    first.save(update_fields=["confirmed_by"])
    audit.record(actor=actor, action="confirm_written_opinion", target=entry)
    return first


@transaction.atomic
def record_hands(*, poll: Poll, choices: Mapping[int, str], actor: Account) -> int:
    """Record the hands raised in the room, by key of the line on the roll, as who runs the items.

    Whoever is recused, absent, or has voted in writing raises none; a later record replaces one.
    """
    poll = locked_poll(poll, [PollState.OPEN])
    items = _items(poll)
    if poll.method != Poll.Method.OPEN or not runs(actor, poll.review, [one.item for one in items]):
        raise NotAllowed(_("Bạn không ghi biểu quyết ở lượt này. Chưa có gì được lưu."))
    entries = [one for one in hands_in_the_room(poll, items) if one.pk in choices]
    if (
        not choices
        or len(entries) != len(choices)
        or not (set(choices.values()) <= set(Choice.values))
    ):
        raise ActionRefused(
            _("Hãy chọn biểu quyết của người có mặt và được tham gia. Chưa có gì được lưu.")
        )
    raise_hands(choices)
    audit.record(actor=actor, action="record_hands", target=poll, lines=sorted(choices))
    return len(entries)


def _items(poll: Poll) -> list[PollItem]:
    return list(poll.items.select_related("item__nomination__agency", "poll").order_by("pk"))


def _altered() -> ActionRefused:
    return ActionRefused(
        _(
            "Phong bì không khớp với bảng đã chốt lúc đóng bỏ phiếu. Chưa phong bì nào được mở; "
            "hãy hủy lượt này, ghi lý do và bỏ phiếu lại."
        )
    )


def _teller(poll: Poll, place: int, actor: Account) -> PollKey:
    key = key_of(actor, poll)
    if poll.method != Poll.Method.SECRET or key is None or key.place != place:
        raise NotAllowed(_("Bước này cần mã của người kiểm phiếu kia. Chưa có gì thay đổi."))
    return key


def _private(key: PollKey, code: str) -> X25519PrivateKey:
    try:
        secret = sealing.private_key(code, str(key.poll_id))
    except ValueError:
        secret = None
    if secret is None or secret.public_key().public_bytes_raw() != bytes(key.public_key or b""):
        raise ActionRefused(_("Mã không đúng. Chưa phong bì nào được mở; hãy gõ lại mã của bạn."))
    return secret


def _check_root(one: PollItem, sealed: list[bytes]) -> None:
    returned = one.roll.filter(returned=True).count()
    if len(sealed) != returned or one.root != root_of(map(envelope_sha256, sealed)):
        raise _altered()


def _taken_off(envelope: Envelope, secret: X25519PrivateKey) -> bytes:
    try:
        return sealing.take_off(bytes(envelope.sealed), secret, voter=str(envelope.entry_id))
    except sealing.BrokenSeal as error:
        raise _altered() from error


def _opened(envelope: InnerEnvelope, secret: X25519PrivateKey) -> str:
    try:
        return sealing.open_inner(bytes(envelope.sealed), secret, item=str(envelope.poll_item_id))
    except sealing.BrokenSeal as error:
        raise _altered() from error


def _enter(one: PollItem, key: PollKey, figures: Counter[str]) -> None:
    """Keep one teller's figures, if so many ballots may have been given."""
    PaperCount.objects.update_or_create(
        poll_item=one,
        teller=key.teller,
        defaults={
            "agreed": figures[Choice.AGREE],
            "disagreed": figures[Choice.DISAGREE],
            "blank": figures[Choice.BLANK],
            "invalid": figures[INVALID],
        },
    )
    may = one.roll.filter(is_recused=False, written_opinion=None).count()
    if figures.total() > may:
        raise ActionRefused(
            _(
                "%(item)s: có %(given)d phiếu, nhiều hơn %(may)d người được bỏ phiếu. Chưa có gì "
                "được lưu."
            )
            % {"item": one.item, "given": figures.total(), "may": may}
        )


def _figures(counted: PaperCount) -> Counter[str]:
    return Counter(
        {
            Choice.AGREE: counted.agreed,
            Choice.DISAGREE: counted.disagreed,
            Choice.BLANK: counted.blank,
            INVALID: counted.invalid,
        }
    )


def _check_written(poll: Poll, entry: RollEntry, choice: str, actor: Account) -> None:
    if not runs(actor, poll.review, [entry.poll_item.item]):
        raise NotAllowed(_("Bạn không điều hành hồ sơ này. Chưa có gì được lưu."))
    if choice not in Choice.values:
        raise ActionRefused(_("Hãy chọn ý kiến. Chưa có gì được lưu."))
    voted = Envelope.objects.filter(entry=entry) or HandVote.objects.filter(entry=entry)
    if entry.is_recused or entry.member.is_there or entry.member.account == actor or voted:
        raise ActionRefused(
            _(
                "Chỉ nhập ý kiến bằng văn bản của ủy viên vắng mặt, được tham gia và chưa bỏ "
                "phiếu. Chưa có gì được lưu."
            )
        )


def _count(one: PollItem, votes: Counter[str]) -> None:
    """Set the figures of an item, and of what it was voted on, once and for all."""
    written = Counter(
        WrittenOpinion.objects.filter(entry__poll_item=one).values_list("choice", flat=True)
    )
    all_votes = votes + written
    count = Count(
        members=one.roll.count(),
        agreed=all_votes[Choice.AGREE],
        disagreed=all_votes[Choice.DISAGREE],
        blank=all_votes[Choice.BLANK],
        invalid=all_votes[INVALID],
        recused=one.roll.filter(is_recused=True).count(),
        written=written.total(),
    )
    result = count.outcome(one.award, clock.today(), agency_folder())
    for name in ("members", "agreed", "disagreed", "blank", "invalid", "recused", "written"):
        setattr(one, name, getattr(count, name))
    one.absent, one.passed = count.absent, result.passed
    one.board |= {"ballots": dict(votes), "written": dict(written)}
    one.save()
    _settle(one, result)


def _settle(one: PollItem, result: Outcome) -> None:
    """Give the item the figures of its last poll; one that did not pass may have a second round."""
    item = one.item
    item.agreed, item.members, item.rule = result.agreed, result.members, _as_kept(result)
    if result.passed:
        item.passed, item.award = True, one.award
    item.save(update_fields=["agreed", "members", "rule", "passed", "award"])


def _as_kept(result: Outcome) -> dict[str, object]:
    """The rule as it read on the day of the count; a reprint never asks the law again."""
    return {
        "percent": result.rule.percent if result.rule else None,
        "citation": result.rule.citation if result.rule else "",
        "warning_percent": result.warning.percent if result.warning else None,
        "warning_text": result.warning.text if result.warning else "",
    }


def _move(poll: Poll, state: str) -> None:
    poll.state = state
    poll.save(update_fields=["state"])


def _finish(poll: Poll, actor: Account) -> None:
    _move(poll, PollState.COUNTED)
    draft_count_sheet(poll, actor)
    results = {one.pk: one.passed for one in poll.items.all()}
    audit.record(actor=actor, action="count_poll", target=poll, passed=results)

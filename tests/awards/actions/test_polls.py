"""A secret ballot: keys, roll, envelopes, count; what is refused on the way."""

import pytest

from awards.actions.counts import open_ballots, take_off_envelopes
from awards.actions.polls import (
    cast_ballot,
    close_poll,
    make_key,
    open_poll,
    prepare_poll,
    prove_key,
    void_poll,
)
from awards.actions.recusals import declare_conflict
from awards.models import Envelope, InnerEnvelope, OpenedBallot, Poll, Review, RollEntry
from awards.permissions.polls import my_entries
from awards.queries.polls import whole_root
from awards.workflow import PollState
from tests.awards.way import COUNCIL, accepted, review_of, sitting
from tests.cast import Office
from units.errors import ActionRefused, NotAllowed


@pytest.fixture
def review(office: Office, campaign) -> Review:
    """A meeting in which everybody is there, on the title of Mai and of Dung."""
    files = accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    return sitting(office, review_of(office, *files))


def prepared(office: Office, review: Review) -> tuple[Poll, dict[str, str]]:
    """A secret poll on every item, Nga's and Thảo's codes proven."""
    tellers = tuple(review.members.filter(account__username__in=("nga", "thao")))
    poll = prepare_poll(
        review=review,
        method=Poll.Method.SECRET,
        items=list(review.items.all()),
        tellers=tellers,
        actor=office.khoa,
    )
    codes = {}
    for who in ("nga", "thao"):
        codes[who] = make_key(poll=poll, actor=getattr(office, who))
        prove_key(poll=poll, code=codes[who].lower(), actor=getattr(office, who))
    return poll, codes


def cast(office: Office, poll: Poll, who: str, choice: str) -> list[str]:
    actor = getattr(office, who)
    choices = {entry.poll_item_id: choice for entry in my_entries(actor, poll)}
    return cast_ballot(poll=poll, choices=choices, actor=actor)


def test_a_ballot_is_sealed_opened_in_two_steps_and_counted(office, review):
    poll, codes = prepared(office, review)
    poll = open_poll(poll=poll, actor=office.khoa)
    for who in COUNCIL[:3]:
        cast(office, poll, who, "DISAGREE")
    receipts = [cast(office, poll, who, "AGREE") for who in COUNCIL[:3]]
    assert len({code for codes_ in receipts for code in codes_}) == 6
    assert {len(bytes(e.sealed)) for e in Envelope.objects.all()} == {112}
    poll = close_poll(poll=poll, actor=office.khoa)
    item = poll.items.first()
    assert set(receipts[0]) & {one[:12] for one in item.board["envelopes"]}
    with pytest.raises(ActionRefused, match="không mở"):
        cast(office, poll, "nga", "AGREE")
    with pytest.raises(NotAllowed):
        open_ballots(poll=take_off(office, poll, codes), code=codes["nga"], actor=office.nga)
    assert (Envelope.objects.count(), InnerEnvelope.objects.count()) == (0, 6)
    poll = open_ballots(poll=poll, code=codes["thao"], actor=office.thao)
    assert (InnerEnvelope.objects.count(), OpenedBallot.objects.count()) == (0, 6)
    item.refresh_from_db()
    assert (poll.state, item.agreed, item.absent, item.members) == ("COUNTED", 3, 1, 4)
    assert (item.passed, item.item.award) == (True, "LDTT")


def take_off(office, poll, codes):
    root = whole_root(poll)
    return take_off_envelopes(poll=poll, code=codes["nga"], root=root, actor=office.nga)


def test_an_envelope_taken_away_moved_or_copied_stops_the_opening(office, review):
    poll, codes = prepared(office, review)
    poll = open_poll(poll=poll, actor=office.khoa)
    for who in COUNCIL:
        cast(office, poll, who, "AGREE")
    poll = close_poll(poll=poll, actor=office.khoa)
    first, second = Envelope.objects.order_by("pk")[:2]
    for sealed in (b"", first.sealed, bytes(reversed(bytes(second.sealed)))):
        Envelope.objects.filter(pk=second.pk).update(sealed=sealed)
        with pytest.raises(ActionRefused, match="không khớp"):
            take_off(office, poll, codes)
    Envelope.objects.filter(pk=second.pk).delete()
    with pytest.raises(ActionRefused, match="không khớp"):
        take_off(office, poll, codes)
    poll.refresh_from_db()
    assert (poll.state, InnerEnvelope.objects.count()) == (PollState.CLOSED, 0)
    void_poll(poll=poll, reason="Thiếu phong bì", actor=office.khoa)
    assert prepared(office, review)[0].items.first().round == 1


def test_a_poll_is_opened_by_who_presides_with_both_codes_tried(office, review):
    poll, _codes = prepared(office, review)
    make_key(poll=poll, actor=office.nga)
    with pytest.raises(ActionRefused, match="chưa thử xong mã"):
        open_poll(poll=poll, actor=office.khoa)
    with pytest.raises(NotAllowed):
        open_poll(poll=poll, actor=office.lien)
    with pytest.raises(NotAllowed):
        make_key(poll=poll, actor=office.minh)
    assert not RollEntry.objects.exists()


def test_a_teller_who_declares_a_conflict_after_the_preparation_counts_nothing(office, review):
    poll, _codes = prepared(office, review)
    declare_conflict(item=review.items.first(), note="Bạn học", actor=office.nga)
    with pytest.raises(ActionRefused, match="hai người kiểm phiếu"):
        open_poll(poll=poll, actor=office.khoa)
    assert not RollEntry.objects.exists()

"""Everything that may be done to two nominations, their review and its polls, by name.

Each step takes the next thing that there is, as a hurried or a malicious user would: it is tried by
whoever comes, in whatever state things are. `NothingThere` where there is nothing to try it on.
"""

from collections.abc import Callable
from typing import Any

from awards.actions.approvals import approve_decision, propose_decision, return_decision
from awards.actions.counts import (
    count_hands,
    enter_written_opinion,
    open_ballots,
    take_off_envelopes,
)
from awards.actions.decisions import discard_decision, draft_decision
from awards.actions.issuing import issue_decision
from awards.actions.meetings import begin_sitting, close_review, mark_attendance, take_up_item
from awards.actions.minutes import sign_minutes
from awards.actions.nominations import (
    accept_nomination,
    hand_up_nomination,
    recall_nomination,
    return_nomination,
    send_nomination,
)
from awards.actions.outcomes import announce_results
from awards.actions.polls import (
    cast_ballot,
    close_poll,
    make_key,
    open_poll,
    prepare_poll,
    prove_key,
    void_poll,
)
from awards.actions.recusals import declare_conflict, declare_no_conflict
from awards.actions.reviews import give_opinion, open_review
from awards.models import Choice, Decision, Minutes, Nomination, Poll, Review, ReviewItem, RollEntry
from awards.permissions.polls import my_entries
from awards.queries.polls import whole_root
from tests.cast import Office
from units import clock
from units.models import Account

Step = Callable[["Workshop", Account], Any]


class NothingThere(Exception):
    """There is nothing yet that the step could be tried on."""


class Workshop:
    """The office, its nominations, and the tellers' codes, which they write down."""

    def __init__(self, office: Office, method: str) -> None:
        self.office, self.method = office, method
        self.codes: dict[tuple[int, int], str] = {}
        self.turn = 0

    def pick(self, rows: Any) -> Any:
        """One of the rows, another one each time."""
        listed = list(rows)
        if not listed:
            raise NothingThere
        self.turn += 1
        return listed[self.turn % len(listed)]

    def nomination(self) -> Nomination:
        """A nomination."""
        return self.pick(Nomination.objects.order_by("pk"))

    def review(self) -> Review:
        """The last review."""
        return self.pick(Review.objects.order_by("-pk")[:1])

    def item(self) -> ReviewItem:
        """An item of the last review."""
        return self.pick(self.review().items.order_by("pk"))

    def decision(self) -> Decision:
        """A decision."""
        return self.pick(Decision.objects.order_by("pk"))

    def poll(self) -> Poll:
        """The last poll."""
        return self.pick(Poll.objects.order_by("-pk")[:1])


def _open_review(shop: Workshop, actor: Account) -> None:
    open_review(
        agency=shop.office.agency,
        title="Phiên",
        due_on=clock.today(),
        nominations=list(Nomination.objects.filter(state="ACCEPTED")),
        actor=actor,
    )


def _prepare(shop: Workshop, actor: Account) -> None:
    review = shop.review()
    tellers = tuple(review.members.filter(account__username__in=("nga", "thao")))
    items = list(review.items.exclude(passed=True))
    prepare_poll(review=review, method=shop.method, items=items, tellers=tellers, actor=actor)


def _make_key(shop: Workshop, actor: Account) -> None:
    poll = shop.poll()
    shop.codes[poll.pk, actor.pk] = make_key(poll=poll, actor=actor)


def _prove_key(shop: Workshop, actor: Account) -> None:
    poll = shop.poll()
    prove_key(poll=poll, code=shop.codes.get((poll.pk, actor.pk), "?"), actor=actor)


def _cast(shop: Workshop, actor: Account) -> None:
    poll = shop.poll()
    choice = shop.pick([Choice.AGREE, Choice.AGREE, Choice.AGREE, Choice.DISAGREE])
    choices = {entry.poll_item_id: choice for entry in my_entries(actor, poll)}
    cast_ballot(poll=poll, choices=choices, actor=actor)


def _take_off(shop: Workshop, actor: Account) -> None:
    poll = shop.poll()
    code = shop.codes.get((poll.pk, actor.pk), "?")
    take_off_envelopes(poll=poll, code=code, root=whole_root(poll), actor=actor)


def _open_ballots(shop: Workshop, actor: Account) -> None:
    poll = shop.poll()
    open_ballots(poll=poll, code=shop.codes.get((poll.pk, actor.pk), "?"), actor=actor)


def _written(shop: Workshop, actor: Account) -> None:
    entry = shop.pick(RollEntry.objects.filter(poll_item__poll=shop.poll()).order_by("pk"))
    enter_written_opinion(entry=entry, choice=Choice.AGREE, actor=actor)


def _attend(shop: Workshop, actor: Account) -> None:
    review = shop.review()
    there = {
        member.pk: shop.pick(["PRESENT", "PRESENT", "PRESENT", "REMOTE", "ABSENT"])
        for member in review.members.all()
    }
    mark_attendance(review=review, attendance=there, actor=actor)


def _declare(shop: Workshop, actor: Account) -> None:
    declare_no_conflict(items=list(shop.review().items.all()), actor=actor)


def _draft(shop: Workshop, actor: Account) -> None:
    one = shop.nomination()
    draft_decision(agency=shop.office.agency, award=one.award, nominations=[one], actor=actor)


def _issue(shop: Workshop, actor: Account) -> None:
    issue_decision(decision=shop.decision(), signed_on=clock.today(), actor=actor)


STEPS: dict[str, Step] = {
    "hand_up_nomination": lambda s, a: hand_up_nomination(nomination=s.nomination(), actor=a),
    "recall_nomination": lambda s, a: recall_nomination(nomination=s.nomination(), actor=a),
    "send_nomination": lambda s, a: send_nomination(nomination=s.nomination(), actor=a),
    "return_nomination": lambda s, a: return_nomination(
        nomination=s.nomination(), note="Thiếu", actor=a
    ),
    "accept_nomination": lambda s, a: accept_nomination(nomination=s.nomination(), actor=a),
    "open_review": _open_review,
    "declare_no_conflict": _declare,
    "declare_conflict": lambda s, a: declare_conflict(item=s.item(), note="Bạn học", actor=a),
    "give_opinion": lambda s, a: give_opinion(item=s.item(), view="AGREE", comment="", actor=a),
    "mark_attendance": _attend,
    "begin_sitting": lambda s, a: begin_sitting(review=s.review(), actor=a),
    "take_up_item": lambda s, a: take_up_item(review=s.review(), item=s.item(), actor=a),
    "prepare_poll": _prepare,
    "make_key": _make_key,
    "prove_key": _prove_key,
    "open_poll": lambda s, a: open_poll(poll=s.poll(), actor=a),
    "cast_ballot": _cast,
    "enter_written_opinion": _written,
    "close_poll": lambda s, a: close_poll(poll=s.poll(), actor=a),
    "take_off_envelopes": _take_off,
    "open_ballots": _open_ballots,
    "count_hands": lambda s, a: count_hands(poll=s.poll(), actor=a),
    "void_poll": lambda s, a: void_poll(poll=s.poll(), reason="Sai", actor=a),
    "close_review": lambda s, a: close_review(review=s.review(), actor=a),
    "sign_minutes": lambda s, a: sign_minutes(
        minutes=s.pick(Minutes.objects.order_by("pk")), actor=a
    ),
    "announce_results": lambda s, a: announce_results(review=s.review(), actor=a),
    "draft_decision": _draft,
    "discard_decision": lambda s, a: discard_decision(decision=s.decision(), actor=a),
    "propose_decision": lambda s, a: propose_decision(decision=s.decision(), actor=a),
    "return_decision": lambda s, a: return_decision(decision=s.decision(), note="Sai", actor=a),
    "approve_decision": lambda s, a: approve_decision(decision=s.decision(), actor=a),
    "issue_decision": _issue,
}

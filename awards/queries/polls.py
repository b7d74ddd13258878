"""What is read of polls: what freezes at the opening, whose ballots are in, what came of them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from awards.ballots.board import canonical_sha256, root_of
from awards.law.council import Matter, council_rules
from awards.law.votes import vote_rule
from awards.lawbook import agency_folder
from awards.models import Choice, Poll, PollItem, Review, ReviewItem, RollEntry
from awards.models.reviews import THERE
from awards.queries.seats import free_seats
from units import clock


def next_round(item: ReviewItem) -> int:
    """The number of an item's next round: one more than it had, void polls aside."""
    had = item.polled.filter(is_void=False).aggregate(last=Max("round"))["last"]
    return (had or 0) + 1


def voters_of(item: ReviewItem) -> int:
    """How many may cast a ballot on an item now: not recused, and there once the council sits."""
    return sum(one.votes for one in free_seats(item.review, [item]))


def open_vote_forbidden() -> bool:
    """Whether a verified rule of the day asks for a secret ballot."""
    rule = council_rules(clock.today(), agency_folder()).get(Matter.SECRECY)
    return rule is not None and rule.verified and rule.value == "SECRET"


def definition_of(one: PollItem) -> tuple[dict[str, Any], str]:
    """What is frozen of an item when its poll opens, and the SHA-256 of it."""
    rule = vote_rule(one.award, clock.today(), agency_folder())
    councils = council_rules(clock.today(), agency_folder())
    definition = {
        "poll": one.poll_id,
        "item": one.pk,
        "subject": str(one.item.nomination.subject),
        "award": one.award,
        "round": one.round,
        "method": one.poll.method,
        "options": list(Choice.values),
        "roll": [[e.pk, str(e.member), e.is_recused] for e in _roll(one)],
        "percent": rule.percent if rule else None,
        "citation": rule.citation if rule else "",
        "verified": rule.verified if rule else None,
        "council": {str(matter): r.value for matter, r in councils.items()},
    }
    return definition, canonical_sha256(definition)


def returned_of(poll: Poll, items: list[PollItem]) -> tuple[int, int]:
    """How many members have voted in a poll, and how many may, over the items that one sees."""
    entries = RollEntry.objects.filter(poll_item__in=items, is_recused=False)
    voted = {
        Poll.Method.SECRET: entries.filter(envelope__isnull=False),
        Poll.Method.OPEN: entries.filter(hand_vote__isnull=False),
    }.get(Poll.Method(poll.method), entries.none())
    voted |= entries.filter(written_opinion__confirmed_by__isnull=False)
    return (
        voted.values("member").distinct().count(),
        entries.values("member").distinct().count(),
    )


def hands_in_the_room(poll: Poll, items: Iterable[PollItem]) -> list[RollEntry]:
    """Lines on the roll of those who may raise a hand: there, not recused, nothing in writing."""
    entries = RollEntry.objects.filter(
        poll_item__in=items, is_recused=False, written_opinion=None
    ).select_related("member__account__person", "poll_item__item__nomination", "hand_vote")
    if poll.review.mode == Review.Mode.MEETING:
        entries = entries.filter(member__attendance__in=THERE)
    return list(entries.order_by("member__order", "member", "poll_item"))


def writers(items: Iterable[PollItem]) -> list[RollEntry]:
    """Lines of absent members whose opinions come in writing; each may have been keyed in once."""
    entries = RollEntry.objects.filter(poll_item__in=items, is_recused=False)
    absent = entries.exclude(member__attendance__in=THERE)
    return list(
        absent.select_related("member__account__person", "written_opinion").order_by(
            "member__order", "member", "poll_item"
        )
    )


def named_votes(items: Iterable[PollItem]) -> list[RollEntry]:
    """The roll of items voted on in the open, with who voted how."""
    entries = RollEntry.objects.filter(poll_item__in=items)
    return list(
        entries.select_related("member__account__person", "hand_vote", "written_opinion").order_by(
            "member__order", "member", "poll_item"
        )
    )


def board_of(poll: Poll, items: Iterable[PollItem]) -> dict[str, Any]:
    """What is published of a closed poll, of `items` alone, for a program apart to recount."""
    return {"method": poll.method, "items": [_published(one) for one in items]}


def _published(one: PollItem) -> dict[str, Any]:
    """An item's board: what is fixed at the closing, and at the count ballots and figures."""
    names = ("members", "agreed", "disagreed", "blank", "invalid", "absent", "recused", "written")
    counted = one.passed is not None
    return {
        "definition": one.definition,
        "definition_sha256": one.definition_sha256,
        "envelopes": one.board.get("envelopes", []),
        "root": one.root,
        "ballots": one.board.get("ballots"),
        "written": one.board.get("written"),
        "result": {name: getattr(one, name) for name in (*names, "passed")} if counted else None,
    }


def whole_root(poll: Poll) -> str:
    """What a teller is shown, and confirms, of all envelopes of a closed poll."""
    return root_of(poll.items.values_list("root", flat=True))


def _roll(one: PollItem) -> list[RollEntry]:
    return list(one.roll.select_related("member__account__person").order_by("pk"))

"""What is read of polls: what freezes at the opening, whose ballots are in, what came of them."""

from typing import Any

from django.db.models import Max

from awards.ballots.board import canonical_sha256, root_of
from awards.law.council import council_rules
from awards.law.votes import vote_rule
from awards.lawbook import agency_folder
from awards.models import Choice, Poll, PollItem, ReviewItem, RollEntry
from units import clock


def next_round(item: ReviewItem) -> int:
    """The number of an item's next round: one more than it had, void polls aside."""
    had = item.polled.filter(is_void=False).aggregate(last=Max("round"))["last"]
    return (had or 0) + 1


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


def whole_root(poll: Poll) -> str:
    """What a teller is shown, and confirms, of all envelopes of a closed poll."""
    return root_of(poll.items.values_list("root", flat=True))


def _roll(one: PollItem) -> list[RollEntry]:
    return list(one.roll.select_related("member__account__person").order_by("pk"))

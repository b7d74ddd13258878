"""The council at work: who keeps out, who agrees, who does not, who is late; how it meets."""

from collections.abc import Callable, Collection, Iterable

from awards.actions.counts import open_ballots, take_off_envelopes
from awards.actions.meetings import begin_sitting, close_review, mark_attendance
from awards.actions.minutes import sign_minutes
from awards.actions.outcomes import announce_results
from awards.actions.polls import (
    cast_ballot,
    close_poll,
    make_key,
    open_poll,
    prepare_poll,
    prove_key,
)
from awards.actions.recusals import declare_no_conflict
from awards.actions.reviews import give_opinion
from awards.models import Choice, Opinion, Poll, Review, ReviewItem, ReviewMember
from awards.permissions.polls import my_entries
from awards.permissions.reviews import items_open_to, items_visible_to
from awards.queries.polls import whole_root
from awards.queries.seats import free_seats, presider
from reports.demo.chance import chance
from reports.demo.texts import AGREEMENTS, DOUBTS
from units.models import Account

AGREE, DISAGREE = Opinion.View.AGREE, Opinion.View.DISAGREE
# How many members stand by a nomination that the council does not carry.
LOYAL = 3

Choose = Callable[[ReviewItem, int], str]


def declare(review: Review) -> None:
    """Let everybody with a seat declare to have no conflict in what they see."""
    for member in review.members.select_related("account__person"):
        items = list(items_visible_to(member.account).filter(review=review))
        if items:
            declare_no_conflict(items=items, actor=member.account)


def give_opinions(
    review: Review, *, doubted: Collection[int] = (), late: dict[str, int] | None = None
) -> None:
    """Let every member give the opinions still missing.

    `doubted` holds keys of nominations that most are against. `late` names members (by user name)
    who stop after that many items.
    """
    declare(review)
    given = set(Opinion.objects.filter(item__review=review).values_list("member", "item"))
    for rank, member in enumerate(_voting(review)):
        items = list(items_open_to(member.account).filter(review=review).order_by("pk"))
        done = (late or {}).get(member.account.username, len(items))
        for item in items[:done]:
            if (member.pk, item.pk) not in given:
                view, comment = _opinion(item, rank, doubted)
                give_opinion(item=item, view=view, comment=comment, actor=member.account)


def finish_review(review: Review, *, doubted: Collection[int] = ()) -> Review:
    """Let everyone who is missing give an opinion, then meet, vote in secret, sign and announce."""
    give_opinions(review, doubted=doubted)
    return hold_meeting(
        review, lambda item, rank: Choice(_view(item.nomination_id, rank, doubted)).value
    )


def hold_meeting(review: Review, choose: Choose) -> Review:
    """Meet with everybody there: one secret ballot for each set of items that one person runs.

    `choose` tells what the member of a rank in the council's list votes on an item.
    """
    chair = _account(presider(review, []))
    present = dict.fromkeys(review.members.values_list("pk", flat=True), "PRESENT")
    mark_attendance(review=review, attendance=present, actor=chair)
    review = begin_sitting(review=review, actor=chair)
    for items in _sheets(review):
        _ballot(review, items, choose)
    review = close_review(review=review, actor=chair)
    for minutes in review.minutes.all():
        for signature in minutes.signatures.select_related("member__account__person"):
            sign_minutes(minutes=minutes, actor=signature.member.account)
    review.refresh_from_db()
    return announce_results(review=review, actor=review.opened_by)


def _sheets(review: Review) -> list[list[ReviewItem]]:
    """Items by who presides over them and which two count them."""
    sheets: dict[tuple[int | None, ...], list[ReviewItem]] = {}
    for item in review.items.select_related("nomination"):
        free = free_seats(review, [item])
        key = (presider(review, [item]), *_tellers(free))
        sheets.setdefault(tuple(one.pk if one else None for one in key), []).append(item)
    return list(sheets.values())


def _tellers(free: list[ReviewMember]) -> tuple[ReviewMember, ReviewMember]:
    first, second = free[-2:]
    return first, second


def _ballot(review: Review, items: list[ReviewItem], choose: Choose) -> None:
    chair = _account(presider(review, items))
    tellers = _tellers(free_seats(review, items))
    poll = prepare_poll(
        review=review, method=Poll.Method.SECRET, items=items, tellers=tellers, actor=chair
    )
    codes = [make_key(poll=poll, actor=teller.account) for teller in tellers]
    for code, teller in zip(codes, tellers, strict=True):
        prove_key(poll=poll, code=code, actor=teller.account)
    poll = open_poll(poll=poll, actor=chair)
    for rank, member in enumerate(_voting(review)):
        entries = my_entries(member.account, poll).select_related("poll_item__item__nomination")
        choices = {one.poll_item_id: choose(one.poll_item.item, rank) for one in entries}
        if choices:
            cast_ballot(poll=poll, choices=choices, actor=member.account)
    poll = close_poll(poll=poll, actor=chair)
    first, second = (teller.account for teller in tellers)
    poll = take_off_envelopes(poll=poll, code=codes[0], root=whole_root(poll), actor=first)
    open_ballots(poll=poll, code=codes[1], actor=second)


def _voting(review: Review) -> Iterable[ReviewMember]:
    return review.members.filter(votes=True).select_related("account__person")


def _account(member: ReviewMember | None) -> Account:
    if member is None:
        raise ValueError("nobody is free to act")
    return member.account


def _view(nomination: int, rank: int, doubted: Collection[int]) -> str:
    return DISAGREE if nomination in doubted and rank >= LOYAL else AGREE


def _opinion(item: ReviewItem, rank: int, doubted: Collection[int]) -> tuple[str, str]:
    """What the member of a rank in the council's list thinks, and says."""
    random = chance("opinion", item.nomination_id, rank)
    view = _view(item.nomination_id, rank, doubted)
    return view, random.choice(DOUBTS if view == DISAGREE else AGREEMENTS)

"""What is read of a meeting: is it a quorum, in which order, what is being done with each item."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from awards.agenda import in_order
from awards.law.citations import in_words
from awards.law.council import Matter, council_rules, quorum
from awards.lawbook import agency_folder
from awards.models import PollItem, Review, ReviewItem, ReviewMember
from awards.queries.polls import returned_of
from awards.queries.seats import Bench, bench
from awards.workflow import ItemState, PollState
from campaigns import catalogue
from units import clock
from units.models import Account


@dataclass(frozen=True)
class RuleNote:
    """A rule on counting in words, with its source; one that nobody verified only warns."""

    value: str
    words: str
    citation: str
    verified: bool


@dataclass(frozen=True)
class Quorum:
    """How many members with a vote are there, of how many, and how many must be."""

    present: int
    members: int
    needed: int | None
    rule: RuleNote | None

    @property
    def is_met(self) -> bool:
        """Whether enough are there, or nothing is known to be asked."""
        return self.needed is None or self.present >= self.needed

    @property
    def forbids(self) -> bool:
        """Whether the meeting must not begin: a verified rule asks for more."""
        return not self.is_met and self.rule is not None and self.rule.verified


@dataclass(frozen=True)
class Line:
    """An item on the agenda, as one account sees it."""

    item: ReviewItem
    polled: PollItem | None
    presider: ReviewMember | None
    secretary: ReviewMember | None
    stands_in: bool
    away: list[ReviewMember]
    runs: bool
    is_current: bool
    voted: tuple[int, int] | None

    @property
    def state(self) -> ItemState:
        """What is being done with it."""
        if self.polled is not None:
            if self.polled.passed is not None:
                return ItemState.CARRIED if self.polled.passed else ItemState.FAILED
            return ItemState(f"POLL_{self.polled.poll.state}")
        return ItemState.TAKEN_UP if self.is_current else ItemState.TO_COME

    @property
    def is_settled(self) -> bool:
        """Whether its last poll was counted."""
        return self.state in (ItemState.CARRIED, ItemState.FAILED)

    @property
    def may_be_polled(self) -> bool:
        """Whether it may be put to the vote now, for the first time or in a further round."""
        return self.state in (ItemState.TO_COME, ItemState.TAKEN_UP, ItemState.FAILED)


def rule_note(matter: Matter) -> RuleNote | None:
    """The rule of the day on one matter of counting."""
    rule = council_rules(clock.today(), agency_folder()).get(matter)
    if rule is None:
        return None
    language = get_language() or "vi"
    citation = in_words(rule.cites[0], language)
    return RuleNote(rule.value, rule.label(language), citation, rule.verified)


def quorum_of(review: Review) -> Quorum:
    """Whether enough members are there; who only speaks, counts or writes is not counted."""
    voting = [one for one in review.members.all() if one.votes]
    return Quorum(
        present=sum(one.is_there for one in voting),
        members=len(voting),
        needed=quorum(len(voting), clock.today(), agency_folder()),
        rule=rule_note(Matter.QUORUM),
    )


def agenda_of(review: Review, items: QuerySet[ReviewItem], account: Account) -> list[Line]:
    """Items of a review in the order of the meeting, as the account has to do with each.

    Pass the items that exist for the account: the order follows from these alone, so that a hidden
    one leaves no trace in it.
    """
    listed = {item.pk: item for item in _whole(items.filter(review=review))}
    who = bench(review)
    order = in_order(
        [
            (
                item.pk,
                catalogue.award(item.nomination.award).rank,
                frozenset(who.kept_out.get(item.pk, ())),
            )
            for item in listed.values()
        ]
    )
    polled = _last_polled(listed)
    chair = who.presider([])
    return [_line(review, account, who, chair, listed[key], polled.get(key)) for key in order]


def lines_run_by(lines: Collection[Line]) -> list[Line]:
    """Lines that the reader may put to the vote now."""
    return [line for line in lines if line.runs and line.may_be_polled]


def _whole(items: QuerySet[ReviewItem]) -> QuerySet[ReviewItem]:
    return items.select_related(
        "nomination__person", "nomination__collective", "nomination__agency", "nomination__unit"
    ).order_by("pk")


def _last_polled(items: dict[int, ReviewItem]) -> dict[int, PollItem]:
    """Of each item what its last poll made of it; void polls leave nothing behind."""
    found = PollItem.objects.filter(item__in=items, is_void=False)
    last: dict[int, PollItem] = {}
    for one in found.select_related("poll").order_by("round"):
        one.item = items[one.item_id]
        last[one.item_id] = one
    return last


def _line(
    review: Review,
    account: Account,
    who: Bench,
    chair: ReviewMember | None,
    item: ReviewItem,
    polled: PollItem | None,
) -> Line:
    presider, secretary = who.presider([item]), who.secretary([item])
    is_open = polled is not None and polled.poll.state == PollState.OPEN
    return Line(
        item=item,
        polled=polled,
        presider=presider,
        secretary=secretary,
        stands_in=presider != chair,
        away=who.away(item),
        runs=account.pk in {one.account_id for one in (presider, secretary) if one},
        is_current=review.current_id == item.pk,
        voted=returned_of(polled.poll, [polled]) if polled and is_open else None,
    )

"""What a poll asks of one person now: to vote, to try a code, to count."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import ngettext

from awards.models import Poll, PollItem, PollKey, Review, RollEntry
from awards.permissions.polls import my_entries, poll_items_visible_to, polls_visible_to
from awards.workflow import PollState
from units.models import Account


@dataclass(frozen=True)
class Sheet:
    """A poll as one account sees it: the items that exist for it, and what the poll asks of it.

    `duty` is one of "", "vote", "voted", "key", "take_off", "open", "paper", "hands".
    """

    poll: Poll
    items: list[PollItem]
    key: PollKey | None
    duty: str

    @property
    def title(self) -> str:
        """Whom it is about, told by the items that the reader sees."""
        first, more = str(self.items[0].item.nomination.subject), len(self.items) - 1
        if not more:
            return first
        return ngettext(
            "%(first)s và %(more)d nội dung khác", "%(first)s và %(more)d nội dung khác", more
        ) % {"first": first, "more": more}


def sheets_of(review: Review, account: Account) -> list[Sheet]:
    """The polls of a review that exist for an account, the latest first."""
    polls = polls_visible_to(account).filter(review=review).select_related("review")
    return [sheet_of(poll, account) for poll in _with_items(polls, account).order_by("-pk")]


def sheet_of(poll: Poll, account: Account) -> Sheet:
    """One poll as the account sees it."""
    mine = (key for key in poll.keys.all() if key.teller.account_id == account.pk)
    key = next(mine, None)
    return Sheet(poll, visible_items(poll, account), key, _duty(poll, account, key))


def visible_items(poll: Poll, account: Account) -> list[PollItem]:
    """The items of a poll that exist for the account, in their order."""
    known = getattr(poll, "shown_items", None)
    return known if known is not None else list(_items(account).filter(poll=poll))


def has_voted(poll: Poll, entries: list[RollEntry]) -> bool:
    """Whether a member's whole sheet is in the box."""
    keys = [entry.pk for entry in entries]
    kept = "envelope" if poll.method == Poll.Method.SECRET else "hand_vote"
    return RollEntry.objects.filter(pk__in=keys, **{f"{kept}__isnull": False}).count() == len(keys)


def _items(account: Account) -> QuerySet[PollItem]:
    found = poll_items_visible_to(account).select_related(
        "item__nomination__person",
        "item__nomination__collective",
        "item__nomination__agency",
        "item__nomination__unit",
    )
    return found.order_by("pk")


def _with_items(polls: QuerySet[Poll], account: Account) -> QuerySet[Poll]:
    shown = Prefetch("items", _items(account), to_attr="shown_items")
    return polls.prefetch_related(shown, Prefetch("keys", PollKey.objects.select_related("teller")))


def _duty(poll: Poll, account: Account, key: PollKey | None) -> str:
    if poll.state == PollState.OPEN and poll.method != Poll.Method.PAPER:
        entries = list(my_entries(account, poll))
        if not entries:
            return ""
        return "voted" if has_voted(poll, entries) else "vote"
    return _of_teller(poll, key) if key else ""


def _of_teller(poll: Poll, key: PollKey) -> str:
    if poll.method == Poll.Method.SECRET:
        if poll.state == PollState.PREPARED:
            return "" if key.proven else "key"
        asked = {PollState.CLOSED: (1, "take_off"), PollState.STRIPPED: (2, "open")}
        place, duty = asked.get(PollState(poll.state), (0, ""))
        return duty if place == key.place else ""
    if poll.state != PollState.CLOSED:
        return ""
    if poll.method == Poll.Method.OPEN:
        return "hands"
    done = poll.items.filter(paper_counts__teller=key.teller).exists()
    return "" if done else "paper"

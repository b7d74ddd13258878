"""A council as large as a test wants, and polls on one item, through the product's own actions."""

import random
from collections.abc import Mapping, Sequence

from awards.actions.counts import open_ballots, take_off_envelopes
from awards.actions.polls import (
    cast_ballot,
    close_poll,
    make_key,
    open_poll,
    prepare_poll,
    prove_key,
)
from awards.models import Choice, Poll, Review, ReviewMember
from awards.permissions.polls import my_entries
from awards.queries.polls import whole_root
from campaigns.models import Campaign
from tests.awards.way import accepted, review_of, sitting
from tests.cast import FOUNDED, Office
from units.actions.accounts import grant_role, open_account
from units.actions.people import enter_person, post_person
from units.models import Account, Posting, Role

CAST = 4  # the chair and the members that every office has
TELLERS = ("thao", "nga")


def seat_members(office: Office, members: int) -> None:
    """Let the council have so many members, those of the cast among them."""
    made = {"actor": None, "since": FOUNDED}
    for number in range(members - CAST):
        name = f"Ủy viên Thứ {number:02d}"
        person = enter_person(
            agency=office.agency,
            staff_code=f"UV{number:03d}",
            full_name=name,
            gender="F",
            actor=None,
        )
        direct = Posting.Rank.DIRECT
        post_person(person=person, unit=office.root, title="Ủy viên", rank=direct, **made)
        account = open_account(username=f"uv{number:02d}", person=person, password="", actor=None)
        grant_role(account=account, role=Role.COUNCIL_MEMBER, unit=office.root, **made)


def sitting_council(office: Office, campaign: Campaign, members: int) -> Review:
    """A council of so many members in a meeting on the title of Mai."""
    seat_members(office, members)
    return sitting(office, review_of(office, accepted(office, campaign)))


def voters(review: Review) -> list[Account]:
    """Accounts of those who vote, in the order of the roll."""
    seats = review.members.filter(votes=True).order_by("pk").select_related("account__person")
    return [seat.account for seat in seats]


def opened(office: Office, review: Review) -> tuple[Poll, dict[str, str]]:
    """An open secret poll on every item, and the tellers' codes."""
    by_name = {seat.account.username: seat for seat in _seats(review)}
    first, second = (by_name[name] for name in TELLERS)
    poll = prepare_poll(
        review=review,
        method=Poll.Method.SECRET,
        items=list(review.items.all()),
        tellers=(first, second),
        actor=office.khoa,
    )
    codes = {}
    for name in TELLERS:
        codes[name] = make_key(poll=poll, actor=getattr(office, name))
        prove_key(poll=poll, code=codes[name], actor=getattr(office, name))
    return open_poll(poll=poll, actor=office.khoa), codes


def cast(poll: Poll, account: Account, choice: str) -> list[str]:
    """Vote the same on every item of one's sheet."""
    choices = {entry.poll_item_id: choice for entry in my_entries(account, poll)}
    return cast_ballot(poll=poll, choices=choices, actor=account)


def close(office: Office, poll: Poll) -> Poll:
    """End the voting."""
    return close_poll(poll=poll, actor=office.khoa)


def take_off(office: Office, poll: Poll, codes: Mapping[str, str]) -> Poll:
    """The first teller's step."""
    name = TELLERS[0]
    root = whole_root(poll)
    return take_off_envelopes(poll=poll, code=codes[name], root=root, actor=getattr(office, name))


def count(office: Office, poll: Poll, codes: Mapping[str, str]) -> Poll:
    """The second teller's step."""
    name = TELLERS[1]
    return open_ballots(poll=poll, code=codes[name], actor=getattr(office, name))


def shuffled_votes(accounts: Sequence[Account], chance: random.Random) -> list[Account]:
    """The accounts in the order in which they vote."""
    return chance.sample(list(accounts), len(accounts))


def choices_at_random(accounts: Sequence[Account], chance: random.Random) -> dict[int, str]:
    """Something for everybody to vote."""
    return {account.pk: chance.choice(Choice.values) for account in accounts}


def _seats(review: Review) -> list[ReviewMember]:
    return list(review.members.select_related("account"))

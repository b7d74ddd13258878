"""Which members of the council keep out of which proposals, by who leads whom on a day."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator

from campaigns.models import Authorship, Proposal, Recusal
from units.models import Account, Posting, Role, RoleGrant, Unit

Cause = Recusal.Cause


def recusals(
    proposals: Collection[Proposal], members: Collection[Account], on: datetime.date
) -> Iterator[tuple[Proposal, Account, Cause]]:
    """Give each member who must keep out of a proposal, with the cause.

    Authors do, and so does whoever leads an author or is led by one.
    """
    authors: dict[int, set[int]] = defaultdict(set)
    for authorship in Authorship.objects.filter(proposal__in=proposals):
        authors[authorship.proposal_id].add(authorship.person_id)
    people = {one.person_id for one in members if one.person_id}
    line = _Line(people.union(*authors.values()), on)
    for proposal in proposals:
        for member in members:
            person = member.person_id
            if person is None:
                continue
            if person in authors[proposal.pk]:
                yield proposal, member, Cause.AUTHOR
            elif any(line.joins(person, author) for author in authors[proposal.pk]):
                yield proposal, member, Cause.LINE


class _Line:
    """Who leads whom among some people, by their main postings and the roles they hold."""

    def __init__(self, people: Collection[int], on: datetime.date) -> None:
        mainly = Posting.objects.filter(person__in=people, is_main=True).on(on)
        postings = {posting.person_id: posting for posting in mainly}
        units = {posting.unit_id for posting in postings.values()}
        placed = Unit.objects.with_tree_fields().filter(pk__in=units)
        paths = {unit.pk: unit.tree_path for unit in placed}
        # One's own unit and those above it, but the whole agency's root only for who works there.
        self._above = {
            person: {posting.unit_id, *paths[posting.unit_id][1:]}
            for person, posting in postings.items()
        }
        self._led: dict[int, set[int]] = defaultdict(set)
        for person, posting in postings.items():
            if posting.rank == posting.Rank.LEADER:
                self._led[person].add(posting.unit_id)
        heads = RoleGrant.objects.filter(role=Role.UNIT_HEAD, account__person__in=people).on(on)
        for person, unit in heads.values_list("account__person", "unit"):
            self._led[person or 0].add(unit)

    def joins(self, one: int, other: int) -> bool:
        """Whether one of the two leads the other."""
        return self._leads(one, other) or self._leads(other, one)

    def _leads(self, one: int, other: int) -> bool:
        return bool(self._led[one] & self._above.get(other, set()))

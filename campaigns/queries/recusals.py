"""Which members of the council keep out of which proposals, by who leads whom on a day."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator

from campaigns.models import Authorship, Proposal, Recusal
from units.lines import Lines
from units.models import Account

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
    lines = Lines(people.union(*authors.values()), on)
    for proposal in proposals:
        for member in members:
            person = member.person_id
            if person is None:
                continue
            if person in authors[proposal.pk]:
                yield proposal, member, Cause.AUTHOR
            elif any(lines.joins(person, author) for author in authors[proposal.pk]):
                yield proposal, member, Cause.LINE

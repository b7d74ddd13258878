"""Conflicts of interest that the organisation's own data show."""

import datetime
from collections.abc import Collection, Iterator

from awards.models import Recusal, ReviewItem
from units.models import Account

Cause = Recusal.Cause


def conflicts(
    items: Collection[ReviewItem],
    accounts: Collection[Account],
    on: datetime.date,  # noqa: ARG001 the relations of a day come with the next slice
) -> Iterator[tuple[ReviewItem, Account, Cause]]:
    """Give each account that must keep out of an item, with the first cause that is found."""
    for item in items:
        for account in accounts:
            person = account.person_id
            if person is not None and person == item.nomination.person_id:
                yield item, account, Cause.SELF

"""Who of the standing body deals with how many nominations."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from awards.models import Nomination
from awards.workflow import ASSIGNABLE, NominationState
from units import clock
from units.models import Account, Role
from units.permissions import accounts_over


@dataclass(frozen=True)
class Load:
    """Nominations of one specialist, of nobody where `account` is None."""

    account: Account | None
    held: int = 0
    to_check: int = 0
    oldest: datetime.datetime | None = None


def specialists_for(unit_ids: Iterable[int]) -> list[Account]:
    """Accounts that the nominations of some units may be given to, by name."""
    over = accounts_over(unit_ids, [Role.STANDING_BODY], clock.today())
    found = {account.pk: account for accounts in over.values() for account in accounts}
    return sorted(
        found.values(), key=lambda one: (one.person.sort_key if one.person else "", one.pk)
    )


def workload(nominations: QuerySet[Nomination], specialists: Iterable[Account]) -> list[Load]:
    """How many nominations each has until the council has decided, and since when the oldest waits.

    One query; those that nobody has been given stand last.
    """
    waiting = Q(state=NominationState.SENT)
    counted = (
        nominations.filter(state__in=ASSIGNABLE)
        .order_by()
        .values("specialist")
        .annotate(
            held=Count("pk"),
            to_check=Count("pk", filter=waiting),
            oldest=Min("state_since", filter=waiting),
        )
    )
    by_key: dict[int | None, Any] = {row["specialist"]: row for row in counted}
    return [_load(account, by_key) for account in (*specialists, None)]


def _load(account: Account | None, counted: Mapping[int | None, Mapping[str, Any]]) -> Load:
    row = counted.get(account.pk if account else None)
    return Load(account, row["held"], row["to_check"], row["oldest"]) if row else Load(account)

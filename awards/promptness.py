"""How promptly a deed is rewarded: working days from the deed to the decision."""

import datetime
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from awards.models import DeedNomination, Recipient
from awards.permissions.nominations import nominations_hidden_from
from awards.workflow import GONE, DecisionState
from campaigns.models import Deed
from campaigns.workflow import DeedState
from units.calendar import NoCalendarError, working_days_between
from units.models import Account


@dataclass(frozen=True)
class Promptness:
    """The days of a deed: done, pointed out, nominated, decided; None where not yet."""

    done: datetime.date
    reported: datetime.date
    nominated: datetime.date | None
    decided: datetime.date | None
    is_open: bool

    def working_days(self, today: datetime.date) -> int | None:
        """From the deed to the decision, or to today while it waits.

        None where it ended without an award, or the calendar does not know the year.
        """
        end = self.decided or (today if self.is_open else None)
        try:
            return working_days_between(self.done, end) if end else None
        except NoCalendarError:
            return None


@dataclass(frozen=True)
class Speed:
    """How promptly a set of deeds was rewarded."""

    awarded: int
    median: int | None
    slowest: int | None
    waiting: int
    longest_wait: int | None


def timed(deeds: QuerySet[Deed], account: Account) -> QuerySet[Any]:
    """Add `nomination_key`, `nomination_state` and `decided_on` of the nomination that came of it.

    A deed that was put with another has those of that one; a nomination of which the account must
    not know does not show.
    """
    taken = DeedNomination.objects.filter(deed=OuterRef("counts_as")).exclude(
        nomination__in=nominations_hidden_from(account)
    )
    decisions = Recipient.objects.filter(
        nomination__from_deed__deed=OuterRef("counts_as"), decision__state=DecisionState.ISSUED
    )
    return deeds.annotate(
        counts_as=Coalesce("merged_into", "pk"),
    ).annotate(
        nomination_key=Subquery(taken.values("nomination")[:1]),
        nomination_state=Subquery(taken.values("nomination__state")[:1]),
        decided_on=Subquery(decisions.values("decision__signed_on")[:1]),
    )


def promptness(deed: Any) -> Promptness:
    """The days of one of the `timed` deeds."""
    waits = deed.state in {DeedState.REPORTED, DeedState.NOMINATED}
    return Promptness(
        done=deed.done_on,
        reported=localtime(deed.reported_at).date(),
        nominated=localtime(deed.answered_at).date() if deed.nomination_key else None,
        decided=deed.decided_on,
        is_open=waits and deed.nomination_state not in GONE,
    )


def speed(deeds: QuerySet[Any], today: datetime.date) -> Speed:
    """Count over `timed` deeds; one that was put with another is counted there. One query."""
    done: list[int] = []
    waiting: list[int] = []
    for deed in deeds.exclude(state=DeedState.MERGED):
        days = promptness(deed).working_days(today)
        if days is not None:
            (done if deed.decided_on else waiting).append(days)
    return Speed(
        awarded=len(done),
        median=round(median(done)) if done else None,
        slowest=max(done, default=None),
        waiting=len(waiting),
        longest_wait=max(waiting, default=None),
    )

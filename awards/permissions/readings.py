"""Who may see who opened a dossier, and under which names.

The standing body sees it at any time; the nominee once the decision is issued, without the names of
the council: nobody learns from a log who looked at what there.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from awards.models import DossierReading, Nomination, ReviewMember
from awards.permissions.nominations import nominations_visible_to
from awards.workflow import NominationState
from units.models import Account, Role
from units.permissions import of_oneself, standing


@dataclass(frozen=True)
class Reader:
    """Somebody opened it on a day; `at` only for whoever may know the hour."""

    day: datetime.date
    who: str
    at: datetime.datetime | None = None


def readings_open_to(account: Account) -> QuerySet[Nomination]:
    """Nominations of which the account may see who opened them."""
    run = standing(account).unit_ids(Role.STANDING_BODY)
    as_standing_body = Q(pk__in=nominations_visible_to(account).values("pk"), unit__in=run)
    own = of_oneself(account)
    as_nominee = own & Q(state=NominationState.DECIDED)
    return Nomination.objects.filter(as_standing_body & ~own | as_nominee)


def readers_of(nomination: Nomination, account: Account) -> list[Reader]:
    """Who opened the dossier, the latest first, as the account may know it."""
    readings = nomination.readings.select_related("account__person")
    if account.person_id is None or nomination.person_id != account.person_id:
        return [Reader(one.day, str(one.account), one.first_at) for one in readings]
    return _without_council(nomination, readings)


def _without_council(nomination: Nomination, readings: QuerySet[DossierReading]) -> list[Reader]:
    """One line a day and name; members of the council are one reader without a name."""
    members = ReviewMember.objects.filter(review__items__nomination=nomination)
    council = set(members.values_list("account", flat=True))
    hidden = _("thành viên Hội đồng")
    days = [
        (one.day, hidden if one.account_id in council else str(one.account)) for one in readings
    ]
    # Ordered anew, so that the order within a day does not tell the hour.
    return [
        Reader(day, who)
        for day, who in sorted(set(days), key=lambda it: (-it[0].toordinal(), it[1]))
    ]

"""Who sees deeds that were pointed out, and who answers them."""

import datetime

from django.db.models import Q, QuerySet

from campaigns.models import Deed
from campaigns.workflow import DEED, DeedState
from units.models import Account, Role
from units.permissions import accounts_over, standing

ANSWERERS = (Role.UNIT_CLERK, Role.UNIT_HEAD)
DEED_WATCHERS = (Role.STANDING_BODY, Role.LEADERSHIP)


def deeds_visible_to(account: Account) -> QuerySet[Deed]:
    """Deeds that the account pointed out, and those of the units it covers.

    Nobody looks into a deed of their own, whatever their roles.
    """
    covered = standing(account).unit_ids(*ANSWERERS, *DEED_WATCHERS)
    seen = Q(reported_by=account) | Q(unit__in=covered)
    own = Q(person=account.person_id, person__isnull=False)
    return Deed.objects.filter(seen).exclude(own)


def deeds_awaiting(account: Account, on: datetime.date) -> QuerySet[Deed]:
    """Deeds that wait for this account: as clerk or head of the unit, or as standing body.

    The standing body answers where the unit, and all above it, has nobody else who could.
    """
    held = standing(account)
    waiting = deeds_visible_to(account).filter(state=DeedState.REPORTED)
    mine = Q(unit__in=held.unit_ids(*ANSWERERS))
    if Role.STANDING_BODY in held.roles:
        run = list(waiting.filter(unit__in=held.unit_ids(Role.STANDING_BODY)))
        over = accounts_over({deed.unit_id for deed in run}, ANSWERERS, on)
        left = [d.pk for d in run if all(is_own(one, d) for one in over[d.unit_id])]
        mine |= Q(pk__in=left)
    return waiting.filter(mine)


def open_deed_steps(account: Account, deed: Deed) -> frozenset[str]:
    """Steps that the account may take with the deed now."""
    if is_own(account, deed):
        return frozenset()
    return DEED.open_steps(deed.state, standing(account).roles_over(deed.unit_id))


def looks_into(account: Account, deed: Deed) -> bool:
    """Whether the account covers the deed's unit, and has not merely pointed the deed out."""
    return bool(standing(account).roles_over(deed.unit_id) & {*ANSWERERS, *DEED_WATCHERS})


def is_own(account: Account, deed: Deed) -> bool:
    """Whether the account's own person did it."""
    return deed.person_id is not None and deed.person_id == account.person_id

"""Who sees and moves pledges."""

from django.db.models import QuerySet

from campaigns.models import Pledge
from campaigns.workflow import PLEDGE
from units.models import Account, Role
from units.permissions import standing

PLEDGE_WRITERS = (Role.UNIT_CLERK, Role.UNIT_HEAD)
PLEDGE_WATCHERS = (Role.STANDING_BODY, Role.LEADERSHIP)
PLEDGE_READERS = (*PLEDGE_WRITERS, *PLEDGE_WATCHERS)


def pledges_visible_to(account: Account) -> QuerySet[Pledge]:
    """Pledges of the units that the account covers in a role that reads pledges."""
    return Pledge.objects.filter(unit__in=standing(account).unit_ids(*PLEDGE_READERS))


def open_steps(account: Account, pledge: Pledge) -> frozenset[str]:
    """Steps that the account may take with the pledge now; the page shows only these."""
    return PLEDGE.open_steps(pledge.state, standing(account).roles_over(pledge.unit_id))

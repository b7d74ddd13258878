"""Who sees and freezes tallies."""

from django.db.models import QuerySet

from awards.models import Tally
from awards.permissions.decisions import WHOLE_REGISTER, of_agencies
from awards.workflow import TallyState
from units.models import Account, Role
from units.permissions import standing


def tallies_visible_to(account: Account) -> QuerySet[Tally]:
    """Tallies of the agencies whose whole register the account may read."""
    return Tally.objects.filter(of_agencies(standing(account).unit_ids(*WHOLE_REGISTER)))


def may_freeze(account: Account, tally: Tally) -> bool:
    """Whether the account may freeze the tally as it stands now."""
    held = standing(account).unit_ids(Role.STANDING_BODY)
    root_held = tally.agency.units.filter(parent=None, pk__in=held).exists()
    return tally.state == TallyState.COUNTED and root_held

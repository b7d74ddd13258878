"""Who sees the money of commendation, and who keeps its books."""

from django.db.models import QuerySet

from awards.models import Decision, Fund, Recovery
from awards.permissions.decisions import WHOLE_REGISTER, of_agencies
from awards.workflow import DecisionState
from units.models import Account, Agency
from units.permissions import agencies_covered_by, standing
from units.queries import agency_root


def funds_visible_to(account: Account) -> QuerySet[Fund]:
    """Funds of the agencies whose whole register the account may read."""
    return Fund.objects.filter(of_agencies(standing(account).unit_ids(*WHOLE_REGISTER)))


def recoveries_visible_to(account: Account) -> QuerySet[Recovery]:
    """What those agencies take back."""
    agencies = agencies_covered_by(account, *WHOLE_REGISTER)
    return Recovery.objects.filter(decision__agency__in=agencies)


def decisions_paid_before(account: Account) -> QuerySet[Decision]:
    """Issued decisions whose prizes the account may read."""
    return Decision.objects.filter(
        of_agencies(standing(account).unit_ids(*WHOLE_REGISTER)), state=DecisionState.ISSUED
    )


def sees_money(account: Account, agency: Agency) -> bool:
    """Whether the account reads the ledgers of the agency."""
    held = standing(account).roles_over(agency_root(agency).pk)
    return bool(held & frozenset(WHOLE_REGISTER))

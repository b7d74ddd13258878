"""Who brings old awards into the register."""

from django.db.models import QuerySet

from awards.models import HistoryImport, HistoryLine
from awards.permissions.decisions import agencies_decided_by
from awards.workflow import HISTORY
from units.models import Account
from units.permissions import standing
from units.queries import agency_root


def history_visible_to(account: Account) -> QuerySet[HistoryImport]:
    """Files of the agencies whose decisions the account records."""
    return HistoryImport.objects.filter(agency__in=agencies_decided_by(account))


def history_lines_visible_to(account: Account) -> QuerySet[HistoryLine]:
    """Lines of those files."""
    return HistoryLine.objects.filter(history__in=history_visible_to(account))


def history_steps(account: Account, history: HistoryImport) -> frozenset[str]:
    """What the account may do next with the file."""
    roles = standing(account).roles_over(agency_root(history.agency).pk)
    return HISTORY.open_steps(history.state, roles)

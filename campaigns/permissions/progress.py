"""Who sees the progress of targets, and who records it."""

from django.db.models import Q, QuerySet

from campaigns.models import ProgressFile, ProgressNote, Target
from campaigns.permissions.pledges import PLEDGE_READERS, PLEDGE_WRITERS
from campaigns.queries.progress import signed_targets
from campaigns.workflow import CampaignState
from units.models import Account
from units.permissions import of_oneself, standing


def targets_visible_to(account: Account) -> QuerySet[Target]:
    """Signed targets of the units whose pledges the account reads, and those it is in charge of."""
    read = Q(pledge__unit__in=standing(account).unit_ids(*PLEDGE_READERS))
    return signed_targets().filter(read | of_oneself(account))


def targets_recorded_by(account: Account) -> QuerySet[Target]:
    """Signed targets whose progress the account may record."""
    written = Q(pledge__unit__in=standing(account).unit_ids(*PLEDGE_WRITERS))
    return signed_targets().filter(written | of_oneself(account))


def may_record(account: Account, target: Target) -> bool:
    """Whether the account records what comes of the target: its unit, or the person in charge."""
    in_charge = target.person_id is not None and target.person_id == account.person_id
    return in_charge or writes_for(account, target)


def writes_for(account: Account, target: Target) -> bool:
    """Whether the account is clerk or head of the target's unit."""
    return bool(standing(account).roles_over(target.pledge.unit_id) & set(PLEDGE_WRITERS))


def may_withdraw(account: Account, note: ProgressNote) -> bool:
    """Whether the account may take a standing note back: its author, or clerk and head."""
    is_open = note.target.pledge.campaign.state == CampaignState.LAUNCHED
    own = note.by_id == account.pk and may_record(account, note.target)
    return is_open and note.withdrawn_at is None and (own or writes_for(account, note.target))


def notes_visible_to(account: Account) -> QuerySet[ProgressNote]:
    """Notes of the visible targets."""
    return ProgressNote.objects.filter(target__in=targets_visible_to(account))


def files_visible_to(account: Account) -> QuerySet[ProgressFile]:
    """Evidence of the visible targets."""
    return ProgressFile.objects.filter(note__target__in=targets_visible_to(account))

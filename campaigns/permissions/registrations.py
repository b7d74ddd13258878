"""Who sees what people register for themselves."""

from django.db.models import Q, QuerySet

from campaigns.models import Registration
from campaigns.permissions.pledges import PLEDGE_READERS
from campaigns.workflow import RegistrationState
from units import clock
from units.models import Account, Posting
from units.permissions import standing


def registrations_visible_to(account: Account) -> QuerySet[Registration]:
    """One's own, and what people of the units that the account covers have handed in."""
    covered = standing(account).unit_ids(*PLEDGE_READERS)
    there = Posting.objects.filter(unit__in=covered).on(clock.today())
    handed_in = Q(state=RegistrationState.SENT, person__in=there.values("person"))
    return Registration.objects.filter(handed_in | Q(person=account.person_id))

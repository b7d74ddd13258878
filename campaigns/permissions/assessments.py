"""Who sees and moves self-assessments."""

from django.db.models import Q, QuerySet

from campaigns.models import Assessment
from campaigns.models.assessments import SENT_STATES
from campaigns.permissions.pledges import PLEDGE_WATCHERS, PLEDGE_WRITERS
from campaigns.workflow import ASSESSMENT
from units.models import Account
from units.permissions import standing


def assessments_visible_to(account: Account) -> QuerySet[Assessment]:
    """The unit's own in every state; those that watch see what was sent."""
    held = standing(account)
    own = Q(pledge__unit__in=held.unit_ids(*PLEDGE_WRITERS))
    sent = Q(pledge__unit__in=held.unit_ids(*PLEDGE_WATCHERS), state__in=SENT_STATES)
    return Assessment.objects.filter(own | sent)


def open_steps(account: Account, assessment: Assessment) -> frozenset[str]:
    """Steps that the account may take with the assessment now; the page shows only these."""
    roles = standing(account).roles_over(assessment.pledge.unit_id)
    return ASSESSMENT.open_steps(assessment.state, roles)

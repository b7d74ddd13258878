"""Pacts of blocs to word and to sign."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from campaigns.models import Pact, PactSignature
from campaigns.workflow import CampaignState, PactState
from reports.queries.due.lines import FEW, Due
from units.models import Account, Role
from units.permissions import standing


def pacts(account: Account, on: datetime.date) -> Iterator[Due]:
    """Drafts that the account's unit words, and pacts that wait for its signature."""
    held = standing(account)
    clerks, heads = held.unit_ids(Role.UNIT_CLERK), held.unit_ids(Role.UNIT_HEAD)
    if clerks:
        drafts = Pact.objects.filter(
            lead__in=clerks, state=PactState.DRAFT, campaign__state=CampaignState.LAUNCHED
        )
        for pact in drafts.select_related("bloc", "campaign")[:FEW]:
            yield _one(pact, _("Soạn giao ước"))
    if not heads:
        return
    unsigned = PactSignature.objects.filter(
        unit__in=heads, signed_at=None, pact__campaign__state=CampaignState.LAUNCHED
    )
    for place in unsigned.select_related("pact__bloc", "pact__campaign")[:FEW]:
        yield _one(place.pact, _("Xem và ký"))


def _one(pact: Pact, step: str) -> Due:
    values = {"year": pact.campaign.year, "bloc": pact.bloc}
    title = _("Giao ước thi đua %(year)d – %(bloc)s") % values
    return Due(title, pact.get_state_display(), pact.get_absolute_url(), step)

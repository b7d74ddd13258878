"""Progress of a whole pledge, and of a whole campaign."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from campaigns.permissions.assessments import assessments_visible_to
from campaigns.permissions.campaigns import campaigns_visible_to
from campaigns.permissions.pledges import PLEDGE_WATCHERS, PLEDGE_WRITERS
from campaigns.queries.progress import progress_board, progress_by_commitment
from campaigns.views.pledges import pledge_or_404
from campaigns.workflow import ProgressState
from units import clock
from units.permissions import standing
from units.requests import AccountRequest


@require_GET
def pledge_progress(request: AccountRequest, pk: int) -> HttpResponse:
    """Every target of a pledge with how far it is, and the unit's assessments."""
    pledge = pledge_or_404(request, pk)
    if pledge.signed_at is None:
        raise Http404
    context = {
        "pledge": pledge,
        "campaign": pledge.campaign,
        "commitments": progress_by_commitment(pledge, clock.today()),
        "assessments": assessments_visible_to(request.user).filter(pledge=pledge),
        "may_assess": pledge.unit_id in standing(request.user).unit_ids(*PLEDGE_WRITERS),
    }
    return render(request, "campaigns/pledge_progress.html", context)


@require_GET
def campaign_progress(request: AccountRequest, pk: int) -> HttpResponse:
    """Where the targets of a campaign stand, units by commitments; each figure opens its list."""
    units = standing(request.user).unit_ids(*PLEDGE_WATCHERS)
    if not units:
        raise Http404
    campaigns = campaigns_visible_to(request.user).select_related("agency", "scope")
    campaign = get_object_or_404(campaigns, pk=pk)
    board = progress_board(campaign, units, clock.today())
    context = {
        "campaign": campaign,
        "board": board,
        "counts": [
            (state, label, board.total.counts.get(state, 0))
            for state, label in ProgressState.choices
        ],
    }
    return render(request, "campaigns/campaign_progress.html", context)

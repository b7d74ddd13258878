"""The page of a recognised initiative, with what every floor knows about it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from campaigns.permissions.initiatives import (
    adopting_units,
    adoptions_to_confirm,
    adoptions_visible_to,
    initiatives_visible_to,
)
from campaigns.permissions.proposals import proposals_visible_to
from campaigns.queries.initiatives import adoptions_of, library
from campaigns.queries.proposals import authorships_of
from reports.queries.initiatives import nomination_of
from units import clock
from units.requests import AccountRequest


@require_GET
def initiative(request: AccountRequest, pk: int) -> HttpResponse:
    """Show an initiative: authors, certificate, who applied it, which nomination counts it."""
    account = request.user
    visible = library(initiatives_visible_to(account)).select_related("agency", "proposal__unit")
    found = get_object_or_404(visible, pk=pk)
    proposal = found.proposal
    used, nomination = nomination_of(found, account)
    context = {
        "initiative": found,
        "proposal": proposal,
        "proposal_is_open": proposals_visible_to(account).filter(pk=found.proposal_id).exists(),
        "authorships": authorships_of(proposal) if proposal else None,
        "adoptions": adoptions_of(found).filter(pk__in=adoptions_visible_to(account).values("pk")),
        "to_confirm": set(adoptions_to_confirm(account).values_list("pk", flat=True)),
        "may_adopt": adopting_units(account, found, clock.today()).exists(),
        "used": used,
        "nomination": nomination,
    }
    return render(request, "reports/initiative.html", context)

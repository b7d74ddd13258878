"""Pages of scoring: the campaigns, one campaign's round and board."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.scores import set_round
from campaigns.forms.scores import RoundForm
from campaigns.forms.scoring_tables import BeginTableForm
from campaigns.models import Campaign, ScoringRound
from campaigns.permissions.campaigns import campaigns_run_by
from campaigns.permissions.scores import (
    blocs_watched_by,
    campaigns_scored_by,
    rankings_visible_to,
    scores_for,
)
from campaigns.queries.rankings import latest_rankings
from campaigns.queries.scoreboard import bloc_boards, tasks_of, windows_of
from campaigns.queries.scoring_tables import table_draft, table_in_use, tables_to_copy
from units import clock
from units.errors import ActionRefused
from units.lists import Column, ListPage
from units.requests import AccountRequest


@require_GET
def scorings(request: AccountRequest) -> HttpResponse:
    """Campaigns and how they are scored, the latest first."""
    columns = [
        Column("year", _("Năm"), lambda one: one.year, ("year", "pk")),
        Column("theme", _("Phong trào"), lambda one: one.theme, ("folded",)),
        Column("cross", _("Chấm chéo đến hết ngày"), _last_cross_day),
    ]
    page = ListPage(
        request,
        campaigns_scored_by(request.user).select_related("scoring_round"),
        columns,
        search=("folded",),
        default_sort="-year",
    )
    return page.respond("campaigns/scorings.html")


def _last_cross_day(campaign: Campaign) -> Any:
    round_ = getattr(campaign, "scoring_round", None)
    return round_.cross_until if round_ else ""


@require_GET
def scoring(request: AccountRequest, pk: int) -> HttpResponse:
    """How one campaign is scored: its windows, one's own sheets, and the board of the blocs."""
    campaigns = campaigns_scored_by(request.user).select_related("agency", "scoring_round")
    campaign = get_object_or_404(campaigns, pk=pk)
    round_ = getattr(campaign, "scoring_round", None)
    table, today = table_in_use(campaign), clock.today()
    runs = campaigns_run_by(request.user).filter(pk=pk).exists()
    context = {
        "campaign": campaign,
        "round": round_,
        "table": table,
        "draft": table_draft(campaign) if runs else None,
        "runs": runs,
        "begin": BeginTableForm(tables=tables_to_copy(campaign)) if runs else None,
        "windows": windows_of(round_, today) if round_ else [],
    }
    if round_ and table:
        blocs = blocs_watched_by(request.user).filter(agency=campaign.agency_id)
        own = scores_for(request.user, round_)
        context |= {
            "tasks": tasks_of(round_, table, own, today),
            "boards": bloc_boards(round_, table, blocs, today),
            "rankings": latest_rankings(
                rankings_visible_to(request.user).filter(round=round_).select_related("bloc")
            ),
        }
    return render(request, "campaigns/scoring.html", context)


@require_http_methods(["GET", "POST"])
def scoring_round(request: AccountRequest, pk: int) -> HttpResponse:
    """Declare windows and rules of scoring."""
    campaign = get_object_or_404(campaigns_run_by(request.user).exclude(launched_on=None), pk=pk)
    before = ScoringRound.objects.filter(campaign=campaign).first()
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        instance=before,
        campaign=campaign,
        on=clock.today(),
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            set_round(
                campaign=campaign,
                fields=form.values,
                reason=form.cleaned_data["reason"],
                actor=request.user,
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu đợt chấm điểm."))
            return redirect("scoring", pk)
    context = {"campaign": campaign, "form": form, "round": before}
    return render(request, "campaigns/scoring_round.html", context, status=status)

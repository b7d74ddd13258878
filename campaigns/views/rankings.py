"""Pages of rankings: how a bloc stands, its publication, and the copy of all that went into it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.rankings import Vote, publish_ranking
from campaigns.forms.rankings import PublishForm
from campaigns.models import Ranking, ScoringRound
from campaigns.permissions.scores import (
    blocs_run_by,
    blocs_watched_by,
    rankings_visible_to,
    rounds_visible_to,
)
from campaigns.queries.blocs import bloc_members
from campaigns.queries.rankings import fingerprint, inputs_of, tie_words
from campaigns.queries.scores import basis_of, is_over, standing_of
from units import clock
from units.errors import ActionRefused
from units.models import Bloc
from units.requests import AccountRequest


@require_http_methods(["GET", "POST"])
def scoring_bloc(request: AccountRequest, pk: int, bloc_pk: int) -> HttpResponse:
    """How a bloc stands before its ranking is published; the standing body publishes here."""
    rounds = rounds_visible_to(request.user).select_related("campaign__agency")
    round_ = get_object_or_404(rounds, campaign=pk)
    blocs = blocs_watched_by(request.user).filter(agency=round_.campaign.agency_id)
    bloc = get_object_or_404(blocs.select_related("agency"), pk=bloc_pk)
    page = _preview(request, round_, bloc)
    form = page["form"]
    if request.method == "POST" and form and form.is_valid():
        try:
            ranking = _publish(request, round_, bloc, form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return render(request, "campaigns/scoring_bloc.html", page, status=409)
        messages.success(request, _("Đã công bố xếp hạng. Các đơn vị đã được báo tin."))
        return redirect(ranking)
    return render(request, "campaigns/scoring_bloc.html", page)


def _preview(request: AccountRequest, round_: ScoringRound, bloc: Bloc) -> dict[str, Any]:
    """What the preview shows, with the form for whoever may publish now."""
    members = bloc_members(bloc, round_.campaign.year).order_by("sort_key")
    basis = basis_of(round_, members)
    standing = standing_of(basis) if basis else None
    published = Ranking.objects.filter(round=round_, bloc=bloc)
    page: dict[str, Any] = {
        "round": round_,
        "campaign": round_.campaign,
        "bloc": bloc,
        "standing": standing,
        "lines": [
            (line, tie_words(line.place.parted_by) if line.place else [])
            for line in (standing.lines if standing else [])
        ],
        "ties": tie_words(round_.tie_rules),
        "published": published,
        "is_over": is_over(round_, clock.today()),
        "form": None,
    }
    runs = blocs_run_by(request.user).filter(pk=bloc.pk).exists()
    if basis and standing and runs and (standing.is_whole and page["is_over"]):
        seen = fingerprint(inputs_of(bloc, basis, standing, []))
        page["form"] = PublishForm(
            request.POST if request.method == "POST" else None,
            initial={"seen": seen},
            first=standing.first if standing.too_many_first else [],
            is_correction=published.exists(),
        )
    return page


def _publish(
    request: AccountRequest, round_: ScoringRound, bloc: Bloc, typed: dict[str, Any]
) -> Ranking:
    return publish_ranking(
        round_=round_,
        bloc=bloc,
        seen=typed["seen"],
        reason=typed.get("reason", ""),
        vote=Vote(tuple(typed.get("voted", ())), typed.get("note", "")),
        actor=request.user,
    )


@require_GET
def ranking(request: AccountRequest, pk: int) -> HttpResponse:
    """A published ranking, with its fingerprint and the other numbers of the same bloc."""
    ranking = _ranking_or_404(request, pk)
    others = rankings_visible_to(request.user).filter(round=ranking.round, bloc=ranking.bloc)
    context = {
        "ranking": ranking,
        "campaign": ranking.round.campaign,
        "lines": [(line, tie_words(line.parted_by.split())) for line in ranking.lines.all()],
        "others": list(others.order_by("number")),
        "ties": tie_words(ranking.round.tie_rules),
    }
    return render(request, "campaigns/ranking.html", context)


@require_GET
def ranking_copy(request: AccountRequest, pk: int) -> HttpResponse:
    """The copy of all inputs, byte for byte as its fingerprint says."""
    ranking = _ranking_or_404(request, pk)
    response = HttpResponse(ranking.inputs.encode(), content_type="application/json")
    name = f"ranking-{ranking.round.campaign.year}-{ranking.bloc_id}-{ranking.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _ranking_or_404(request: AccountRequest, pk: int) -> Ranking:
    rankings = rankings_visible_to(request.user)
    return get_object_or_404(
        rankings.select_related("round__campaign__agency", "bloc", "published_by__person"), pk=pk
    )

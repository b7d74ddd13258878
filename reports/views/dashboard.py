"""The dashboard of leadership and the standing body: each figure opens the list behind it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_GET

from awards.permissions.nominations import FROM_SENT
from awards.workflow import NominationState
from campaigns.labels import award_label, kind_label
from campaigns.models import Campaign
from campaigns.queries.pledges import board_counts, pledge_board, signed_targets_per_commitment
from reports.queries.dashboard import (
    Awards,
    Scope,
    agency_name,
    awards_of,
    launched,
    nomination_counts,
    scope_of,
    years,
)
from units import clock
from units.models import Account, Posting
from units.requests import AccountRequest

Bar = tuple[str, int, str]


@dataclass(frozen=True)
class CampaignFigures:
    """What the dashboard shows of one campaign."""

    campaign: Campaign
    signed: int
    units: int
    stages: list[Bar]
    targets: list[Bar]


@require_GET
def dashboard(request: AccountRequest) -> HttpResponse:
    """Show how a year goes: pledges, targets, nominations and awards, beside the year before."""
    scope = readers_scope(request.user)
    campaigns = list(launched(scope))
    choices = years(scope)
    asked = request.GET.get("year", "")
    current = campaigns[0].year if campaigns else clock.today().year
    year = int(asked) if asked in map(str, choices) else current
    awards = awards_of(scope, year)
    nominations, levels = _nominations(scope, year), _levels(awards, agency_name(scope))
    context: dict[str, Any] = {
        "year": year,
        "years": choices or [year],
        "campaigns": [_campaign(scope, one) for one in campaigns if one.year == year],
        "nominations": nominations,
        "nomination_count": sum(count for _label, count, _url in nominations),
        "awards": awards,
        "levels": levels,
        "level_bars": [level["bar"] for level in levels],
        "ranks": _ranks(awards),
        "series": [str(year), str(year - 1)],
    }
    return render(request, "reports/dashboard.html", context)


def readers_scope(account: Account) -> Scope:
    """What the account reads from above; 404 for those who do not."""
    scope = scope_of(account)
    if not scope.unit_ids:
        raise Http404
    return scope


def link(name: str, *args: int, **query: object) -> str:
    """The address of a list, narrowed."""
    return f"{reverse(name, args=args)}?{urlencode(query)}"


def _campaign(scope: Scope, campaign: Campaign) -> CampaignFigures:
    board = pledge_board(campaign, scope.unit_ids, clock.today())
    counts = board_counts(board)
    commitments = signed_targets_per_commitment(campaign, scope.unit_ids)
    return CampaignFigures(
        campaign,
        signed=board.filter(is_signed=True).count(),
        units=sum(units for _state, _label, units in counts),
        stages=[
            (capfirst(label), units, link("campaign", campaign.pk, state=state))
            for state, label, units in counts
        ],
        targets=[
            (str(one), one.target_count, link("dashboard_targets", campaign.pk, commitment=one.pk))
            for one in commitments
        ],
    )


def _nominations(scope: Scope, year: int) -> list[Bar]:
    """Every stage that a reader from above may meet; earlier ones only where there is one."""
    counts = nomination_counts(scope, year)
    return [
        (
            capfirst(str(state.label)),
            counts.get(state, 0),
            link("nominations", year=year, state=state),
        )
        for state in NominationState
        if state in FROM_SENT or state in counts
    ]


def _levels(awards: Awards, agency: str | None) -> list[dict[str, Any]]:
    """Levels with their awards; every figure of either year with its list."""

    def cells(now: int, before: int, **query: object) -> list[tuple[int, str]]:
        both = ((now, awards.year), (before, awards.year - 1))
        return [(n, link("dashboard_recipients", year=of, **query)) for n, of in both]

    return [
        {
            "label": kind_label(level),
            "cells": cells(now, before, level=level),
            "bar": (kind_label(level), [now, before], cells(now, before, level=level)[0][1]),
            "awards": [
                (
                    award_label(row.award.code, agency),
                    cells(row.now, row.before, award=row.award.code),
                )
                for row in rows
            ],
        }
        for level, rows, now, before in awards.by_level
    ]


def _ranks(awards: Awards) -> list[tuple[str, list[int], str]]:
    """Leaders and direct workers among the individuals awarded, in both years."""
    return [
        (
            capfirst(str(Posting.Rank(rank).label)),
            list(counts),
            link("dashboard_recipients", year=awards.year, rank=rank, kind="INDIVIDUAL"),
        )
        for rank, counts in awards.ranks.items()
    ]

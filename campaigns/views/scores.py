"""Pages of scores: one sheet, and all that was given to one unit."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.scores import Entry, save_scores
from campaigns.forms.scores import ScoreForms
from campaigns.models import ScoringRound
from campaigns.permissions.scores import (
    may_compare,
    may_read_sheet,
    may_write_sheet,
    rounds_visible_to,
)
from campaigns.queries.blocs import scored_units
from campaigns.queries.score_matrix import spreads_of, unit_matrix
from campaigns.queries.scores import claims, find_sheet, targets_of
from campaigns.queries.scoring_tables import criteria_of, table_in_use
from campaigns.scoring import Kind
from units import clock
from units.errors import ActionRefused
from units.models import Unit
from units.requests import AccountRequest


@require_http_methods(["GET", "POST"])
def score_sheet(
    request: AccountRequest, pk: int, unit_pk: int, kind: str, scorer_pk: int | None = None
) -> HttpResponse:
    """What one scorer says of one unit: boxes for whoever scores in time, else to read."""
    round_ = _round_or_404(request, pk)
    unit, scorer = _units_or_404(round_, unit_pk, kind, scorer_pk)
    today = clock.today()
    if not may_read_sheet(request.user, round_, unit, kind, scorer, today):
        raise Http404
    table = table_in_use(round_.campaign)
    criteria = [one for one in criteria_of(table) if kind in one.kinds] if table else []
    sheet = find_sheet(round_, unit, kind, scorer)
    # The pledge and the claim stand on the unit's own sheet; whoever may not read it sees neither.
    reads_own = may_read_sheet(request.user, round_, unit, Kind.SELF, unit, today)
    claimed = claims(round_, unit) if reads_own else {}
    writes = may_write_sheet(request.user, unit, kind, scorer)
    page = {"round": round_, "unit": unit, "kind": Kind(kind), "scorer": scorer, "sheet": sheet}
    page |= {"is_open": writes and round_.is_open(kind, today), "criteria": criteria}
    page |= {"reads_own": reads_own, "claimed": claimed}
    if request.method == "GET":
        return _sheet_page(request, page, ScoreForms(criteria, kind, sheet, claimed))
    forms = ScoreForms(criteria, kind, sheet, claimed, request.POST)
    return _save(request, page, forms)


def _round_or_404(request: AccountRequest, campaign_pk: int) -> ScoringRound:
    rounds = rounds_visible_to(request.user).select_related("campaign__agency")
    return get_object_or_404(rounds, campaign=campaign_pk)


def _units_or_404(
    round_: ScoringRound, unit_pk: int, kind: str, scorer_pk: int | None
) -> tuple[Unit, Unit | None]:
    """The unit that is scored, and the one that scores it."""
    units = scored_units(round_.campaign)
    unit = get_object_or_404(units, pk=unit_pk)
    if kind == Kind.CROSS:
        return unit, get_object_or_404(units.exclude(pk=unit_pk), pk=scorer_pk)
    return unit, unit if kind == Kind.SELF else None


def _save(request: AccountRequest, page: dict[str, Any], forms: ScoreForms) -> HttpResponse:
    if not forms.is_valid():
        return _sheet_page(request, page, forms)
    try:
        save_scores(
            round_=page["round"],
            unit=page["unit"],
            kind=page["kind"],
            scorer=page["scorer"],
            entries={key: Entry(**typed) for key, typed in forms.typed.items()},
            edition=forms.sheet.cleaned_data["edition"],
            actor=request.user,
        )
    except ActionRefused as refusal:
        forms.refuse(refusal)
        return _sheet_page(request, page, forms, status=409)
    messages.success(request, _("Đã lưu điểm chấm."))
    return redirect(request.path)


def _sheet_page(
    request: AccountRequest, page: dict[str, Any], forms: ScoreForms, status: int = 200
) -> HttpResponse:
    """Beside each criterion: what the unit pledged for its commitment, and what it claims."""
    round_, unit, kind = page["round"], page["unit"], page["kind"]
    given = {one.criterion_id: one for one in page["sheet"].scores.all()} if page["sheet"] else {}
    claimed = {} if kind == Kind.SELF else page["claimed"]
    # What serves several criteria is shown beside the first of them.
    targets = targets_of(round_, unit) if page["reads_own"] else {}
    crossed = spreads_of(round_, unit, page["criteria"]) if kind == Kind.CHECK else {}
    rows = [
        {
            "criterion": one,
            "form": forms.rows[one.pk],
            "given": given.get(one.pk),
            "claim": claimed.get(one.pk),
            "targets": targets.pop(one.commitment_id, []),
            "spread": crossed.get(one.pk),
        }
        for one in page["criteria"]
    ]
    first, last = round_.window(kind)
    # While one types, only what is to be typed shows; a refused form keeps its boxes.
    shows_boxes = page["is_open"] or (request.method == "POST" and status == 409)
    page = page | {"rows": rows, "forms": forms, "first": first, "last": last}
    page |= {"campaign": round_.campaign, "shows_boxes": shows_boxes, "given_count": len(given)}
    return render(request, "campaigns/score_sheet.html", page, status=status)


@require_GET
def scoring_unit(request: AccountRequest, pk: int, unit_pk: int) -> HttpResponse:
    """All that was given to one unit, side by side, with spread and outliers."""
    round_ = _round_or_404(request, pk)
    unit = get_object_or_404(scored_units(round_.campaign), pk=unit_pk)
    if not may_compare(request.user, round_, unit):
        raise Http404
    table = table_in_use(round_.campaign)
    matrix = unit_matrix(round_, table, unit) if table else None
    context = {"round": round_, "campaign": round_.campaign, "unit": unit, "matrix": matrix}
    return render(request, "campaigns/scoring_unit.html", context)

"""Pages of a decision's prizes: the lines by unit, paying them, the payment list."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from awards.actions.prizes import pay_prizes, take_on_prizes
from awards.documents.payments import payment_sheet, render_payments
from awards.forms.funds import PayForm, TakeOnForm
from awards.models import Decision, Fund
from awards.permissions.decisions import decides_for
from awards.permissions.funds import decisions_paid_before, funds_visible_to
from awards.prizes import lines_shown
from awards.queries.prizes import PrizeList, commitment_of, prize_list
from campaigns import catalogue
from units.files.kinds import EXCEL
from units.requests import AccountRequest
from units.views.attempts import attempt
from units.views.files import handed_out


@require_GET
def decision_prizes(request: AccountRequest, pk: int) -> HttpResponse:
    """The prizes of a decision by unit, each with what it was worked out from."""
    return _page(request, _decision_or_404(request, pk))


@require_POST
def decision_prizes_pay(request: AccountRequest, pk: int) -> HttpResponse:
    """Write that chosen prizes were paid."""
    decision = _decision_or_404(request, pk)
    found = prize_list(decision)
    form = PayForm(request.POST, lines=found.lines)
    if not form.is_valid():
        return _page(request, decision, pay=form)
    keys = {line.pk for line in form.cleaned_data["lines"]}
    said = ngettext("Đã ghi chi %(n)d khoản.", "Đã ghi chi %(n)d khoản.", len(keys))
    attempt(
        request,
        lambda: pay_prizes(
            decision=decision,
            lines=keys,
            paid_on=form.cleaned_data["paid_on"],
            actor=request.user,
        ),
        said % {"n": len(keys)},
    )
    return redirect("decision_prizes", pk)


@require_POST
def decision_prizes_take_on(request: AccountRequest, pk: int) -> HttpResponse:
    """Let a fund pay the prizes of the decision."""
    decision = _decision_or_404(request, pk)
    form = TakeOnForm(request.POST, funds=_funds(request, decision))
    if not form.is_valid():
        return _page(request, decision, take_on=form)
    fund = form.cleaned_data["fund"]
    attempt(
        request,
        lambda: take_on_prizes(decision=decision, fund=fund, actor=request.user),
        _("Đã dành tiền trong quỹ cho quyết định này."),
    )
    return redirect("decision_prizes", pk)


@require_GET
def decision_prizes_sheet(request: AccountRequest, pk: int) -> HttpResponse:
    """The payment list as a workbook."""
    decision = _decision_or_404(request, pk)
    content = payment_sheet(decision, prize_list(decision))
    return handed_out(content, EXCEL, f"tien-thuong-{pk}.xlsx")


@require_GET
def decision_prizes_file(request: AccountRequest, pk: int) -> HttpResponse:
    """The payment list as PDF."""
    decision = _decision_or_404(request, pk)
    content = render_payments(decision, prize_list(decision))
    return handed_out(content, "application/pdf", f"tien-thuong-{pk}.pdf", inline=True)


def _decision_or_404(request: AccountRequest, pk: int) -> Decision:
    visible = decisions_paid_before(request.user).select_related("agency", "amends__agency")
    return get_object_or_404(visible, pk=pk)


def _page(request: AccountRequest, decision: Decision, **forms: Any) -> HttpResponse:
    found = prize_list(decision)
    commitment = commitment_of(decision)
    keeps = decides_for(request.user, decision.agency)
    context = {
        "decision": decision,
        "prizes": found,
        "units": [(each, lines_shown(each.lines)) for each in found.units],
        "commitment": commitment,
        "keeps": keeps,
        "pay": forms.get("pay") or _pay_form(found) if keeps and commitment else None,
        "take_on": forms.get("take_on") or _take_on_form(request, decision, found)
        if keeps and not commitment
        else None,
        "recoveries": decision.recoveries.select_related("recipient"),
    }
    status = 409 if forms else 200
    return render(request, "awards/decision_prizes.html", context, status=status)


def _pay_form(found: PrizeList) -> PayForm | None:
    """The form to pay with, where something is left to pay."""
    waiting = [line for line in found.lines if line.due and not line.is_paid]
    return PayForm(lines=waiting) if waiting else None


def _take_on_form(
    request: AccountRequest, decision: Decision, found: PrizeList
) -> TakeOnForm | None:
    """The form to choose a fund with, where the decision gives awards that somebody may pay."""
    gives = decision.kind == Decision.Kind.AWARD
    external = decision.origin == Decision.Origin.EXTERNAL
    funds = _funds(request, decision)
    return TakeOnForm(funds=funds) if gives and (found.due or external) and funds else None


def _funds(request: AccountRequest, decision: Decision) -> QuerySet[Fund]:
    order = catalogue.award(decision.award).legal_order
    return funds_visible_to(request.user).filter(agency=decision.agency, order=order)

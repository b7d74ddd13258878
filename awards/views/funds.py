"""Pages of funds: the list, one ledger, setting one up, writing in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards.actions.funds import open_fund, record_expense, record_income
from awards.forms.funds import EntryForm, FundForm
from awards.models import Fund, FundEntry
from awards.permissions.decisions import agencies_decided_by, decides_for
from awards.permissions.funds import funds_visible_to, recoveries_visible_to
from awards.queries.funds import balance_of, fund_board, ledger, still_out
from awards.views.filters import year_filter
from campaigns.catalogue import LegalOrder
from campaigns.labels import kind_label
from campaigns.views.agencies import chosen_agency
from units.errors import ActionRefused
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest


@require_GET
def funds(request: AccountRequest) -> HttpResponse:
    """Funds with their balances, the latest year first."""
    visible = funds_visible_to(request.user)
    columns = [
        Column("name", _("Quỹ"), lambda one: one.name, ("name",)),
        Column("year", _("Năm"), lambda one: one.year, ("year", "order")),
        Column("order", _("Hệ thống"), lambda one: one.order_label, ("order",)),
        Column("income", _("Thu vào"), lambda one: one.income, ("income",), numeric=True),
        Column("reserved", _("Đã dành"), lambda one: one.reserved, ("reserved",), numeric=True),
        Column("paid", _("Đã chi thưởng"), lambda one: one.paid, ("paid",), numeric=True),
        Column("recovered", _("Thu hồi"), lambda one: one.recovered, ("recovered",), numeric=True),
        Column("left", _("Còn lại"), lambda one: one.left, ("left",), numeric=True),
    ]
    page = ListPage(
        request,
        fund_board(visible),
        columns,
        filters={
            "year": year_filter(visible),
            "order": Filter(_("Hệ thống"), _orders(), "order"),
        },
        default_sort="-year",
    )
    return page.respond(
        "awards/funds.html",
        may_open=agencies_decided_by(request.user).exists(),
        still_out=still_out(recoveries_visible_to(request.user)).count(),
    )


def _orders() -> list[tuple[str, str]]:
    return [(one.value, kind_label(one)) for one in LegalOrder]


@require_http_methods(["GET", "POST"])
def fund_new(request: AccountRequest) -> HttpResponse:
    """Set up the fund of a year."""
    agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    form = FundForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            opened = open_fund(agency=agency, actor=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lập quỹ. Hãy ghi khoản thu đầu tiên."))
            return redirect(opened)
    context = {"form": form, "agencies": agencies, "agency": agency}
    return render(request, "awards/fund_new.html", context, status=status)


@require_GET
def fund(request: AccountRequest, pk: int) -> HttpResponse:
    """One fund: its balance and its ledger."""
    found = _fund_or_404(request, pk)
    columns = [
        Column("on", _("Ngày"), lambda one: one.on, ("on",)),
        Column("kind", _("Loại"), lambda one: one.get_kind_display(), ("kind",)),
        Column("about", _("Nội dung"), _about),
        Column("amount", _("Số tiền"), lambda one: one.amount, ("amount",), numeric=True),
        Column("change", _("Thay đổi số còn lại"), lambda one: one.change, numeric=True),
        Column("actor", _("Người ghi"), lambda one: str(one.actor)),
    ]
    page = ListPage(
        request,
        ledger(found),
        columns,
        filters={"kind": Filter(_("Loại"), FundEntry.Kind.choices, "kind")},
        default_sort="-on",
    )
    return page.respond(
        "awards/fund.html",
        fund=found,
        balance=balance_of(found),
        may_write=decides_for(request.user, found.agency),
    )


@require_http_methods(["GET", "POST"])
def fund_record(request: AccountRequest, pk: int) -> HttpResponse:
    """Write an income or another expense into a ledger."""
    agencies = agencies_decided_by(request.user)
    found = get_object_or_404(Fund.objects.filter(agency__in=agencies), pk=pk)
    form = EntryForm(request.POST or None)
    status = 200
    if form.is_valid():
        facts = dict(form.cleaned_data)
        write = record_income if facts.pop("kind") == FundEntry.Kind.INCOME else record_expense
        try:
            write(fund=found, actor=request.user, **facts)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã ghi vào sổ quỹ."))
            return redirect(found)
    context = {"form": form, "fund": found, "balance": balance_of(found)}
    return render(request, "awards/fund_record.html", context, status=status)


def _fund_or_404(request: AccountRequest, pk: int) -> Fund:
    return get_object_or_404(funds_visible_to(request.user).select_related("agency"), pk=pk)


def _about(entry: FundEntry) -> str:
    """What an entry is for: what was typed, or the decision and the recipient."""
    if entry.decision is None:
        return entry.note
    named = [entry.decision.reference, str(entry.line.recipient) if entry.line else ""]
    return ", ".join(filter(None, named))

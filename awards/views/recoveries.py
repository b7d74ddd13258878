"""Pages of what is taken back: the list, and one, with what is still out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards.actions.recoveries import settle_recovery
from awards.forms.funds import SettleForm
from awards.permissions.decisions import decides_for
from awards.permissions.funds import recoveries_visible_to
from awards.queries.funds import recovery_board
from units.errors import ActionRefused
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest


@require_GET
def recoveries(request: AccountRequest) -> HttpResponse:
    """What is to be taken back, the latest first."""
    columns = [
        Column(
            "recipient",
            _("Người, tập thể"),
            lambda one: one.recipient.name,
            ("recipient__sort_key",),
        ),
        Column("unit", _("Đơn vị"), lambda one: one.recipient.unit.name),
        Column("decision", _("Theo quyết định"), lambda one: one.decision.reference),
        Column("opened", _("Mở ngày"), lambda one: one.opened_on, ("opened_on",)),
        Column("money", _("Tiền (đồng)"), lambda one: one.money, ("money",), numeric=True),
        Column("money_back", _("Thu lại tiền"), lambda one: one.money_back_on or ""),
        Column("artefact_back", _("Thu lại hiện vật"), lambda one: one.artefact_back_on or ""),
        Column("state", _("Trạng thái"), lambda one: _state(one.open_still), ("open_still",)),
    ]
    states = [("True", _state(still=True)), ("False", _state(still=False))]
    page = ListPage(
        request,
        recovery_board(recoveries_visible_to(request.user)),
        columns,
        search=("recipient__folded",),
        filters={"state": Filter(_("Trạng thái"), states, "open_still")},
        default_sort="-opened",
    )
    return page.respond("awards/recoveries.html")


def _state(still: bool) -> str:  # noqa: FBT001 - a value of a row, not a switch
    return _("còn phải thu hồi") if still else _("đã thu hồi xong")


@require_http_methods(["GET", "POST"])
def recovery(request: AccountRequest, pk: int) -> HttpResponse:
    """One recovery; its keeper notes what came back."""
    visible = recoveries_visible_to(request.user).select_related(
        "recipient__decision__agency", "recipient__unit", "decision__agency"
    )
    found = get_object_or_404(visible, pk=pk)
    keeps = decides_for(request.user, found.decision.agency) and found.is_open
    form = SettleForm(request.POST or None, recovery=found) if keeps else None
    status = 200
    if form and form.is_valid():
        try:
            settle_recovery(recovery=found, actor=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã ghi phần thu hồi."))
            return redirect(found)
    context = {"recovery": found, "form": form}
    return render(request, "awards/recovery.html", context, status=status)

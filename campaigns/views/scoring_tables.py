"""Pages of scoring tables: one version, and its way from a draft into use."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.scoring_tables import (
    TableContent,
    discard_table,
    draft_table,
    save_table,
    use_table,
)
from campaigns.forms.scoring_tables import BeginTableForm, TableForms
from campaigns.models import ScoringTable
from campaigns.permissions.campaigns import campaigns_run_by
from campaigns.permissions.scores import tables_visible_to
from campaigns.queries.scoring_tables import (
    groups_of,
    problems_of,
    sums_of,
    tables_to_copy,
    uncovered,
)
from campaigns.workflow import TableState
from units.errors import ActionRefused
from units.forms import ConfirmForm, NoteForm
from units.requests import AccountRequest
from units.views.attempts import attempt, back_to_part, confirmed


@require_GET
def scoring_table(request: AccountRequest, pk: int) -> HttpResponse:
    """One version of a table as a document; the steps of a draft beside it."""
    return _table_page(request, _table_or_404(request, pk))


def _table_or_404(request: AccountRequest, pk: int) -> ScoringTable:
    tables = tables_visible_to(request.user).select_related("campaign__agency", "used_by__person")
    return get_object_or_404(tables, pk=pk)


def _kept_table_or_404(request: AccountRequest, pk: int) -> ScoringTable:
    """A table that the account keeps, not only sees."""
    tables = ScoringTable.objects.filter(campaign__in=campaigns_run_by(request.user))
    return get_object_or_404(tables.select_related("campaign__agency"), pk=pk)


def _table_page(
    request: AccountRequest, table: ScoringTable, note: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    groups = groups_of(table)
    is_draft = table.state == TableState.DRAFT
    context = {
        "table": table,
        "campaign": table.campaign,
        "groups": groups,
        "sums": sums_of(table, groups),
        "uncovered": uncovered(table),
        "is_draft": is_draft,
        "problems": problems_of(table) if is_draft else [],
        "versions": tables_visible_to(request.user).filter(campaign=table.campaign),
        "note": note or _note_form(),
        "confirm": _use_form(),
        "discard": _discard_form(),
    }
    return render(request, "campaigns/scoring_table.html", context, status=status)


@require_POST
def scoring_table_begin(request: AccountRequest, pk: int) -> HttpResponse:
    """Begin a version of a campaign's table, or go on with the draft there is."""
    campaign = get_object_or_404(campaigns_run_by(request.user), pk=pk)
    form = BeginTableForm(request.POST, tables=tables_to_copy(campaign))
    if not form.is_valid():
        messages.error(request, _("Hãy chọn bảng tiêu chí được lập từ đâu. Chưa có gì thay đổi."))
        return redirect("scoring", pk)
    try:
        table = draft_table(campaign=campaign, actor=request.user, **form.chosen)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("scoring", pk)
    return redirect("scoring_table_edit", table.pk)


@require_http_methods(["GET", "POST"])
def scoring_table_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Write a draft."""
    table = _kept_table_or_404(request, pk)
    if request.method == "POST":
        return _save(request, table, TableForms(table, request.POST))
    if table.state != TableState.DRAFT:
        return redirect(table)
    return _edit_page(request, table, TableForms(table))


def _save(request: AccountRequest, table: ScoringTable, forms: TableForms) -> HttpResponse:
    if not forms.is_valid():
        return _edit_page(request, table, forms)
    try:
        save_table(
            table=table,
            content=TableContent(**forms.content),
            edition=forms.points.cleaned_data["edition"],
            actor=request.user,
        )
    except ActionRefused as refusal:
        forms.refuse(refusal)
        return _edit_page(request, table, forms, status=409)
    messages.success(request, _("Đã lưu nháp."))
    if "finish" in request.POST:
        return redirect(table)
    return back_to_part(request, reverse("scoring_table_edit", args=[table.pk]))


def _edit_page(
    request: AccountRequest, table: ScoringTable, forms: TableForms, status: int = 200
) -> HttpResponse:
    context = {
        "table": table,
        "campaign": table.campaign,
        "forms": forms,
        "sums": sums_of(table, groups_of(table)),
        "uncovered": uncovered(table),
    }
    return render(request, "campaigns/scoring_table_edit.html", context, status=status)


@require_POST
def scoring_table_use(request: AccountRequest, pk: int) -> HttpResponse:
    """Put a draft to use; the reason is asked from the second version on."""
    table = _kept_table_or_404(request, pk)
    note = _note_form(request.POST)
    if table.version > 1 and not note.is_valid():
        return _table_page(request, table, note)
    if confirmed(request, _use_form(request.POST)):
        attempt(
            request,
            lambda: use_table(
                table=table, reason=request.POST.get("use-note", ""), actor=request.user
            ),
            _("Bảng tiêu chí đã được áp dụng."),
        )
    return redirect(table)


@require_POST
def scoring_table_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    table = _kept_table_or_404(request, pk)
    if not confirmed(request, _discard_form(request.POST)):
        return redirect(table)
    attempt(
        request,
        lambda: discard_table(table=table, actor=request.user),
        _("Đã bỏ bản nháp."),
    )
    return redirect("scoring", table.campaign_id)


def _note_form(data: QueryDict | None = None) -> NoteForm:
    return NoteForm(data, label=_("Lý do thay phiên bản trước"), prefix="use")


def _use_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Tôi đã kiểm tra từng tiêu chí; sau khi áp dụng không sửa được nữa.")
    return ConfirmForm(data, label=label, prefix="use")


def _discard_form(data: QueryDict | None = None) -> ConfirmForm:
    return ConfirmForm(data, label=_("Bỏ bản nháp này cùng mọi thứ đã nhập."), prefix="discard")

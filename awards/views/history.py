"""Pages of old awards: bring a file, say whom each line is about, record it all."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.history import (
    MOST_AT_ONCE,
    accept_certain,
    begin_import,
    begin_recording,
    discard_import,
    record_history,
    settle_line,
)
from awards.forms.history import HistoryFileForm, MatchForm
from awards.history import MOST_LINES, write_errors, write_lines, write_template
from awards.history.layout import HEADINGS, KINDS, TYPES
from awards.models import HistoryImport, HistoryLine
from awards.permissions.decisions import agencies_decided_by
from awards.permissions.history import (
    history_lines_visible_to,
    history_steps,
    history_visible_to,
)
from awards.queries.history import (
    certain_matches,
    decision_count,
    line_views,
    lines_of,
    next_open_line,
    state_counts,
    with_counts,
)
from awards.views.filters import year_filter
from campaigns.labels import award_label
from campaigns.views.agencies import chosen_agency
from units.errors import ActionRefused
from units.files.kinds import EXCEL
from units.forms import ConfirmForm
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.tasks import run_due_jobs
from units.views.attempts import attempt, confirmed
from units.views.files import handed_out, serve

MOST_ERRORS_SHOWN = 100


@require_http_methods(["GET", "POST"])
def decision_histories(request: AccountRequest) -> HttpResponse:
    """Files of old awards, the latest first, and the form that takes another one."""
    agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    form = HistoryFileForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            history = begin_import(
                agency=agency, upload=form.cleaned_data["file"], actor=request.user
            )
        except ActionRefused as refusal:
            form.add_error("file", str(refusal))
            status = 409
        else:
            return redirect(history)
    context = {
        "form": form,
        "agencies": agencies,
        "agency": agency,
        "imports": with_counts(history_visible_to(request.user).filter(agency=agency)),
        "most": MOST_LINES,
    }
    return render(request, "awards/decision_histories.html", context, status=status)


@require_GET
def decision_history_template(request: AccountRequest) -> HttpResponse:
    """The template to fill in."""
    _agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    return handed_out(write_template(agency.name), EXCEL, "mau-khen-thuong-cu.xlsx")


@require_GET
def decision_history(request: AccountRequest, pk: int) -> HttpResponse:
    """One file: what would be recorded, what is wrong in it, and its lines with candidates."""
    history = _history_or_404(request, pk)
    lines = lines_of(history)
    page = ListPage(
        request,
        lines,
        _columns(),
        search=("folded",),
        filters=_filters(history),
        default_sort="row",
    )
    counts = state_counts(history)
    steps = history_steps(request.user, history)
    return page.respond(
        "awards/decision_history.html",
        history=history,
        views=line_views(page.page),
        counts=[(HistoryLine.State(state).label, n) for state, n in counts.items()],
        line_count=sum(counts.values()),
        open_count=counts[HistoryLine.State.OPEN],
        later_count=counts[HistoryLine.State.LATER],
        decisions=decision_count(history),
        errors=history.errors[:MOST_ERRORS_SHOWN],
        more_errors=max(0, len(history.errors) - MOST_ERRORS_SHOWN),
        certain=len(certain_matches(history)) if "match" in steps else 0,
        next=next_open_line(history) if "match" in steps else None,
        steps=steps,
        record=_record_form(),
        discard=_discard_form(),
    )


@require_http_methods(["GET", "POST"])
def decision_history_line(request: AccountRequest, pk: int) -> HttpResponse:
    """One line with everybody it may be about; somebody says who, and goes on to the next."""
    visible = history_lines_visible_to(request.user)
    line = get_object_or_404(
        visible.select_related("history__agency", "person", "collective", "decision__agency"),
        pk=pk,
    )
    (view,) = line_views([line])
    form = MatchForm(request.POST or None, line=line, candidates=view.candidates)
    status = 200
    if form.is_valid():
        try:
            settle_line(
                line=line,
                state=form.cleaned_data["answer"],
                subject=form.cleaned_data["subject"] or None,
                actor=request.user,
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return redirect(next_open_line(line.history, line.row) or line.history)
    context = {
        "line": line,
        "view": view,
        "form": form,
        "chosen": form["subject"].value(),
        "may_match": "match" in history_steps(request.user, line.history),
        "left": line.history.lines.filter(state=HistoryLine.State.OPEN).count(),
    }
    return render(request, "awards/decision_history_line.html", context, status=status)


@require_POST
def decision_history_accept(request: AccountRequest, pk: int) -> HttpResponse:
    """Choose, at once, what code and name agree on."""
    history = _history_or_404(request, pk)
    try:
        accepted = accept_certain(history=history, actor=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("Đã chọn cho %(n)d dòng.", "Đã chọn cho %(n)d dòng.", accepted)
        messages.success(request, said % {"n": accepted})
    return redirect(history)


@require_POST
def decision_history_record(request: AccountRequest, pk: int) -> HttpResponse:
    """Record the file at once, or leave a long one to the background."""
    history = _history_or_404(request, pk)
    if not confirmed(request, _record_form(request.POST)):
        return redirect(history)
    if history.lines.count() <= MOST_AT_ONCE:
        attempt(
            request,
            lambda: record_history(history=history, actor=request.user),
            _("Đã ghi nhận các quyết định trong tệp."),
        )
        return redirect(history)
    job = attempt(
        request,
        lambda: begin_recording(history=history, actor=request.user),
        _("Đã bắt đầu ghi nhận."),
    )
    if job is None:
        return redirect(history)
    # A nudge, no more: without a broker the sweep finds the row a few seconds later.
    transaction.on_commit(run_due_jobs.delay, robust=True)
    return redirect(job)


@require_POST
def decision_history_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a file away of which nothing was recorded."""
    history = _history_or_404(request, pk)
    if not confirmed(request, _discard_form(request.POST)):
        return redirect(history)
    attempt(
        request,
        lambda: discard_import(history=history, actor=request.user),
        _("Đã bỏ tệp. Chưa có gì của tệp này được ghi nhận."),
    )
    return redirect("decision_histories")


@require_GET
def decision_history_file(request: AccountRequest, pk: int) -> HttpResponse:
    """The file as it was brought."""
    return serve(_history_or_404(request, pk))


@require_GET
def decision_history_errors(request: AccountRequest, pk: int) -> HttpResponse:
    """The cells to correct, as a spreadsheet."""
    history = _history_or_404(request, pk)
    return handed_out(write_errors(history.errors), EXCEL, f"o-can-sua-{history.pk}.xlsx")


@require_GET
def decision_history_later(request: AccountRequest, pk: int) -> HttpResponse:
    """The lines put off, in the layout of the template, to be brought again."""
    history = _history_or_404(request, pk)
    later = history.lines.filter(state=HistoryLine.State.LATER)
    return handed_out(write_lines(map(_as_cells, later)), EXCEL, f"dong-de-sau-{history.pk}.xlsx")


def _history_or_404(request: AccountRequest, pk: int) -> HistoryImport:
    visible = history_visible_to(request.user)
    return get_object_or_404(
        visible.select_related("agency", "file", "uploaded_by__person", "recorded_by__person"),
        pk=pk,
    )


def _columns() -> list[Column]:
    return [
        Column("row", _("Dòng"), lambda line: line.row, ("row",), numeric=True),
        Column("name", _("Tên trong quyết định"), lambda line: line.name, ("folded",)),
        Column("place", _("Chức vụ, đơn vị"), lambda line: line.place),
        Column("award", _("Danh hiệu, hình thức"), lambda line: line.award_name, ("award_rank",)),
        Column("year", _("Năm"), lambda line: line.year, ("year",)),
        Column("reference", _("Quyết định"), lambda line: line.reference, ("reference",)),
        Column("signed", _("Ngày ký"), lambda line: line.signed_on, ("signed_on",)),
        Column("subject", _("Là ai"), lambda line: str(line.subject or "")),
        Column("state", _("Trạng thái"), lambda line: line.get_state_display(), ("state",)),
    ]


def _filters(history: HistoryImport) -> dict[str, Filter]:
    found = history.lines.order_by()
    awards = sorted(
        (award_label(code, history.agency.name), code)
        for code in found.values_list("award", flat=True).distinct()
    )
    return {
        "state": Filter(_("Trạng thái"), HistoryLine.State.choices, "state"),
        "year": year_filter(found),
        "award": Filter(_("Hình thức"), [(code, name) for name, code in awards], "award"),
    }


def _as_cells(line: HistoryLine) -> dict[str, Any]:
    """A line as the cells of the template say it."""
    said = {name: getattr(line, name) for name in HEADINGS}
    return said | {"kind": KINDS[line.kind], "type": TYPES[line.type]}


def _record_form(data: Any = None) -> ConfirmForm:
    label = _("Tôi đã đối chiếu với quyết định giấy; ghi nhận rồi không sửa được nữa.")
    return ConfirmForm(data, label=label, prefix="record")


def _discard_form(data: Any = None) -> ConfirmForm:
    return ConfirmForm(data, label=_("Bỏ tệp này và mọi lựa chọn đã làm."), prefix="discard")

"""The year-end report on a tally: its words, and the whole as PDF; the pact of a bloc as PDF."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards.actions.year_reports import word_year_report
from awards.documents.pacts import render_pact
from awards.documents.year_reports import render_year_report
from awards.forms.year_reports import YearReportForm
from awards.models import YearReport
from awards.permissions.tallies import tallies_visible_to
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.permissions.pacts import pacts_visible_to
from units.errors import ActionRefused
from units.requests import AccountRequest


@require_http_methods(["GET", "POST"])
def year_report_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Word the report, section by section; the figures come from the tally."""
    run = tallies_visible_to(request.user).filter(agency__in=agencies_run_by(request.user))
    tally = get_object_or_404(run.select_related("agency"), pk=pk)
    report = YearReport.objects.filter(tally=tally).first() or YearReport(tally=tally)
    form, status = YearReportForm(request.POST or None, report=report), 200
    saved: list[tuple[str, str]] = []
    if form.is_valid():
        edition = form.cleaned_data["edition"]
        try:
            word_year_report(tally=tally, words=form.words, edition=edition, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            saved, status = form.shown_again(report), 409
        else:
            messages.success(request, _("Đã lưu báo cáo tổng kết."))
            return redirect("tally_report_edit", pk)
    context = {"form": form, "tally": tally, "saved": saved}
    return render(request, "awards/year_report.html", context, status=status)


@require_GET
def year_report(request: AccountRequest, pk: int) -> HttpResponse:
    """The report as PDF; marked as a draft until the year is frozen."""
    tally = get_object_or_404(tallies_visible_to(request.user).select_related("agency"), pk=pk)
    try:
        content = render_year_report(tally)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(tally)
    return HttpResponse(content, content_type="application/pdf")


@require_GET
def pact_file(request: AccountRequest, pk: int) -> HttpResponse:
    """The pact as PDF, with the signatures given so far."""
    pact = get_object_or_404(
        pacts_visible_to(request.user).select_related("campaign__agency", "bloc"), pk=pk
    )
    try:
        content = render_pact(pact)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(pact)
    return HttpResponse(content, content_type="application/pdf")

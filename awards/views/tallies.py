"""Pages of the year-end tally: the list of years, one year, counting it and freezing it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from awards.actions.tallies import begin_tally, freeze_tally
from awards.forms.tallies import TallyForm
from awards.models import Tally
from awards.permissions.tallies import may_freeze, tallies_visible_to
from awards.tables import tally_table, with_total, years_of
from awards.workflow import TallyState
from campaigns.labels import award_label
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.views.agencies import chosen_agency
from units.forms import ConfirmForm
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.tasks import run_due_jobs
from units.views.attempts import attempt, confirmed


@require_GET
def tallies(request: AccountRequest) -> HttpResponse:
    """List the years that were counted, and offer to count one."""
    columns = [
        Column("year", _("Năm"), lambda one: one.year, ("year",)),
        Column("total", _("Lượt khen thưởng"), lambda one: one.total, ("total",), numeric=True),
        Column("counted", _("Đếm lúc"), _counted, ("counted_at",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    page = ListPage(
        request,
        with_total(tallies_visible_to(request.user)),
        columns,
        filters={"state": Filter(_("Trạng thái"), TallyState.choices, "state")},
        default_sort="-year",
    )
    run = agencies_run_by(request.user).order_by("name")
    forms = [(agency, TallyForm(years_of(agency), auto_id=f"{agency.code}_%s")) for agency in run]
    return page.respond("awards/tallies.html", forms=forms)


@require_GET
def tally(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a year's count by award and by unit, with the steps that are open."""
    found = get_object_or_404(tallies_visible_to(request.user).select_related("agency"), pk=pk)
    if request.GET.get("export") == "csv":
        return _lines(request, found).as_csv()
    runs = agencies_run_by(request.user).filter(pk=found.agency_id).exists()
    table = tally_table(found)
    context = {
        "tally": found,
        "table": table,
        "awards": [(award_label(line.award, found.agency.name), line) for line in table.awards],
        "runs": runs,
        "may_count": runs and found.state != TallyState.FROZEN,
        "freeze": _freeze_form() if may_freeze(request.user, found) else None,
    }
    return render(request, "awards/tally.html", context)


@require_POST
def tally_begin(request: AccountRequest) -> HttpResponse:
    """Queue the count of a year, and go to its progress."""
    _agencies, agency = chosen_agency(request, agencies_run_by(request.user))
    form = TallyForm(years_of(agency), request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn một năm có quyết định khen thưởng. Chưa đếm gì."))
        return redirect("tallies")
    year = form.cleaned_data["year"]
    job = attempt(
        request,
        lambda: begin_tally(agency=agency, year=year, actor=request.user),
        _("Đã bắt đầu đếm năm %(year)d.") % {"year": year},
    )
    if job is None:
        return redirect("tallies")
    # A nudge, no more: without a broker the sweep finds the row a few seconds later.
    transaction.on_commit(run_due_jobs.delay, robust=True)
    return redirect(job)


@require_POST
def tally_freeze(request: AccountRequest, pk: int) -> HttpResponse:
    """Freeze a year that was counted, once the box beside the button is ticked."""
    found = get_object_or_404(tallies_visible_to(request.user), pk=pk)
    if confirmed(request, _freeze_form(request.POST)):
        attempt(
            request,
            lambda: freeze_tally(tally=found, actor=request.user),
            _("Đã chốt năm %(year)d. Từ nay số liệu năm này không đổi nữa.") % {"year": found.year},
        )
    return redirect(found)


def _freeze_form(data: Any = None) -> ConfirmForm:
    return ConfirmForm(
        data, label=_("Tôi đã kiểm tra số liệu và hiểu rằng chốt xong thì không sửa được nữa")
    )


def _counted(tally: Tally) -> str:
    return f"{localtime(tally.counted_at):%d/%m/%Y %H:%M}" if tally.counted_at else ""


def _lines(request: AccountRequest, tally: Tally) -> ListPage:
    """The lines of a tally for a spreadsheet."""
    columns = [
        Column("year", _("Năm"), lambda _line: tally.year),
        Column("code", _("Mã"), lambda line: line.award),
        Column("award", _("Danh hiệu, hình thức"), lambda line: award_label(line.award, name)),
        Column("kind", _("Đối tượng"), lambda line: line.get_kind_display()),
        Column("unit", _("Đơn vị"), lambda line: line.unit.name),
        Column("count", _("Số lượng"), lambda line: line.count),
    ]
    name = tally.agency.name
    lines = tally.lines.select_related("unit").order_by("award", "kind", "unit__sort_key")
    return ListPage(request, lines, columns)

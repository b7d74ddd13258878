"""Pages of the year-end tally: the list of years, one year, counting it and freezing it."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from awards.actions.tallies import begin_tally, freeze_tally
from awards.forms.tallies import YearForm
from awards.models import Tally
from awards.permissions import agencies_tallied_by, may_freeze, tallies_visible_to
from awards.queries import tally_counts, tally_matrix, with_total, years_to_tally
from awards.views.agencies import chosen_agency
from awards.workflow import TallyState
from campaigns.labels import award_label
from units.forms import ConfirmForm
from units.lists import Column, Filter, ListPage
from units.models import Account
from units.tasks import run_due_jobs
from units.views.attempts import attempt, confirmed


@require_GET
def tallies(request: HttpRequest) -> HttpResponse:
    """List the years that were counted, and offer those that were not."""
    columns = [
        Column("year", _("Năm"), lambda tally: tally.year, ("year",)),
        Column("total", _("Lượt khen thưởng"), lambda tally: tally.total, ("total",), numeric=True),
        Column("counted", _("Đếm lúc"), lambda tally: tally.counted_at, ("counted_at",)),
        Column("state", _("Trạng thái"), lambda tally: tally.get_state_display(), ("state",)),
    ]
    page = ListPage(
        request,
        with_total(tallies_visible_to(request.user)),
        columns,
        filters={"state": Filter(_("Trạng thái"), TallyState.choices, "state")},
        default_sort="-year",
    )
    return page.respond("awards/tallies.html", form=_year_form(request))


@require_GET
def tally(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a year's count by award and by unit, with the steps that are open."""
    found = get_object_or_404(tallies_visible_to(request.user).select_related("agency"), pk=pk)
    if request.GET.get("export") == "csv":
        return _lines(request, found).as_csv()
    runs = agencies_tallied_by(request.user).filter(pk=found.agency_id).exists()
    context = {
        "tally": found,
        "counts": tally_counts(found),
        "matrix": tally_matrix(found),
        "may_count": runs and found.state != TallyState.FROZEN,
        "freeze": _freeze_form() if may_freeze(request.user, found) else None,
    }
    return render(request, "awards/tally.html", context)


@require_POST
def tally_begin(request: HttpRequest) -> HttpResponse:
    """Queue the count of a year, and go to its progress; the sweep runs it in any case."""
    _agencies, agency = chosen_agency(request, agencies_tallied_by(request.user))
    form = YearForm(request.POST)
    if not form.is_valid():
        return redirect("tallies")
    year = form.cleaned_data["year"]
    with transaction.atomic():
        job = attempt(
            request,
            lambda: begin_tally(agency=agency, year=year, actor=request.user),
            _("Đã bắt đầu đếm."),
        )
        if job:
            transaction.on_commit(run_due_jobs.delay, robust=True)
    return redirect(job or "tallies")


@require_POST
def tally_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze a year that was counted, once the box beside the button is ticked."""
    found = get_object_or_404(tallies_visible_to(request.user), pk=pk)
    if confirmed(request, _freeze_form(request.POST)):
        attempt(
            request,
            lambda: freeze_tally(tally=found, actor=request.user),
            _("Đã chốt năm %(year)d. Từ nay số liệu năm này không đổi nữa.") % {"year": found.year},
        )
    return redirect(found)

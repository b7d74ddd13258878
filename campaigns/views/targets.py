"""Pages of targets: the list, and one target with all that it gathered."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.actions.progress import record_progress, withdraw_progress
from campaigns.forms.progress import NoteForm as ProgressForm
from campaigns.milestones import days_left
from campaigns.models import Campaign, Commitment
from campaigns.permissions.pledges import pledges_visible_to
from campaigns.permissions.progress import (
    files_visible_to,
    may_record,
    may_withdraw,
    notes_visible_to,
    targets_visible_to,
)
from campaigns.progress import percent
from campaigns.queries.progress import with_progress
from campaigns.workflow import CampaignState, ProgressState
from units import clock
from units.errors import ActionRefused
from units.forms import NoteForm
from units.lists import Column, Filter, ListPage
from units.models import Unit
from units.requests import AccountRequest
from units.views.files import serve


@require_GET
def targets(request: AccountRequest) -> HttpResponse:
    """Signed targets that the account sees, each with how far it is today."""
    visible = targets_visible_to(request.user)
    columns = [
        Column("indicator", _("Chỉ tiêu"), lambda one: one.indicator),
        Column("unit", _("Đơn vị"), lambda one: one.pledge.unit.name, ("pledge__unit__sort_key",)),
        Column("person", _("Người phụ trách"), lambda one: one.person, ("person__sort_key",)),
        Column("goal", _("Đăng ký"), lambda one: f"{one.amount} {one.measure}"),
        Column("reached", _("Đã đạt"), lambda one: one.reached, ("reached",), numeric=True),
        Column("due", _("Hoàn thành trước"), lambda one: one.due_on, ("due_on",)),
        Column("progress", _("Tiến độ"), lambda one: ProgressState(one.progress).label),
        Column("news", _("Ghi nhận gần nhất"), lambda one: one.news_on, ("news_on",)),
    ]
    rows = with_progress(visible, clock.today()).select_related(
        "person", "commitment", "pledge__unit", "pledge__campaign"
    )
    page = ListPage(
        request,
        rows,
        columns,
        search=("pledge__unit__folded", "person__folded"),
        filters=_filters(request, visible),
        default_sort="due",
    )
    return page.respond("campaigns/targets.html")


def _filters(request: AccountRequest, visible: Any) -> dict[str, Filter]:
    campaigns = Campaign.objects.filter(pledges__targets__in=visible).distinct()
    units = Unit.objects.filter(pledge_set__targets__in=visible).distinct()
    called = (
        Commitment.objects.filter(targets__in=visible).distinct().order_by("campaign", "number")
    )
    return {
        "campaign": Filter(
            _("Phong trào"), [(c.pk, f"{c.year}: {c.theme}") for c in campaigns], "pledge__campaign"
        ),
        "unit": Filter(_("Đơn vị"), units.values_list("pk", "name"), "pledge__unit"),
        "commitment": Filter(_("Nội dung"), [(c.pk, str(c)) for c in called], "commitment"),
        "progress": Filter(_("Tiến độ"), ProgressState.choices, "progress"),
    }


@require_GET
def target(request: AccountRequest, pk: int) -> HttpResponse:
    """One target: its figure against the goal, the notes with their evidence, and a form."""
    return _target_page(request, _target_or_404(request, pk))


def _target_or_404(request: AccountRequest, pk: int) -> Any:
    visible = with_progress(targets_visible_to(request.user), clock.today())
    return get_object_or_404(
        visible.select_related("person", "commitment", "pledge__unit", "pledge__campaign"), pk=pk
    )


def _target_page(
    request: AccountRequest, target: Any, *, status: int = 200, **bound: Any
) -> HttpResponse:
    notes = target.notes.select_related("by__person", "withdrawn_by__person")
    notes = list(notes.prefetch_related("files__file", "files__uploaded_by__person"))
    for note in notes:
        note.target = target
    is_open = target.pledge.campaign.state == CampaignState.LAUNCHED
    left = days_left(clock.today(), target.due_on)
    context = {
        "target": target,
        "pledge": target.pledge,
        "campaign": target.pledge.campaign,
        "percent": percent(target.reached, target.value),
        "days_left": left,
        "days_late": -left,
        "notes": [(note, may_withdraw(request.user, note)) for note in notes],
        "form": ProgressForm() if is_open and may_record(request.user, target) else None,
        "reads_pledge": pledges_visible_to(request.user).filter(pk=target.pledge_id).exists(),
        "withdraw": _withdraw_form(),
    } | bound
    return render(request, "campaigns/target.html", context, status=status)


@require_POST
def progress_record(request: AccountRequest, pk: int) -> HttpResponse:
    """Note how far a target is."""
    target = _target_or_404(request, pk)
    form = ProgressForm(request.POST, request.FILES)
    if not form.is_valid():
        return _target_page(request, target, form=form)
    try:
        record_progress(target=target, actor=request.user, **form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _target_page(request, target, form=form, status=409)
    messages.success(request, _("Đã ghi nhận tiến độ."))
    return redirect("target", target.pk)


@require_POST
def progress_withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a note back with a reason."""
    note = get_object_or_404(notes_visible_to(request.user), pk=pk)
    form = _withdraw_form(request.POST)
    if form.is_valid():
        try:
            withdraw_progress(note=note, reason=form.cleaned_data["note"], actor=request.user)
        except ActionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã rút ghi nhận; lý do được giữ lại trên trang."))
    else:
        messages.error(request, str(form.errors["note"][0]))
    return redirect("target", note.target_id)


def _withdraw_form(data: QueryDict | None = None) -> NoteForm:
    return NoteForm(data, label=_("Lý do rút"), prefix="withdraw", auto_id=False)


@require_GET
def progress_file(request: AccountRequest, pk: int) -> HttpResponse:
    """Evidence, to save or, of an image, to look at."""
    file = get_object_or_404(files_visible_to(request.user).select_related("file"), pk=pk)
    return serve(file, preview="preview" in request.GET)

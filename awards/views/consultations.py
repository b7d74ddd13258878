"""Pages of consultations: the list, one of them, one nominee in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.consultations import (
    extend_consultation,
    open_consultation,
    withdraw_posting,
)
from awards.actions.remarks import RemarkContent, send_remark
from awards.forms.consultations import ConsultationForm, ExtensionForm, RemarkForm
from awards.models import Consultation, ConsultationItem
from awards.permissions.consultations import (
    consultations_run_by,
    consultations_visible_to,
    has_public_pages,
    is_about,
    items_handled_by,
    items_open_to,
    items_visible_to,
    remarks_visible_to,
)
from awards.permissions.nominations import nominations_visible_to
from awards.queries.consultations import (
    consultation_board,
    posted_items,
    rule_source,
    shorter_than_unverified,
    thread,
    to_post,
)
from awards.queries.nominations import nomination_board, ready_for_review
from awards.views.remarks import turned_down
from awards.workflow import ConsultationPhase
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.views.agencies import chosen_agency
from units import clock
from units.errors import ActionRefused
from units.forms import NoteForm
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.views.attempts import attempt


@require_GET
def consultations(request: AccountRequest) -> HttpResponse:
    """Consultations of the account's agency, the latest first."""
    columns = [
        Column("title", _("Đợt lấy ý kiến"), lambda one: one.title, ("folded",)),
        Column("since", _("Từ ngày"), lambda one: one.first_day, ("first_day",)),
        Column("until", _("Đến hết ngày"), lambda one: one.last_day, ("last_day",)),
        Column("audience", _("Đối tượng"), lambda one: one.get_audience_display(), ("audience",)),
        Column(
            "items",
            _("Cá nhân, tập thể"),
            lambda one: one.item_count,
            ("item_count",),
            numeric=True,
        ),
        Column(
            "phase",
            _("Trạng thái"),
            lambda one: ConsultationPhase(one.phase_now).label,
            ("phase_now",),
        ),
    ]
    page = ListPage(
        request,
        consultation_board(consultations_visible_to(request.user), clock.today()),
        columns,
        search=("folded",),
        filters={"phase": Filter(_("Trạng thái"), ConsultationPhase.choices, "phase_now")},
        default_sort="-since",
    )
    for one in page.page:
        one.phase_label = ConsultationPhase(one.phase_now).label
    may_open = agencies_run_by(request.user).exists()
    return page.respond("awards/consultations.html", may_open=may_open)


@require_http_methods(["GET", "POST"])
def consultation_new(request: AccountRequest) -> HttpResponse:
    """Post accepted nominations; those that the law wants posted are ticked already."""
    agencies, agency = chosen_agency(request, agencies_run_by(request.user))
    visible = nominations_visible_to(request.user)
    ready = ready_for_review(agency).filter(pk__in=visible.values("pk"))
    today = clock.today()
    initial = {
        "title": _("Lấy ý kiến về khen thưởng năm %(year)d") % {"year": today.year},
        "first_day": today,
    }
    public = has_public_pages(agency)
    form = ConsultationForm(request.POST or None, ready=ready, public=public, initial=initial)
    status = 200
    if form.is_valid():
        try:
            found = open_consultation(agency=agency, actor=request.user, **form.content)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã mở đợt lấy ý kiến."))
            return redirect(found)
    rows = to_post(list(nomination_board(ready)), today)
    context = {"form": form, "rows": rows, "agencies": agencies, "agency": agency}
    return render(request, "awards/consultation_new.html", context, status=status)


@require_GET
def consultation(request: AccountRequest, pk: int) -> HttpResponse:
    """One consultation: its days, its nominees; for the standing body what was withdrawn too."""
    found = get_object_or_404(
        consultations_visible_to(request.user).select_related("agency"), pk=pk
    )
    return _consultation_page(request, found)


def _consultation_page(
    request: AccountRequest,
    found: Consultation,
    extend: ExtensionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    phase = found.phase(clock.today())
    runs = consultations_run_by(request.user).filter(pk=found.pk).exists()
    context = {
        "consultation": found,
        "phase": phase,
        "items": posted_items(items_visible_to(request.user).filter(consultation=found)),
        "runs": runs,
        "warnings": [(r.days, rule_source(r)) for r in shorter_than_unverified(found)]
        if runs
        else [],
        "extend": (extend or _extension_form()) if runs and phase != phase.OVER else None,
    }
    return render(request, "awards/consultation.html", context, status=status)


@require_POST
def consultation_extend(request: AccountRequest, pk: int) -> HttpResponse:
    """Let it run longer."""
    found = get_object_or_404(consultations_run_by(request.user).select_related("agency"), pk=pk)
    form = _extension_form(request.POST)
    if not form.is_valid():
        return _consultation_page(request, found, form)
    try:
        extend_consultation(consultation=found, actor=request.user, **form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _consultation_page(request, found, form, status=409)
    messages.success(request, _("Đã gia hạn đợt lấy ý kiến."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def consultation_item(request: AccountRequest, pk: int, item_pk: int) -> HttpResponse:
    """One nominee: what is posted, and the form to say something or what was said."""
    item = _item_or_404(request, pk, item_pk)
    if request.method == "POST":
        return _send(request, item)
    return _item_page(request, item)


def _item_or_404(request: AccountRequest, pk: int, item_pk: int) -> ConsultationItem:
    visible = posted_items(items_visible_to(request.user).filter(consultation=pk))
    return get_object_or_404(visible.select_related("withdrawn_by__person"), pk=item_pk)


def _send(request: AccountRequest, item: ConsultationItem) -> HttpResponse:
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _item_page(request, item, form)
    content = RemarkContent(**form.cleaned_data)
    try:
        remark = send_remark(item=item, content=content, actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return turned_down(_item_page(request, item, form), refusal)
    messages.success(
        request, _("Thường trực Hội đồng đã nhận ý kiến. Bạn sẽ được báo khi có trả lời.")
    )
    return redirect(remark)


def _item_page(
    request: AccountRequest,
    item: ConsultationItem,
    form: RemarkForm | None = None,
    withdraw: NoteForm | None = None,
) -> HttpResponse:
    handles = items_handled_by(request.user).filter(pk=item.pk).exists()
    phase = item.consultation.phase(clock.today())
    may_say = form is not None or items_open_to(request.user).filter(pk=item.pk).exists()
    remarks = remarks_visible_to(request.user).filter(item=item)
    running = phase != ConsultationPhase.OVER and item.withdrawn_at is None
    context = {
        "item": item,
        "consultation": item.consultation,
        "phase": phase,
        "form": (form or RemarkForm()) if may_say else None,
        "said": thread(remarks, request.user, handles=handles),
        "handles": handles,
        "is_mine": is_about(request.user, item.nomination),
        "withdraw": (withdraw or _withdraw_form()) if handles and running else None,
    }
    return render(request, "awards/consultation_item.html", context)


@require_POST
def consultation_item_withdraw(request: AccountRequest, pk: int, item_pk: int) -> HttpResponse:
    """Take one nominee off the page."""
    handled = posted_items(items_handled_by(request.user).filter(consultation=pk))
    item = get_object_or_404(handled, pk=item_pk)
    form = _withdraw_form(request.POST)
    if not form.is_valid():
        return _item_page(request, item, withdraw=form)
    note = form.cleaned_data["note"]
    attempt(
        request,
        lambda: withdraw_posting(item=item, note=note, actor=request.user),
        _("Đã rút khỏi đợt lấy ý kiến."),
    )
    return redirect(item)


def _extension_form(data: Any = None) -> ExtensionForm:
    return ExtensionForm(data, prefix="extend")


def _withdraw_form(data: Any = None) -> NoteForm:
    label = pgettext("form", "Lý do rút khỏi đợt lấy ý kiến")
    return NoteForm(data, label=label, prefix="withdraw")

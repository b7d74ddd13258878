"""Pages of self-assessments: the list, one of them, and its way to the standing body."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.assessments import (
    AssessmentContent,
    begin_assessment,
    hand_up_assessment,
    read_assessment,
    recall_assessment,
    return_assessment,
    save_assessment,
    send_assessment,
)
from campaigns.forms.assessments import AssessmentForm, composed
from campaigns.models import Assessment, Campaign
from campaigns.models.assessments import SENT_STATES
from campaigns.permissions.assessments import assessments_visible_to, open_steps
from campaigns.queries.assessments import assessment_rows, figures_by_commitment, sections
from campaigns.views.pledges import pledge_or_404
from campaigns.workflow import AssessmentState
from units import clock
from units.errors import ActionRefused
from units.forms import NoteForm, return_form
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.views.attempts import attempt, edition_shown


@require_GET
def assessments(request: AccountRequest) -> HttpResponse:
    """Self-assessments of the units that the account covers."""
    visible = assessments_visible_to(request.user)
    columns = [
        Column("unit", _("Đơn vị"), lambda one: one.pledge.unit.name, ("pledge__unit__sort_key",)),
        Column("kind", _("Loại"), lambda one: one.get_kind_display(), ("kind",)),
        Column("year", _("Năm"), lambda one: one.pledge.campaign.year, ("pledge__campaign__year",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
        Column("sent", _("Ngày gửi"), _sent_on, ("sent_at",)),
    ]
    campaigns = Campaign.objects.filter(pledges__assessments__in=visible).distinct()
    page = ListPage(
        request,
        assessment_rows(visible),
        columns,
        search=("pledge__unit__folded",),
        filters={
            "campaign": Filter(
                _("Phong trào"),
                [(c.pk, f"{c.year}: {c.theme}") for c in campaigns],
                "pledge__campaign",
            ),
            "kind": Filter(_("Loại"), Assessment.Kind.choices, "kind"),
            "state": Filter(_("Trạng thái"), AssessmentState.choices, "state"),
        },
        default_sort="unit",
    )
    return page.respond("campaigns/assessments.html")


def _sent_on(assessment: Assessment) -> str:
    return f"{localtime(assessment.sent_at):%d/%m/%Y}" if assessment.sent_at else ""


@require_POST
def assessment_begin(request: AccountRequest, pk: int, kind: str) -> HttpResponse:
    """Open the unit's assessment of a kind, or go to the one that it has."""
    pledge = pledge_or_404(request, pk)
    try:
        assessment = begin_assessment(pledge=pledge, kind=kind, actor=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(pledge)
    return redirect("assessment_edit", assessment.pk)


@require_GET
def assessment(request: AccountRequest, pk: int) -> HttpResponse:
    """One assessment as a document, pledge and result side by side."""
    return _assessment_page(request, _assessment_or_404(request, pk))


def _assessment_or_404(request: AccountRequest, pk: int) -> Assessment:
    return get_object_or_404(
        assessments_visible_to(request.user).select_related(
            "pledge__unit", "pledge__campaign__agency", "sent_by__person", "read_by__person"
        ),
        pk=pk,
    )


def _assessment_page(
    request: AccountRequest,
    assessment: Assessment,
    note: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    is_kept = assessment.state in SENT_STATES
    figures = figures_by_commitment(assessment) if is_kept else {}
    context = {
        "assessment": assessment,
        "pledge": assessment.pledge,
        "campaign": assessment.pledge.campaign,
        "steps": open_steps(request.user, assessment),
        "path": _path(assessment),
        "sections": [
            (section, figures.get(section.commitment.pk, []) if is_kept else section.targets)
            for section in sections(assessment, clock.today())
        ],
        "is_kept": is_kept,
        "note": note or return_form(),
    }
    return render(request, "campaigns/assessment.html", context, status=status)


def _path(assessment: Assessment) -> list[tuple[str, str]]:
    """The way of an assessment for the state tracker."""
    is_back = assessment.state == AssessmentState.RETURNED
    start = AssessmentState.RETURNED if is_back else AssessmentState.DRAFT
    way = [start, AssessmentState.WITH_HEAD, AssessmentState.SENT, AssessmentState.READ]
    here = way.index(AssessmentState(assessment.state))
    here_is = "done" if assessment.state == AssessmentState.READ else "current"
    states = ["done"] * here + [here_is] + ["todo"] * (len(way) - here - 1)
    return [(capfirst(str(state.label)), how) for state, how in zip(way, states, strict=True)]


@require_http_methods(["GET", "POST"])
def assessment_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Write an assessment beside the results; save it, hand it up, or send it."""
    assessment = _assessment_or_404(request, pk)
    if request.method == "POST":
        return _composed(request, assessment) or _save(request, assessment)
    if "save" not in open_steps(request.user, assessment):
        return redirect(assessment)
    return _edit_page(request, assessment, _form(assessment))


def _form(assessment: Assessment, data: QueryDict | None = None, **more: Any) -> AssessmentForm:
    found = sections(assessment, clock.today())
    return AssessmentForm(data, assessment=assessment, sections=found, **more)


def _composed(request: AccountRequest, assessment: Assessment) -> HttpResponse | None:
    """Fill the empty parts with what is recorded, and save nothing; None if not asked."""
    if "compose" not in request.POST:
        return None
    typed = request.POST.copy()
    typed.update(composed(_form(assessment, typed=typed)))
    return _edit_page(request, assessment, _form(assessment, typed=typed))


def _save(request: AccountRequest, assessment: Assessment) -> HttpResponse:
    form = _form(assessment, request.POST)
    if not form.is_valid():
        return _edit_page(request, assessment, form)
    try:
        saved = save_assessment(
            assessment=assessment,
            content=AssessmentContent(**form.content),
            edition=form.cleaned_data["edition"],
            actor=request.user,
        )
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _edit_page(request, assessment, form, status=409)
    if "hand_up" in request.POST:
        return _hand_up(request, saved)
    if "send" in request.POST:
        return _send(request, saved, saved.edition)
    messages.success(request, _("Đã lưu nháp."))
    return redirect("assessment_edit", saved.pk)


def _edit_page(
    request: AccountRequest, assessment: Assessment, form: AssessmentForm, status: int = 200
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "pledge": assessment.pledge,
        "campaign": assessment.pledge.campaign,
        "steps": open_steps(request.user, assessment),
        "form": form,
    }
    return render(request, "campaigns/assessment_edit.html", context, status=status)


@require_POST
def assessment_hand_up(request: AccountRequest, pk: int) -> HttpResponse:
    """Give a written assessment to the head."""
    return _hand_up(request, _assessment_or_404(request, pk))


def _hand_up(request: AccountRequest, assessment: Assessment) -> HttpResponse:
    return _taken(request, assessment, hand_up_assessment, _("Đã trình thủ trưởng đơn vị."))


@require_POST
def assessment_send(request: AccountRequest, pk: int) -> HttpResponse:
    """Send an assessment for the unit."""
    return _send(request, _assessment_or_404(request, pk), edition_shown(request))


def _send(request: AccountRequest, assessment: Assessment, edition: int) -> HttpResponse:
    send = partial(send_assessment, edition=edition)
    return _taken(request, assessment, send, _("Đã gửi thường trực Hội đồng."))


@require_POST
def assessment_recall(request: AccountRequest, pk: int) -> HttpResponse:
    """Take an assessment back to go on writing."""
    found = _assessment_or_404(request, pk)
    return _taken(request, found, recall_assessment, _("Đã thu hồi để sửa tiếp."))


@require_POST
def assessment_read(request: AccountRequest, pk: int) -> HttpResponse:
    """Confirm that the standing body read it."""
    found = _assessment_or_404(request, pk)
    return _taken(request, found, read_assessment, _("Đã xác nhận đọc bản tự đánh giá."))


def _taken(
    request: AccountRequest,
    assessment: Assessment,
    step: Callable[..., Assessment],
    done: str,
) -> HttpResponse:
    """Take a step and go back to the page."""
    attempt(request, lambda: step(assessment=assessment, actor=request.user), done)
    return redirect(assessment)


@require_POST
def assessment_return(request: AccountRequest, pk: int) -> HttpResponse:
    """Give an assessment back with a reason."""
    found = _assessment_or_404(request, pk)
    form = return_form(request.POST)
    if not form.is_valid():
        return _assessment_page(request, found, form)
    try:
        return_assessment(assessment=found, note=form.cleaned_data["note"], actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _assessment_page(request, found, form, status=409)
    messages.success(request, _("Đã trả lại bản tự đánh giá."))
    # Whoever only watches does not see it any more.
    return redirect("assessments")

"""Pages of certificates: the register, and one certificate with its steps."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from awards.actions.certificates import (
    Setup,
    end_certificate,
    hand_over_certificate,
    reissue_certificate,
)
from awards.forms.certificates import HandOverForm, SetupForm
from awards.models import Certificate
from awards.permissions.certificates import (
    certificate_steps,
    certificates_visible_to,
    registers_read_by,
)
from awards.permissions.decisions import agencies_decided_by
from awards.queries.certificates import certificate_board
from awards.views.filters import award_filter, year_filter
from awards.workflow import CERTIFICATE, CertificateState
from campaigns.labels import award_label
from units.errors import ActionRefused
from units.forms import NoteForm
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest

ENDS = ("lose", "spoil", "recall")


@require_GET
def certificates(request: AccountRequest) -> HttpResponse:
    """The register: every certificate that the account may see, the latest first."""
    visible = certificates_visible_to(request.user)
    columns = [
        Column("name", _("Họ tên, tập thể"), lambda one: one.name, ("recipient__sort_key",)),
        Column("unit", _("Đơn vị"), lambda one: one.recipient.unit.name, ("recipient__unit",)),
        Column("award", _("Danh hiệu, hình thức"), _award, ("rank",)),
        Column(
            "decision",
            _("Quyết định"),
            lambda one: one.recipient.decision.reference,
            ("recipient__decision__signed_on", "recipient__decision__number"),
        ),
        Column("ordinal", _("Số sổ vàng"), lambda one: one.recipient.ordinal, numeric=True),
        Column("serial", _("Bản thứ"), lambda one: one.serial, ("serial",), numeric=True),
        Column("printed", _("In ngày"), lambda one: one.batch.made_at, ("batch__made_at",)),
        Column("handed", _("Ngày trao"), lambda one: one.handed_on, ("handed_on",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    page = ListPage(
        request,
        certificate_board(visible),
        columns,
        search=("recipient__folded", "recipient__unit__folded"),
        filters=_filters(visible),
        default_sort="-printed",
    )
    return page.respond(
        "awards/certificates.html",
        may_print=agencies_decided_by(request.user).exists(),
        may_call=registers_read_by(request.user).exists(),
    )


def _award(certificate: Certificate) -> str:
    decision = certificate.recipient.decision
    return award_label(decision.award, decision.agency.name)


def _filters(visible: QuerySet[Certificate]) -> dict[str, Filter]:
    of = "recipient__decision__"
    return {
        "state": Filter(_("Trạng thái"), CertificateState.choices, "state"),
        "year": year_filter(visible, of),
        "award": award_filter(visible, of),
        "reissued": Filter(_("Lần in"), [(1, _("cấp lại"))], "serial__gt"),
    }


@require_GET
def certificate(request: AccountRequest, pk: int) -> HttpResponse:
    """One certificate: its words, where it is, and what may be done with it."""
    return _page(request, _certificate_or_404(request, pk))


@require_POST
def certificate_hand_over(request: AccountRequest, pk: int) -> HttpResponse:
    """Note that the recipient, or somebody for them, has it."""
    found = _certificate_or_404(request, pk)
    form = HandOverForm(request.POST)
    if form.is_valid():
        try:
            hand_over_certificate(certificate=found, actor=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return _page(request, found, status=409, hand_over=form)
        messages.success(request, _("Đã ghi nhận việc trao."))
        return redirect(found)
    return _page(request, found, hand_over=form)


@require_POST
def certificate_end(request: AccountRequest, pk: int) -> HttpResponse:
    """Report it lost or spoilt, or take it back."""
    found = _certificate_or_404(request, pk)
    form = _end_form(request.POST)
    step = request.POST.get("step", "")
    if form.is_valid() and step in ENDS:
        try:
            end_certificate(
                certificate=found, step=step, reason=form.cleaned_data["note"], actor=request.user
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return _page(request, found, status=409, end=form)
        said = CertificateState(CERTIFICATE.step(step).target).label
        messages.success(request, _("Đã ghi nhận: %(state)s.") % {"state": said})
        return redirect(found)
    return _page(request, found, end=form)


@require_POST
def certificate_reissue(request: AccountRequest, pk: int) -> HttpResponse:
    """Print anew what was lost or spoilt."""
    found = _certificate_or_404(request, pk)
    form = _setup_form(found, request.POST)
    if form.is_valid():
        try:
            new = reissue_certificate(
                certificate=found, setup=Setup(**form.cleaned_data), actor=request.user
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            return _page(request, found, status=409, setup=form)
        messages.success(request, _("Đã cấp lại. Hãy mở tệp PDF để in."))
        return redirect(new.batch)
    return _page(request, found, setup=form)


def _certificate_or_404(request: AccountRequest, pk: int) -> Certificate:
    visible = certificates_visible_to(request.user).select_related(
        "recipient__decision__agency",
        "recipient__unit",
        "batch__agency",
        "batch__stock",
        "batch__made_by__person",
        "handed_by__person",
        "ended_by__person",
    )
    return get_object_or_404(visible, pk=pk)


def _page(
    request: AccountRequest, certificate: Certificate, status: int = 200, **forms: Any
) -> HttpResponse:
    steps = certificate_steps(request.user, certificate)
    context = {
        "certificate": certificate,
        "decision": certificate.recipient.decision,
        "others": certificate.recipient.certificates.exclude(pk=certificate.pk).order_by("serial"),
        "steps": steps,
        "reads_register": registers_read_by(request.user)
        .filter(pk=certificate.batch.agency_id)
        .exists(),
        "hand_over": forms.get("hand_over") or HandOverForm(),
        "end": forms.get("end") or _end_form(),
        "setup": forms.get("setup") or (_setup_form(certificate) if "reissue" in steps else None),
    }
    return render(request, "awards/certificate.html", context, status=status)


def _end_form(data: QueryDict | None = None) -> NoteForm:
    return NoteForm(data, label=_("Lý do"), prefix="end")


def _setup_form(certificate: Certificate, data: QueryDict | None = None) -> SetupForm:
    decision = certificate.recipient.decision
    initial = {"achievement": certificate.achievement, "stock": certificate.batch.stock_id}
    return SetupForm(
        data, agency=decision.agency, awards={decision.award}, initial=initial, prefix="again"
    )

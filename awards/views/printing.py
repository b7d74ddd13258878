"""Printing: of one decision or for a ceremony, the batch that comes of it, and the call list."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.certificates import Setup, hand_over_certificate, print_certificates
from awards.documents.call_list import call_list_pdf, call_list_xlsx, call_rows
from awards.documents.certificates import batch_pdf
from awards.forms.certificates import BatchHandOverForm, SetupForm
from awards.models import CertificateBatch, Decision, Recipient
from awards.permissions.certificates import registers_read_by
from awards.permissions.decisions import decides_for
from awards.queries.certificates import (
    NOT_PRINTED,
    awarded,
    certificate_decisions,
    certificates_of,
    not_printed,
    served,
    with_certificate,
)
from awards.workflow import CertificateState
from campaigns.views.agencies import chosen_agency
from units.errors import ActionRefused
from units.files.kinds import EXCEL
from units.lists import Column, Filter, ListPage
from units.models import Agency
from units.requests import AccountRequest
from units.views.files import handed_out


@require_http_methods(["GET", "POST"])
def decision_certificates(request: AccountRequest, pk: int) -> HttpResponse:
    """Whom a decision gives an award, each with the state of the certificate; print some or all."""
    found = Decision.objects.filter(agency__in=registers_read_by(request.user), pk=pk)
    decision = get_object_or_404(found.select_related("agency"))
    get_object_or_404(certificate_decisions(decision.agency), pk=pk)
    recipients = with_certificate(awarded([decision]))
    form = _setup_form(request, decision.agency, [decision])
    if request.method == "GET" and not not_printed(recipients).exists():
        form = None
    ticked = set(request.POST.getlist("recipients"))
    if form and form.is_bound and form.is_valid():
        if "all" in request.POST:
            waiting = served(not_printed(recipients), form.cleaned_data["stock"])
        else:
            waiting = recipients.filter(pk__in=[key for key in ticked if key.isdigit()])
        if batch := _printed(request, form, list(waiting)):
            return redirect(batch)
    page = ListPage(
        request,
        recipients,
        _columns(),
        search=("folded",),
        filters={"state": Filter(_("Trạng thái"), _states(), "certificate_state")},
        default_sort="ordinal",
    )
    return page.respond(
        "awards/decision_certificates.html",
        decision=decision,
        form=form,
        ticked=ticked,
        labels=_states(),
    )


def _columns() -> list[Column]:
    labels = dict(_states())
    return [
        Column("ordinal", _("Số sổ vàng"), lambda one: one.ordinal, ("ordinal",), numeric=True),
        Column("name", _("Họ tên, tập thể"), lambda one: one.name, ("sort_key",)),
        Column("place", _("Chức vụ, đơn vị"), lambda one: one.place),
        Column(
            "state",
            _("Giấy"),
            lambda one: labels[one.certificate_state],
            ("certificate_state",),
        ),
    ]


def _states() -> list[tuple[str, str]]:
    printed = [(state.value, str(state.label)) for state in CertificateState]
    return [(NOT_PRINTED, _("chưa in")), *printed]


@require_http_methods(["GET", "POST"])
def ceremony(request: AccountRequest) -> HttpResponse:
    """Decisions of a year: the call list of those ticked, and their certificates in one batch."""
    agencies, agency = chosen_agency(request, registers_read_by(request.user))
    all_decisions = certificate_decisions(agency).select_related("agency")
    years = sorted(set(all_decisions.values_list("year", flat=True)), reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() else max(years, default=0)
    decisions = list(all_decisions.filter(year=year))
    asked_keys = set(request.GET.getlist("decision"))
    chosen = [one for one in decisions if not asked_keys or str(one.pk) in asked_keys]
    recipients = awarded(chosen)
    form = _setup_form(request, agency, chosen)
    if form and form.is_bound and form.is_valid():
        waiting = served(not_printed(recipients), form.cleaned_data["stock"])
        if batch := _printed(request, form, list(waiting)):
            return redirect(batch)
    context = {
        "agencies": agencies,
        "agency": agency,
        "years": years,
        "year": year,
        "decisions": decisions,
        "chosen": chosen,
        "called": recipients.count(),
        "waiting": not_printed(recipients).count(),
        "query": urlencode([("decision", one.pk) for one in chosen]),
        "form": form,
    }
    return render(request, "awards/ceremony.html", context)


@require_GET
def call_list(request: AccountRequest) -> HttpResponse:
    """The recipients of decisions in the order in which they are called, as PDF or EXCEL."""
    _agencies, agency = chosen_agency(request, registers_read_by(request.user))
    keys = [key for key in request.GET.getlist("decision") if key.isdigit()]
    decisions = certificate_decisions(agency).filter(pk__in=keys)
    rows = call_rows(awarded(decisions.order_by()))
    if request.GET.get("format") == "xlsx":
        return handed_out(call_list_xlsx(rows), EXCEL, "danh-sach-goi-ten.xlsx")
    return HttpResponse(call_list_pdf(agency, rows), content_type="application/pdf")


@require_GET
def certificate_batch(request: AccountRequest, pk: int) -> HttpResponse:
    """What was printed together: its PDF, and the handing over at the ceremony."""
    return _batch_page(request, _batch_or_404(request, pk))


@require_GET
def certificate_batch_file(request: AccountRequest, pk: int) -> HttpResponse:
    """The PDF of a batch, set from its record; what was reported lost or spoilt is left out."""
    batch = _batch_or_404(request, pk)
    found = list(certificates_of(batch))
    if not found:
        raise Http404
    return HttpResponse(batch_pdf(batch, found), content_type="application/pdf")


@require_POST
def certificate_batch_hand_over(request: AccountRequest, pk: int) -> HttpResponse:
    """Note that those ticked were handed over on a day; one that is refused stops no other."""
    batch = _batch_or_404(request, pk)
    form = BatchHandOverForm(request.POST)
    if not form.is_valid():
        return _batch_page(request, batch, form=form)
    keys = [key for key in request.POST.getlist("certificates") if key.isdigit()]
    done = 0
    for certificate in batch.certificates.filter(pk__in=keys):
        try:
            hand_over_certificate(
                certificate=certificate, on=form.cleaned_data["on"], actor=request.user
            )
            done += 1
        except ActionRefused as refusal:
            messages.error(request, f"{certificate.name}: {refusal}")
    if done:
        said = ngettext("Đã ghi nhận trao %(n)d giấy.", "Đã ghi nhận trao %(n)d giấy.", done)
        messages.success(request, said % {"n": done})
    elif not keys:
        messages.error(request, _("Chưa chọn giấy nào. Hãy đánh dấu vào ô đầu dòng."))
    return redirect(batch)


def _batch_or_404(request: AccountRequest, pk: int) -> CertificateBatch:
    found = CertificateBatch.objects.filter(agency__in=registers_read_by(request.user))
    related = found.select_related("agency", "stock", "printer", "made_by__person")
    return get_object_or_404(related, pk=pk)


def _batch_page(
    request: AccountRequest, batch: CertificateBatch, form: BatchHandOverForm | None = None
) -> HttpResponse:
    certificates = list(
        batch.certificates.select_related("recipient__decision__agency", "recipient__unit")
    )
    waiting = any(one.state == CertificateState.PRINTED for one in certificates)
    context = {
        "batch": batch,
        "certificates": certificates,
        "live": any(one.is_live for one in certificates),
        "waiting": waiting and decides_for(request.user, batch.agency),
        "form": form or BatchHandOverForm(),
    }
    return render(request, "awards/certificate_batch.html", context)


def _setup_form(
    request: AccountRequest, agency: Agency, decisions: Iterable[Decision]
) -> SetupForm | None:
    """The form for whoever prints; none for a reader of the register."""
    if not decides_for(request.user, agency):
        return None
    data: Any = request.POST if request.method == "POST" else None
    return SetupForm(data, agency=agency, awards={one.award for one in decisions})


def _printed(
    request: AccountRequest, form: SetupForm, recipients: list[Recipient]
) -> CertificateBatch | None:
    """Print; or say on the form why nothing was."""
    if not recipients:
        form.add_error(
            None,
            _("Không có ai để in trên phôi này: hãy chọn người chưa có giấy, hoặc chọn phôi khác."),
        )
        return None
    try:
        batch = print_certificates(
            recipients=recipients, setup=Setup(**form.cleaned_data), actor=request.user
        )
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Đã vào sổ. Hãy mở tệp PDF để in."))
    return batch

"""The library of recognised initiatives, recognition itself, the certificate, and adoption."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.adoptions import confirm_adoption, record_adoption
from campaigns.actions.initiatives import recognise_proposal, refuse_proposal
from campaigns.forms.proposals import AdoptionForm, RecogniseForm
from campaigns.models import Initiative, Proposal
from campaigns.permissions.initiatives import (
    adopting_units,
    adoptions_visible_to,
    initiatives_visible_to,
)
from campaigns.queries.initiatives import library
from campaigns.queries.proposals import authorships_of
from campaigns.views.proposals import proposal_or_404, proposal_page, refuse_form
from units import clock
from units.errors import ActionRefused
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.views.attempts import attempt


@require_GET
def initiatives(request: AccountRequest) -> HttpResponse:
    """Every recognised initiative of the agency, open to all staff."""
    columns = [
        Column("title", _("Sáng kiến, đề tài"), lambda one: one.title, ("folded",)),
        Column("authors", _("Tác giả"), lambda one: one.author_names, ("author_folded",)),
        Column("scope", _("Phạm vi"), lambda one: one.get_scope_display(), ("scope",)),
        Column("on", _("Ngày công nhận"), lambda one: one.recognised_on, ("recognised_on",)),
        Column("certificate", _("Giấy chứng nhận"), lambda one: one.certificate, ("certificate",)),
        Column(
            "adoptions",
            _("Nhân rộng"),
            lambda one: one.adoption_count,
            ("adoption_count",),
            numeric=True,
        ),
    ]
    visible = initiatives_visible_to(request.user)
    years = [day.year for day in visible.dates("recognised_on", "year", order="DESC")]
    page = ListPage(
        request,
        library(visible),
        columns,
        search=("folded", "author_folded"),
        filters={
            "year": Filter(_("Năm"), [(year, year) for year in years], "recognised_on__year"),
            "kind": Filter(_("Loại"), Initiative.Kind.choices, "kind"),
            "scope": Filter(_("Phạm vi"), Initiative.Scope.choices, "scope"),
        },
        default_sort="-on",
    )
    return page.respond("campaigns/initiatives.html")


@require_GET
def initiative_certificate(request: AccountRequest, pk: int) -> HttpResponse:
    """The certificate of an initiative that was recognised here, to print."""
    numbered = initiatives_visible_to(request.user).filter(number__isnull=False)
    initiative = get_object_or_404(numbered.select_related("agency"), pk=pk)
    proposal = Proposal.objects.select_related("unit").get(initiative=initiative)
    context = {
        "initiative": initiative,
        "proposal": proposal,
        "authorships": authorships_of(proposal),
    }
    return render(request, "campaigns/initiative_certificate.html", context)


@require_POST
def proposal_recognise(request: AccountRequest, pk: int) -> HttpResponse:
    """Recognise what the council carried, by a decision."""
    proposal = proposal_or_404(request, pk)
    form = RecogniseForm(request.POST, proposal=proposal, prefix="recognise")
    if not form.is_valid():
        return proposal_page(request, proposal, recognise=form)
    said = {name: form.cleaned_data[name] for name in ("scope", "decision", "signed_on")}
    try:
        initiative = recognise_proposal(proposal=proposal, actor=request.user, **said)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return proposal_page(request, proposal, status=409, recognise=form)
    return redirect(initiative)


@require_POST
def proposal_refuse(request: AccountRequest, pk: int) -> HttpResponse:
    """Refuse recognition with a reason."""
    proposal = proposal_or_404(request, pk)
    form = refuse_form(request.POST)
    if not form.is_valid():
        return proposal_page(request, proposal, refuse=form)
    reason = form.cleaned_data["note"]
    attempt(
        request,
        lambda: refuse_proposal(proposal=proposal, reason=reason, actor=request.user),
        _("Đã ghi việc không công nhận và báo lý do cho các tác giả."),
    )
    return redirect(proposal)


@require_http_methods(["GET", "POST"])
def initiative_adopt(request: AccountRequest, pk: int) -> HttpResponse:
    """Say that one's unit uses an initiative of another."""
    visible = initiatives_visible_to(request.user).select_related("agency", "proposal")
    initiative = get_object_or_404(visible, pk=pk)
    units = adopting_units(request.user, initiative, clock.today())
    get_object_or_404(units[:1])
    form = AdoptionForm(request.POST or None, units=units)
    status = 200
    if form.is_valid():
        try:
            record_adoption(initiative=initiative, actor=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return redirect(initiative)
    context = {"initiative": initiative, "form": form}
    return render(request, "campaigns/initiative_adopt.html", context, status=status)


@require_POST
def adoption_confirm(request: AccountRequest, pk: int) -> HttpResponse:
    """Confirm, as head of the unit, that it uses the initiative."""
    visible = adoptions_visible_to(request.user).select_related("initiative")
    adoption = get_object_or_404(visible, pk=pk)
    attempt(
        request,
        lambda: confirm_adoption(adoption=adoption, actor=request.user),
        _("Đã xác nhận; việc áp dụng này được tính là nhân rộng."),
    )
    return redirect(adoption.initiative)

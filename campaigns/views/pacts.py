"""Pages of the pacts of blocs."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.actions.pacts import begin_pact, open_pact, reopen_pact, save_pact, sign_pact
from campaigns.comparison import words_changed
from campaigns.forms.pacts import PactForm, PactPlaceForm
from campaigns.models import Pact
from campaigns.permissions.campaigns import (
    agencies_run_by,
    campaigns_run_by,
    campaigns_visible_to,
)
from campaigns.permissions.pacts import may_write, pacts_visible_to
from campaigns.workflow import CampaignState, PactState
from units.errors import ActionRefused
from units.forms import NoteForm
from units.models import Role
from units.permissions import standing
from units.requests import AccountRequest
from units.views.attempts import attempt, edition_shown


@require_http_methods(["GET", "POST"])
def pacts(request: AccountRequest, campaign_pk: int) -> HttpResponse:
    """The pacts of a campaign's blocs; the standing body begins one here."""
    launched = campaigns_visible_to(request.user).exclude(state=CampaignState.DRAFT)
    campaign = get_object_or_404(launched.select_related("agency"), pk=campaign_pk)
    runs = campaigns_run_by(request.user).filter(pk=campaign.pk).exists()
    begins = runs and agencies_run_by(request.user).filter(pk=campaign.agency_id).exists()
    form = PactPlaceForm(campaign, request.POST or None) if begins else None
    if request.method == "POST" and form and form.is_valid():
        begun = attempt(
            request,
            lambda: begin_pact(campaign=campaign, actor=request.user, **form.cleaned_data),
            _("Đã giao đơn vị trưởng khối soạn giao ước."),
        )
        return redirect(begun or request.path)
    rows = pacts_visible_to(request.user).filter(campaign=campaign).select_related("bloc", "lead")
    given = Count("signatures", filter=Q(signatures__signed_at__isnull=False), distinct=True)
    found = rows.annotate(given=given, asked=Count("signatures", distinct=True))
    context = {"campaign": campaign, "pacts": found, "form": form}
    return render(request, "campaigns/pacts.html", context)


def _pact_or_404(request: AccountRequest, pk: int) -> Pact:
    return get_object_or_404(
        pacts_visible_to(request.user).select_related("campaign__agency", "bloc", "lead"), pk=pk
    )


@require_http_methods(["GET", "POST"])
def pact(request: AccountRequest, pk: int) -> HttpResponse:
    """One pact: its wording, and who has signed; those who word it write here."""
    pact = _pact_or_404(request, pk)
    writes = may_write(request.user, pact)
    if request.method == "GET" or not writes:
        form = PactForm(initial={"text": pact.text, "edition": pact.edition})
        return _pact_page(request, pact, form)
    form = PactForm(request.POST)
    if not form.is_valid():
        return _pact_page(request, pact, form)
    try:
        save_pact(pact=pact, actor=request.user, **form.cleaned_data)
    except ActionRefused as refusal:
        return _conflict_page(request, pk, form, refusal)
    messages.success(request, _("Đã lưu giao ước."))
    if "open" in request.POST:
        attempt(
            request,
            lambda: open_pact(pact=pact, actor=request.user),
            _("Đã gửi thủ trưởng các đơn vị trong khối ký."),
        )
    return redirect(pact)


def _conflict_page(
    request: AccountRequest, pk: int, form: PactForm, refusal: ActionRefused
) -> HttpResponse:
    """Keep what was typed, show what is saved beside it, and save anew only on purpose."""
    saved, typed = _pact_or_404(request, pk), form.cleaned_data["text"]
    again = PactForm({"text": typed, "edition": saved.edition})
    again.is_valid()
    again.add_error(None, str(refusal))
    return _pact_page(request, saved, again, status=409, pieces=words_changed(saved.text, typed))


def _pact_page(
    request: AccountRequest, pact: Pact, form: PactForm, status: int = 200, **more: object
) -> HttpResponse:
    heads = standing(request.user).unit_ids(Role.UNIT_HEAD)
    signatures = list(pact.signatures.select_related("unit", "signed_by__person"))
    context = {
        "pact": pact,
        "campaign": pact.campaign,
        "form": form,
        "writes": may_write(request.user, pact),
        "is_draft": pact.state == PactState.DRAFT,
        "is_open": pact.state == PactState.OPEN,
        "signatures": signatures,
        "to_sign": [
            one.unit for one in signatures if one.signed_at is None and one.unit_id in heads
        ],
        "reopen": _reopen_form(),
    } | more
    return render(request, "campaigns/pact.html", context, status=status)


@require_POST
def pact_sign(request: AccountRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Sign for a member."""
    pact = _pact_or_404(request, pk)
    heads = standing(request.user).unit_ids(Role.UNIT_HEAD)
    place = get_object_or_404(
        pact.signatures.select_related("unit").filter(unit__in=heads), unit=unit_pk
    )
    attempt(
        request,
        lambda: sign_pact(
            pact=pact, unit=place.unit, edition=edition_shown(request), actor=request.user
        ),
        _("Đã ký giao ước thi đua của khối."),
    )
    return redirect(pact)


@require_POST
def pact_reopen(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a pact back to be worded anew."""
    pact = _pact_or_404(request, pk)
    form = _reopen_form(request.POST)
    reason = form.cleaned_data["note"] if form.is_valid() else ""
    attempt(
        request,
        lambda: reopen_pact(pact=pact, reason=reason, actor=request.user),
        _("Đã thu hồi giao ước để sửa; các chữ ký đã có không còn giá trị."),
    )
    return redirect(pact)


def _reopen_form(data: object = None) -> NoteForm:
    return NoteForm(data, label=_("Lý do thu hồi để sửa"), prefix="reopen")

"""The page that writes a pledge: nothing typed is lost, and nothing saved is overwritten unseen."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.actions.autosaves import forget_typing, keep_typing
from campaigns.actions.pledges import EditionConflict, PledgeContent, save_pledge
from campaigns.comparison import compare
from campaigns.forms.conflicts import beside_saved
from campaigns.forms.pledges import PledgeForms
from campaigns.milestones import is_over
from campaigns.models import Pledge
from campaigns.permissions.pledges import open_steps
from campaigns.queries.registrations import earlier_pledge, registered_count
from campaigns.queries.versions import amendment_of, content_of, typed_content
from campaigns.views.pledges import pledge_or_404, send
from units import clock
from units.carried import carried
from units.errors import ActionRefused
from units.requests import AccountRequest
from units.views.attempts import back_to_part


@require_http_methods(["GET", "POST"])
def pledge_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Write a pledge; save it as a draft, or save and send it."""
    pledge = pledge_or_404(request, pk)
    if request.method == "POST":
        return _save(request, pledge)
    if "save" not in open_steps(request.user, pledge):
        return redirect(pledge)
    kept = pledge.autosaves.filter(account=request.user).first()
    typed = carried(request)
    if typed is None and kept and "restore" in request.GET:
        typed = QueryDict(kept.typed)
    forms = PledgeForms(pledge, clock.today(), typed)
    return _edit_page(request, pledge, forms, restored=typed is not None, kept=kept)


def _save(request: AccountRequest, pledge: Pledge) -> HttpResponse:
    forms = PledgeForms(pledge, clock.today(), request.POST)
    if not forms.is_valid():
        return _edit_page(request, pledge, forms)
    try:
        save_pledge(
            pledge=pledge,
            content=PledgeContent(**forms.content),
            edition=forms.edition.cleaned_data["edition"],
            actor=request.user,
        )
    except EditionConflict as refusal:
        return _conflict_page(request, pledge, forms, refusal)
    except ActionRefused as refusal:
        forms.refuse(refusal)
        return _edit_page(request, pledge, forms, status=409)
    if "send" in request.POST:
        return send(request, pledge)
    messages.success(request, _("Đã lưu nháp."))
    return back_to_part(request, reverse("pledge_edit", args=[pledge.pk]))


def _conflict_page(
    request: AccountRequest, pledge: Pledge, forms: PledgeForms, refusal: EditionConflict
) -> HttpResponse:
    """Both texts: the typed one in the form, what is saved beside every field that differs."""
    pledge = pledge_or_404(request, pledge.pk)
    differs = compare(content_of(pledge), typed_content(pledge, **forms.content))
    both = beside_saved(pledge, clock.today(), request.POST)
    both.is_valid()
    both.refuse(refusal)
    return _edit_page(request, pledge, both, status=409, differs=differs)


def _edit_page(
    request: AccountRequest, pledge: Pledge, forms: PledgeForms, status: int = 200, **more: object
) -> HttpResponse:
    is_late = is_over(clock.today(), pledge.campaign.pledges_due) and pledge.signed_at is None
    context = {
        "pledge": pledge,
        "campaign": pledge.campaign,
        "forms": forms,
        "amendment": amendment_of(pledge),
        "registered": registered_count(pledge),
        "earlier": None if pledge.edition else earlier_pledge(pledge),
        "is_late": is_late,
    } | more
    return render(request, "campaigns/pledge_edit.html", context, status=status)


@require_POST
def pledge_autosave(request: AccountRequest, pk: int) -> HttpResponse:
    """Keep what is being typed, from the background; or throw it away."""
    pledge = pledge_or_404(request, pk)
    if "discard" in request.POST:
        forget_typing(pledge=pledge, actor=request.user)
        return redirect("pledge_edit", pk)
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    try:
        keep_typing(pledge=pledge, typed=typed.urlencode(), actor=request.user)
    except ActionRefused as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)

"""A person's own registration, and the page on which the clerk takes those of the unit over."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.copies import copy_earlier_pledge
from campaigns.actions.registrations import (
    save_registration,
    send_registration,
    take_over_registrations,
)
from campaigns.forms.registrations import RegistrationForms
from campaigns.models import Registration
from campaigns.permissions.campaigns import campaigns_visible_to
from campaigns.permissions.pledges import open_steps
from campaigns.permissions.registrations import registrations_visible_to
from campaigns.queries.registrations import registration_of, registrations_for, taken_over
from campaigns.views.pledges import pledge_or_404
from campaigns.workflow import CampaignState
from units import clock
from units.errors import ActionRefused
from units.requests import AccountRequest
from units.views.attempts import attempt, back_to_part


@require_http_methods(["GET", "POST"])
def registration(request: AccountRequest, campaign_pk: int) -> HttpResponse:
    """Register titles and targets of one's own for a campaign; save, or save and hand in."""
    campaign = get_object_or_404(
        campaigns_visible_to(request.user)
        .exclude(state=CampaignState.DRAFT)
        .select_related("agency"),
        pk=campaign_pk,
    )
    if request.user.person is None or request.user.person.agency_id != campaign.agency_id:
        raise Http404
    own = registration_of(campaign, request.user.person_id)
    own = own or Registration(campaign=campaign, person=request.user.person)
    forms = RegistrationForms(own, request.POST or None)
    if request.method == "POST" and forms.is_valid():
        return _save(request, own, forms)
    return _registration_page(request, own, forms)


def _save(request: AccountRequest, own: Registration, forms: RegistrationForms) -> HttpResponse:
    try:
        saved = save_registration(campaign=own.campaign, actor=request.user, **forms.content)
    except ActionRefused as refusal:
        forms.refuse(refusal)
        return _registration_page(request, own, forms, status=409)
    messages.success(request, _("Đã lưu đăng ký của bạn."))
    if "send" in request.POST:
        attempt(
            request,
            lambda: send_registration(registration=saved, actor=request.user),
            _("Đã gửi đơn vị. Cán bộ đầu mối thấy và đưa được vào bản đăng ký chung."),
        )
    return back_to_part(request, reverse("registration", args=[own.campaign_id]))


def _registration_page(
    request: AccountRequest, own: Registration, forms: RegistrationForms, status: int = 200
) -> HttpResponse:
    context = {
        "campaign": own.campaign,
        "registration": own,
        "forms": forms,
        "is_open": own.campaign.state == CampaignState.LAUNCHED,
    }
    return render(request, "campaigns/registration.html", context, status=status)


@require_GET
def pledge_registrations(request: AccountRequest, pk: int) -> HttpResponse:
    """What people of the unit registered, and which of it the unit's pledge has already."""
    pledge = pledge_or_404(request, pk)
    visible = registrations_visible_to(request.user)
    rows = registrations_for(pledge, clock.today()).filter(pk__in=visible)
    targets, aims = taken_over(pledge)
    context = {
        "pledge": pledge,
        "campaign": pledge.campaign,
        "may_take": "save" in open_steps(request.user, pledge),
        "registered": [
            (
                one,
                [
                    (target, (target.commitment_id, target.indicator, one.person_id) in targets)
                    for target in one.targets.all()
                ],
                [(aim, (aim.award, one.person_id) in aims) for aim in one.aims.all()],
            )
            for one in rows
        ],
    }
    return render(request, "campaigns/pledge_registrations.html", context)


@require_POST
def pledge_take_over(request: AccountRequest, pk: int) -> HttpResponse:
    """Put the ticked registrations into the unit's draft."""
    pledge = pledge_or_404(request, pk)
    chosen = [int(key) for key in request.POST.getlist("registration") if key.isdigit()]
    try:
        targets, aims = take_over_registrations(
            pledge=pledge, registrations=chosen, actor=request.user
        )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("pledge_registrations", pk)
    messages.success(
        request,
        _("Đã đưa vào bản đăng ký của đơn vị: %(targets)d chỉ tiêu, %(aims)d danh hiệu.")
        % {"targets": targets, "aims": aims},
    )
    return redirect("pledge_edit", pk)


@require_POST
def pledge_copy(request: AccountRequest, pk: int) -> HttpResponse:
    """Begin the draft with what the unit pledged the year before."""
    pledge = pledge_or_404(request, pk)
    attempt(
        request,
        lambda: copy_earlier_pledge(pledge=pledge, actor=request.user),
        _("Đã chép bản đăng ký năm trước vào bản nháp. Hãy xem lại số lượng, ngày và người."),
    )
    return redirect("pledge_edit", pk)

"""The plan of a campaign: attach it, read it, take it off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.actions.plans import attach_plan, remove_plan
from campaigns.forms.plans import PlanForm
from campaigns.models import CampaignPlan
from campaigns.permissions.campaigns import campaigns_run_by, campaigns_visible_to
from units.errors import ActionRefused
from units.requests import AccountRequest
from units.views.attempts import attempt
from units.views.files import serve


@require_GET
def campaign_plan(request: AccountRequest, pk: int) -> HttpResponse:
    """The file, for whoever sees the campaign."""
    plans = CampaignPlan.objects.filter(campaign__in=campaigns_visible_to(request.user))
    return serve(get_object_or_404(plans.select_related("file"), pk=pk))


@require_POST
def campaign_plan_attach(request: AccountRequest, pk: int) -> HttpResponse:
    """Attach files to the campaign."""
    campaign = get_object_or_404(campaigns_run_by(request.user), pk=pk)
    form = PlanForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors.get("plans", ())))
        return redirect(campaign)
    try:
        for upload in form.cleaned_data["plans"]:
            attach_plan(campaign=campaign, upload=upload, actor=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã đính kèm kế hoạch."))
    return redirect(campaign)


@require_POST
def campaign_plan_remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a file off."""
    plans = CampaignPlan.objects.filter(campaign__in=campaigns_run_by(request.user))
    plan = get_object_or_404(plans.select_related("campaign"), pk=pk)
    attempt(request, lambda: remove_plan(plan=plan, actor=request.user), _("Đã bỏ tệp."))
    return redirect(plan.campaign)

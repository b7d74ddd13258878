"""The page of the campaigns that other authorities launched."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.actions.chain import record_higher_campaign
from campaigns.forms.chain import HigherCampaignForm
from campaigns.models import HigherCampaign
from campaigns.permissions.campaigns import agencies_run_by
from units.errors import ActionRefused
from units.requests import AccountRequest


@require_http_methods(["GET", "POST"])
def higher_campaigns(request: AccountRequest) -> HttpResponse:
    """Show what is recorded, with our campaigns below each; record one more."""
    agencies = agencies_run_by(request.user)
    agency = agencies.first()
    if agency is None:
        raise Http404
    form = HigherCampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_higher_campaign(agency=agency, actor=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi nhận phong trào cấp trên."))
            return redirect("higher_campaigns")
    recorded = HigherCampaign.objects.filter(agency__in=agencies).prefetch_related("below")
    return render(request, "campaigns/higher_campaigns.html", {"form": form, "recorded": recorded})

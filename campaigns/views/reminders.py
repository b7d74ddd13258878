"""The page on which the standing body says when people are reminded."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.actions.reminders import set_reminder_rule
from campaigns.forms.reminders import ReminderForms
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.queries.reminders import schedules_of
from units.errors import ActionRefused
from units.requests import AccountRequest


@require_http_methods(["GET", "POST"])
def reminders(request: AccountRequest) -> HttpResponse:
    """Show and change the schedule of every duty."""
    agency = agencies_run_by(request.user).first()
    if agency is None:
        raise Http404
    forms = ReminderForms(schedules_of(agency), agency, request.POST or None)
    if request.method == "POST" and forms.is_valid() and _saved(request, forms):
        messages.success(request, _("Đã lưu lịch nhắc việc."))
        return redirect("reminders")
    return render(request, "campaigns/reminders.html", {"forms": forms})


def _saved(request: AccountRequest, forms: ReminderForms) -> bool:
    """Save every changed schedule, or none of them."""
    try:
        with transaction.atomic():
            for duty, schedule in forms.changed:
                set_reminder_rule(
                    agency=forms.agency, duty=duty, schedule=schedule, actor=request.user
                )
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True

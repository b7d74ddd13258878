"""The what-if page of the standing body."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from awards.law.records import LawError
from awards.verdicts import speech
from campaigns.permissions.campaigns import agencies_run_by
from reports.forms import TrialForm
from reports.queries.trials import Trial, trial_law, try_out
from units import clock
from units.models import Account, Agency
from units.requests import AccountRequest


@require_GET
def trial(request: AccountRequest) -> HttpResponse:
    """Ask who would be in or out under another regime, or with another rule of the agency."""
    agency = agencies_run_by(request.user).first()
    if agency is None:
        raise Http404
    language = get_language() or "vi"
    asked = request.GET or None
    form = TrialForm(asked, today=clock.today(), agency=agency.name, language=language)
    found = _found(form, agency, request.user) if asked and form.is_valid() else None
    return render(request, "reports/trial.html", {"form": form, "trial": found})


def _found(form: TrialForm, agency: Agency, account: Account) -> Trial | None:
    try:
        tried = trial_law(form.cleaned_data["records"])
    except LawError as error:
        form.add_error("records", str(error))
        return None
    return try_out(
        agency,
        form.chosen_award,
        account,
        year=form.chosen_year,
        under=form.under,
        tried=tried,
        say=speech(agency),
    )

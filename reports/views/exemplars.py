"""The page of one exemplar, with the awards of whom it is about."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from awards.queries.records import awards_of_person, awards_of_unit
from campaigns.forms.exemplars import AdoptForm
from campaigns.permissions.exemplars import (
    exemplars_visible_to,
    open_exemplar_steps,
    proposing_units,
)
from campaigns.views.exemplars import (
    agree_form,
    decline_form,
    discard_form,
    note_form,
    publish_form,
)
from campaigns.workflow import ExemplarState
from reports.queries.records import openable
from units import clock
from units.models import Unit
from units.requests import AccountRequest


@require_GET
def exemplar(request: AccountRequest, pk: int) -> HttpResponse:
    """Show the story, what units learned from it, and the steps open to the account."""
    account, today = request.user, clock.today()
    visible = exemplars_visible_to(account).select_related(
        "agency", "unit", "person", "collective", "photo", "consented_by__person"
    )
    found = get_object_or_404(visible, pk=pk)
    subject = found.subject
    awards = awards_of_unit(subject) if isinstance(subject, Unit) else awards_of_person(subject)
    units = proposing_units(account, today).exclude(pk__in=[found.unit_id, found.collective_id])
    may_adopt = found.state == ExemplarState.PUBLISHED and units.exists()
    context = {
        "photo_url": found.photo.get_absolute_url() if hasattr(found, "photo") else "",
        "exemplar": found,
        "steps": open_exemplar_steps(account, found),
        "awards": openable(awards, account),
        "adoptions": found.adoptions.select_related("unit"),
        "adopt": AdoptForm(units=units) if may_adopt else None,
        "agree": agree_form(),
        "decline": decline_form(),
        "publish": publish_form(found),
        "discard": discard_form(),
        "note": note_form(),
    }
    return render(request, "reports/exemplar.html", context)

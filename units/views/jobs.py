"""Long work of the account, and how far it is."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from units.queries import jobs_of
from units.requests import AccountRequest


@require_GET
def job(request: AccountRequest, pk: int) -> HttpResponse:
    """Show the progress of one's own work; htmx asks again and gets the piece that changes."""
    found = get_object_or_404(jobs_of(request.user), pk=pk)
    template = "units/_job.html" if request.htmx and not request.htmx.boosted else "units/job.html"
    return render(request, template, {"job": found})

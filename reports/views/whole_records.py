"""The whole record of a person and of a unit: a page to print, and a PDF."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from awards.documents.whole_records import render_record
from awards.queries.whole_records import lines_of_subject, whole_record
from reports.queries.records import openable
from units import clock
from units.errors import ActionRefused
from units.models import Person, Unit
from units.permissions import people_visible_to, units_visible_to
from units.queries import main_posting
from units.requests import AccountRequest
from units.views.files import handed_out


@require_GET
def person_record(request: AccountRequest, pk: int) -> HttpResponse:
    """Every award, rating and initiative of a person, year by year."""
    person = _person_or_404(request, pk)
    return _page(request, person, _post(person))


@require_GET
def person_record_file(request: AccountRequest, pk: int) -> HttpResponse:
    """The same as PDF."""
    person = _person_or_404(request, pk)
    return _file(request, person, _post(person))


@require_GET
def unit_record(request: AccountRequest, pk: int) -> HttpResponse:
    """Every award, rating and initiative of a unit, year by year."""
    unit = _unit_or_404(request, pk)
    return _page(request, unit, str(unit.parent or ""))


@require_GET
def unit_record_file(request: AccountRequest, pk: int) -> HttpResponse:
    """The same as PDF."""
    unit = _unit_or_404(request, pk)
    return _file(request, unit, str(unit.parent or ""))


def _person_or_404(request: AccountRequest, pk: int) -> Person:
    people = people_visible_to(request.user, clock.today()).select_related("agency")
    return get_object_or_404(people, pk=pk)


def _unit_or_404(request: AccountRequest, pk: int) -> Unit:
    return get_object_or_404(
        units_visible_to(request.user).select_related("agency", "parent"), pk=pk
    )


def _post(person: Person) -> str:
    posting = main_posting(person, clock.today())
    return f"{posting.title}, {posting.unit}" if posting else ""


def _page(request: AccountRequest, subject: Person | Unit, place: str) -> HttpResponse:
    lines = openable(lines_of_subject(subject), request.user)
    years = whole_record(subject, lines)
    kind = "person" if isinstance(subject, Person) else "unit"
    context = {
        "subject": subject,
        "place": place,
        "years": years,
        "awards": sum(one.ended_by is None for year in years for one in year.awards),
        "file": reverse(f"{kind}_record_file", args=[subject.pk]),
        "today": clock.today(),
    }
    return render(request, "reports/whole_record.html", context)


def _file(request: AccountRequest, subject: Person | Unit, place: str) -> HttpResponse:
    years = whole_record(subject, lines_of_subject(subject))
    try:
        content = render_record(subject, place, years)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(subject)
    code = subject.staff_code if isinstance(subject, Person) else subject.code
    name = f"qua-trinh-khen-thuong-{code}.pdf"
    return handed_out(content, "application/pdf", name, inline=True)

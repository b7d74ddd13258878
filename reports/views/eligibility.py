"""Pages of what the law says: one subject against every award, everyone of a unit for one award."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from awards.candidates import candidates
from awards.permissions.nominations import nominating_units
from awards.verdicts import speech
from reports.forms import EligibilityForm, YearForm
from reports.queries.eligibility import OF_PEOPLE, verdicts_on, way_ahead
from units import clock
from units.models import Person, Unit
from units.permissions import people_visible_to, units_visible_to
from units.requests import AccountRequest


@require_GET
def person_eligibility(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a person against each award: the answer, why, the way to it, and the years ahead."""
    today = clock.today()
    people = people_visible_to(request.user, today).select_related("agency")
    person = get_object_or_404(people, pk=pk)
    say = speech(person.agency)
    ahead = [(say.award(one.award), one) for one in way_ahead(person, request.user, say, on=today)]
    return _subject_page(request, person, ahead=ahead)


@require_GET
def collective_eligibility(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a unit as a collective against each award: the answer, why, and the way to it."""
    unit = get_object_or_404(units_visible_to(request.user).select_related("agency"), pk=pk)
    return _subject_page(request, unit)


def _subject_page(request: AccountRequest, subject: Person | Unit, **more: Any) -> HttpResponse:
    today = clock.today()
    form = YearForm(request.GET, today=today)
    say, year = speech(subject.agency), form.chosen_year
    shown = verdicts_on(subject, request.user, say, year=year, on=today)
    context = {"subject": subject, "form": form, "year": year, "verdicts": shown, **more}
    return render(request, "reports/subject_eligibility.html", context)


@require_GET
def unit_eligibility(request: AccountRequest, pk: int) -> HttpResponse:
    """Show who of a unit qualifies for an award, who nearly does, and who does not."""
    today = clock.today()
    unit = get_object_or_404(units_visible_to(request.user).select_related("agency"), pk=pk)
    form = EligibilityForm(request.GET, today=today, agency=unit.agency.name)
    say, award, year = speech(unit.agency), form.chosen_award or OF_PEOPLE[0], form.chosen_year
    context = {
        "unit": unit,
        "form": form,
        "year": year,
        "code": award,
        "award": say.award(award),
        "found": candidates(unit, award, request.user, say, year=year, on=today),
        "may_nominate": nominating_units(request.user, today).filter(pk=unit.pk).exists(),
    }
    return render(request, "reports/unit_eligibility.html", context)

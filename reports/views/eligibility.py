"""Pages of what the law says: one subject against every award, everyone of a unit for one award."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from awards.candidates import candidates
from awards.permissions import nominating_units
from awards.verdicts import speech
from reports.forms import EligibilityForm, YearForm
from reports.queries.eligibility import OF_PEOPLE, verdicts_on, way_ahead
from units import clock
from units.permissions import people_visible_to, units_visible_to
from units.requests import AccountRequest


@require_GET
def person_eligibility(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a person against each award: the answer, why, the way to it, and the years ahead."""
    today = clock.today()
    people = people_visible_to(request.user, today).select_related("agency")
    person = get_object_or_404(people, pk=pk)
    form = YearForm(request.GET, today=today)
    say = speech(person.agency)
    context = {
        "subject": person,
        "form": form,
        "year": form.chosen_year,
        "verdicts": verdicts_on(person, request.user, say, year=form.chosen_year, on=today),
        "ahead": [(say.award(one.award), one) for one in way_ahead(person, say, on=today)],
    }
    return render(request, "reports/subject_eligibility.html", context)


@require_GET
def collective_eligibility(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a unit as a collective against each award: the answer, why, and the way to it."""
    today = clock.today()
    unit = get_object_or_404(units_visible_to(request.user).select_related("agency"), pk=pk)
    form = YearForm(request.GET, today=today)
    say = speech(unit.agency)
    context = {
        "subject": unit,
        "form": form,
        "year": form.chosen_year,
        "verdicts": verdicts_on(unit, request.user, say, year=form.chosen_year, on=today),
    }
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

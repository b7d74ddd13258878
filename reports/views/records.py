"""The record of a unit and of a person, with what every floor knows about them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from awards.queries.outcomes import rejections_of
from awards.queries.records import awards_of_people_in, awards_of_person, awards_of_unit
from reports.queries.records import (
    bloc_of,
    nominations_of,
    officers,
    openable,
    pledges_of,
    targets_of,
)
from units import clock
from units.permissions import (
    people_visible_to,
    people_whose_kin_is_visible_to,
    units_visible_to,
)
from units.queries import main_posting, postings_in, with_people_count
from units.requests import AccountRequest

LAST_YEARS = 5


@require_GET
def unit(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a unit: its people, who heads it, its pledges, and the awards of it and its people."""
    account, today = request.user, clock.today()
    visible = units_visible_to(account)
    found = get_object_or_404(visible.select_related("parent"), pk=pk)
    recent = awards_of_people_in(found, today.year - LAST_YEARS + 1)
    context = {
        "unit": found,
        "parent_is_open": visible.filter(children=found).exists(),
        "bloc": bloc_of(found, today),
        "officers": officers(found, today),
        "below": with_people_count(visible.filter(parent=found).on(today), today),
        "postings": postings_in([found.pk], today),
        "pledges": pledges_of(found, account),
        "own_awards": openable(awards_of_unit(found), account),
        "people_awards": openable(recent, account),
    }
    return render(request, "reports/unit.html", context)


@require_GET
def person(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a person: postings over time, awards, targets in charge, visible nominations."""
    account, today = request.user, clock.today()
    people = people_visible_to(account, today).select_related("agency")
    found = get_object_or_404(people, pk=pk)
    context = {
        "person": found,
        "today": today,
        "is_me": found.pk == account.person_id,
        "keeps_kin": people_whose_kin_is_visible_to(account).filter(pk=found.pk).exists(),
        "main": main_posting(found, today),
        "postings": found.postings.select_related("unit").order_by("-since"),
        "open_units": set(units_visible_to(account).values_list("pk", flat=True)),
        "awards": openable(awards_of_person(found), account),
        "targets": targets_of(found, account),
        "nominations": nominations_of(found, account),
        "rejections": rejections_of(found) if found.pk == account.person_id else (),
    }
    return render(request, "reports/person.html", context)

"""Pages of the councils: all of an agency's, and one unit's with its members and their terms."""

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards.actions.councils import KEEPERS, order_council
from awards.forms.councils import OrderForm
from awards.queries.terms import Council, Term, councils_of
from units import clock
from units.errors import ActionRefused
from units.models import Role, Unit
from units.permissions import standing
from units.requests import AccountRequest


@require_GET
def councils(request: AccountRequest) -> HttpResponse:
    """Every council of the agencies that the account belongs to."""
    held = standing(request.user)
    context = {
        "councils": councils_of(held.agencies, clock.today()),
        "grants_roles": Role.SYSTEM_ADMIN in held.roles,
    }
    return render(request, "awards/councils.html", context)


@require_http_methods(["GET", "POST"])
def council(request: AccountRequest, pk: int) -> HttpResponse:
    """The councils of one unit: who sits, who leaves soon, who sat before; their order."""
    held = standing(request.user)
    unit = get_object_or_404(Unit.objects.filter(agency__in=held.agencies), pk=pk)
    found = councils_of(held.agencies, clock.today(), unit.pk)
    may_order = bool(held.roles_over(unit.pk) & set(KEEPERS))
    if not found or (request.method == "POST" and not may_order):
        raise Http404
    form = OrderForm(request.POST if request.method == "POST" else None, councils=found)
    status = 200
    if form.is_valid():
        try:
            order_council(unit=unit, places=form.places, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu thứ tự của Hội đồng."))
            return redirect("council", unit.pk)
    context = {
        "unit": unit,
        "councils": [_tables(one, form if may_order else None) for one in found],
        "form": form if may_order else None,
        "grants_roles": held.holds(Role.SYSTEM_ADMIN, unit.pk),
    }
    return render(request, "awards/council.html", context, status=status)


def _tables(council: Council, form: OrderForm | None) -> dict[str, object]:
    """A council with the terms of its tables, each beside the field of its order, if any."""

    def rows(terms: list[Term]) -> list[tuple[Term, BoundField | None]]:
        return [(term, form.control(term) if form else None) for term in terms]

    past = [(term, None) for term in council.past]
    return {
        "council": council,
        "sitting": rows(council.sitting),
        "coming": rows(council.coming),
        "past": past,
    }

"""Roles: who holds which, granting and ending them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from units import clock
from units.actions.accounts import end_role, grant_role
from units.errors import ActionRefused
from units.forms import ConfirmForm, GrantForm
from units.lists import Column, Filter, ListPage
from units.models import Account, Role, RoleGrant, Unit
from units.models.organisation import UnitQuerySet
from units.permissions import accounts_run_by, standing
from units.queries import with_held_roles
from units.requests import AccountRequest
from units.views.attempts import attempt


@require_GET
def roles(request: AccountRequest) -> HttpResponse:
    """List the accounts of the administrator's units with the roles they hold or will hold."""
    units = _units_run_by(request.user)
    accounts = accounts_run_by(request.user, Role.SYSTEM_ADMIN).select_related("person")
    columns = [
        Column("name", _("Người"), str, ("person__sort_key", "username")),
        Column("username", _("Tên đăng nhập"), lambda account: account.username, ("username",)),
        Column("grants", _("Vai trò đang giao"), lambda one: _in_words(one.current_grants)),
    ]
    filters = {
        "role": Filter(_("Vai trò"), Role.choices, "held__role"),
        "unit": Filter(_("Ở đơn vị"), units.values_list("pk", "name"), "held__unit"),
    }
    # Somebody with the same role in two units would stand twice in its list.
    page = ListPage(
        request,
        with_held_roles(accounts, clock.today()).distinct(),
        columns,
        search=("person__folded", "username"),
        filters=filters,
        default_sort="name",
    )
    return page.respond("units/roles.html", covered={unit.pk for unit in units})


@require_http_methods(["GET", "POST"])
def role_grant(request: AccountRequest) -> HttpResponse:
    """Grant a role; the fields are limited to what the administrator covers."""
    choices: dict[str, Any] = {
        "accounts": accounts_run_by(request.user, Role.SYSTEM_ADMIN)
        .select_related("person")
        .order_by("person__sort_key", "username"),
        "units": _units_run_by(request.user),
    }
    form = GrantForm(
        request.POST or None,
        initial={"account": request.GET.get("account"), "since": clock.today()},
        **choices,
    )
    if form.is_valid():
        try:
            grant_role(**form.cleaned_data, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã giao vai trò."))
            return redirect("roles")
    status = 409 if form.is_bound else 200
    return render(request, "units/role_grant.html", {"form": form}, status=status)


@require_POST
def role_end(request: AccountRequest, pk: int) -> HttpResponse:
    """End a role that somebody holds, or will hold, in the administrator's units."""
    units = _units_run_by(request.user)
    grant = get_object_or_404(RoleGrant.objects.filter(unit__in=units), pk=pk)
    if ConfirmForm(request.POST).is_valid():
        attempt(
            request, lambda: end_role(grant=grant, actor=request.user), _("Đã kết thúc vai trò.")
        )
    else:
        messages.error(request, _("Hãy đánh dấu vào ô xác nhận. Chưa có gì thay đổi."))
    return redirect("roles")


def _units_run_by(account: Account) -> UnitQuerySet:
    """The tree of units that the account administers today; 404 for everybody else."""
    covered = standing(account).unit_ids(Role.SYSTEM_ADMIN)
    if not covered:
        raise Http404
    return Unit.objects.filter(pk__in=covered).on(clock.today()).with_tree_fields()


def _in_words(grants: Iterable[RoleGrant]) -> str:
    return "; ".join(f"{grant.get_role_display()} – {grant.unit}" for grant in grants)

"""Units as a tree."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from units import clock
from units.lists import Column, Filter, ListPage
from units.models import Unit
from units.permissions import units_visible_to
from units.queries import with_people_count
from units.requests import AccountRequest


@require_GET
def units(request: AccountRequest) -> HttpResponse:
    """List the units that the account covers, each below its parent."""
    today = clock.today()
    tree = units_visible_to(request.user).on(today).with_tree_fields().select_related("parent")
    columns = [
        Column("name", _("Đơn vị"), lambda unit: unit.name, ("sort_key",)),
        Column("code", _("Mã"), lambda unit: unit.code, ("code",)),
        Column("line", _("Hệ thống"), lambda unit: unit.get_line_display()),
        Column("parent", _("Thuộc"), lambda unit: unit.parent.name if unit.parent else ""),
        Column("people", _("Số người"), lambda u: u.people_count, ("people_count",), numeric=True),
    ]
    lines = Filter(_("Hệ thống"), Unit.Line.choices, "line")
    page = ListPage(
        request,
        with_people_count(tree, today),
        columns,
        search=("folded",),
        filters={"line": lines},
    )
    return page.respond("units/units.html", is_tree=not page.sort)

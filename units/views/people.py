"""People, found by name."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from units import clock
from units.lists import Column, Filter, ListPage
from units.models import Posting
from units.permissions import people_visible_to, units_visible_to
from units.queries import with_main_posting
from units.requests import AccountRequest


@require_GET
def people(request: AccountRequest) -> HttpResponse:
    """List the people of the units that the account covers, by given name."""
    today = clock.today()
    visible = with_main_posting(people_visible_to(request.user, today), today)
    columns = [
        Column("name", _("Họ và tên"), lambda person: person.full_name, ("sort_key",)),
        Column("code", _("Mã cán bộ"), lambda person: person.staff_code, ("staff_code",)),
        Column("title", _("Chức vụ"), lambda person: person.post_title or ""),
        Column(
            "unit",
            _("Đơn vị"),
            lambda person: person.post_unit or "",
            ("post_unit_key", "sort_key"),
        ),
        Column(
            "rank",
            _("Đối tượng"),
            lambda person: rank_label(person.post_rank),
            ("post_rank", "sort_key"),
        ),
    ]
    units = units_visible_to(request.user).on(today).values_list("pk", "name")
    filters = {
        "unit": Filter(_("Đơn vị"), units, "unit_now__unit"),
        "rank": Filter(_("Đối tượng"), Posting.Rank.choices, "post_rank"),
    }
    # Somebody posted twice in one unit would stand twice in its list.
    page = ListPage(
        request,
        visible.distinct(),
        columns,
        search=("folded",),
        filters=filters,
        default_sort="name",
    )
    return page.respond("units/people.html", ranks=Posting.Rank.choices)


def rank_label(rank: str | None) -> str:
    """Leader or direct worker, in words; empty for somebody without a posting today."""
    return str(Posting.Rank(rank).label) if rank else ""

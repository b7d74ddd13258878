"""The lists behind the dashboard's figures: the same rows, one by one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.labels import award_choices, award_label, kind_label
from reports.queries.dashboard import (
    agency_name,
    awarded,
    launched,
    signed_targets,
    years,
)
from reports.queries.records import openable
from reports.views.dashboard import readers_scope
from units.lists import Column, Filter, ListPage
from units.models import Posting, Unit
from units.requests import AccountRequest


@require_GET
def dashboard_targets(request: AccountRequest, pk: int) -> HttpResponse:
    """List the targets of the signed pledges of a campaign."""
    scope = readers_scope(request.user)
    campaign = get_object_or_404(launched(scope), pk=pk)
    targets = signed_targets(scope, campaign)
    commitments = [(one.pk, str(one)) for one in campaign.commitments.all()]
    commitment = pgettext("commitment", "Nội dung")
    by_number = ("commitment__number", "pledge__unit__sort_key")
    columns = [
        Column("commitment", commitment, lambda row: row.commitment.number, by_number),
        Column("indicator", _("Chỉ tiêu"), lambda row: row.indicator),
        Column("value", _("Số lượng"), lambda row: row.value, ("value",), numeric=True),
        Column("measure", _("Đơn vị tính"), lambda row: row.measure),
        Column("due", _("Hoàn thành trước"), lambda row: f"{row.due_on:%d/%m/%Y}", ("due_on",)),
        Column("person", _("Người phụ trách"), lambda row: row.person, ("person__sort_key",)),
        Column("unit", _("Đơn vị"), lambda row: row.pledge.unit, ("pledge__unit__sort_key",)),
    ]
    units = Unit.objects.filter(pledge_set__targets__in=targets).distinct()
    page = ListPage(
        request,
        targets.select_related("commitment", "person", "pledge__unit"),
        columns,
        search=("person__folded", "pledge__unit__folded"),
        filters={
            "commitment": Filter(commitment, commitments, "commitment"),
            "unit": Filter(_("Đơn vị"), units.values_list("pk", "name"), "pledge__unit"),
        },
        default_sort="commitment",
    )
    return page.respond("reports/dashboard_targets.html", campaign=campaign)


@require_GET
def dashboard_recipients(request: AccountRequest) -> HttpResponse:
    """List everyone who was awarded, in any year."""
    scope = readers_scope(request.user)
    agency = agency_name(scope)
    found = awarded(scope)
    columns = [
        Column("name", _("Người, tập thể"), lambda row: row.name, ("sort_key",)),
        Column("place", _("Chức vụ, đơn vị"), lambda row: row.place or row.unit.name),
        Column("award", _("Danh hiệu, hình thức"), lambda row: award_label(row.award, agency)),
        Column("kind", _("Đối tượng"), lambda row: row.get_kind_display(), ("kind", "sort_key")),
        Column("year", _("Năm"), lambda row: row.year, ("year", "sort_key"), numeric=True),
        Column("decision", _("Quyết định"), lambda row: row.decision.reference),
    ]
    given = set(found.order_by().values_list("award", flat=True).distinct())
    awards = [award for award in catalogue.awards() if award.code in given]
    levels = {award.level: kind_label(award.level) for award in awards}
    filters = {
        "year": Filter(_("Năm"), [(str(year), str(year)) for year in years(scope)], "year"),
        "level": Filter(_("Cấp"), levels.items(), "level"),
        "award": Filter(_("Danh hiệu, hình thức"), award_choices(agency or "", awards), "award"),
        "kind": Filter(_("Đối tượng"), RecipientKind.choices, "kind"),
        "rank": Filter(_("Vị trí"), Posting.Rank.choices, "rank"),
    }
    page = ListPage(
        request,
        openable(found, request.user).select_related("decision__agency", "unit"),
        columns,
        search=("folded", "unit__folded"),
        filters=filters,
        default_sort="-year",
    )
    return page.respond("reports/dashboard_recipients.html")

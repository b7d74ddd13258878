"""Pages of campaigns: the list, one campaign, and its way from a launch text to its close."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.campaigns import (
    CampaignContent,
    close_campaign,
    correct_campaign,
    discard_campaign,
    draft_campaign,
    launch_campaign,
)
from campaigns.forms.campaigns import CampaignForms, LaunchTextForm, Places
from campaigns.forms.plans import PlanForm
from campaigns.milestones import days_left, is_over
from campaigns.models import Campaign
from campaigns.permissions.campaigns import (
    agencies_run_by,
    campaigns_run_by,
    campaigns_visible_to,
    scopes_run_by,
)
from campaigns.permissions.pledges import PLEDGE_WATCHERS, PLEDGE_WRITERS
from campaigns.queries.campaigns import timeline
from campaigns.queries.chain import branches, campaigns_above
from campaigns.queries.pledges import board_counts, board_counts_by_line, pledge_board
from campaigns.workflow import BOARD, CampaignKind, CampaignState
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm
from units.lists import Column, Filter, ListPage
from units.models import Agency, Unit
from units.permissions import standing
from units.requests import AccountRequest
from units.views.attempts import attempt, back_to_part, confirmed

SIGNED_OR_NOT = (("True", _lazy("đã có chữ ký")), ("False", _lazy("chưa có chữ ký")))


@require_GET
def campaigns(request: AccountRequest) -> HttpResponse:
    """Campaigns of the account's agencies, the latest first; drafts for their standing body."""
    visible = campaigns_visible_to(request.user)
    columns = [
        Column("year", _("Năm"), lambda one: one.year, ("year", "pk")),
        Column("kind", _("Loại"), lambda one: one.get_kind_display(), ("kind", "pk")),
        Column("theme", _("Chủ đề"), lambda one: one.theme, ("folded",)),
        Column("launched_on", _("Ngày phát động"), lambda one: one.launched_on, ("launched_on",)),
        Column("due", _("Hạn đăng ký"), lambda one: one.pledges_due, ("pledges_due",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    page = ListPage(
        request,
        visible,
        columns,
        search=("folded",),
        filters={
            "year": Filter(_("Năm"), [(year, str(year)) for year in years], "year"),
            "kind": Filter(_("Loại"), CampaignKind.choices, "kind"),
            "state": Filter(_("Trạng thái"), CampaignState.choices, "state"),
        },
        default_sort="-year",
    )
    return page.respond(
        "campaigns/campaigns.html",
        may_launch=agencies_run_by(request.user).exists() or scopes_run_by(request.user).exists(),
        may_record=agencies_run_by(request.user).exists(),
    )


@require_GET
def campaign(request: AccountRequest, pk: int) -> HttpResponse:
    """One campaign; beside it the account's own units, or the board of the units it watches."""
    visible = campaigns_visible_to(request.user)
    campaign = get_object_or_404(
        visible.select_related("agency", "scope", "parent", "higher"), pk=pk
    )
    if campaign.state == CampaignState.DRAFT:
        return redirect("campaign_edit", pk)
    held, today = standing(request.user), clock.today()
    total, below = branches(campaign, visible.exclude(state=CampaignState.DRAFT), today)
    context = {
        "campaign": campaign,
        "above": campaigns_above(campaign),
        "below": below,
        "total": total,
        "timeline": timeline(campaign, today),
        "board_states": BOARD,
        "own_units": pledge_board(campaign, held.unit_ids(*PLEDGE_WRITERS), today),
        "is_open": campaign.state == CampaignState.LAUNCHED,
        "is_late": is_over(today, campaign.pledges_due),
        "days_left": days_left(today, campaign.pledges_due) if campaign.pledges_due else None,
        "plans": campaign.plans.select_related("file", "uploaded_by__person"),
        "plan_form": PlanForm(),
        "close": _close_form() if campaigns_run_by(request.user).filter(pk=pk).exists() else None,
    }
    watched = held.unit_ids(*PLEDGE_WATCHERS)
    if not watched:
        return render(request, "campaigns/campaign.html", {"base": "base.html", **context})
    board = pledge_board(campaign, watched, today)
    return _board(request, campaign, board).respond(
        "campaigns/campaign.html",
        counts=board_counts(board),
        lines=board_counts_by_line(board),
        **context,
    )


def _board(request: AccountRequest, campaign: Campaign, board: QuerySet[Any]) -> ListPage:
    columns = [
        Column("unit", _("Đơn vị"), lambda unit: unit.name, ("sort_key",)),
        Column("line", _("Hệ thống"), lambda unit: unit.get_line_display(), ("line", "sort_key")),
        Column("bloc", _("Khối thi đua"), lambda unit: unit.bloc_name, ("bloc_name", "sort_key")),
        Column(
            "state",
            _("Đăng ký thi đua"),
            lambda unit: dict(BOARD)[unit.board_state],
            ("board_state", "sort_key"),
        ),
    ]
    blocs = campaign.agency.blocs.values_list("pk", "name")
    return ListPage(
        request,
        board,
        columns,
        search=("folded",),
        filters={
            "state": Filter(_("Đăng ký thi đua"), BOARD, "board_state"),
            "line": Filter(_("Hệ thống"), Unit.Line.choices, "line"),
            "bloc": Filter(_("Khối thi đua"), blocs, "bloc_id"),
            "signed": Filter(_("Bản có hiệu lực"), SIGNED_OR_NOT, "is_signed"),
        },
        default_sort="unit",
    )


@require_http_methods(["GET", "POST"])
def campaign_new(request: AccountRequest) -> HttpResponse:
    """Give a launch text, pasted or as a file; the reader makes a draft of it."""
    scopes = scopes_run_by(request.user)
    whole = agencies_run_by(request.user)
    agencies = Agency.objects.filter(Q(pk__in=whole) | Q(units__in=scopes)).distinct()
    if not agencies:
        raise Http404
    if request.method == "GET":
        form = LaunchTextForm(agencies)
        return render(request, "campaigns/campaign_new.html", {"form": form})
    form = LaunchTextForm(agencies, request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "campaigns/campaign_new.html", {"form": form})
    agency = form.chosen_agency
    draft = draft_campaign(
        agency=agency,
        source_text=form.text,
        scope=None if agency in whole else scopes.filter(agency=agency).first(),
        actor=request.user,
    )
    messages.success(
        request, _("Đã đọc văn bản và lập bản thảo. Hãy kiểm tra từng mục trước khi phát động.")
    )
    return redirect("campaign_edit", draft.pk)


@require_http_methods(["GET", "POST"])
def campaign_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Correct what was read, beside the text that it was read from."""
    campaign = get_object_or_404(campaigns_run_by(request.user).select_related("agency"), pk=pk)
    if request.method == "POST":
        refused = _save(request, campaign, _launch_form())
        if refused:
            return refused
        messages.success(request, _("Đã lưu bản thảo."))
        return back_to_part(request, reverse("campaign_edit", args=[pk]))
    if campaign.state != CampaignState.DRAFT:
        return redirect(campaign)
    return _edit_page(request, _forms(request, campaign), _launch_form())


@require_POST
def campaign_launch(request: AccountRequest, pk: int) -> HttpResponse:
    """Save what stands on the page, then open the campaign to all units.

    When the launch is refused the draft is saved all the same, so that nothing typed is lost.
    """
    campaign = get_object_or_404(campaigns_run_by(request.user).select_related("agency"), pk=pk)
    confirm = _launch_form(request.POST)
    if not confirm.is_valid():
        return _edit_page(request, _forms(request, campaign, request.POST), confirm)
    refused = _save(request, campaign, confirm)
    if refused:
        return refused
    attempt(
        request,
        lambda: launch_campaign(campaign=campaign, actor=request.user),
        _("Đã phát động phong trào. Các đơn vị đã được báo tin."),
    )
    return redirect(campaign)


def _save(request: AccountRequest, campaign: Campaign, confirm: ConfirmForm) -> HttpResponse | None:
    """Save what stands on the page; or give the page back, saying why it was not saved."""
    forms = _forms(request, campaign, request.POST)
    if not forms.is_valid():
        return _edit_page(request, forms, confirm)
    try:
        correct_campaign(
            campaign=campaign, content=CampaignContent(**forms.content), actor=request.user
        )
    except ActionRefused as refusal:
        forms.campaign.add_error(None, str(refusal))
        return _edit_page(request, forms, confirm, status=409)
    return None


def _forms(
    request: AccountRequest, campaign: Campaign, data: QueryDict | None = None
) -> CampaignForms:
    """The forms of a draft, offering the places that the account may give it."""
    agency = campaign.agency
    others = campaigns_visible_to(request.user).filter(agency=agency).exclude(pk=campaign.pk)
    places = Places(
        scopes=scopes_run_by(request.user).filter(agency=agency),
        runs_whole=agencies_run_by(request.user).filter(pk=agency.pk).exists(),
        parents=others.exclude(state=CampaignState.DRAFT),
        higher=agency.higher_campaigns.all(),
    )
    return CampaignForms(campaign, places, data)


def _edit_page(
    request: AccountRequest, forms: CampaignForms, confirm: ConfirmForm, status: int = 200
) -> HttpResponse:
    context = {"forms": forms, "campaign": forms.campaign.instance, "confirm": confirm}
    context["discard"] = _discard_form()
    return render(request, "campaigns/campaign_edit.html", context, status=status)


@require_POST
def campaign_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    campaign = get_object_or_404(campaigns_run_by(request.user), pk=pk)
    if not confirmed(request, _discard_form(request.POST)):
        return redirect(campaign)
    attempt(
        request,
        lambda: discard_campaign(campaign=campaign, actor=request.user),
        _("Đã bỏ bản thảo."),
    )
    return redirect("campaigns")


@require_POST
def campaign_close(request: AccountRequest, pk: int) -> HttpResponse:
    """End a campaign once the year has been reviewed."""
    campaign = get_object_or_404(campaigns_run_by(request.user), pk=pk)
    if confirmed(request, _close_form(request.POST)):
        attempt(
            request,
            lambda: close_campaign(campaign=campaign, actor=request.user),
            _("Đã khép lại phong trào."),
        )
    return redirect(campaign)


def _launch_form(data: QueryDict | None = None) -> ConfirmForm:
    """The box beside the launch button, which stands on a page that may also just be saved."""
    label = _("Tôi đã kiểm tra mọi nội dung; sau khi phát động không sửa được nữa.")
    return ConfirmForm(data, label=label, prefix="launch", use_required_attribute=False)


def _discard_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Bỏ bản thảo này cùng mọi thứ đã nhập.")
    return ConfirmForm(data, label=label, prefix="discard")


def _close_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Phong trào đã tổng kết; không nhận đăng ký và đề nghị nữa.")
    return ConfirmForm(data, label=label, prefix="close")

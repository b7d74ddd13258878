"""Pages of pledges: the list, one pledge, and its way from a draft to the head's signature."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.actions.pledges import (
    begin_pledge,
    recall_pledge,
    return_pledge,
    send_pledge,
    sign_pledge,
)
from campaigns.forms.amendments import QuestionForm
from campaigns.milestones import is_over
from campaigns.models import Campaign, Pledge
from campaigns.permissions.campaigns import campaigns_visible_to
from campaigns.permissions.pledges import PLEDGE_WRITERS, open_steps, pledges_visible_to
from campaigns.queries.pledges import gaps, pledge_rows, targets_by_commitment, units_called
from campaigns.queries.questions import asked_targets, findings
from campaigns.queries.versions import amendment_of, pledged_aims, signed_versions
from campaigns.workflow import PledgeState
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm, NoteForm, return_form
from units.lists import Column, Filter, ListPage
from units.permissions import standing
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed, edition_shown


@require_GET
def pledges(request: AccountRequest) -> HttpResponse:
    """Pledges of the units that the account covers."""
    visible = pledges_visible_to(request.user)
    columns = [
        Column("unit", _("Đơn vị"), lambda one: one.unit.name, ("unit__sort_key",)),
        Column("year", _("Năm"), lambda one: one.campaign.year, ("campaign__year",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
        Column(
            "targets",
            _("Số chỉ tiêu"),
            lambda one: one.target_count,
            ("target_count",),
            numeric=True,
        ),
        Column("sent", _("Ngày gửi"), lambda one: _day_of(one.sent_at), ("sent_at",)),
        Column("signed", _("Ngày ký"), lambda one: _day_of(one.signed_at), ("signed_at",)),
    ]
    campaigns = Campaign.objects.filter(pledges__in=visible).distinct()
    page = ListPage(
        request,
        pledge_rows(visible),
        columns,
        search=("unit__folded",),
        filters={
            "campaign": Filter(
                _("Phong trào"), [(c.pk, f"{c.year}: {c.theme}") for c in campaigns], "campaign"
            ),
            "state": Filter(_("Trạng thái"), PledgeState.choices, "state"),
        },
        default_sort="unit",
    )
    return page.respond("campaigns/pledges.html")


def _day_of(moment: datetime | None) -> str:
    return f"{localtime(moment):%d/%m/%Y}" if moment else ""


@require_GET
def pledge(request: AccountRequest, pk: int) -> HttpResponse:
    """One pledge as a document, with the steps that are open to the account."""
    return pledge_page(request, pledge_or_404(request, pk))


def pledge_or_404(request: AccountRequest, pk: int) -> Pledge:
    """The pledge, where the account may read it."""
    return get_object_or_404(
        pledges_visible_to(request.user).select_related(
            *("campaign__agency", "campaign__scope", "unit"),
            *("sent_by__person", "signed_by__person", "returned_by__person", "accepted_by__person"),
        ),
        pk=pk,
    )


def pledge_page(
    request: AccountRequest, pledge: Pledge, *, status: int = 200, **bound: Any
) -> HttpResponse:
    """The page of a pledge; `bound` are forms that were posted and come back with their errors."""
    without, vague = gaps(pledge)
    steps = open_steps(request.user, pledge)
    is_late = is_over(clock.today(), pledge.campaign.pledges_due) and pledge.signed_at is None
    amendment, versions = amendment_of(pledge), list(signed_versions(pledge))
    if amendment is None or amendment.asked_by:
        steps -= {"withdraw"}
    context = {
        "pledge": pledge,
        "campaign": pledge.campaign,
        "steps": steps,
        "path": _path(pledge),
        "commitments": targets_by_commitment(pledge),
        "aims": pledged_aims(pledge),
        "amendment": amendment,
        "asked": asked_targets(amendment) if amendment else [],
        "versions": versions,
        "findings": findings(pledge) if "accept" in steps else [],
        "without": without,
        "vague": vague,
        "is_late": is_late,
        "may_send": "send" in steps and not (without or vague or is_late),
        "confirm": _sign_form(),
        "note": return_form(),
        "reason": reason_form(),
        "question": QuestionForm(pledge) if "question" in steps else None,
    } | bound
    return render(request, "campaigns/pledge.html", context, status=status)


def _path(pledge: Pledge) -> list[tuple[str, str]]:
    """The way of a pledge for the state tracker: what is done, where it stands, what follows."""
    start = PledgeState.RETURNED if pledge.state == PledgeState.RETURNED else PledgeState.DRAFT
    way = [start, PledgeState.SENT, PledgeState.SIGNED, PledgeState.ACCEPTED]
    here = way.index(PledgeState(pledge.state))
    here_is = "done" if pledge.state == PledgeState.ACCEPTED else "current"
    states = ["done"] * here + [here_is] + ["todo"] * (len(way) - here - 1)
    return [(capfirst(str(state.label)), how) for state, how in zip(way, states, strict=True)]


@require_POST
def pledge_begin(request: AccountRequest, campaign_pk: int, unit_pk: int) -> HttpResponse:
    """Open the unit's pledge, or go to the one that it has."""
    campaign = get_object_or_404(
        campaigns_visible_to(request.user).select_related("agency", "scope"), pk=campaign_pk
    )
    written = standing(request.user).unit_ids(*PLEDGE_WRITERS)
    units = units_called(campaign, clock.today()).filter(pk__in=written)
    unit = get_object_or_404(units, pk=unit_pk)
    try:
        pledge = begin_pledge(campaign=campaign, unit=unit, actor=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(campaign)
    return redirect("pledge_edit", pledge.pk)


def send(request: AccountRequest, pledge: Pledge) -> HttpResponse:
    """Send a saved pledge to the head, and go where its way goes on."""
    sent = attempt(
        request,
        lambda: send_pledge(pledge=pledge, actor=request.user),
        _("Đã gửi thủ trưởng đơn vị ký."),
    )
    return redirect(pledge) if sent else redirect("pledge_edit", pledge.pk)


@require_POST
def pledge_send(request: AccountRequest, pk: int) -> HttpResponse:
    """Send a saved draft to the unit's head."""
    return send(request, pledge_or_404(request, pk))


@require_POST
def pledge_recall(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a sent pledge back to go on writing."""
    pledge = pledge_or_404(request, pk)
    attempt(
        request,
        lambda: recall_pledge(pledge=pledge, actor=request.user),
        _("Đã thu hồi bản đăng ký để sửa tiếp."),
    )
    return redirect(pledge)


@require_POST
def pledge_sign(request: AccountRequest, pk: int) -> HttpResponse:
    """Sign for the unit."""
    pledge = pledge_or_404(request, pk)
    if confirmed(request, _sign_form(request.POST)):
        attempt(
            request,
            lambda: sign_pledge(pledge=pledge, edition=edition_shown(request), actor=request.user),
            _("Đã ký bản đăng ký thi đua."),
        )
    return redirect(pledge)


@require_POST
def pledge_return(request: AccountRequest, pk: int) -> HttpResponse:
    """Give a pledge back to its clerk with a reason."""
    pledge = pledge_or_404(request, pk)
    form = return_form(request.POST)
    if not form.is_valid():
        return pledge_page(request, pledge, note=form)
    try:
        return_pledge(pledge=pledge, note=form.cleaned_data["note"], actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return pledge_page(request, pledge, note=form, status=409)
    messages.success(request, _("Đã trả lại bản đăng ký cho cán bộ đầu mối."))
    return redirect(pledge)


def _sign_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _(
        "Tôi đã kiểm tra các chỉ tiêu và danh hiệu đăng ký; ký rồi chỉ sửa được bằng bản sửa đổi, "
        "có lý do và chữ ký mới."
    )
    return ConfirmForm(data, label=label, prefix="sign")


def reason_form(data: QueryDict | None = None) -> NoteForm:
    """Why a signed pledge is opened again."""
    return NoteForm(data, label=_("Lý do sửa đổi"), prefix="amend")

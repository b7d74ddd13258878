"""Pages of pledges: the list, one pledge, and its way from a draft to the head's signature."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.pledges import (
    PledgeContent,
    begin_pledge,
    recall_pledge,
    return_pledge,
    save_pledge,
    send_pledge,
    sign_pledge,
)
from campaigns.forms.pledges import PledgeForms
from campaigns.milestones import days_left
from campaigns.models import Campaign, Pledge
from campaigns.permissions.campaigns import campaigns_visible_to
from campaigns.permissions.pledges import PLEDGE_WRITERS, open_steps, pledges_visible_to
from campaigns.queries.pledges import gaps, pledge_rows, pledging_units, targets_by_commitment
from campaigns.workflow import PledgeState
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm, NoteForm
from units.lists import Column, Filter, ListPage
from units.permissions import standing
from units.requests import AccountRequest
from units.views.attempts import attempt, back_to_part, confirmed


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
    return _pledge_page(request, _pledge_or_404(request, pk))


def _pledge_or_404(request: AccountRequest, pk: int) -> Pledge:
    return get_object_or_404(
        pledges_visible_to(request.user).select_related(
            "campaign__agency", "unit", "sent_by__person", "signed_by__person"
        ),
        pk=pk,
    )


def _pledge_page(
    request: AccountRequest, pledge: Pledge, note: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    without, vague = gaps(pledge)
    steps = open_steps(request.user, pledge)
    is_late = days_left(clock.today(), pledge.campaign.pledges_due) < 0
    context = {
        "pledge": pledge,
        "campaign": pledge.campaign,
        "steps": steps,
        "path": _path(pledge),
        "commitments": targets_by_commitment(pledge),
        "aims": pledge.aims.select_related("person"),
        "without": without,
        "vague": vague,
        "is_late": is_late,
        "may_send": "send" in steps and not (without or vague or is_late),
        "confirm": _sign_form(),
        "note": note or _note_form(),
    }
    return render(request, "campaigns/pledge.html", context, status=status)


def _path(pledge: Pledge) -> list[tuple[str, str]]:
    """The way of a pledge for the state tracker: what is done, where it stands, what follows."""
    start = PledgeState.RETURNED if pledge.state == PledgeState.RETURNED else PledgeState.DRAFT
    way = [start, PledgeState.SENT, PledgeState.SIGNED]
    here = way.index(PledgeState(pledge.state))
    here_is = "done" if pledge.state == PledgeState.SIGNED else "current"
    states = ["done"] * here + [here_is] + ["todo"] * (len(way) - here - 1)
    return [(capfirst(str(state.label)), how) for state, how in zip(way, states, strict=True)]


@require_POST
def pledge_begin(request: AccountRequest, campaign_pk: int, unit_pk: int) -> HttpResponse:
    """Open the unit's pledge, or go to the one that it has."""
    campaign = get_object_or_404(
        campaigns_visible_to(request.user).select_related("agency"), pk=campaign_pk
    )
    written = standing(request.user).unit_ids(*PLEDGE_WRITERS)
    units = pledging_units(campaign.agency, clock.today()).filter(pk__in=written)
    unit = get_object_or_404(units, pk=unit_pk)
    try:
        pledge = begin_pledge(campaign=campaign, unit=unit, actor=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(campaign)
    return redirect("pledge_edit", pledge.pk)


@require_http_methods(["GET", "POST"])
def pledge_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Write a pledge; save it as a draft, or save and send it."""
    pledge = _pledge_or_404(request, pk)
    if request.method == "POST":
        return _save(request, pledge, PledgeForms(pledge, clock.today(), request.POST))
    if "save" not in open_steps(request.user, pledge):
        return redirect(pledge)
    return _edit_page(request, pledge, PledgeForms(pledge, clock.today()))


def _save(request: AccountRequest, pledge: Pledge, forms: PledgeForms) -> HttpResponse:
    if not forms.is_valid():
        return _edit_page(request, pledge, forms)
    try:
        save_pledge(
            pledge=pledge,
            content=PledgeContent(**forms.content),
            edition=forms.edition.cleaned_data["edition"],
            actor=request.user,
        )
    except ActionRefused as refusal:
        forms.refuse(refusal)
        return _edit_page(request, pledge, forms, status=409)
    if "send" in request.POST:
        return _send(request, pledge)
    messages.success(request, _("Đã lưu nháp."))
    return back_to_part(request, reverse("pledge_edit", args=[pledge.pk]))


def _edit_page(
    request: AccountRequest, pledge: Pledge, forms: PledgeForms, status: int = 200
) -> HttpResponse:
    context = {
        "pledge": pledge,
        "campaign": pledge.campaign,
        "forms": forms,
        "is_late": days_left(clock.today(), pledge.campaign.pledges_due) < 0,
    }
    return render(request, "campaigns/pledge_edit.html", context, status=status)


def _send(request: AccountRequest, pledge: Pledge) -> HttpResponse:
    sent = attempt(
        request,
        lambda: send_pledge(pledge=pledge, actor=request.user),
        _("Đã gửi thủ trưởng đơn vị ký."),
    )
    return redirect(pledge) if sent else redirect("pledge_edit", pledge.pk)


@require_POST
def pledge_send(request: AccountRequest, pk: int) -> HttpResponse:
    """Send a saved draft to the unit's head."""
    return _send(request, _pledge_or_404(request, pk))


@require_POST
def pledge_recall(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a sent pledge back to go on writing."""
    pledge = _pledge_or_404(request, pk)
    attempt(
        request,
        lambda: recall_pledge(pledge=pledge, actor=request.user),
        _("Đã thu hồi bản đăng ký để sửa tiếp."),
    )
    return redirect(pledge)


@require_POST
def pledge_sign(request: AccountRequest, pk: int) -> HttpResponse:
    """Sign for the unit."""
    pledge = _pledge_or_404(request, pk)
    if confirmed(request, _sign_form(request.POST)):
        attempt(
            request,
            lambda: sign_pledge(pledge=pledge, actor=request.user),
            _("Đã ký bản đăng ký thi đua."),
        )
    return redirect(pledge)


@require_POST
def pledge_return(request: AccountRequest, pk: int) -> HttpResponse:
    """Give a pledge back to its clerk with a reason."""
    pledge = _pledge_or_404(request, pk)
    form = _note_form(request.POST)
    if not form.is_valid():
        return _pledge_page(request, pledge, form)
    try:
        return_pledge(pledge=pledge, note=form.cleaned_data["note"], actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _pledge_page(request, pledge, form, status=409)
    messages.success(request, _("Đã trả lại bản đăng ký cho cán bộ đầu mối."))
    return redirect(pledge)


def _sign_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Tôi đã kiểm tra các chỉ tiêu và danh hiệu đăng ký; ký rồi không sửa được nữa.")
    return ConfirmForm(data, label=label, prefix="sign")


def _note_form(data: QueryDict | None = None) -> NoteForm:
    return NoteForm(data, label=_("Lý do trả lại"), prefix="return")

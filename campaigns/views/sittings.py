"""Pages of the initiative council: its sittings, one of them, the sheet on one initiative."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.sittings import close_sitting, keep_out, open_sitting, score_item
from campaigns.forms.sittings import SheetForm, SittingForm, typed
from campaigns.models import Sitting, SittingItem
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.permissions.proposals import proposals_visible_to
from campaigns.permissions.sittings import (
    items_visible_to,
    may_close,
    membership,
    sheets_visible_to,
    sittings_visible_to,
)
from campaigns.queries.proposals import authorships_of
from campaigns.queries.sittings import (
    items_with_my_sheet,
    members_still_missing,
    ready_to_sit,
    score_table,
    seats,
    sheets_with_marks,
    sitting_board,
)
from campaigns.views.agencies import chosen_agency
from campaigns.views.likeness import likeness
from campaigns.views.proposals import unit_points
from campaigns.workflow import SittingState
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm, NoteForm
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed


@require_GET
def sittings(request: AccountRequest) -> HttpResponse:
    """Sittings that the account is a member of, or runs; the latest first."""
    columns = [
        Column("title", _("Phiên họp"), lambda one: one.title, ("folded",)),
        Column("opened", _("Mở ngày"), lambda one: one.opened_at, ("opened_at",)),
        Column("due", _("Hạn chấm điểm"), lambda one: one.due_on, ("due_on",)),
        Column("items", _("Sáng kiến"), lambda one: one.item_count, ("item_count",), numeric=True),
        Column(
            "scored", _("Đã chấm"), lambda one: one.scored_count, ("scored_count",), numeric=True
        ),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    visible = sittings_visible_to(request.user)
    page = ListPage(
        request,
        sitting_board(visible, items_visible_to(request.user), request.user),
        columns,
        search=("folded",),
        filters={"state": Filter(_("Trạng thái"), SittingState.choices, "state")},
        default_sort="-opened",
    )
    return page.respond("campaigns/sittings.html", may_open=agencies_run_by(request.user).exists())


@require_http_methods(["GET", "POST"])
def sitting_new(request: AccountRequest) -> HttpResponse:
    """Put endorsed proposals before the council."""
    agencies, agency = chosen_agency(request, agencies_run_by(request.user))
    visible = proposals_visible_to(request.user)
    ready = ready_to_sit(agency).filter(pk__in=visible.values("pk"))
    title = _("Xét sáng kiến năm %(year)d") % {"year": clock.today().year}
    form = SittingForm(request.POST or None, ready=ready, initial={"title": title})
    status = 200
    if form.is_valid():
        try:
            sitting = open_sitting(agency=agency, actor=request.user, **form.content)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã mở phiên họp và mời các ủy viên chấm."))
            return redirect(sitting)
    context = {"form": form, "ready": ready, "agencies": agencies, "agency": agency}
    return render(request, "campaigns/sitting_new.html", context, status=status)


@require_GET
def sitting(request: AccountRequest, pk: int) -> HttpResponse:
    """One sitting: what is still mine to score; after its close, what came of it."""
    sitting = get_object_or_404(sittings_visible_to(request.user), pk=pk)
    items = _items(request, sitting)
    is_open = sitting.state == SittingState.OPEN
    context = {
        "sitting": sitting,
        "items": items,
        "is_open": is_open,
        "is_member": membership(request.user, sitting) is not None,
        "scored": sum(item.mine is not None for item in items),
        "next": _next_unscored(items),
        "missing": members_still_missing(sitting, items) if is_open else 0,
        "members": seats(sitting),
        "close": _close_form() if may_close(request.user, sitting) else None,
    }
    return render(request, "campaigns/sitting.html", context)


def _items(request: AccountRequest, sitting: Sitting) -> list[SittingItem]:
    return items_with_my_sheet(items_visible_to(request.user).filter(sitting=sitting), request.user)


def _next_unscored(
    items: list[SittingItem], after: SittingItem | None = None
) -> SittingItem | None:
    """The next item without the account's sheet, round to the first."""
    start = items.index(after) + 1 if after else 0
    return next((item for item in items[start:] + items[:start] if item.mine is None), None)


@require_http_methods(["GET", "POST"])
def sitting_item(request: AccountRequest, pk: int, item_pk: int) -> HttpResponse:
    """One initiative before the council: its text beside the account's own sheet."""
    sitting = get_object_or_404(sittings_visible_to(request.user), pk=pk)
    items = _items(request, sitting)
    item = next((one for one in items if one.pk == item_pk), None)
    if item is None:
        raise Http404
    if request.method == "POST":
        return _score(request, item, items)
    return _item_page(request, item, items)


def _sheet_form(item: SittingItem, data: Any = None) -> SheetForm:
    initial = typed(item.mine) if item.mine else None
    return SheetForm(data, criteria=item.sitting.criteria, initial=initial)


def _score(request: AccountRequest, item: SittingItem, items: list[SittingItem]) -> HttpResponse:
    """Record the sheet, then on to the next initiative without one."""
    form = _sheet_form(item, request.POST)
    if not form.is_valid():
        return _item_page(request, item, items, form=form)
    try:
        item.mine = score_item(
            item=item,
            agrees=form.cleaned_data["agrees"],
            marks=form.marks,
            comment=form.cleaned_data["comment"],
            actor=request.user,
        )
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _item_page(request, item, items, status=409, form=form)
    messages.success(request, _("Đã lưu phiếu chấm: %(title)s.") % {"title": item.proposal})
    following = _next_unscored(items, after=item)
    if following is None:
        return redirect("sitting", item.sitting_id)
    return redirect("sitting_item", item.sitting_id, following.pk)


def _item_page(
    request: AccountRequest,
    item: SittingItem,
    items: list[SittingItem],
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    sitting, place = item.sitting, items.index(item)
    is_open = sitting.state == SittingState.OPEN
    may_score = is_open and membership(request.user, sitting) is not None
    sheets = [] if is_open else sheets_with_marks(sheets_visible_to(request.user, item))
    context = {
        "item": item,
        "proposal": item.proposal,
        "sitting": sitting,
        "authorships": authorships_of(item.proposal),
        "is_open": is_open,
        "may_score": may_score,
        "form": _sheet_form(item) if may_score else None,
        "out": _out_form(),
        "sheets": sheets,
        "table": score_table(sitting.criteria, sheets),
        "criteria": unit_points(item.proposal),
        "recusals": item.recusals.select_related("member__account__person"),
        "likeness": likeness(request.user, item.proposal),
        "place": place + 1,
        "total": len(items),
        "before": items[place - 1] if place else None,
        "behind": items[place + 1] if place + 1 < len(items) else None,
    }
    return render(request, "campaigns/sitting_item.html", context | forms, status=status)


@require_POST
def sitting_keep_out(request: AccountRequest, pk: int, item_pk: int) -> HttpResponse:
    """Keep out of an initiative by one's own wish."""
    sitting = get_object_or_404(sittings_visible_to(request.user), pk=pk)
    items = _items(request, sitting)
    item = next((one for one in items if one.pk == item_pk), None)
    if item is None:
        raise Http404
    form = _out_form(request.POST)
    if not form.is_valid():
        return _item_page(request, item, items, out=form)
    note = form.cleaned_data["note"]
    attempt(
        request,
        lambda: keep_out(item=item, note=note, actor=request.user),
        _("Bạn không tham gia chấm sáng kiến đó nữa."),
    )
    return redirect(sitting)


@require_POST
def sitting_close(request: AccountRequest, pk: int) -> HttpResponse:
    """End the sitting, as its chair."""
    sitting: Sitting = get_object_or_404(sittings_visible_to(request.user), pk=pk)
    if confirmed(request, _close_form(request.POST)):
        attempt(
            request,
            lambda: close_sitting(sitting=sitting, actor=request.user),
            _("Đã kết thúc phiên họp. Kết quả ở bảng dưới."),
        )
    return redirect(sitting)


def _close_form(data: Any = None) -> ConfirmForm:
    label = _("Tôi kết thúc phiên họp; sau đó không ai sửa được phiếu chấm.")
    return ConfirmForm(data, label=label, prefix="close")


def _out_form(data: Any = None) -> NoteForm:
    label = pgettext("form", "Lý do bạn xin không chấm sáng kiến này")
    return NoteForm(data, label=label, prefix="out")

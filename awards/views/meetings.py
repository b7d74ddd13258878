"""Pages of a meeting: who is there, what is being discussed, the screen of the room."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from awards.actions.meetings import begin_sitting, mark_attendance, take_up_item
from awards.forms.meetings import AttendanceForm
from awards.models import Review
from awards.permissions.polls import runs
from awards.permissions.reviews import items_visible_to, reviews_visible_to
from awards.permissions.sheets import sheets_of
from awards.queries.meetings import agenda_of, lines_run_by, quorum_of
from awards.workflow import ReviewState
from units.forms import ConfirmForm
from units.models import Account
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed


@never_cache
@require_GET
def meeting(request: AccountRequest, pk: int) -> HttpResponse:
    """The meeting as this account lives it; htmx asks for its moving part again and again."""
    review = _review(request, pk)
    context = _live(review, request.user)
    if request.htmx:
        return render(request, "awards/_meeting_live.html", context)
    return _page(request, review, context)


def _page(
    request: AccountRequest, review: Review, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    seats = list(review.members.select_related("account__person"))
    may_mark = context["runs"] and review.state in (ReviewState.OPEN, ReviewState.SITTING)
    form = AttendanceForm(seats=seats) if may_mark else None
    context = {
        "seats": seats,
        "attendance": form,
        "quorum": quorum_of(review),
        "begin": _begin_form() if context["runs"] and review.state == ReviewState.OPEN else None,
        "close": _close_form() if context["runs"] and context["is_sitting"] else None,
        "may_prepare": context["is_sitting"] and bool(lines_run_by(context["lines"])),
    } | context
    return render(request, "awards/meeting.html", context, status=status)


@never_cache
@require_GET
def meeting_screen(request: AccountRequest, pk: int) -> HttpResponse:
    """What the room looks at: one item, large, as far as whoever opened the screen sees it."""
    review = _review(request, pk)
    lines = agenda_of(review, items_visible_to(request.user), request.user)
    context = {
        "review": review,
        "quorum": quorum_of(review),
        "lines": lines,
        "line": next((line for line in lines if line.is_current), None),
        "done": sum(line.is_settled for line in lines),
    }
    part = "awards/_meeting_screen.html" if request.htmx else "awards/meeting_screen.html"
    return render(request, part, context)


@require_POST
def meeting_attendance(request: AccountRequest, pk: int) -> HttpResponse:
    """Mark who is there."""
    review = _review(request, pk)
    form = AttendanceForm(request.POST, seats=list(review.members.select_related("account")))
    if not form.is_valid():
        return _page(request, review, {"attendance": form, **_live(review, request.user)})
    attempt(
        request,
        lambda: mark_attendance(review=review, attendance=form.marks, actor=request.user),
        _("Đã ghi danh sách dự họp."),
    )
    return redirect("meeting", review.pk)


@require_POST
def meeting_begin(request: AccountRequest, pk: int) -> HttpResponse:
    """Begin the meeting."""
    review = _review(request, pk)
    if confirmed(request, _begin_form(request.POST)):
        attempt(
            request,
            lambda: begin_sitting(review=review, actor=request.user),
            _("Cuộc họp đã bắt đầu."),
        )
    return redirect("meeting", review.pk)


@require_POST
def meeting_take_up(request: AccountRequest, pk: int) -> HttpResponse:
    """Let the room look at an item, or at none."""
    review = _review(request, pk)
    wanted = request.POST.get("item", "")
    item = None
    if wanted:
        items = items_visible_to(request.user).filter(review=review)
        item = get_object_or_404(items, pk=int(wanted) if wanted.isdecimal() else 0)
    attempt(
        request,
        lambda: take_up_item(review=review, item=item, actor=request.user),
        _("Hội đồng chuyển sang: %(item)s.") % {"item": item} if item else _("Hội đồng tạm nghỉ."),
    )
    return redirect("meeting", review.pk)


def _review(request: AccountRequest, pk: int) -> Review:
    found = reviews_visible_to(request.user).prefetch_related("members")
    review: Review = get_object_or_404(found, pk=pk)
    return review


def _live(review: Review, account: Account) -> dict[str, Any]:
    """The moving part: the item now, what is asked of the reader, the agenda."""
    lines = agenda_of(review, items_visible_to(account), account)
    sheets = sheets_of(review, account)
    return {
        "review": review,
        "runs": runs(account, review),
        "is_sitting": review.state == ReviewState.SITTING,
        "lines": lines,
        "line": next((line for line in lines if line.is_current), None),
        "sheets": sheets,
        "duties": [sheet for sheet in sheets if sheet.duty],
    }


def _begin_form(data: Any = None) -> ConfirmForm:
    label = _("Danh sách dự họp đã đúng; bắt đầu họp.")
    return ConfirmForm(data, label=label, prefix="begin")


def _close_form(data: Any = None) -> ConfirmForm:
    label = _("Tôi kết thúc cuộc họp; sau đó không bỏ phiếu thêm được.")
    return ConfirmForm(data, label=label, prefix="close")

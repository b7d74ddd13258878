"""Pages of polls: prepare one, its page, open and close it, what is published of it."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.polls import close_poll, lower_awards, open_poll, prepare_poll, void_poll
from awards.ballots.board import RECEIPT
from awards.forms.polls import CodeForm, OpeningForm, PollForm
from awards.law.council import Matter
from awards.law.counting import FEWEST_FOR_SECRECY
from awards.models import Poll, Review, ReviewItem, ReviewMember
from awards.permissions.polls import polls_visible_to, presides, runs
from awards.permissions.reviews import items_visible_to, reviews_visible_to
from awards.permissions.sheets import Sheet, sheet_of
from awards.queries.meetings import Line, agenda_of, lines_run_by, rule_note
from awards.queries.polls import board_of, named_votes, next_round, returned_of, whole_root
from awards.queries.seats import bench
from awards.workflow import PollState, ReviewState
from units.errors import ActionRefused
from units.forms import ConfirmForm, NoteForm
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed

IS_CLOSED = (PollState.CLOSED, PollState.STRIPPED, PollState.COUNTED)


@require_http_methods(["GET", "POST"])
def poll_new(request: AccountRequest, pk: int) -> HttpResponse:
    """Put items to the vote: only those that the reader runs, and that may be voted on now."""
    review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    lines = lines_run_by(agenda_of(review, items_visible_to(request.user), request.user))
    if review.state != ReviewState.SITTING or not lines:
        raise Http404
    form = _poll_form(review, lines, request.POST or None)
    status = 200
    if form.is_valid():
        try:
            poll = prepare_poll(review=review, actor=request.user, **form.content)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return redirect("poll", poll.pk)
    rounds = rule_note(Matter.ROUNDS)
    context = {
        "review": review,
        "form": form,
        "rows": [(line, next_round(line.item), form.award_field(line.item)) for line in lines],
        "secrecy": rule_note(Matter.SECRECY),
        "rounds": rounds,
        "most_rounds": int(rounds.value) if rounds else 0,
    }
    return render(request, "awards/poll_new.html", context, status=status)


def _poll_form(review: Review, lines: list[Line], data: Any) -> PollForm:
    """The item that the room looks at is ticked beforehand."""
    there = [one.pk for one in bench(review).seats if one.seat != ReviewMember.Seat.GUEST]
    return PollForm(
        data,
        votable=ReviewItem.objects.filter(pk__in=[line.item.pk for line in lines]),
        lower={
            line.item.pk: lower_awards(line.item.nomination) for line in lines if line.is_settled
        },
        tellers=review.members.filter(pk__in=there).select_related("account__person"),
        initial={"items": [line.item.pk for line in lines if line.is_current]},
    )


@never_cache
@require_GET
def poll(request: AccountRequest, pk: int) -> HttpResponse:
    """One poll: what it is on, how far it is, what the reader has to do in it."""
    return poll_page(request, visible_poll(request, pk))


def visible_poll(request: AccountRequest, pk: int) -> Poll:
    """The poll, if it exists for the account; else 404."""
    found = polls_visible_to(request.user).select_related("review")
    poll: Poll = get_object_or_404(found, pk=pk)
    return poll


def poll_page(request: AccountRequest, poll: Poll, status: int = 200, **forms: Any) -> HttpResponse:
    """Show a poll, with a form that was refused in the place of a fresh one."""
    sheet = sheet_of(poll, request.user)
    items = [one.item for one in sheet.items]
    who = bench(poll.review)
    context = {
        "poll": poll,
        "review": poll.review,
        "sheet": sheet,
        "tellers": poll.keys.select_related("teller__account__person"),
        "rows": [(one, sum(seat.votes for seat in who.free([one.item]))) for one in sheet.items],
        "fewest": FEWEST_FOR_SECRECY,
        "voted": returned_of(poll, sheet.items),
        "is_ready": not poll.keys.filter(proven=False).exists() or poll.method != "SECRET",
        "is_closed": poll.state in IS_CLOSED,
        "presides": presides(request.user, poll.review, items),
        "runs": runs(request.user, poll.review, items),
        "named": _named(poll, sheet),
        "void": void_form(),
        "opening": _opening_form(),
        "closing": _closing_form(),
        "proof": CodeForm(),
    }
    if sheet.duty in ("take_off", "open"):
        root = whole_root(poll)
        context |= {"root": root, "unsealing": OpeningForm(label=_sure(), initial={"root": root})}
    return render(request, "awards/poll.html", context | forms, status=status)


def _sure() -> str:
    return _("Số phong bì và mã trên đúng với bảng đã công bố; mở hết, không mở riêng phiếu nào.")


def _named(poll: Poll, sheet: Sheet) -> list[Any]:
    """Who voted how in the open, once it was counted: a row for each member."""
    if poll.method != Poll.Method.OPEN or poll.state != PollState.COUNTED:
        return []
    votes: dict[ReviewMember, dict[int, Any]] = {}
    for line in named_votes(sheet.items):
        votes.setdefault(line.member, {})[line.poll_item_id] = line
    return [(member, [by[one.pk] for one in sheet.items]) for member, by in votes.items()]


@require_POST
def poll_open(request: AccountRequest, pk: int) -> HttpResponse:
    """Open a prepared poll."""
    poll = visible_poll(request, pk)
    if confirmed(request, _opening_form(request.POST)):
        attempt(
            request,
            lambda: open_poll(poll=poll, actor=request.user),
            _("Đã mở lượt bỏ phiếu. Danh sách và nội dung đã chốt."),
        )
    return redirect("poll", poll.pk)


@require_POST
def poll_close(request: AccountRequest, pk: int) -> HttpResponse:
    """End the voting."""
    poll = visible_poll(request, pk)
    if confirmed(request, _closing_form(request.POST)):
        attempt(
            request,
            lambda: close_poll(poll=poll, actor=request.user),
            _("Đã đóng lượt bỏ phiếu. Tập phong bì đã chốt, mời kiểm phiếu."),
        )
    return redirect("poll", poll.pk)


@require_POST
def poll_void(request: AccountRequest, pk: int) -> HttpResponse:
    """Declare a poll void, with the reason."""
    poll = visible_poll(request, pk)
    form = void_form(request.POST)
    if not form.is_valid():
        return poll_page(request, poll, void=form)
    attempt(
        request,
        lambda: void_poll(poll=poll, reason=form.cleaned_data["note"], actor=request.user),
        _("Đã hủy lượt bỏ phiếu. Các nội dung này được bỏ phiếu lại."),
    )
    return redirect("poll", poll.pk)


@never_cache
@require_GET
def poll_board(request: AccountRequest, pk: int) -> HttpResponse:
    """What is published of a closed poll: receipts to look for, and the figures once counted."""
    poll, sheet = _closed(request, pk)
    context = {
        "poll": poll,
        "review": poll.review,
        "sheet": sheet,
        "rows": [
            (one, [code[:RECEIPT] for code in one.board.get("envelopes", [])])
            for one in sheet.items
        ],
    }
    return render(request, "awards/poll_board.html", context)


@never_cache
@require_GET
def poll_board_json(request: AccountRequest, pk: int) -> HttpResponse:
    """The same as a file that a program of anybody's own recounts."""
    poll, sheet = _closed(request, pk)
    response = JsonResponse(
        board_of(poll, sheet.items), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Disposition"] = f'attachment; filename="bang-kiem-phieu-{poll.pk}.json"'
    return response


@require_GET
def poll_sheet(request: AccountRequest, pk: int) -> HttpResponse:
    """Paper ballots to print, one slip for each item and voter, as a teller or who runs the poll.

    A slip holds one item: a sheet of several would show who is kept from the others.
    """
    poll = visible_poll(request, pk)
    sheet = sheet_of(poll, request.user)
    may = sheet.key or runs(request.user, poll.review, [one.item for one in sheet.items])
    if not may or poll.method != Poll.Method.PAPER or poll.state != PollState.OPEN:
        raise Http404
    who = bench(poll.review)
    slips = [(one, range(sum(seat.votes for seat in who.free([one.item])))) for one in sheet.items]
    context = {"poll": poll, "review": poll.review, "sheet": sheet, "slips": slips}
    return render(request, "awards/poll_sheet.html", context)


def _closed(request: AccountRequest, pk: int) -> tuple[Poll, Sheet]:
    """A poll whose envelopes are fixed; before its closing there is no board, not even empty."""
    poll = visible_poll(request, pk)
    if poll.state not in IS_CLOSED:
        raise Http404
    return poll, sheet_of(poll, request.user)


def void_form(data: Any = None) -> NoteForm:
    """Why a poll is declared void."""
    return NoteForm(data, label=_("Lý do hủy lượt bỏ phiếu"), prefix="void")


def _opening_form(data: Any = None) -> ConfirmForm:
    label = _("Danh sách và nội dung đã đúng; từ khi mở không ai sửa được.")
    return ConfirmForm(data, label=label, prefix="open")


def _closing_form(data: Any = None) -> ConfirmForm:
    label = _("Đóng lượt bỏ phiếu; sau đó không ai bỏ hay đổi phiếu được.")
    return ConfirmForm(data, label=label, prefix="close")

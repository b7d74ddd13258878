"""The ballot sheet of a member; hands and written opinions that others key in.

What is chosen passes through here once: no message, session, address or log ever holds it, and
every choice makes a request and an answer of one length.
"""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from awards.actions.counts import enter_written_opinion, record_hands
from awards.actions.polls import cast_ballot
from awards.ballots.board import receipt
from awards.forms.ballots import BallotForm, HandsForm
from awards.models import Poll, RollEntry
from awards.permissions.polls import my_entries, runs
from awards.permissions.sheets import has_voted, visible_items
from awards.queries.polls import hands_in_the_room, writers
from awards.views.polls import visible_poll
from awards.workflow import PollState
from units import clock
from units.carried import never_carried
from units.errors import ActionRefused
from units.queries import main_posting
from units.requests import AccountRequest


@never_carried
@sensitive_post_parameters()
@sensitive_variables("form")
@never_cache
@require_http_methods(["GET", "POST"])
def ballot(request: AccountRequest, pk: int) -> HttpResponse:
    """The member's own sheet, all items on it; once it is in the box, only that it is there."""
    poll = visible_poll(request, pk)
    entries = _my_lines(request, poll)
    is_open = poll.state == PollState.OPEN and bool(entries) and poll.method != Poll.Method.PAPER
    if request.method == "POST" and is_open:
        return _cast(request, poll, entries)
    voted = is_open and has_voted(poll, entries)
    again = "again" in request.GET
    form = BallotForm(lines=entries) if is_open and (again or not voted) else None
    status = 409 if request.method == "POST" else 200
    return _sheet(request, poll, form, status, voted=voted, lines=entries)


@sensitive_variables("form")
def _cast(request: AccountRequest, poll: Poll, entries: list[RollEntry]) -> HttpResponse:
    """Put the sheet into the box; what was typed stays on the page only while it is incomplete."""
    form = BallotForm(request.POST, lines=entries)
    if not form.is_valid():
        return _sheet(request, poll, form)
    try:
        cast_ballot(poll=poll, choices=form.choices, actor=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("ballot", poll.pk)


def _sheet(
    request: AccountRequest,
    poll: Poll,
    form: BallotForm | None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    person = request.user.person
    context |= {
        "poll": poll,
        "review": poll.review,
        "form": form,
        "posting": main_posting(person, clock.today()) if person else None,
        "receipts": [
            (line, receipt(bytes(line.envelope.sealed)))
            for line in context.get("lines", ())
            if context.get("voted") and hasattr(line, "envelope")
        ],
    }
    return render(request, "awards/ballot.html", context, status=status)


@never_carried
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def poll_hands(request: AccountRequest, pk: int) -> HttpResponse:
    """Record the hands raised in the room, as who runs the items."""
    poll = _run_poll(request, pk)
    if poll.method != Poll.Method.OPEN:
        raise Http404
    items = visible_items(poll, request.user)
    form = HandsForm(request.POST or None, lines=hands_in_the_room(poll, items))
    status = 200
    if form.is_valid():
        try:
            record_hands(poll=poll, choices=form.chosen, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã ghi biểu quyết của phòng họp."))
            return redirect("poll", poll.pk)
    context = {"poll": poll, "review": poll.review, "form": form}
    return render(request, "awards/poll_hands.html", context, status=status)


@never_carried
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def poll_written(request: AccountRequest, pk: int) -> HttpResponse:
    """Key in signed opinions of absent members; a second person keys in the same, unseen."""
    poll = _run_poll(request, pk)
    lines = writers(visible_items(poll, request.user))
    mine = [line for line in lines if _asks(line, request)]
    form = HandsForm(request.POST or None, lines=mine)
    status = 200
    if form.is_valid():
        try:
            _key_in(request, mine, form)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return redirect("poll_written", poll.pk)
    fields = dict(form.rows) if mine else {}
    context = {
        "poll": poll,
        "review": poll.review,
        "form": form,
        "rows": [
            (line, getattr(line, "written_opinion", None), fields.get(line)) for line in lines
        ],
    }
    return render(request, "awards/poll_written.html", context, status=status)


def _asks(line: RollEntry, request: AccountRequest) -> bool:
    """Whether the account still has to key in this opinion: nobody did, or somebody else, once."""
    opinion = getattr(line, "written_opinion", None)
    if line.member.account_id == request.user.pk:
        return False
    return opinion is None or (
        opinion.confirmed_by_id is None and opinion.entered_by_id != request.user.pk
    )


@transaction.atomic
def _key_in(request: AccountRequest, lines: list[RollEntry], form: HandsForm) -> None:
    """Key in what was chosen; tell of those that differ from the first entry and were dropped."""
    kept, dropped = 0, []
    for line in lines:
        if choice := form.chosen.get(line.pk):
            opinion = enter_written_opinion(entry=line, choice=choice, actor=request.user)
            kept += opinion.pk is not None
            dropped += [] if opinion.pk else [str(line.member)]
    if kept:
        messages.success(request, _("Đã lưu %(n)d ý kiến bằng văn bản.") % {"n": kept})
    if dropped:
        text = _("Hai lần nhập khác nhau, cả hai đã bỏ; hãy nhập lại từ đầu: %(names)s.")
        messages.error(request, text % {"names": ", ".join(dict.fromkeys(dropped))})


def _run_poll(request: AccountRequest, pk: int) -> Poll:
    """An open poll that the account runs; else 404."""
    poll = visible_poll(request, pk)
    items = [one.item for one in visible_items(poll, request.user)]
    if poll.state != PollState.OPEN or not runs(request.user, poll.review, items):
        raise Http404
    return poll


def _my_lines(request: AccountRequest, poll: Poll) -> list[RollEntry]:
    lines = my_entries(request.user, poll).select_related(
        "envelope",
        "poll_item__item__nomination__person",
        "poll_item__item__nomination__collective",
        "poll_item__item__nomination__agency",
        "poll_item__item__nomination__unit",
    )
    return list(lines.order_by("pk"))

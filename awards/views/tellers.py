"""What the two tellers do: get a code, try it, open the envelopes, count hands and paper.

A code passes through here once and stays nowhere: not in the session, not in a message, not in an
error report.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from awards.actions.counts import (
    count_hands,
    enter_paper_count,
    open_ballots,
    take_off_envelopes,
)
from awards.actions.polls import make_key, prove_key
from awards.forms.polls import CodeForm, OpeningForm, PaperCountForm
from awards.models import Poll
from awards.permissions.sheets import sheet_of
from awards.views.polls import poll_page, visible_poll
from awards.workflow import PollState
from units.carried import never_carried
from units.errors import ActionRefused
from units.requests import AccountRequest
from units.views.attempts import attempt


@sensitive_variables("code")
@never_cache
@require_POST
def poll_key(request: AccountRequest, pk: int) -> HttpResponse:
    """Make the teller's code and show it, on this answer and never again."""
    poll = visible_poll(request, pk)
    try:
        code = make_key(poll=poll, actor=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("poll", poll.pk)
    context = {
        "poll": poll,
        "review": poll.review,
        "sheet": sheet_of(poll, request.user),
        "code": code,
        "proof": CodeForm(),
    }
    return render(request, "awards/poll_code.html", context)


@never_carried
@sensitive_post_parameters()
@sensitive_variables("form")
@never_cache
@require_POST
def poll_prove(request: AccountRequest, pk: int) -> HttpResponse:
    """Type the code back from the paper."""
    poll = visible_poll(request, pk)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return poll_page(request, poll, proof=form)
    try:
        prove_key(poll=poll, code=form.cleaned_data["code"], actor=request.user)
    except ActionRefused as refusal:
        form.add_error("code", str(refusal))
        return poll_page(request, poll, status=409, proof=form)
    messages.success(request, _("Mã đúng. Hãy giữ tờ giấy này đến khi kiểm phiếu."))
    return redirect("poll", poll.pk)


@never_carried
@sensitive_post_parameters()
@sensitive_variables("form")
@never_cache
@require_POST
def poll_take_off(request: AccountRequest, pk: int) -> HttpResponse:
    """Take off the outer envelopes, as the first teller."""
    return _unseal(
        request,
        pk,
        lambda poll, code, root: take_off_envelopes(
            poll=poll, code=code, root=root, actor=request.user
        ),
        _("Đã bỏ phong bì ngoài. Từ đây không ai biết phiếu nào của ai; mời người thứ hai mở."),
    )


@never_carried
@sensitive_post_parameters()
@sensitive_variables("form")
@never_cache
@require_POST
def poll_open_ballots(request: AccountRequest, pk: int) -> HttpResponse:
    """Open the ballots, as the second teller, and count them."""
    return _unseal(
        request,
        pk,
        lambda poll, code, _root: open_ballots(poll=poll, code=code, actor=request.user),
        _("Đã mở và kiểm hết phiếu."),
    )


@sensitive_variables("form")
def _unseal(
    request: AccountRequest, pk: int, act: Callable[[Poll, str, str], Poll], done: str
) -> HttpResponse:
    poll = visible_poll(request, pk)
    form = OpeningForm(request.POST, label=_("Tôi đã đối chiếu số phong bì và mã."))
    if not form.is_valid():
        return poll_page(request, poll, unsealing=form)
    try:
        act(poll, form.cleaned_data["code"], form.cleaned_data["root"])
    except ActionRefused as refusal:
        form.add_error("code", str(refusal))
        return poll_page(request, poll, status=409, unsealing=form)
    messages.success(request, done)
    return redirect("poll", poll.pk)


@require_POST
def poll_count(request: AccountRequest, pk: int) -> HttpResponse:
    """Count a closed show of hands."""
    poll = visible_poll(request, pk)
    attempt(request, lambda: count_hands(poll=poll, actor=request.user), _("Đã kiểm biểu quyết."))
    return redirect("poll", poll.pk)


@require_http_methods(["GET", "POST"])
def poll_paper(request: AccountRequest, pk: int) -> HttpResponse:
    """Key in what one teller counted of the paper ballots, without the other's figures."""
    poll = visible_poll(request, pk)
    sheet = sheet_of(poll, request.user)
    if poll.method != Poll.Method.PAPER or poll.state != PollState.CLOSED or sheet.key is None:
        raise Http404
    form = PaperCountForm(request.POST or None, items=sheet.items)
    status = 200
    if form.is_valid():
        try:
            poll = enter_paper_count(poll=poll, figures=form.figures, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            _tell(request, poll)
            return redirect("poll", poll.pk)
    context = {"poll": poll, "review": poll.review, "sheet": sheet, "form": form}
    return render(request, "awards/poll_paper.html", context, status=status)


def _tell(request: AccountRequest, poll: Poll) -> None:
    """Whether the figures finished the count, wait for the other teller's, or were thrown away."""
    if poll.state == PollState.COUNTED:
        messages.success(request, _("Hai lần kiểm khớp nhau. Đã kiểm phiếu xong."))
    elif poll.items.filter(paper_counts__isnull=False).exists():
        messages.success(request, _("Đã lưu số bạn kiểm. Chờ người kiểm phiếu kia."))
    else:
        messages.error(
            request,
            _("Hai lần kiểm khác nhau nên cả hai đã bỏ. Hai người hãy kiểm lại và nhập lại."),
        )

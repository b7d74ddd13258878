"""Page of one remark: for its sender, for whom it is about, for who answers it."""

import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from awards.actions.remarks import TooManyRemarks, answer_remark, explain_remark
from awards.forms.consultations import AnswerForm, ExplanationForm
from awards.models import Remark
from awards.permissions.consultations import (
    is_about,
    items_handled_by,
    items_visible_to,
    open_remark_steps,
    remarks_visible_to,
)
from awards.queries.consultations import thread
from units import clock
from units.errors import ActionRefused
from units.requests import AccountRequest

DAY = datetime.timedelta(days=1)


@require_GET
def consultation_remark(request: AccountRequest, pk: int) -> HttpResponse:
    """One remark: what it says, the explanation, the answer, and what is open to the account."""
    return _page(request, _remark_or_404(request, pk))


@require_POST
def consultation_remark_explain(request: AccountRequest, pk: int) -> HttpResponse:
    """Explain oneself to a complaint."""
    remark = _remark_or_404(request, pk)
    form = ExplanationForm(request.POST, prefix="explain")
    if not form.is_valid():
        return _page(request, remark, explain=form)
    try:
        explain_remark(remark=remark, actor=request.user, **form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, remark, status=409, explain=form)
    messages.success(request, _("Thường trực Hội đồng đã nhận giải trình của bạn."))
    return redirect(remark)


@require_POST
def consultation_remark_answer(request: AccountRequest, pk: int) -> HttpResponse:
    """Answer a comment, or settle a complaint."""
    remark = _remark_or_404(request, pk)
    form = AnswerForm(request.POST, kind=remark.kind)
    if not form.is_valid():
        return _page(request, remark, answer=form)
    try:
        answer_remark(remark=remark, actor=request.user, **form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, remark, status=409, answer=form)
    messages.success(request, _("Đã trả lời; người gửi có tài khoản được báo."))
    return redirect(remark)


def turned_down(response: HttpResponse, refusal: ActionRefused) -> HttpResponse:
    """The page of a remark that was not taken: 409, or 429 until the day is over."""
    response.status_code = 409
    if isinstance(refusal, TooManyRemarks):
        now = clock.now()
        midnight = datetime.datetime.combine(now.date() + DAY, datetime.time.min, now.tzinfo)
        response.status_code = 429
        response["Retry-After"] = str(int((midnight - now).total_seconds()))
    return response


def _remark_or_404(request: AccountRequest, pk: int) -> Remark:
    visible = remarks_visible_to(request.user).select_related(
        "item__consultation__agency", "item__nomination", "sender__person", "answered_by__person"
    )
    return get_object_or_404(visible, pk=pk)


def _page(
    request: AccountRequest, remark: Remark, status: int = 200, **forms: Form
) -> HttpResponse:
    handles = items_handled_by(request.user).filter(pk=remark.item_id).exists()
    (said,) = thread(Remark.objects.filter(pk=remark.pk), request.user, handles=handles)
    steps = open_remark_steps(request.user, remark)
    explain = ExplanationForm(prefix="explain", initial={"text": remark.explanation})
    context: dict[str, Any] = {
        "said": said,
        "remark": remark,
        "item": remark.item,
        "item_shown": items_visible_to(request.user).filter(pk=remark.item_id).exists(),
        "handles": handles,
        "is_mine": is_about(request.user, remark.item.nomination),
        "is_sender": remark.sender_id == request.user.pk,
        "explain": explain if "explain" in steps else None,
        "answer": AnswerForm(kind=remark.kind) if steps - {"explain"} else None,
    }
    return render(request, "awards/consultation_remark.html", context | forms, status=status)

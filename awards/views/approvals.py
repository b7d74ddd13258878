"""A draft's way to the second person: propose it, approve it, send it back."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from awards.actions.approvals import approve_decision, propose_decision, return_decision
from awards.views.decisions import approve_form, decision_or_404, decision_page
from units.errors import ActionRefused
from units.forms import return_form
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed


@require_POST
def decision_propose(request: AccountRequest, pk: int) -> HttpResponse:
    """Ask a second person to approve the draft."""
    decision = decision_or_404(request, pk)
    attempt(
        request,
        lambda: propose_decision(decision=decision, actor=request.user),
        _("Đã trình duyệt. Dự thảo được khóa cho đến khi được duyệt hoặc trả lại."),
    )
    return redirect(decision)


@require_POST
def decision_approve(request: AccountRequest, pk: int) -> HttpResponse:
    """Approve what somebody else drafted."""
    decision = decision_or_404(request, pk)
    if confirmed(request, approve_form(request.POST)):
        attempt(
            request,
            lambda: approve_decision(decision=decision, actor=request.user),
            _("Đã duyệt dự thảo. Quản trị khen thưởng có thể ban hành."),
        )
    return redirect(decision)


@require_POST
def decision_return(request: AccountRequest, pk: int) -> HttpResponse:
    """Make it a draft again, and say why."""
    decision = decision_or_404(request, pk)
    form = return_form(request.POST)
    if not form.is_valid():
        return decision_page(request, decision, note=form)
    try:
        return_decision(decision=decision, note=form.cleaned_data["note"], actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return decision_page(request, decision, note=form, status=409)
    return redirect(decision)

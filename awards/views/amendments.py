"""Amending an issued decision: say why, and which of its lines."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from awards.actions.amendments import draft_amendment
from awards.forms.amendments import AmendmentForm
from awards.models import Decision
from awards.permissions.decisions import may_amend
from awards.views.decisions import decision_or_404
from units.errors import ActionRefused
from units.requests import AccountRequest

Kind = Decision.Kind
TITLES = {
    Kind.CORRECTION: _("Đính chính quyết định"),
    Kind.REPLACEMENT: _("Thay thế quyết định"),
    Kind.REVOCATION: _("Hủy bỏ quyết định"),
}
LISTS = {
    Kind.CORRECTION: _("Dòng được đính chính: đánh dấu và sửa"),
    Kind.REPLACEMENT: _("Danh sách của quyết định mới: bỏ đánh dấu dòng không còn"),
    Kind.REVOCATION: _("Người, tập thể bị hủy bỏ quyết định khen thưởng"),
}


@require_http_methods(["GET", "POST"])
def decision_amend(request: AccountRequest, pk: int, kind: str) -> HttpResponse:
    """Draft a correction, a replacement or a revocation of an issued decision."""
    decision = decision_or_404(request, pk)
    chosen = next((one for one in TITLES if one.lower() == kind), None)
    if chosen is None or not may_amend(request.user, decision):
        raise Http404
    form = AmendmentForm(
        request.POST or None, kind=chosen, lines=list(decision.recipients.in_force())
    )
    status = 200
    if form.is_valid():
        try:
            drafted = draft_amendment(
                decision=decision,
                kind=chosen,
                ground=form.cleaned_data["ground"],
                reason=form.cleaned_data["reason"],
                lines=form.chosen(),
                actor=request.user,
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lập dự thảo. Hãy xem trước rồi trình duyệt."))
            return redirect(drafted)
    context = {"decision": decision, "form": form, "title": TITLES[chosen], "list": LISTS[chosen]}
    return render(request, "awards/decision_amend.html", context, status=status)

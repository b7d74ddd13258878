"""After the signature: accept, question, amend; and the versions of a pledge, side by side."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.actions.amendments import (
    accept_pledge,
    amend_pledge,
    question_pledge,
    withdraw_amendment,
)
from campaigns.comparison import Content, compare
from campaigns.forms.amendments import QuestionForm
from campaigns.models import PledgeVersion
from campaigns.queries.versions import amendment_of, signed_versions
from campaigns.views.pledges import pledge_or_404, pledge_page, reason_form
from units.errors import ActionRefused
from units.requests import AccountRequest
from units.views.attempts import attempt, edition_shown


@require_POST
def pledge_accept(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a signed pledge in."""
    pledge = pledge_or_404(request, pk)
    attempt(
        request,
        lambda: accept_pledge(pledge=pledge, edition=edition_shown(request), actor=request.user),
        _("Đã tiếp nhận bản đăng ký thi đua."),
    )
    return redirect(pledge)


@require_POST
def pledge_question(request: AccountRequest, pk: int) -> HttpResponse:
    """Give a signed pledge back for an amendment of the ticked fields."""
    pledge = pledge_or_404(request, pk)
    form = QuestionForm(pledge, request.POST)
    if not form.is_valid():
        return pledge_page(request, pledge, question=form)
    try:
        question_pledge(
            pledge=pledge, note=form.cleaned_data["note"], fields=form.asked, actor=request.user
        )
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return pledge_page(request, pledge, question=form, status=409)
    messages.success(request, _("Đã trả lại đơn vị để sửa đổi."))
    return redirect(pledge)


@require_POST
def pledge_amend(request: AccountRequest, pk: int) -> HttpResponse:
    """Open a signed pledge to be changed."""
    pledge = pledge_or_404(request, pk)
    form = reason_form(request.POST)
    if not form.is_valid():
        return pledge_page(request, pledge, reason=form)
    try:
        amend_pledge(pledge=pledge, reason=form.cleaned_data["note"], actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return pledge_page(request, pledge, reason=form, status=409)
    messages.success(
        request, _("Đã mở bản sửa đổi. Bản đã ký vẫn có hiệu lực đến khi thủ trưởng ký bản mới.")
    )
    return redirect("pledge_edit", pk)


@require_POST
def pledge_withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw an amendment away."""
    pledge = pledge_or_404(request, pk)
    attempt(
        request,
        lambda: withdraw_amendment(pledge=pledge, actor=request.user),
        _("Đã bỏ bản sửa đổi; bản đã ký giữ nguyên."),
    )
    return redirect(pledge)


@require_GET
def pledge_version(request: AccountRequest, pk: int, number: int) -> HttpResponse:
    """A version as it was signed, or the amendment as it is, compared with another one.

    `with` in the address names the other; without it, the one before.
    """
    pledge = pledge_or_404(request, pk)
    amendment = amendment_of(pledge)
    versions = [*([amendment] if amendment else []), *signed_versions(pledge)]
    version = get_object_or_404(pledge.versions.select_related("signed_by__person"), number=number)
    if version.signed_at is None and version != amendment:
        raise Http404
    other = _other(request, versions, version)
    content = Content.from_json(version.content)
    context = {
        "pledge": pledge,
        "campaign": pledge.campaign,
        "version": version,
        "versions": versions,
        "other": other,
        "content": content,
        "differs": compare(Content.from_json(other.content), content) if other else None,
    }
    return render(request, "campaigns/pledge_version.html", context)


def _other(
    request: AccountRequest, versions: list[PledgeVersion], version: PledgeVersion
) -> PledgeVersion | None:
    """The version to compare with: the one that the address names, else the one before."""
    by_number = {str(one.number): one for one in versions if one != version}
    asked = request.GET.get("with", str(version.number - 1))
    return by_number.get(asked)

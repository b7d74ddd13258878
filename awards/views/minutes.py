"""Pages of the council's papers: read them, word them, sign them; make the results known."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.minutes import give_reasons, sign_minutes, word_minutes
from awards.actions.outcomes import announce_results
from awards.documents.papers import render_paper, wording
from awards.forms.minutes import ReasonsForm, WordsForm
from awards.models import Minutes
from awards.permissions.minutes import (
    may_announce,
    may_give_reasons,
    may_word,
    minutes_visible_to,
    my_signature,
    whole_minutes_visible_to,
)
from awards.permissions.reviews import items_visible_to, reviews_visible_to
from units.errors import ActionRefused
from units.forms import ConfirmForm
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed, edition_shown


@require_GET
def minutes_list(request: AccountRequest, pk: int) -> HttpResponse:
    """Papers of a review that the account may read; for the standing body, the announcement."""
    review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    papers = minutes_visible_to(request.user).filter(review=review).order_by("-kind", "pk")
    context = {
        "review": review,
        "papers": papers.prefetch_related("signatures__member__account__person"),
        "announce": _announce_form() if may_announce(request.user, review) else None,
    }
    return render(request, "awards/minutes_list.html", context)


@require_POST
def results_announce(request: AccountRequest, pk: int) -> HttpResponse:
    """Make known what came of a review, as standing body."""
    review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    if confirmed(request, _announce_form(request.POST)):
        attempt(
            request,
            lambda: announce_results(review=review, actor=request.user),
            _("Đã công bố kết quả và báo tin cho các đơn vị."),
        )
    return redirect("minutes_list", review.pk)


@require_GET
def minutes(request: AccountRequest, pk: int) -> HttpResponse:
    """One paper as the account may read it: without an item that is hidden from it."""
    paper = _paper_or_404(request, pk)
    visible = items_visible_to(request.user).filter(review=paper.review_id)
    mine = my_signature(request.user, paper)
    context = {
        "minutes": paper,
        "paper": wording(paper, set(visible.values_list("pk", flat=True))),
        "signatures": paper.signatures.select_related("member__account__person"),
        "is_whole": whole_minutes_visible_to(request.user).filter(pk=pk).exists(),
        "may_word": may_word(request.user, paper),
        "may_give_reasons": may_give_reasons(request.user, paper)
        and paper.items.filter(passed=False).exists(),
        "sign": _sign_form() if mine and mine.signed_at is None else None,
    }
    return render(request, "awards/minutes.html", context)


@require_http_methods(["GET", "POST"])
def minutes_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Write what was said, as who keeps the paper."""
    paper = _paper_or_404(request, pk)
    if request.method == "GET" and not may_word(request.user, paper):
        return redirect(paper)
    form, status = WordsForm(request.POST or None, paper=paper), 200
    if form.is_valid():
        edition = edition_shown(request)
        try:
            word_minutes(paper=paper, words=form.words, actor=request.user, edition=edition)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu và lập lại dự thảo biên bản."))
            return redirect(paper)
    context = {"form": form, "minutes": paper, "title": _("Ghi diễn biến cuộc họp")}
    return render(request, "awards/minutes_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def minutes_reasons(request: AccountRequest, pk: int) -> HttpResponse:
    """Say why items did not pass, as who presides."""
    paper = _paper_or_404(request, pk)
    if request.method == "GET" and not may_give_reasons(request.user, paper):
        return redirect(paper)
    form, status = ReasonsForm(request.POST or None, paper=paper), 200
    if form.is_valid():
        edition = edition_shown(request)
        try:
            give_reasons(paper=paper, reasons=form.reasons, actor=request.user, edition=edition)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu lý do và lập lại dự thảo biên bản."))
            return redirect(paper)
    context = {"form": form, "minutes": paper, "title": _("Lý do không thông qua")}
    return render(request, "awards/minutes_edit.html", context, status=status)


@require_POST
def minutes_sign(request: AccountRequest, pk: int) -> HttpResponse:
    """Put one's name under a paper that one has read."""
    paper = _paper_or_404(request, pk)
    if confirmed(request, _sign_form(request.POST)):
        edition = edition_shown(request)
        attempt(
            request,
            lambda: sign_minutes(minutes=paper, actor=request.user, edition=edition),
            _("Đã ký. Khi mọi người ký xong, biên bản được khóa cùng tệp PDF."),
        )
    return redirect(paper)


@require_GET
def minutes_preview(request: AccountRequest, pk: int) -> HttpResponse:
    """The PDF of an unsigned paper as it would be printed now, marked as a draft."""
    paper = get_object_or_404(whole_minutes_visible_to(request.user), pk=pk)
    if paper.signed_at:
        return redirect("minutes_file", pk)
    signatures = paper.signatures.select_related("member__account__person")
    try:
        content = render_paper(paper, signatures)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(paper)
    return HttpResponse(content, content_type="application/pdf")


@require_GET
def minutes_file(request: AccountRequest, pk: int) -> FileResponse:
    """The PDF of a signed paper, for whom nothing in it is hidden from."""
    signed = whole_minutes_visible_to(request.user).filter(signed_at__isnull=False)
    paper = get_object_or_404(signed, pk=pk)
    return FileResponse(
        default_storage.open(paper.storage_name),
        content_type="application/pdf",
        filename=f"bien-ban-{paper.pk}.pdf",
    )


def _paper_or_404(request: AccountRequest, pk: int) -> Minutes:
    visible = minutes_visible_to(request.user).select_related("review")
    return get_object_or_404(visible, pk=pk)


def _sign_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Tôi đã đọc toàn bộ biên bản này; ký rồi không sửa và không rút lại được.")
    return ConfirmForm(data, label=label, prefix="sign")


def _announce_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Công bố kết quả cho các đơn vị, kèm lý do với hồ sơ không được thông qua.")
    return ConfirmForm(data, label=label, prefix="announce")

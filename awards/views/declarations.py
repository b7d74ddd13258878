"""Pages on which who has a seat says where a conflict of interest lies, before a dossier opens."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from awards.actions.recusals import declare_conflict, declare_no_conflict
from awards.forms.reviews import ConflictForm, DeclareForm
from awards.models import Review
from awards.permissions.reviews import items_visible_to, reviews_visible_to, seat
from awards.queries.reviews import items_with_my_opinion, undeclared
from units.errors import ActionRefused
from units.requests import AccountRequest
from units.views.attempts import attempt


@require_http_methods(["GET", "POST"])
def review_declare(request: AccountRequest, pk: int) -> HttpResponse:
    """Declare to have no conflict in items of which no more than the name is shown yet."""
    review = _review_with_seat(request, pk)
    visible = items_visible_to(request.user).filter(review=review)
    waiting = undeclared(visible, request.user)
    form = DeclareForm(request.POST if request.method == "POST" else None, items=waiting)
    if request.method == "POST" and form.is_valid():
        items = list(form.cleaned_data["items"])
        attempt(
            request,
            lambda: declare_no_conflict(items=items, actor=request.user),
            _("Đã ghi cam kết. Hồ sơ đã mở để bạn đọc."),
        )
        return _onward(request, review)
    if request.method == "POST":
        messages.error(request, str(form.errors["items"][0]))
    context = {"review": review, "items": items_with_my_opinion(waiting, request.user)}
    return render(request, "awards/review_declare.html", context)


@require_http_methods(["GET", "POST"])
def review_conflict(request: AccountRequest, pk: int, item_pk: int) -> HttpResponse:
    """Declare a conflict in one item, with its reason; from then on the item does not exist."""
    review = _review_with_seat(request, pk)
    visible = items_visible_to(request.user).filter(review=review)
    items = items_with_my_opinion(visible.filter(pk=item_pk), request.user)
    if not items:
        raise Http404
    form = ConflictForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            declare_conflict(item=items[0], note=form.cleaned_data["note"], actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã ghi. Bạn không tham gia xét hồ sơ đó."))
            return _onward(request, review)
    context = {"review": review, "item": items[0], "form": form}
    return render(request, "awards/review_conflict.html", context, status=status)


def _review_with_seat(request: AccountRequest, pk: int) -> Review:
    review: Review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    if seat(request.user, review) is None:
        raise Http404
    return review


def _onward(request: AccountRequest, review: Review) -> HttpResponseRedirect:
    """Back to what is still to be declared, or on to the review."""
    visible = items_visible_to(request.user).filter(review=review)
    if undeclared(visible, request.user).exists():
        return redirect("review_declare", review.pk)
    return redirect(review)

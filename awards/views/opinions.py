"""Pages on which a member thinks: one dossier beside the own opinion, two dossiers compared."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards.actions.reviews import give_opinion
from awards.forms.reviews import CompareForm, OpinionForm
from awards.law.rubric import dossier_rubric
from awards.models import ReviewItem
from awards.permissions.reviews import (
    items_readable_by,
    items_visible_to,
    reviews_visible_to,
    seat,
)
from awards.queries.reviews import items_with_my_opinion, next_undecided, others_opinions
from awards.views.nominations import dossier
from awards.workflow import ReviewState
from units.errors import ActionRefused
from units.models import YearRating
from units.requests import AccountRequest

# Years of ratings that two dossiers show side by side.
RATED_YEARS = 5


@require_http_methods(["GET", "POST"])
def review_item(request: AccountRequest, pk: int, item_pk: int) -> HttpResponse:
    """One nomination of a review: the dossier beside the account's own opinion."""
    items = _readable(request, pk)
    item = next((one for one in items if one.pk == item_pk), None)
    if item is None:
        # A dossier that exists for the account and is not open yet waits for the declaration.
        get_object_or_404(items_visible_to(request.user), review=pk, pk=item_pk)
        return redirect("review_declare", pk)
    if request.method == "POST":
        return _give_opinion(request, item, items)
    return _item_page(request, item, items, _opinion_form(item))


@require_GET
def review_compare(request: AccountRequest, pk: int) -> HttpResponse:
    """Two dossiers of a review side by side."""
    items = _readable(request, pk)
    if not items:
        return redirect("review", pk)
    chosen = {"left": str(items[0].pk), "right": str(items[min(1, len(items) - 1)].pk)}
    form = CompareForm(chosen | request.GET.dict(), items=items)
    sides = []
    if form.is_valid():
        by_key = {str(item.pk): item for item in items}
        sides = [_side(request, by_key[form.cleaned_data[name]]) for name in ("left", "right")]
    context = {"review": items[0].review, "form": form, "sides": sides}
    return render(request, "awards/review_compare.html", context)


def _readable(request: AccountRequest, pk: int) -> list[ReviewItem]:
    """Items of a review whose dossiers the account may open."""
    review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    readable = items_readable_by(request.user).filter(review=review)
    return items_with_my_opinion(readable, request.user)


def _side(request: AccountRequest, item: ReviewItem) -> dict[str, Any]:
    """What one column of the comparison shows."""
    nomination = item.nomination
    ratings = YearRating.objects.filter(
        person=nomination.person, unit=nomination.collective, year__lte=nomination.year
    )
    return dossier(nomination, request.user) | {"item": item, "ratings": ratings[:RATED_YEARS]}


def _opinion_form(item: ReviewItem, data: Any = None) -> OpinionForm:
    criteria = dossier_rubric(localtime(item.review.opened_at).date()).criteria
    return OpinionForm(data, opinion=item.mine, criteria=criteria)


def _give_opinion(
    request: AccountRequest, item: ReviewItem, items: list[ReviewItem]
) -> HttpResponse:
    """Record the opinion, then on to the next nomination without one."""
    form = _opinion_form(item, request.POST)
    if not form.is_valid():
        return _item_page(request, item, items, form)
    try:
        item.mine = give_opinion(item=item, actor=request.user, **form.content)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _item_page(request, item, items, form, status=409)
    messages.success(request, _("Đã lưu ý kiến về %(subject)s.") % {"subject": item.nomination})
    if "stay" in request.POST:
        return redirect("review_item", item.review_id, item.pk)
    following = next_undecided(items, after=item)
    if following is None:
        return redirect("review", item.review_id)
    return redirect("review_item", item.review_id, following.pk)


def _item_page(
    request: AccountRequest,
    item: ReviewItem,
    items: list[ReviewItem],
    form: OpinionForm,
    status: int = 200,
) -> HttpResponse:
    review, place = item.review, items.index(item)
    mine = seat(request.user, review)
    is_over = review.closed_at is not None
    may_say = mine is not None and mine.votes and not is_over
    rubric = dossier_rubric(localtime(review.opened_at).date())
    context = dossier(item.nomination, request.user) | {
        "item": item,
        "review": review,
        "is_over": is_over,
        "may_say": may_say,
        "may_declare": mine is not None and review.state in (ReviewState.OPEN, ReviewState.SITTING),
        # Others' opinions come after the own one, or after the meeting.
        "others": others_opinions(item, request.user) if is_over or item.mine else [],
        "waits": may_say and item.mine is None,
        "form": form,
        "rubric_note": rubric.note if get_language() == "vi" else rubric.note_en,
        "undecided": next_undecided(items, after=item) if may_say else None,
        "place": place + 1,
        "total": len(items),
        "before": items[place - 1] if place else None,
        "behind": items[place + 1] if place + 1 < len(items) else None,
    }
    return render(request, "awards/review_item.html", context, status=status)

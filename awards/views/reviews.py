"""Pages of the council's reviews: the list, one review, the opinion on one nomination."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.meetings import close_review
from awards.actions.reviews import give_opinion, open_review
from awards.forms.reviews import OpinionForm, ReviewForm
from awards.models import Review, ReviewItem
from awards.permissions.nominations import nominations_visible_to
from awards.permissions.polls import runs
from awards.permissions.reviews import items_readable_by, items_visible_to, reviews_visible_to
from awards.queries.nominations import direct_share, nomination_board, ready_for_review
from awards.queries.reviews import (
    items_with_my_opinion,
    members_still_missing,
    next_undecided,
    review_board,
)
from awards.views.nominations import dossier
from awards.workflow import ReviewState
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.views.agencies import chosen_agency
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed


@require_GET
def reviews(request: AccountRequest) -> HttpResponse:
    """Reviews that the account is a member of, or runs; the latest first."""
    columns = [
        Column("title", _("Phiên xét"), lambda one: one.title, ("folded",)),
        Column("opened", _("Mở ngày"), lambda one: one.opened_at, ("opened_at",)),
        Column("due", _("Hạn cho ý kiến"), lambda one: one.due_on, ("due_on",)),
        Column(
            "items",
            pgettext("list", "Hồ sơ"),
            lambda one: one.item_count,
            ("item_count",),
            numeric=True,
        ),
        Column(
            "given", _("Đã cho ý kiến"), lambda one: one.given_count, ("given_count",), numeric=True
        ),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    page = ListPage(
        request,
        review_board(
            reviews_visible_to(request.user), items_visible_to(request.user), request.user
        ),
        columns,
        search=("folded",),
        filters={"state": Filter(_("Trạng thái"), ReviewState.choices, "state")},
        default_sort="-opened",
    )
    return page.respond("awards/reviews.html", may_open=agencies_run_by(request.user).exists())


@require_GET
def review(request: AccountRequest, pk: int) -> HttpResponse:
    """One review: what is still mine to decide; after its close, what came of it."""
    review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    items = items_with_my_opinion(
        items_visible_to(request.user).filter(review=review), request.user
    )
    closes = review.state == ReviewState.SITTING and runs(request.user, review)
    is_open = review.state == ReviewState.OPEN
    context = {
        "review": review,
        "items": items,
        "is_open": is_open,
        "is_over": review.closed_at is not None,
        "is_member": review.members.filter(account=request.user, votes=True).exists(),
        "given": sum(item.mine is not None for item in items),
        "next": next_undecided(items),
        "missing": len(members_still_missing(review, items)) if is_open else 0,
        "member_count": review.members.filter(votes=True).count(),
        "close": _close_form() if closes else None,
    }
    return render(request, "awards/review.html", context)


@require_http_methods(["GET", "POST"])
def review_new(request: AccountRequest) -> HttpResponse:
    """Put accepted nominations before the council."""
    agencies, agency = chosen_agency(request, agencies_run_by(request.user))
    visible = nominations_visible_to(request.user)
    ready = ready_for_review(agency).filter(pk__in=visible.values("pk"))
    title = _("Xét khen thưởng năm %(year)d") % {"year": clock.today().year}
    form = ReviewForm(request.POST or None, ready=ready, initial={"title": title})
    status = 200
    if form.is_valid():
        try:
            review = open_review(agency=agency, actor=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã mở phiên xét và mời các ủy viên cho ý kiến."))
            return redirect(review)
    context = {
        "form": form,
        "ready": nomination_board(ready),
        "share": direct_share(ready),
        "agencies": agencies,
        "agency": agency,
    }
    return render(request, "awards/review_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def review_item(request: AccountRequest, pk: int, item_pk: int) -> HttpResponse:
    """One nomination of a review: the dossier beside the account's own opinion."""
    review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    items = items_with_my_opinion(
        items_readable_by(request.user).filter(review=review), request.user
    )
    item = next((one for one in items if one.pk == item_pk), None)
    if item is None:
        raise Http404
    if request.method == "POST":
        return _give_opinion(request, item, items)
    return _item_page(request, item, items, OpinionForm(opinion=item.mine))


def _give_opinion(
    request: AccountRequest, item: ReviewItem, items: list[ReviewItem]
) -> HttpResponse:
    """Record the opinion, then on to the next nomination without one."""
    form = OpinionForm(request.POST, opinion=item.mine)
    if not form.is_valid():
        return _item_page(request, item, items, form)
    try:
        item.mine = give_opinion(item=item, actor=request.user, **form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _item_page(request, item, items, form, status=409)
    messages.success(request, _("Đã lưu ý kiến về %(subject)s.") % {"subject": item.nomination})
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
    is_open = item.review.state == ReviewState.OPEN
    place = items.index(item)
    context = dossier(item.nomination, request.user) | {
        "item": item,
        "review": item.review,
        "is_open": is_open,
        "may_say": is_open and item.review.members.filter(account=request.user).exists(),
        # Others' remarks are read only after the close, without their names.
        "comments": [] if is_open else item.opinions.exclude(comment="").order_by("view", "pk"),
        "form": form,
        "place": place + 1,
        "total": len(items),
        "before": items[place - 1] if place else None,
        "behind": items[place + 1] if place + 1 < len(items) else None,
    }
    return render(request, "awards/review_item.html", context, status=status)


@require_POST
def review_close(request: AccountRequest, pk: int) -> HttpResponse:
    """End the review, as its chair."""
    review: Review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    if confirmed(request, _close_form(request.POST)):
        attempt(
            request,
            lambda: close_review(review=review, actor=request.user),
            _("Đã kết thúc phiên xét. Kết quả ở bảng dưới."),
        )
    return redirect(review)


def _close_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Tôi kết thúc phiên xét; sau đó không ai sửa được ý kiến.")
    return ConfirmForm(data, label=label, prefix="close")

"""Pages of the council's reviews: the list, opening one, the review itself, its agenda."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.meetings import close_review
from awards.actions.reviews import open_review
from awards.forms.reviews import ReviewForm
from awards.law.council import Matter, allows
from awards.lawbook import agency_folder
from awards.models import Review
from awards.permissions.nominations import nominations_visible_to
from awards.permissions.polls import runs
from awards.permissions.reviews import (
    items_readable_by,
    items_visible_to,
    reviews_visible_to,
    seat,
)
from awards.permissions.seats import prepares
from awards.queries.nominations import direct_share, nomination_board, ready_for_review
from awards.queries.reviews import (
    items_with_my_opinion,
    members_still_missing,
    next_undecided,
    review_board,
)
from awards.workflow import REVIEW_TURNS, ReviewState, review_way
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
        Column("meets", _("Họp lúc"), lambda one: one.meets_at, ("meets_at",)),
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
    """One review: what is still mine to declare and to think about; then what came of it."""
    review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    visible = items_visible_to(request.user).filter(review=review)
    items = items_with_my_opinion(visible, request.user)
    readable = set(
        items_readable_by(request.user).filter(review=review).values_list("pk", flat=True)
    )
    mine = seat(request.user, review)
    open_items = [item for item in items if item.pk in readable]
    closes = review.state == ReviewState.SITTING and runs(request.user, review)
    is_open = review.state == ReviewState.OPEN
    context = {
        "review": review,
        "items": items,
        "readable": readable,
        "undeclared": len(items) - len(readable) if mine else 0,
        "way": review_way(review.state, announced=review.announced_at is not None),
        "turn": "" if review.announced_at else REVIEW_TURNS[ReviewState(review.state)],
        "seats": review.members.select_related("account__person", "stands_for__account__person"),
        "is_open": is_open,
        "is_over": review.closed_at is not None,
        "is_member": mine is not None and mine.votes,
        "given": sum(item.mine is not None for item in items),
        "next": next_undecided(open_items),
        "missing": len(members_still_missing(review, items)) if is_open else 0,
        "prepares": is_open and prepares(request.user, review),
        "close": _close_form() if closes else None,
    }
    return render(request, "awards/review.html", context)


@require_GET
def review_agenda(request: AccountRequest, pk: int) -> HttpResponse:
    """The agenda on paper: when, where, who, and what is looked at."""
    review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    visible = items_visible_to(request.user).filter(review=review)
    context = {
        "review": review,
        "items": items_with_my_opinion(visible, request.user),
        "seats": review.members.select_related("account__person", "stands_for__account__person"),
    }
    return render(request, "awards/review_agenda.html", context)


@require_http_methods(["GET", "POST"])
def review_new(request: AccountRequest) -> HttpResponse:
    """Put accepted nominations before the council."""
    agencies, agency = chosen_agency(request, agencies_run_by(request.user))
    visible = nominations_visible_to(request.user)
    ready = ready_for_review(agency).filter(pk__in=visible.values("pk"))
    title = _("Xét khen thưởng năm %(year)d") % {"year": clock.today().year}
    written = allows(Matter.WITHOUT_MEETING, clock.today(), agency_folder())
    form = ReviewForm(request.POST or None, ready=ready, written=written, initial={"title": title})
    status = 200
    if form.is_valid():
        try:
            review = open_review(agency=agency, actor=request.user, **form.content)
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

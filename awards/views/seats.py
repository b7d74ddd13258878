"""Pages on which a review is prepared: who else has a seat, who studies which dossier."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from awards.actions.rapporteurs import assign_rapporteurs, name_rapporteurs
from awards.actions.seats import invite_guest, name_substitute, name_teller, withdraw_seat
from awards.forms.reviews import RapporteursForm, SeatForm
from awards.law.council import Matter, allows
from awards.lawbook import agency_folder
from awards.models import Review, ReviewMember
from awards.permissions.reviews import items_visible_to, reviews_visible_to
from awards.permissions.seats import prepares
from awards.queries.rapporteurs import kept_out_of, workload
from awards.queries.reviews import items_with_my_opinion
from awards.workflow import ReviewState
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm
from units.models import Account
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed


@require_http_methods(["GET", "POST"])
def review_seats(request: AccountRequest, pk: int) -> HttpResponse:
    """Who sits in a review, and a form for guests, tellers and substitutes."""
    review = _prepared_by(request, pk)
    form = _seat_form(review, request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            _give_seat(request, review, form)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã thêm vào thành phần và gửi lời mời."))
            return redirect("review_seats", review.pk)
    context = {
        "review": review,
        "seats": review.members.select_related("account__person", "stands_for__account__person"),
        "form": form if review.state == ReviewState.OPEN else None,
        "withdraw": ConfirmForm(label=_("Rút tên người này khỏi phiên.")),
    }
    return render(request, "awards/review_seats.html", context, status=status)


def _give_seat(request: AccountRequest, review: Review, form: SeatForm) -> None:
    said, actor = form.cleaned_data, request.user
    if said["seat"] == ReviewMember.Seat.GUEST:
        invite_guest(review=review, account=said["account"], actor=actor)
    elif said["seat"] == ReviewMember.Seat.TELLER:
        name_teller(review=review, account=said["account"], actor=actor)
    else:
        name_substitute(
            principal=said["stands_for"],
            account=said["account"],
            mandate=said["mandate"],
            actor=actor,
        )


def _seat_form(review: Review, data: object) -> SeatForm:
    accounts = Account.objects.filter(person__agency=review.agency, is_active=True)
    free = accounts.exclude(review_memberships__review=review).select_related("person")
    substitutes = allows(Matter.SUBSTITUTE, clock.today(), agency_folder())
    principals = review.members.filter(votes=True, stands_for=None).select_related(
        "account__person"
    )
    return SeatForm(
        data,
        accounts=free.order_by("person__sort_key", "pk"),
        principals=principals if substitutes else None,
    )


@require_POST
def review_seat_withdraw(request: AccountRequest, pk: int, seat_pk: int) -> HttpResponse:
    """Take back a seat that was added."""
    review = _prepared_by(request, pk)
    member = get_object_or_404(review.members, pk=seat_pk)
    if confirmed(request, ConfirmForm(request.POST)):
        attempt(
            request,
            lambda: withdraw_seat(member=member, actor=request.user),
            _("Đã rút tên khỏi thành phần của phiên."),
        )
    return redirect("review_seats", review.pk)


@require_http_methods(["GET", "POST"])
def review_rapporteurs(request: AccountRequest, pk: int) -> HttpResponse:
    """Who studies which dossier, and how many each has; changed by hand or by machine."""
    review = _prepared_by(request, pk)
    items = items_with_my_opinion(
        items_visible_to(request.user).filter(review=review), request.user
    )
    members = list(review.members.filter(votes=True).select_related("account__person"))
    form = RapporteursForm(
        request.POST if request.method == "POST" else None,
        items=items,
        members=members,
        kept_out=kept_out_of(items),
    )
    status = 200
    if form.is_valid():
        try:
            if form.changes:
                name_rapporteurs(review=review, chosen=form.changes, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu phân công."))
            return redirect("review_rapporteurs", review.pk)
    loads = workload(items)
    context = {
        "review": review,
        "form": form,
        "loads": [(member, loads.get(member.pk, 0)) for member in members],
        "is_open": review.state == ReviewState.OPEN,
    }
    return render(request, "awards/review_rapporteurs.html", context, status=status)


@require_POST
def review_rapporteurs_assign(request: AccountRequest, pk: int) -> HttpResponse:
    """Let the machine give a rapporteur to every dossier that has none."""
    review = _prepared_by(request, pk)
    attempt(
        request,
        lambda: assign_rapporteurs(review=review, actor=request.user),
        _("Đã phân công các hồ sơ còn thiếu người thẩm định."),
    )
    return redirect("review_rapporteurs", review.pk)


def _prepared_by(request: AccountRequest, pk: int) -> Review:
    """The review, for who prepares it; 404 for everybody else."""
    review: Review = get_object_or_404(reviews_visible_to(request.user), pk=pk)
    if not prepares(request.user, review):
        raise Http404
    return review

"""Pages of nominations: the board, one dossier, and its steps up to the council."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from awards.actions.nominations import (
    accept_nomination,
    discard_nomination,
    hand_up_nomination,
    recall_nomination,
    return_nomination,
    send_nomination,
)
from awards.checklist import checklist
from awards.forms.submissions import PaperForm
from awards.models import Nomination
from awards.models.subjects import RecipientKind
from awards.permissions import (
    may_file_papers,
    nominating_units,
    nominations_visible_to,
    open_steps,
    submissions_visible_to,
)
from awards.queries.dossiers import background_of
from awards.queries.nominations import (
    direct_share,
    initiatives_named,
    lacks_registration,
    nomination_board,
    nomination_events,
    state_counts,
)
from awards.queries.records import awards_of_subject, decision_of
from awards.repeats import repeats_of
from awards.verdicts import shown_on
from awards.views.likeness import likeness
from awards.workflow import NominationState, way
from campaigns.labels import award_label
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm, NoteForm, return_form
from units.lists import Column, Filter, ListPage
from units.models import Account, Role, Unit
from units.permissions import standing
from units.queries import main_posting
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed


@require_GET
def nominations(request: AccountRequest) -> HttpResponse:
    """The board: every nomination that the account may open, with how many stand where."""
    visible = nominations_visible_to(request.user)
    columns = [
        Column("subject", _("Cá nhân, tập thể"), lambda one: str(one.subject), ("subject_key",)),
        Column("award", _("Danh hiệu, hình thức"), lambda one: one.award_name, ("award_rank",)),
        Column("unit", _("Đơn vị đề nghị"), lambda one: one.unit.name, ("unit__sort_key",)),
        Column("year", _("Năm"), lambda one: one.year, ("year",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
        Column("since", _("Từ ngày"), lambda one: one.state_since, ("state_since",)),
    ]
    page = ListPage(
        request,
        nomination_board(visible),
        columns,
        search=("person__folded", "collective__folded"),
        filters=_filters(visible),
        default_sort="subject",
    )
    return page.respond(
        "awards/nominations.html",
        counts=state_counts(visible),
        share=direct_share(page.rows),
        may_nominate=nominating_units(request.user, clock.today()).exists(),
        checked_units=standing(request.user).unit_ids(Role.STANDING_BODY),
    )


def _filters(visible: QuerySet[Nomination]) -> dict[str, Filter]:
    """Filters over what there is to choose from."""
    found = visible.order_by()
    awards = sorted(
        (award_label(code, agency), code)
        for code, agency in found.values_list("award", "agency__name").distinct()
    )
    units = Unit.objects.filter(pk__in=found.values("unit")).values_list("pk", "name")
    years = found.order_by("-year").values_list("year", flat=True).distinct()
    return {
        "state": Filter(_("Trạng thái"), NominationState.choices, "state"),
        "award": Filter(_("Hình thức"), [(code, name) for name, code in awards], "award"),
        "unit": Filter(_("Đơn vị"), units, "unit"),
        "year": Filter(_("Năm"), [(year, str(year)) for year in years], "year"),
        "kind": Filter(_("Đối tượng"), RecipientKind.choices, "kind"),
    }


@require_POST
def nominations_accept(request: AccountRequest) -> HttpResponse:
    """Find every ticked file complete; one that is refused does not stop the others."""
    keys = [key for key in request.POST.getlist("nominations") if key.isdigit()]
    ticked = nominations_visible_to(request.user).filter(pk__in=keys)
    accepted = 0
    for nomination in ticked:
        try:
            accept_nomination(nomination=nomination, actor=request.user)
            accepted += 1
        except ActionRefused as refusal:
            messages.error(request, f"{nomination.subject}: {refusal}")
    if accepted:
        said = ngettext(
            "Đã xác nhận %(n)d hồ sơ đủ điều kiện trình Hội đồng.",
            "Đã xác nhận %(n)d hồ sơ đủ điều kiện trình Hội đồng.",
            accepted,
        )
        messages.success(request, said % {"n": accepted})
    elif not ticked:
        messages.error(request, _("Chưa chọn hồ sơ nào. Hãy đánh dấu vào ô đầu dòng."))
    return redirect("nominations")


@require_GET
def nomination(request: AccountRequest, pk: int) -> HttpResponse:
    """The whole dossier, with the steps that are open to the account."""
    return _nomination_page(request, nomination_or_404(request, pk))


def nomination_or_404(request: AccountRequest, pk: int) -> Nomination:
    """The nomination, if the account may open it."""
    return get_object_or_404(
        nominations_visible_to(request.user).select_related(
            "agency",
            "campaign",
            "submission",
            "unit__agency",
            "person",
            "collective",
            "created_by__person",
        ),
        pk=pk,
    )


def _nomination_page(
    request: AccountRequest, nomination: Nomination, note: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    context = dossier(nomination, request.user) | {
        "steps": open_steps(request.user, nomination),
        "way": way(nomination.state),
        "events": nomination_events(nomination),
        "decision": decision_of(nomination),
        "unregistered": lacks_registration(nomination),
        "may_file": may_file_papers(request.user, nomination),
        "paper": PaperForm(),
        "likeness": likeness(request.user, nomination),
        "submission_open": submissions_visible_to(request.user)
        .filter(nominations=nomination)
        .exists(),
        "send": _send_form(),
        "discard": _discard_form(),
        "note": note or return_form(),
    }
    return render(request, "awards/nomination.html", context, status=status)


def dossier(nomination: Nomination, account: Account) -> dict[str, object]:
    """What `_dossier.html` shows: who it is, what the law says, what they have received."""
    today = clock.today()
    return {
        "nomination": nomination,
        "posting": main_posting(nomination.person, today) if nomination.person else None,
        "record": awards_of_subject(nomination),
        "initiatives": initiatives_named(nomination),
        "shown": shown_on(nomination, account),
        "background": background_of(nomination.subject, year=nomination.year, on=today),
        "papers": checklist(nomination, today),
        "repeats": repeats_of([nomination], account)[nomination.pk],
    }


@require_POST
def nomination_hand_up(request: AccountRequest, pk: int) -> HttpResponse:
    """Give a finished draft to the unit's head."""
    return hand_up(request, nomination_or_404(request, pk))


def hand_up(request: AccountRequest, nomination: Nomination) -> HttpResponse:
    """Give it up, and go where the account can see what became of it."""
    return _step(request, nomination, hand_up_nomination, _("Đã trình thủ trưởng đơn vị."))


@require_POST
def nomination_recall(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a nomination back from the head to go on writing."""
    nomination = nomination_or_404(request, pk)
    return _step(request, nomination, recall_nomination, _("Đã thu hồi hồ sơ để sửa tiếp."))


@require_POST
def nomination_send(request: AccountRequest, pk: int) -> HttpResponse:
    """Sign it as head of the unit, and send it to the standing body."""
    nomination = nomination_or_404(request, pk)
    if not confirmed(request, _send_form(request.POST)):
        return redirect(nomination)
    done = _("Đã ký trình và gửi thường trực Hội đồng.")
    return _step(request, nomination, send_nomination, done)


@require_POST
def nomination_accept(request: AccountRequest, pk: int) -> HttpResponse:
    """Find the file complete: the council may have it."""
    nomination = nomination_or_404(request, pk)
    done = _("Đã xác nhận hồ sơ đủ điều kiện trình Hội đồng.")
    return _step(request, nomination, accept_nomination, done)


@require_POST
def nomination_return(request: AccountRequest, pk: int) -> HttpResponse:
    """Give a file back to its clerk with a reason."""
    nomination = nomination_or_404(request, pk)
    form = return_form(request.POST)
    if not form.is_valid():
        return _nomination_page(request, nomination, form)
    note = form.cleaned_data["note"]
    try:
        return_nomination(nomination=nomination, note=note, actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _nomination_page(request, nomination, form, status=409)
    messages.success(request, _("Đã trả lại hồ sơ cho cán bộ đầu mối."))
    return redirect(nomination)


@require_POST
def nomination_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    nomination = nomination_or_404(request, pk)
    if not confirmed(request, _discard_form(request.POST)):
        return redirect(nomination)
    attempt(
        request,
        lambda: discard_nomination(nomination=nomination, actor=request.user),
        _("Đã bỏ hồ sơ."),
    )
    return redirect("nominations")


def _step(
    request: AccountRequest, nomination: Nomination, act: Callable[..., Nomination], done: str
) -> HttpResponseRedirect:
    """Take a step; back to the page, or to the list if the account sees the file no more."""
    attempt(request, lambda: act(nomination=nomination, actor=request.user), done)
    if nominations_visible_to(request.user).filter(pk=nomination.pk).exists():
        return redirect(nomination)
    return redirect("nominations")


def _send_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Tôi đã kiểm tra hồ sơ và chịu trách nhiệm về thành tích được nêu.")
    return ConfirmForm(data, label=label, prefix="send")


def _discard_form(data: QueryDict | None = None) -> ConfirmForm:
    return ConfirmForm(data, label=_("Bỏ hẳn hồ sơ này cùng mọi thứ đã nhập."), prefix="discard")

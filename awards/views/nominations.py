"""Pages of nominations: the board, one dossier, and its steps up to the council."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from awards.actions.nominations import (
    accept_nomination,
    discard_nomination,
    hand_up_nomination,
    pull_back_nomination,
    recall_nomination,
    return_nomination,
    send_nomination,
)
from awards.actions.readings import note_reading
from awards.checklist import checklist
from awards.documents.achievement_report import report_form
from awards.forms.returns import ReturnForm, SpecialistForm
from awards.forms.submissions import PaperForm
from awards.models import Nomination, Remark
from awards.models.subjects import RecipientKind
from awards.permissions.consultations import items_handled_by
from awards.permissions.nominations import nominating_units, nominations_visible_to, open_steps
from awards.permissions.readings import readings_open_to
from awards.permissions.submissions import may_file_papers, submissions_visible_to
from awards.queries.consultations import consultation_summary, posting_missing, rule_source, thread
from awards.queries.dossiers import background_of
from awards.queries.nominations import (
    direct_share,
    initiatives_named,
    lacks_registration,
    nomination_board,
    state_counts,
)
from awards.queries.outcomes import council_outcome
from awards.queries.records import awards_of_subject, decision_of
from awards.queries.timeline import nomination_events
from awards.queries.turns import turn, turn_accounts
from awards.queries.versions import (
    checks_of,
    content_of,
    open_returns,
    papers_open,
    sent_versions,
    unchecked_in,
    unchecked_parts,
)
from awards.queries.workload import specialists_for, workload
from awards.repeats import repeats_of
from awards.verdicts import shown_on
from awards.views.filters import award_filter, year_filter
from awards.views.likeness import likeness
from awards.workflow import ASSIGNABLE, NominationState, way
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm
from units.lists import Column, Filter, ListPage
from units.models import Account, Role, Unit
from units.permissions import standing
from units.queries import main_posting
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed, edition_shown


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
        Column("turn", _("Đang chờ"), lambda one: str(turn(one) or "")),
    ]
    checked_units = standing(request.user).unit_ids(Role.STANDING_BODY)
    specialists = specialists_for(checked_units) if checked_units else []
    page = ListPage(
        request,
        nomination_board(visible),
        columns,
        search=("person__folded", "collective__folded"),
        filters=_filters(visible) | _specialist_filter(request.user, specialists),
        default_sort="subject",
    )
    return page.respond(
        "awards/nominations.html",
        counts=state_counts(visible),
        share=direct_share(page.rows),
        may_nominate=nominating_units(request.user, clock.today()).exists(),
        checked_units=checked_units,
        loads=workload(visible, specialists) if checked_units else [],
        assign=SpecialistForm(specialists=specialists),
        unchecked=_unchecked_form(required=False),
        assignable=ASSIGNABLE,
    )


def _specialist_filter(account: Account, specialists: list[Account]) -> dict[str, Filter]:
    """Each specialist's nominations, one's own first, and those of nobody."""
    if not specialists:
        return {}
    mine = [(account.pk, _("Của tôi"))] if account in specialists else []
    others = [(one.pk, str(one)) for one in specialists if one != account]
    choices = [*mine, (0, _("Chưa giao cho ai")), *others]
    return {"specialist": Filter(_("Chuyên viên"), choices, "dealt_with_by")}


def _filters(visible: QuerySet[Nomination]) -> dict[str, Filter]:
    """Filters over what there is to choose from."""
    units = Unit.objects.filter(pk__in=visible.order_by().values("unit")).values_list("pk", "name")
    return {
        "state": Filter(_("Trạng thái"), NominationState.choices, "state"),
        "award": award_filter(visible),
        "unit": Filter(_("Đơn vị"), units, "unit"),
        "year": year_filter(visible),
        "kind": Filter(_("Đối tượng"), RecipientKind.choices, "kind"),
    }


@require_POST
def nominations_accept(request: AccountRequest) -> HttpResponse:
    """Find every ticked file complete; one that is refused does not stop the others."""
    keys = [key for key in request.POST.getlist("nominations") if key.isdigit()]
    run = standing(request.user).unit_ids(Role.STANDING_BODY)
    ticked = nominations_visible_to(request.user).filter(pk__in=keys, unit__in=run)
    accepted = 0
    confirm = _unchecked_form(request.POST, required=False)
    anyway = confirm.is_valid() and confirm.cleaned_data["sure"]
    for nomination in ticked.select_related("person", "collective"):
        try:
            if not anyway and nomination.state == NominationState.SENT:
                _require_checked(nomination)
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


def _require_checked(nomination: Nomination) -> None:
    """Refuse to accept in bulk what somebody still has to look at, unless that was confirmed."""
    if left := unchecked_parts(nomination):
        raise ActionRefused(
            _("còn phần chưa đánh dấu đã kiểm tra (%(parts)s). Hồ sơ chưa được xác nhận.")
            % {"parts": "; ".join(str(one.label) for one in left)}
        )


@require_GET
def nomination(request: AccountRequest, pk: int) -> HttpResponse:
    """The whole dossier, with the steps that are open to the account."""
    return nomination_page(request, nomination_or_404(request, pk))


def nomination_or_404(request: AccountRequest, pk: int) -> Nomination:
    """The nomination, if the account may open it."""
    return get_object_or_404(
        nominations_visible_to(request.user).select_related(
            *("agency", "campaign", "submission", "unit__agency", "person", "collective"),
            *("created_by__person", "specialist__person"),
        ),
        pk=pk,
    )


def nomination_page(
    request: AccountRequest, nomination: Nomination, *, status: int = 200, **bound: object
) -> HttpResponse:
    """The page of a nomination; `bound` are forms that come back with their errors."""
    steps, form = open_steps(request.user, nomination), report_form(nomination)
    context = dossier(nomination, request.user) | postings(nomination, request.user)
    context |= {
        "steps": steps,
        "way": way(nomination.state),
        "turn": turn(nomination),
        "report_form": form,
        "report_form_label": form.label(get_language() or "vi") if form else "",
        "to_ask": [str(account) for account in turn_accounts(nomination)],
        "returns": open_returns(nomination),
        "versions": sent_versions(nomination),
        "events": nomination_events(nomination),
        "decision": decision_of(nomination),
        "outcome": council_outcome(nomination),
        "unregistered": lacks_registration(nomination),
        "may_file": may_file_papers(request.user, nomination),
        "papers_open": papers_open(nomination),
        "paper": PaperForm(),
        "likeness": likeness(request.user, nomination),
        "submission_open": submissions_visible_to(request.user)
        .filter(nominations=nomination)
        .exists(),
        "send": _send_form(),
        "discard": _discard_form(),
        "note": ReturnForm(nomination) if {"return", "send_back"} & steps else None,
    }
    context |= _checking(request.user, nomination)
    return render(request, "awards/nomination.html", context | bound, status=status)


def _checking(account: Account, nomination: Nomination) -> dict[str, object]:
    """What the standing body alone has on the page: checks, and who deals with the nomination."""
    if not standing(account).holds(Role.STANDING_BODY, nomination.unit_id):
        return {}
    there, left = checks_of(nomination), unchecked_in(nomination, content_of(nomination))
    made = {one.check_of: one for one in nomination.checks.select_related("checked_by__person")}
    context: dict[str, object] = {
        "checks": [(check, made.get(check), check not in left) for check in there],
        "unchecked": left,
        "anyway": _unchecked_form(),
        "reads_log": readings_open_to(account).filter(pk=nomination.pk).exists(),
    }
    if nomination.state in ASSIGNABLE:
        context["assign"] = SpecialistForm(
            specialists=specialists_for([nomination.unit_id]), now=nomination.specialist
        )
    return context


def dossier(nomination: Nomination, account: Account) -> dict[str, object]:
    """What `_dossier.html` shows: who it is, what the law says, what they have received.

    Whoever is shown it stands in the log of its readers.
    """
    note_reading(nomination=nomination, account=account)
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


def postings(nomination: Nomination, account: Account) -> dict[str, object]:
    """What `_consultation_summary.html` shows: figures for all, every remark for who answers."""
    waits = nomination.state == NominationState.ACCEPTED
    unposted = posting_missing(nomination, clock.today()) if waits else None
    items = items_handled_by(account).filter(nomination=nomination)
    remarks = Remark.objects.filter(item__in=items)
    return {
        "held": consultation_summary(nomination),
        "unposted": unposted,
        "unposted_source": rule_source(unposted) if unposted else "",
        "said": thread(remarks, account, handles=True),
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
    send = partial(send_nomination, edition=edition_shown(request))
    return _step(request, nomination, send, done)


@require_POST
def nomination_pull_back(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a sent nomination back before the standing body has begun."""
    nomination = nomination_or_404(request, pk)
    return _step(request, nomination, pull_back_nomination, _("Đã thu hồi hồ sơ về đơn vị."))


@require_POST
def nomination_accept(request: AccountRequest, pk: int) -> HttpResponse:
    """Find the file complete: the council may have it; ask first where parts are not checked."""
    nomination = nomination_or_404(request, pk)
    asks = nomination.state == NominationState.SENT and unchecked_parts(nomination)
    if asks and not confirmed(request, _unchecked_form(request.POST)):
        return redirect(nomination)
    done = _("Đã xác nhận hồ sơ đủ điều kiện trình Hội đồng.")
    accept = partial(accept_nomination, edition=edition_shown(request))
    return _step(request, nomination, accept, done)


@require_POST
def nomination_return(request: AccountRequest, pk: int) -> HttpResponse:
    """Give a file back to its clerk with a reason, for the ticked parts or for all."""
    nomination = nomination_or_404(request, pk)
    form = ReturnForm(nomination, request.POST)
    if not form.is_valid():
        return nomination_page(request, nomination, note=form)
    note = form.cleaned_data["note"]
    try:
        return_nomination(nomination=nomination, note=note, parts=form.asked, actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return nomination_page(request, nomination, note=form, status=409)
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


def _unchecked_form(data: QueryDict | None = None, *, required: bool = True) -> ConfirmForm:
    """Accept what is not checked; of many nominations perhaps none has to be accepted so."""
    label = _("Xác nhận cả khi còn phần chưa đánh dấu đã kiểm tra.")
    form = ConfirmForm(data, label=label, prefix="anyway")
    form.fields["sure"].required = required
    return form


def _discard_form(data: QueryDict | None = None) -> ConfirmForm:
    return ConfirmForm(data, label=_("Bỏ hẳn hồ sơ này cùng mọi thứ đã nhập."), prefix="discard")

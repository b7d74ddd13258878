"""Pages of decisions: the list, one decision and its PDF, and its way from draft to issue."""

from base64 import b64encode
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.decisions import (
    DecisionContent,
    discard_decision,
    draft_decision,
    record_decision,
    word_decision,
)
from awards.actions.issuing import issue_decision
from awards.documents.decisions import decision_paper
from awards.documents.kept import read_file
from awards.documents.render import first_page, render_decision
from awards.forms.decisions import DraftForm, IssueForm, RecordForm, WordingForm
from awards.forms.signings import SignedForm
from awards.models import Decision
from awards.permissions.certificates import own_certificates, registers_read_by
from awards.permissions.decisions import (
    agencies_decided_by,
    decision_steps,
    decisions_visible_to,
    may_amend,
)
from awards.permissions.funds import sees_money
from awards.permissions.minutes import minutes_visible_to
from awards.permissions.nominations import nominations_visible_to
from awards.permissions.petitions import petitions_visible_to
from awards.permissions.register import public_entries
from awards.permissions.signings import signing_step
from awards.prizes import money_of
from awards.queries.decisions import (
    decision_board,
    ground_of,
    names_recipient,
    passed_groups,
    with_amendments,
)
from awards.queries.nominations import direct_share, passed_without_decision, petitioned_now
from awards.queries.outcomes import minutes_behind
from awards.queries.signings import latest_file, signatures_of, signing_is_digital, signing_way
from awards.views.filters import award_filter, year_filter
from awards.workflow import ON_THE_WAY, DecisionState
from campaigns import catalogue
from campaigns.views.agencies import chosen_agency
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm, return_form
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed


@require_GET
def decisions(request: AccountRequest) -> HttpResponse:
    """Decisions that the account may read, the latest first."""
    visible = decisions_visible_to(request.user)
    columns = [
        Column("reference", _("Số, ký hiệu"), lambda one: one.reference, ("symbol", "number")),
        Column("signed", _("Ngày ký"), lambda one: one.signed_on, ("signed_on",)),
        Column("subject", _("Trích yếu"), lambda one: one.subject, ("folded",)),
        Column("award", _("Danh hiệu, hình thức"), lambda one: one.award_name, ("award_rank",)),
        Column("year", _("Năm"), lambda one: one.year, ("year",)),
        Column(
            "recipients",
            _("Số người, tập thể"),
            lambda one: one.recipient_count,
            ("recipient_count",),
            numeric=True,
        ),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    page = ListPage(
        request,
        decision_board(visible),
        columns,
        search=("folded", "printed", names_recipient),
        filters=_filters(visible),
        default_sort="-signed",
    )
    return page.respond(
        "awards/decisions.html", may_decide=agencies_decided_by(request.user).exists()
    )


def _filters(visible: QuerySet[Decision]) -> dict[str, Filter]:
    """Filters over what there is to choose from."""
    return {
        "year": year_filter(visible),
        "award": award_filter(visible),
        "origin": Filter(_("Nguồn"), Decision.Origin.choices, "origin"),
        "state": Filter(_("Trạng thái"), DecisionState.choices, "state"),
    }


@require_GET
def decision(request: AccountRequest, pk: int) -> HttpResponse:
    """One decision: facts, bases, recipients, and for a draft what to do with it."""
    return decision_page(request, decision_or_404(request, pk))


def decision_or_404(request: AccountRequest, pk: int) -> Decision:
    """The decision, for somebody who may read it."""
    visible = decisions_visible_to(request.user)
    return get_object_or_404(
        visible.select_related(
            *("agency", "amends__agency", "created_by__person", "worded_by__person"),
            *("proposed_by__person", "approved_by__person", "issued_by__person"),
        ),
        pk=pk,
    )


def decision_page(
    request: AccountRequest, decision: Decision, status: int = 200, **forms: Any
) -> HttpResponse:
    """One decision, with the forms of its next steps; those given say what was wrong."""
    context = {
        "decision": decision,
        "recipients": with_amendments(decision.recipients.all()),
        "amendments": decisions_visible_to(request.user).filter(amends=decision),
        "may_amend": may_amend(request.user, decision),
        "prints": decision.is_amendable
        and registers_read_by(request.user).filter(pk=decision.agency_id).exists(),
        "own_certificates": own_certificates(request.user, decision),
        "ground": ground_of(decision, get_language() or "vi"),
        "steps": decision_steps(request.user, decision),
        "file": latest_file(decision),
        "digital": signing_is_digital(),
        "signatures": signatures_of(decision),
        "signing_step": signing_step(request.user, decision),
        "signing_way": signing_way(decision),
        "signed": forms.get("signed") or SignedForm(prefix="signed"),
        "entry": public_entries().filter(decision=decision).first(),
        "money": money_of(decision) if sees_money(request.user, decision.agency) else None,
        "petition": petitions_visible_to(request.user).filter(decision=decision).first(),
        "papers": minutes_behind(decision).filter(pk__in=minutes_visible_to(request.user)),
        "issue": forms.get("issue") or _issue_form(),
        "approve": approve_form(),
        "note": forms.get("note") or return_form(),
        "discard": _discard_form(),
    }
    return render(request, "awards/decision.html", context, status=status)


@require_GET
def decision_file(request: AccountRequest, pk: int) -> HttpResponseBase:
    """The PDF of an issued decision as it is kept, with the signatures that it has."""
    decision = decision_or_404(request, pk)
    file = latest_file(decision)
    if file is None:
        raise Http404
    try:
        content = read_file(file)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(decision)
    name = f"{decision.reference.replace('/', '-')}.pdf"
    return FileResponse(BytesIO(content), content_type="application/pdf", filename=name)


@require_GET
def decision_preview(request: AccountRequest, pk: int) -> HttpResponse:
    """The PDF of a decision before its issue as it would be printed now, marked as a draft."""
    decision = decision_or_404(request, pk)
    if decision.state == DecisionState.ISSUED:
        return redirect(decision)
    paper = decision_paper(decision, decision.recipients.select_related("person"))
    try:
        content = render_decision(paper)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(decision)
    return HttpResponse(content, content_type="application/pdf")


@require_http_methods(["GET", "POST"])
def decision_new(request: AccountRequest) -> HttpResponse:
    """Passed nominations by award: those to draft a decision on, and those decided elsewhere."""
    agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    visible = nominations_visible_to(request.user)
    passed = passed_without_decision(agency).filter(~petitioned_now(), pk__in=visible.values("pk"))
    form = DraftForm(request.POST, passed=passed) if request.method == "POST" else None
    status = 200
    if form and form.is_valid():
        chosen = list(form.cleaned_data["nominations"])
        try:
            drafted = draft_decision(
                agency=agency, award=chosen[0].award, nominations=chosen, actor=request.user
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lập dự thảo. Hãy xem trước rồi trình duyệt."))
            return redirect(drafted)
    own, others = passed_groups(passed, get_language() or "vi")
    context = {
        "form": form,
        "own": own,
        "others": others,
        "petitions": petitions_visible_to(request.user).filter(agency=agency, state__in=ON_THE_WAY),
        "share": direct_share(passed),
        "agencies": agencies,
        "agency": agency,
    }
    return render(request, "awards/decision_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def decision_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Word a draft, beside its first page as it would be printed.

    Asked for a preview, it shows what is typed and saves nothing.
    """
    decision = decision_or_404(request, pk)
    form = WordingForm(request.POST or None, instance=decision)
    status, previews = 200, "preview" in request.POST
    if (request.method == "GET" or previews) and decision.state != DecisionState.DRAFT:
        return redirect(decision)
    if form.is_valid() and not previews:
        content = DecisionContent(**form.cleaned_data)
        try:
            word_decision(decision=decision, content=content, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu nội dung dự thảo."))
            return redirect(decision)
    context = {"form": form, "decision": decision} | _first_page(decision)
    if previews and request.htmx:
        return render(request, "awards/_decision_preview.html", context)
    return render(request, "awards/decision_edit.html", context, status=status)


def _first_page(decision: Decision) -> dict[str, str]:
    """The first page of a draft as its form has it, as a picture, or why there is none."""
    recipients = decision.recipients.select_related("person", "amends")
    try:
        page = first_page(decision_paper(decision, recipients))
    except ActionRefused as refusal:
        return {"refusal": str(refusal)}
    return {"picture": b64encode(page).decode()}


@require_POST
def decision_issue(request: AccountRequest, pk: int) -> HttpResponse:
    """Number the draft, make its PDF, freeze it, tell its recipients."""
    decision = decision_or_404(request, pk)
    form = _issue_form(request.POST)
    if not form.is_valid():
        return decision_page(request, decision, issue=form)
    signed_on = form.cleaned_data["signed_on"]
    try:
        issued = issue_decision(decision=decision, signed_on=signed_on, actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return decision_page(request, decision, issue=form, status=409)
    said = _("Đã ban hành Quyết định %(reference)s. Người được khen thưởng đã được báo tin.")
    messages.success(request, said % {"reference": issued.reference})
    return redirect(issued)


@require_POST
def decision_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a draft away; its nominations can be decided anew."""
    decision = decision_or_404(request, pk)
    if not confirmed(request, _discard_form(request.POST)):
        return redirect(decision)
    attempt(
        request,
        lambda: discard_decision(decision=decision, actor=request.user),
        _("Đã bỏ dự thảo. Các hồ sơ vẫn ở trạng thái Hội đồng thông qua."),
    )
    return redirect("decisions")


@require_http_methods(["GET", "POST"])
def decision_record(request: AccountRequest) -> HttpResponse:
    """Record another authority's decision as received."""
    agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    initial = {"award": request.GET.get("award"), "year": request.GET.get("year")}
    known = {one.code for one in catalogue.awards()}
    if initial["award"] in known:
        initial["authority"] = catalogue.award(initial["award"]).decider("vi")
    form = RecordForm(request.POST or None, agency=agency, initial=initial)
    status = 200
    if form.is_valid():
        facts = {key: value for key, value in form.cleaned_data.items() if key != "recipients"}
        try:
            recorded = record_decision(
                agency=agency, subjects=form.subjects, actor=request.user, **facts
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(
                request, _("Đã ghi nhận quyết định và báo tin người được khen thưởng.")
            )
            return redirect(recorded)
    context = {"form": form, "agencies": agencies, "agency": agency}
    return render(request, "awards/decision_record.html", context, status=status)


def _issue_form(data: QueryDict | None = None) -> IssueForm:
    label = _("Tôi đã xem bản xem trước; ban hành rồi không sửa được nữa.")
    return IssueForm(data, label=label, initial={"signed_on": clock.today()}, prefix="issue")


def approve_form(data: QueryDict | None = None) -> ConfirmForm:
    """The box to tick before approving."""
    label = _("Tôi đã đọc bản xem trước và danh sách.")
    return ConfirmForm(data, label=label, prefix="approve")


def _discard_form(data: QueryDict | None = None) -> ConfirmForm:
    return ConfirmForm(data, label=_("Bỏ hẳn dự thảo này."), prefix="discard")

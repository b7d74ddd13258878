"""Pages of petitions to a higher authority: the list, one of them, its writing and its papers."""

from collections.abc import Mapping
from io import BytesIO

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import FileResponse, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.petitions import (
    PetitionContent,
    discard_petition,
    draft_petition,
    send_petition,
    word_petition,
)
from awards.documents.editable import submission_docx
from awards.documents.kept import read_file
from awards.documents.petitions import petition_paper
from awards.documents.render import render_submission
from awards.forms.decisions import DraftForm
from awards.forms.petitions import PetitionForm, SendPetitionForm, StepForm
from awards.models import Petition
from awards.permissions.decisions import agencies_decided_by
from awards.permissions.nominations import nominations_visible_to
from awards.permissions.petitions import petition_steps, petitions_visible_to
from awards.queries.nominations import passed_without_decision
from awards.queries.petitions import (
    expected_answer,
    petition_board,
    petition_turn,
    petitioned,
    votes_on,
)
from awards.views.filters import award_filter, year_filter
from awards.views.words import word_file
from awards.workflow import PetitionState
from campaigns.views.agencies import chosen_agency
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed


@require_GET
def petitions(request: AccountRequest) -> HttpResponse:
    """Petitions that the account may read, the latest first."""
    visible = petitions_visible_to(request.user)
    columns = [
        Column("title", _("Trích yếu"), lambda one: one.title, ("folded",)),
        Column("authority", _("Cấp có thẩm quyền"), lambda one: one.authority, ("authority",)),
        Column("award", _("Danh hiệu, hình thức"), lambda one: one.award_name, ("award_rank",)),
        Column("year", _("Năm"), lambda one: one.year, ("year",)),
        Column("held", _("Hồ sơ"), lambda one: one.held, ("held",), numeric=True),
        Column("signed", _("Ngày ký"), lambda one: one.signed_on, ("signed_on",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
        Column("since", _("Từ ngày"), lambda one: one.state_since, ("state_since",)),
    ]
    page = ListPage(
        request,
        petition_board(visible),
        columns,
        search=("folded", "reference", "authority"),
        filters=_filters(visible),
        default_sort="-since",
    )
    may_draft = agencies_decided_by(request.user).exists()
    return page.respond("awards/petitions.html", may_draft=may_draft)


def _filters(visible: QuerySet[Petition]) -> dict[str, Filter]:
    """Filters over what there is to choose from."""
    return {
        "state": Filter(_("Trạng thái"), PetitionState.choices, "state"),
        "year": year_filter(visible),
        "award": award_filter(visible),
    }


@require_POST
def petition_draft(request: AccountRequest) -> HttpResponse:
    """Draft a petition on passed nominations of one award."""
    _agencies, agency = chosen_agency(request, agencies_decided_by(request.user))
    visible = nominations_visible_to(request.user)
    passed = passed_without_decision(agency).filter(pk__in=visible.values("pk"))
    form = DraftForm(request.POST, passed=passed)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn ít nhất một hồ sơ. Tờ trình chưa được lập."))
        return redirect("decision_new")
    chosen = list(form.cleaned_data["nominations"])
    drafted = attempt(
        request,
        lambda: draft_petition(
            agency=agency, award=chosen[0].award, nominations=chosen, actor=request.user
        ),
        _("Đã lập dự thảo tờ trình. Hãy xem trước, in ký, rồi ghi số và ngày ký."),
    )
    return redirect(drafted or "decision_new")


@require_GET
def petition(request: AccountRequest, pk: int) -> HttpResponse:
    """One petition: whom it is on, its way, its papers, and what to do next."""
    return petition_page(request, petition_or_404(request, pk))


def petition_or_404(request: AccountRequest, pk: int) -> Petition:
    """The petition, for somebody who may read it."""
    known = petitions_visible_to(request.user).select_related("agency", "decision", "file")
    return get_object_or_404(known, pk=pk)


def petition_page(
    request: AccountRequest,
    found: Petition,
    *,
    forms: Mapping[str, Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """One petition, with the forms of its next steps; those given say what was wrong."""
    nominations = petitioned(found)
    votes = votes_on(nominations)
    way = found.steps.select_related("recorded_by__person").prefetch_related(
        "files__file", "files__uploaded_by__person"
    )
    context = {
        "petition": found,
        "rows": [(one, votes.get(one.pk)) for one in nominations],
        "steps": petition_steps(request.user, found),
        "turn": petition_turn(found),
        "expected": expected_answer(found),
        "way": way,
        "dossiers": found.dossiers.select_related("made_by__person"),
        "send": send_form(found),
        "ask": StepForm(prefix="ask", label=_("Cấp trên yêu cầu bổ sung gì")),
        "supplement": StepForm(prefix="supplement", label=_("Đã gửi bổ sung gì")),
        "refuse": StepForm(prefix="refuse", label=_("Lý do cấp trên không chấp thuận")),
        "discard": _discard_form(),
    }
    return render(request, "awards/petition.html", context | dict(forms or {}), status=status)


@require_http_methods(["GET", "POST"])
def petition_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Word a draft."""
    found = petition_or_404(request, pk)
    if request.method == "GET" and found.is_sent:
        return redirect(found)
    form = PetitionForm(request.POST or None, instance=found)
    status = 200
    if form.is_valid():
        edition, content = form.cleaned_data["edition"], PetitionContent(**form.content)
        try:
            word_petition(petition=found, content=content, edition=edition, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu tờ trình."))
            return redirect(found)
    context = {"form": form, "petition": found}
    return render(request, "awards/petition_edit.html", context, status=status)


@require_POST
def petition_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a draft away; its nominations stay passed."""
    found = petition_or_404(request, pk)
    if not confirmed(request, _discard_form(request.POST)):
        return redirect(found)
    attempt(
        request,
        lambda: discard_petition(petition=found, actor=request.user),
        _("Đã bỏ tờ trình. Các hồ sơ vẫn ở trạng thái Hội đồng thông qua."),
    )
    return redirect("petitions")


@require_POST
def petition_send(request: AccountRequest, pk: int) -> HttpResponse:
    """Freeze the letter under its number and day."""
    found = petition_or_404(request, pk)
    form = send_form(found, request.POST)
    if not form.is_valid():
        return petition_page(request, found, forms={"send": form})
    said = {name: form.cleaned_data[name] for name in ("reference", "signed_on", "edition")}
    try:
        send_petition(petition=found, actor=request.user, **said)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return petition_page(
            request, petition_or_404(request, pk), forms={"send": form}, status=409
        )
    messages.success(request, _("Đã ghi tờ trình ký gửi. Tờ trình và danh sách được khóa."))
    return redirect(found)


@require_GET
def petition_file(request: AccountRequest, pk: int) -> HttpResponseBase:
    """The letter as PDF: as it was kept when it was sent, or, before, as a draft."""
    found = petition_or_404(request, pk)
    try:
        if found.is_sent:
            content = read_file(found.file)
        else:
            content = render_submission(petition_paper(found, petitioned(found)))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    name = f"to-trinh-{found.reference.replace('/', '-') or found.pk}.pdf"
    return FileResponse(BytesIO(content), content_type="application/pdf", filename=name)


@require_GET
def petition_docx(request: AccountRequest, pk: int) -> HttpResponse:
    """The letter as Word, to edit or to send beside the PDF."""
    found = petition_or_404(request, pk)
    content = submission_docx(petition_paper(found, petitioned(found)))
    return word_file(content, f"to-trinh-{found.reference or found.pk}")


def send_form(found: Petition, data: QueryDict | None = None) -> SendPetitionForm:
    """Number and day of the letter; the box says what is frozen."""
    label = _("Tờ trình đã ký đúng như bản xem trước; ghi rồi thì không sửa được nữa.")
    initial = {"signed_on": clock.today(), "edition": found.edition}
    return SendPetitionForm(data, label=label, initial=initial, prefix="send")


def _discard_form(data: QueryDict | None = None) -> ConfirmForm:
    return ConfirmForm(data, label=_("Bỏ hẳn dự thảo tờ trình này."), prefix="discard")

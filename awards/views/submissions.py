"""Pages of submissions: the list, one of them, its writing, its vote, its signing, its PDF."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.submissions import (
    SubmissionContent,
    SubmissionRefused,
    VoteContent,
    discard_submission,
    draft_submission,
    hand_up_submission,
    record_unit_vote,
    remove_minutes,
    save_submission,
    send_submission,
)
from awards.caps import ceilings_of
from awards.checklist import checklists
from awards.documents.render import render_submission
from awards.documents.submissions import default_title, submission_paper
from awards.forms.nominations import PlaceForm
from awards.forms.submissions import SubmissionForm, UnitVoteForm
from awards.models import MinutesFile, Nomination, Submission, UnitVote
from awards.permissions.nominations import nominating_units, nominations_visible_to
from awards.permissions.submissions import (
    may_read_all_of,
    open_submission_steps,
    submissions_visible_to,
)
from awards.queries.nominations import direct_share, nomination_board
from awards.queries.submissions import gathered, may_join, seen_as, submission_board
from awards.repeats import repeats_of
from awards.verdicts import speech
from awards.views.filters import year_filter
from awards.workflow import OPEN_TO_EDIT, NominationState, SubmissionState
from campaigns.models import Campaign
from campaigns.queries.campaigns import open_campaigns
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm
from units.lists import Column, Filter, ListPage
from units.models import Unit
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed
from units.views.files import serve


@require_GET
def submissions(request: AccountRequest) -> HttpResponse:
    """Submissions of one's units; for the standing body and leadership, those that were sent."""
    columns = [
        Column("title", _("Trích yếu"), lambda one: one.title, ("folded",)),
        Column("unit", _("Đơn vị đề nghị"), lambda one: one.unit.name, ("unit__sort_key",)),
        Column("year", _("Năm"), lambda one: one.year, ("year",)),
        Column("held", _("Hồ sơ"), lambda one: one.held, ("held",), numeric=True),
        Column("sent", _("Ngày gửi"), lambda one: one.sent_at, ("sent_at",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    visible = submissions_visible_to(request.user)
    units = Unit.objects.filter(pk__in=visible.order_by().values("unit"))
    page = ListPage(
        request,
        submission_board(visible, nominations_visible_to(request.user)),
        columns,
        search=("folded", "unit__folded"),
        filters={
            "state": Filter(_("Trạng thái"), SubmissionState.choices, "state"),
            "unit": Filter(_("Đơn vị"), units.values_list("pk", "name"), "unit"),
            "year": year_filter(visible),
        },
    )
    may_write = nominating_units(request.user, clock.today()).exists()
    return page.respond("awards/submissions.html", may_write=may_write)


@require_GET
def submission(request: AccountRequest, pk: int) -> HttpResponse:
    """One of them: whom it nominates, what each dossier lacks, the ceilings, the unit's vote."""
    return _page(request, submission_or_404(request, pk))


def submission_or_404(request: AccountRequest, pk: int) -> Submission:
    """The submission, for somebody who may see it."""
    visible = submissions_visible_to(request.user)
    known = visible.select_related("agency", "unit__agency", "campaign", "sent_by__person")
    return get_object_or_404(known, pk=pk)


def _page(
    request: AccountRequest,
    found: Submission,
    send: ConfirmForm | None = None,
    status: int = 200,
) -> HttpResponse:
    visible = nominations_visible_to(request.user).filter(submission=found)
    nominations = gathered(found, visible)
    whole = may_read_all_of(request.user, found)
    steps = open_submission_steps(request.user, found)
    context = {
        "submission": found,
        "rows": _rows(request, nominations),
        "share": direct_share(visible),
        "ceilings": ceilings_of(
            found.unit,
            dict.fromkeys(one.award for one in nominations),
            speech(found.agency),
            year=found.year,
            on=clock.today(),
            reader=request.user,
        ),
        "vote": UnitVote.objects.filter(submission=found).first(),
        "minutes": found.minutes.select_related("file", "uploaded_by__person") if whole else [],
        "steps": steps,
        "whole": whole,
        "written": sum(one.state in OPEN_TO_EDIT for one in nominations),
        "is_ready": nominations
        and all(one.state == NominationState.WITH_HEAD for one in nominations),
        "seen": seen_as(found, nominations),
        "send": send or _send_form(),
        "discard": _discard_form(),
    }
    return render(request, "awards/submission.html", context, status=status)


def _rows(request: AccountRequest, nominations: list[Nomination]) -> list[dict[str, Any]]:
    papers = checklists(nominations, clock.today())
    repeats = repeats_of(nominations, request.user)
    return [
        {
            "nomination": one,
            "papers": papers[one.pk],
            "repeats": repeats[one.pk],
            "agreed": getattr(one, "unit_count", None),
        }
        for one in nominations
    ]


@require_http_methods(["GET", "POST"])
def submission_new(request: AccountRequest) -> HttpResponse:
    """Begin a submission; where there are several campaigns or units, they are chosen first."""
    units = nominating_units(request.user, clock.today()).select_related("agency")
    campaigns = open_campaigns(unit.agency_id for unit in units)
    if not units:
        raise Http404
    chosen = _place(request, campaigns, units)
    if chosen is None:
        form = PlaceForm(campaigns=campaigns, units=units)
        return render(request, "awards/submission_place.html", {"form": form})
    campaign, unit = chosen
    blank = Submission(agency=unit.agency, unit=unit, campaign=campaign, year=campaign.year)
    said = {"title": default_title(blank)}

    def draft(form: SubmissionForm) -> Submission:
        content = SubmissionContent(**form.content)
        return draft_submission(
            unit=unit, campaign=campaign, year=campaign.year, content=content, actor=request.user
        )

    return _written(request, blank, draft, said)


def _place(
    request: AccountRequest, campaigns: QuerySet[Campaign], units: QuerySet[Unit]
) -> tuple[Campaign, Unit] | None:
    """Campaign and unit of a new submission; None where they are still to be chosen."""
    if "unit" not in request.GET:
        only = len(units) * len(campaigns) == 1
        return (campaigns[0], units[0]) if only else None
    form = PlaceForm(request.GET, campaigns=campaigns, units=units)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["campaign"], form.cleaned_data["unit"]


@require_http_methods(["GET", "POST"])
def submission_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Change the letter and the list of a draft."""
    found = submission_or_404(request, pk)
    if request.method == "GET" and "save" not in open_submission_steps(request.user, found):
        return redirect(found)

    def save(form: SubmissionForm) -> Submission:
        return save_submission(
            submission=found,
            content=SubmissionContent(**form.content),
            edition=form.cleaned_data["edition"],
            actor=request.user,
        )

    return _written(request, found, save)


def _written(
    request: AccountRequest, found: Submission, save: Any, said: dict[str, str] | None = None
) -> HttpResponse:
    """Save what was typed, or show the page again with all of it and what is wrong."""
    free = nomination_board(may_join(found))
    kept = found if found.pk else None
    form = SubmissionForm(request.POST or None, free=free, submission=kept, initial=said or {})
    status = 200
    if form.is_valid():
        try:
            saved = save(form)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu tờ trình."))
            return redirect(saved)
    context = {"form": form, "submission": found, "free": free}
    return render(request, "awards/submission_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def submission_vote(request: AccountRequest, pk: int) -> HttpResponse:
    """Write down the unit's meeting and its votes."""
    found = submission_or_404(request, pk)
    if "save" not in open_submission_steps(request.user, found):
        return redirect(found)
    vote = UnitVote.objects.filter(submission=found).first()
    nominations = gathered(found)
    bound = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UnitVoteForm(*bound, nominations=nominations, vote=vote)
    status = 200
    if form.is_valid():
        content = VoteContent(**form.content)
        try:
            record_unit_vote(submission=found, vote=content, actor=request.user)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã ghi kết quả họp của đơn vị."))
            return redirect(found)
    context = {"form": form, "submission": found}
    return render(request, "awards/submission_vote.html", context, status=status)


@require_POST
def submission_hand_up(request: AccountRequest, pk: int) -> HttpResponse:
    """Give all that is still being written to the unit's head."""
    found = submission_or_404(request, pk)
    attempt(
        request,
        lambda: hand_up_submission(submission=found, actor=request.user),
        _("Đã trình thủ trưởng đơn vị."),
    )
    return redirect(found)


@require_POST
def submission_send(request: AccountRequest, pk: int) -> HttpResponse:
    """Sign it with every nomination in it; or say of each that does not pass why."""
    found = submission_or_404(request, pk)
    form = _send_form(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    seen = request.POST.get("seen", "")
    try:
        send_submission(submission=found, actor=request.user, seen=seen)
    except ActionRefused as refusal:
        found = submission_or_404(request, pk)
        for reason in refusal.reasons if isinstance(refusal, SubmissionRefused) else [str(refusal)]:
            form.add_error(None, reason)
        return _page(request, found, form, status=409)
    messages.success(request, _("Đã ký gửi tờ trình đến thường trực Hội đồng."))
    return redirect(found)


@require_POST
def submission_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a letter away; its nominations stay."""
    found = submission_or_404(request, pk)
    if not confirmed(request, _discard_form(request.POST)):
        return redirect(found)
    attempt(
        request,
        lambda: discard_submission(submission=found, actor=request.user),
        _("Đã bỏ tờ trình. Các hồ sơ vẫn ở đơn vị."),
    )
    return redirect("submissions")


@require_GET
def submission_file(request: AccountRequest, pk: int) -> HttpResponse | FileResponse:
    """The letter as PDF: as it was kept when it was sent, or, before, as a draft."""
    found = submission_or_404(request, pk)
    if not may_read_all_of(request.user, found):
        raise Http404
    if not found.is_sent:
        pdf = render_submission(submission_paper(found, gathered(found)))
        return HttpResponse(pdf, content_type="application/pdf")
    kept = getattr(found, "file", None)
    if kept is None:  # sent before submissions were kept as papers
        raise Http404
    content = default_storage.open(kept.storage_name)
    return FileResponse(content, content_type="application/pdf", filename=f"to-trinh-{pk}.pdf")


@require_GET
def unit_minutes(request: AccountRequest, pk: int) -> HttpResponse:
    """Minutes of a unit's meeting, for whoever may read the whole letter."""
    file = _minutes_or_404(request, pk)
    if not may_read_all_of(request.user, file.submission):
        raise Http404
    return serve(file, preview="preview" in request.GET)


@require_POST
def unit_minutes_remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take minutes off a draft."""
    file = _minutes_or_404(request, pk)
    attempt(request, lambda: remove_minutes(file=file, actor=request.user), _("Đã bỏ tệp."))
    return redirect(file.submission)


def _minutes_or_404(request: AccountRequest, pk: int) -> MinutesFile:
    visible = submissions_visible_to(request.user)
    files = MinutesFile.objects.filter(submission__in=visible)
    return get_object_or_404(files.select_related("file", "submission"), pk=pk)


def _send_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Tôi đã kiểm tra các hồ sơ và chịu trách nhiệm về thành tích được nêu.")
    return ConfirmForm(data, label=label, prefix="send")


def _discard_form(data: QueryDict | None = None) -> ConfirmForm:
    return ConfirmForm(data, label=_("Bỏ tờ trình này; các hồ sơ được giữ lại."), prefix="discard")

"""Pages of proposals: the list, one proposal, and its way from a draft to the council."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.proposals import (
    ProposalContent,
    confirm_share,
    discard_proposal,
    draft_proposal,
    endorse_proposal,
    recall_proposal,
    return_proposal,
    save_proposal,
    send_proposal,
)
from campaigns.forms.proposals import ProposalForms, RecogniseForm, WordForm
from campaigns.models import Proposal
from campaigns.permissions.proposals import (
    UNIT_READERS,
    authored_by,
    open_steps,
    proposals_visible_to,
)
from campaigns.queries.proposals import (
    MINE,
    UNITS,
    authorships_of,
    gaps,
    people_to_choose,
    proposal_rows,
)
from campaigns.rubric import rubric_on
from campaigns.views.likeness import likeness
from campaigns.workflow import ProposalState
from units import clock
from units.errors import ActionRefused
from units.forms import NoteForm, return_form
from units.lists import Column, Filter, ListPage
from units.models import Agency
from units.permissions import standing
from units.requests import AccountRequest
from units.views.attempts import attempt, back_to_part, edition_shown

P = ProposalState
WAY = [P.SENT, P.ENDORSED, P.IN_SITTING, P.PASSED, P.RECOGNISED]


@require_GET
def proposals(request: AccountRequest) -> HttpResponse:
    """Proposals that the account may open: its own, its units', all of its agency."""
    columns = [
        Column("title", _("Sáng kiến, đề tài"), lambda one: one.title, ("folded",)),
        Column("authors", _("Tác giả"), lambda one: one.authors, ("authors_folded",)),
        Column("unit", _("Đơn vị"), lambda one: one.unit.name, ("unit__sort_key",)),
        Column("scope", _("Phạm vi đề nghị"), lambda one: one.get_scope_display(), ("scope",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
        Column("since", _("Từ ngày"), lambda one: one.state_since, ("state_since",)),
    ]
    unit_ids = standing(request.user).unit_ids(*UNIT_READERS)
    visible = proposals_visible_to(request.user)
    page = ListPage(
        request,
        proposal_rows(visible, mine=authored_by(request.user), unit_ids=unit_ids),
        columns,
        search=("folded", "authors_folded", "unit__folded"),
        filters={
            "whose": Filter(
                _("Của ai"), [(MINE, _("của tôi")), (UNITS, _("đơn vị tôi"))], "whose__contains"
            ),
            "state": Filter(_("Trạng thái"), P.choices, "state"),
        },
        default_sort="-since",
    )
    return page.respond("campaigns/proposals.html", may_write=request.user.person is not None)


@require_GET
def proposal(request: AccountRequest, pk: int) -> HttpResponse:
    """One proposal as a document, with the steps that are open to the account."""
    return proposal_page(request, proposal_or_404(request, pk))


def proposal_or_404(request: AccountRequest, pk: int) -> Proposal:
    """The proposal, if the account may open it."""
    visible = proposals_visible_to(request.user)
    return get_object_or_404(
        visible.select_related("agency", "unit", "word_by__person", "initiative"), pk=pk
    )


def proposal_page(
    request: AccountRequest, proposal: Proposal, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page, with forms that were typed already where something was wrong."""
    steps = open_steps(request.user, proposal)
    authorships = list(authorships_of(proposal))
    mine = next((one for one in authorships if one.person_id == request.user.person_id), None)
    missing = gaps(proposal, clock.today()) if "send" in steps else []
    context = {
        "proposal": proposal,
        "authorships": authorships,
        "mine": mine,
        "steps": steps,
        "path": _path(proposal),
        "missing": missing,
        "may_send": "send" in steps and not missing,
        "criteria": unit_points(proposal),
        "likeness": likeness(request.user, proposal),
        "word": WordForm(criteria=rubric_on(clock.today()).criteria, prefix="word"),
        "note": return_form(),
        "recognise": RecogniseForm(proposal=proposal, prefix="recognise"),
        "refuse": refuse_form(),
    }
    return render(request, "campaigns/proposal.html", context | forms, status=status)


def _path(proposal: Proposal) -> list[tuple[str, str]]:
    """The way of a proposal for the state tracker: what is done, where it stands, what follows."""
    state = P(proposal.state)
    way = [P.RETURNED if state == P.RETURNED else P.DRAFT, *WAY]
    if state in {P.REJECTED, P.REFUSED}:
        way = [*way[:4], P.REJECTED, P.REFUSED] if state == P.REJECTED else [*way[:4], P.REFUSED]
    here = way.index(state)
    ended = state in {P.RECOGNISED, P.REFUSED}
    states = ["done"] * here + ["done" if ended else "current"] + ["todo"] * (len(way) - here - 1)
    return [(capfirst(str(one.label)), how) for one, how in zip(way, states, strict=True)]


def unit_points(proposal: Proposal) -> list[tuple[str, int, int]]:
    """The unit's own points: (criterion, points, most)."""
    if proposal.word_at is None:
        return []
    criteria = rubric_on(localtime(proposal.word_at).date()).criteria
    language = get_language() or "vi"
    return [(one.label(language), proposal.word_marks[one.code], one.points) for one in criteria]


@require_http_methods(["GET", "POST"])
def proposal_new(request: AccountRequest) -> HttpResponse:
    """Begin a proposal; whoever begins it is an author."""
    person = request.user.person
    if person is None:
        raise Http404
    forms = _forms(request, person.agency, None)
    if request.method == "POST" and forms.is_valid():
        try:
            proposal = draft_proposal(content=ProposalContent(**forms.content), actor=request.user)
        except ActionRefused as refusal:
            forms.refuse(refusal)
            return _edit_page(request, None, forms, status=409)
        return _after_save(request, proposal)
    return _edit_page(request, None, forms)


@require_http_methods(["GET", "POST"])
def proposal_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Write a proposal; save it as a draft, or save and send it."""
    proposal = proposal_or_404(request, pk)
    if request.method == "GET" and "save" not in open_steps(request.user, proposal):
        return redirect(proposal)
    forms = _forms(request, proposal.agency, proposal)
    if request.method == "GET" or not forms.is_valid():
        return _edit_page(request, proposal, forms)
    try:
        save_proposal(
            proposal=proposal,
            content=ProposalContent(**forms.content),
            edition=forms.edition.cleaned_data["edition"],
            actor=request.user,
        )
    except ActionRefused as refusal:
        forms.refuse(refusal)
        return _edit_page(request, proposal, forms, status=409)
    return _after_save(request, proposal)


def _forms(request: AccountRequest, agency: Agency, proposal: Proposal | None) -> ProposalForms:
    own = [{"person_id": request.user.person_id, "share": 100}]
    authors = list(proposal.authorships.values("person_id", "share")) if proposal else own
    data = request.POST if request.method == "POST" else None
    people = people_to_choose(agency, proposal, clock.today())
    return ProposalForms(people, authors, proposal, data)


def _edit_page(
    request: AccountRequest, proposal: Proposal | None, forms: ProposalForms, status: int = 200
) -> HttpResponse:
    context = {"proposal": proposal, "forms": forms}
    return render(request, "campaigns/proposal_edit.html", context, status=status)


def _after_save(request: AccountRequest, proposal: Proposal) -> HttpResponse:
    if "send" in request.POST:
        return _send(request, proposal)
    messages.success(request, _("Đã lưu nháp."))
    return back_to_part(request, reverse("proposal_edit", args=[proposal.pk]))


def _send(request: AccountRequest, proposal: Proposal) -> HttpResponse:
    attempt(
        request,
        lambda: send_proposal(proposal=proposal, actor=request.user),
        _("Đã gửi đơn đi."),
    )
    return redirect(proposal)


@require_POST
def proposal_send(request: AccountRequest, pk: int) -> HttpResponse:
    """Send a saved draft to the unit's head."""
    return _send(request, proposal_or_404(request, pk))


@require_POST
def proposal_confirm(request: AccountRequest, pk: int) -> HttpResponse:
    """Confirm one's own share, as the page showed it."""
    proposal = proposal_or_404(request, pk)
    share = request.POST.get("share", "")
    attempt(
        request,
        lambda: confirm_share(
            proposal=proposal, share=int(share) if share.isdecimal() else 0, actor=request.user
        ),
        _("Đã xác nhận tỷ lệ đóng góp của bạn."),
    )
    return redirect(proposal)


@require_POST
def proposal_recall(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a sent proposal back to go on writing."""
    proposal = proposal_or_404(request, pk)
    attempt(
        request,
        lambda: recall_proposal(proposal=proposal, actor=request.user),
        _("Đã thu hồi đơn để sửa tiếp."),
    )
    return redirect(proposal)


@require_POST
def proposal_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    proposal = proposal_or_404(request, pk)

    def discard() -> bool:
        discard_proposal(proposal=proposal, actor=request.user)
        return True

    gone = attempt(request, discard, _("Đã xóa bản nháp."))
    return redirect("proposals") if gone else redirect(proposal)


@require_POST
def proposal_endorse(request: AccountRequest, pk: int) -> HttpResponse:
    """Give the unit's word, as its head."""
    proposal = proposal_or_404(request, pk)
    criteria = rubric_on(clock.today()).criteria
    form = WordForm(request.POST, criteria=criteria, prefix="word")
    if not form.is_valid():
        return proposal_page(request, proposal, word=form)
    attempt(
        request,
        lambda: endorse_proposal(
            proposal=proposal,
            word=form.cleaned_data["word"],
            marks=form.points,
            edition=edition_shown(request),
            actor=request.user,
        ),
        _("Đã chuyển đơn đến thường trực Hội đồng."),
    )
    return redirect(proposal)


@require_POST
def proposal_return(request: AccountRequest, pk: int) -> HttpResponse:
    """Give a proposal back to its authors with a reason."""
    proposal = proposal_or_404(request, pk)
    form = return_form(request.POST)
    if not form.is_valid():
        return proposal_page(request, proposal, note=form)
    note = form.cleaned_data["note"]
    attempt(
        request,
        lambda: return_proposal(proposal=proposal, note=note, actor=request.user),
        _("Đã trả lại đơn cho các tác giả."),
    )
    # The standing body no longer sees what it gave back.
    return redirect("proposals")


def refuse_form(data: Any = None) -> NoteForm:
    """A form for the reason of a refusal."""
    label = pgettext("form", "Lý do không công nhận, gửi cho các tác giả")
    return NoteForm(data, label=label, prefix="refuse")

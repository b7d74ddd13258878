"""Pages of blocs: the list, and one bloc with its members, its heads and its rankings."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.actions.blocs import (
    attach_bloc_document,
    join_bloc,
    leave_bloc,
    set_bloc_term,
)
from campaigns.forms.blocs import DocumentForm, JoinForm, LeaveForm, TermForm
from campaigns.models import BlocDocument
from campaigns.permissions.scores import (
    blocs_run_by,
    blocs_visible_to,
    may_keep_documents,
    rankings_visible_to,
)
from campaigns.queries.blocs import bloc_members, bloc_rows, memberships_of
from units import clock
from units.errors import ActionRefused
from units.lists import Column, ListPage
from units.models import Bloc, Unit
from units.requests import AccountRequest
from units.views.files import serve


@require_GET
def blocs(request: AccountRequest) -> HttpResponse:
    """Blocs that the account may see."""
    columns = [
        Column("name", _("Khối thi đua"), lambda one: one.name, ("name",)),
        Column(
            "members",
            _("Số đơn vị"),
            lambda one: one.member_count,
            ("member_count",),
            numeric=True,
        ),
        Column("head", _("Trưởng khối"), lambda one: one.head_name, ("head_name",)),
        Column("deputy", _("Phó trưởng khối"), lambda one: one.deputy_name, ("deputy_name",)),
    ]
    page = ListPage(
        request,
        bloc_rows(blocs_visible_to(request.user), clock.today()),
        columns,
        default_sort="name",
    )
    return page.respond("campaigns/blocs.html")


@require_GET
def bloc(request: AccountRequest, pk: int) -> HttpResponse:
    """One bloc: who is in it, who headed it, what it published."""
    return _bloc_page(request, _bloc_or_404(request, pk))


def _bloc_or_404(request: AccountRequest, pk: int) -> Bloc:
    return get_object_or_404(blocs_visible_to(request.user).select_related("agency"), pk=pk)


def _bloc_page(request: AccountRequest, bloc: Bloc, **forms: Any) -> HttpResponse:
    """The page with its forms; a form that was refused stands in the place of a blank one."""
    today = clock.today()
    runs = blocs_run_by(request.user).filter(pk=bloc.pk).exists()
    units = Unit.objects.filter(agency=bloc.agency, pledges=True).on(today).order_by("sort_key")
    context = {
        "bloc": bloc,
        "memberships": memberships_of(bloc),
        "today": today,
        "terms": bloc.terms.select_related("head", "deputy"),
        "rankings": rankings_visible_to(request.user)
        .filter(bloc=bloc)
        .select_related("round__campaign"),
        "runs": runs,
        "documents": bloc.documents.select_related("file", "uploaded_by__person"),
        "attach": DocumentForm(prefix="attach")
        if may_keep_documents(request.user, bloc, today.year)
        else None,
    }
    if runs:
        members = bloc_members(bloc, today.year)
        context |= {
            "join": JoinForm(units=units.exclude(pk__in=members), prefix="join"),
            "term": TermForm(units=members, initial={"year": today.year}, prefix="term"),
            "leave": LeaveForm(memberships=memberships_of(bloc).filter(until=None), prefix="leave"),
        }
    status = 409 if any(form.non_field_errors() for form in forms.values()) else 200
    return render(request, "campaigns/bloc.html", context | forms, status=status)


@require_POST
def bloc_join(request: AccountRequest, pk: int) -> HttpResponse:
    """Put a unit into the bloc."""
    bloc = get_object_or_404(blocs_run_by(request.user).select_related("agency"), pk=pk)
    units = Unit.objects.filter(agency=bloc.agency, pledges=True)
    form = JoinForm(request.POST, units=units, prefix="join")
    if not form.is_valid():
        return _bloc_page(request, bloc, join=form)
    try:
        join_bloc(bloc=bloc, actor=request.user, **form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _bloc_page(request, bloc, join=form)
    messages.success(request, _("Đã thêm đơn vị vào khối."))
    return redirect("bloc", pk)


@require_POST
def bloc_term(request: AccountRequest, pk: int) -> HttpResponse:
    """Say who heads the bloc in a year."""
    bloc = get_object_or_404(blocs_run_by(request.user).select_related("agency"), pk=pk)
    units = Unit.objects.filter(agency=bloc.agency, bloc_memberships__bloc=bloc).distinct()
    form = TermForm(request.POST, units=units, prefix="term")
    if not form.is_valid():
        return _bloc_page(request, bloc, term=form)
    try:
        set_bloc_term(bloc=bloc, actor=request.user, **form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _bloc_page(request, bloc, term=form)
    messages.success(request, _("Đã lưu trưởng khối, phó trưởng khối."))
    return redirect("bloc", pk)


@require_POST
def bloc_leave(request: AccountRequest, pk: int) -> HttpResponse:
    """Let a unit leave the bloc from a day on."""
    bloc = get_object_or_404(blocs_run_by(request.user).select_related("agency"), pk=pk)
    form = LeaveForm(request.POST, memberships=memberships_of(bloc), prefix="leave")
    if not form.is_valid():
        return _bloc_page(request, bloc, leave=form)
    try:
        leave_bloc(actor=request.user, **form.cleaned_data)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _bloc_page(request, bloc, leave=form)
    messages.success(request, _("Đã ghi ngày đơn vị rời khối."))
    return redirect("bloc", pk)


@require_POST
def bloc_attach(request: AccountRequest, pk: int) -> HttpResponse:
    """Keep papers of the bloc for the year that runs."""
    bloc = _bloc_or_404(request, pk)
    year = clock.today().year
    if not may_keep_documents(request.user, bloc, year):
        raise Http404
    form = DocumentForm(request.POST, request.FILES, prefix="attach")
    if not form.is_valid():
        return _bloc_page(request, bloc, attach=form)
    try:
        attach_bloc_document(
            bloc=bloc,
            year=year,
            title=form.cleaned_data["title"],
            uploads=form.cleaned_data["papers"],
            actor=request.user,
        )
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return _bloc_page(request, bloc, attach=form)
    messages.success(request, _("Đã lưu văn bản của khối."))
    return redirect("bloc", pk)


@require_GET
def bloc_document(request: AccountRequest, pk: int) -> HttpResponse:
    """One paper of a bloc, for whoever sees the bloc."""
    documents = BlocDocument.objects.filter(bloc__in=blocs_visible_to(request.user))
    return serve(get_object_or_404(documents.select_related("file"), pk=pk))

"""Pages of news and documents: the list, one of them, who has read it, and its writing."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.publications import (
    PublicationContent,
    confirm_reading,
    correct_publication,
    discard_publication,
    draft_publication,
    publish_publication,
    remove_publication_file,
    save_publication,
    withdraw_publication,
)
from campaigns.forms.publications import CorrectionForm, PublicationForm
from campaigns.models import Publication, PublicationFile
from campaigns.permissions.campaigns import agencies_run_by
from campaigns.permissions.publications import (
    open_publication_steps,
    publications_addressed_to,
    publications_run_by,
    publications_visible_to,
    units_watched_by,
)
from campaigns.queries.publications import (
    READING_STATES,
    UnitReading,
    readers,
    reading_by_unit,
    units_to_choose,
    with_own_reading,
)
from campaigns.workflow import PublicationState
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm, NoteForm
from units.lists import Column, Filter, ListPage
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed
from units.views.files import serve


@require_GET
def publications(request: AccountRequest) -> HttpResponse:
    """News and documents that reach the account; the standing body's drafts too."""
    visible = with_own_reading(publications_visible_to(request.user), request.user)
    columns = [
        Column("title", _("Tiêu đề"), lambda one: one.title, ("folded",)),
        Column("kind", _("Loại"), lambda one: one.get_kind_display(), ("kind",)),
        Column(
            "published",
            _("Ngày đăng"),
            lambda one: one.published_at,
            ("published_at",),
        ),
        Column("due", _("Xác nhận trước hết ngày"), lambda one: one.confirm_by, ("confirm_by",)),
        Column("confirmed", _("Tôi đã xác nhận"), lambda one: one.confirmed_at, ("confirmed_at",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    page = ListPage(
        request,
        visible.order_by(F("published_at").desc(nulls_first=True), "-pk"),
        columns,
        search=("folded",),
        filters={
            "kind": Filter(_("Loại"), Publication.Kind.choices, "kind"),
            "state": Filter(_("Trạng thái"), PublicationState.choices, "state"),
        },
    )
    may_write = agencies_run_by(request.user).exists()
    return page.respond("campaigns/publications.html", may_write=may_write)


@require_GET
def publication(request: AccountRequest, pk: int) -> HttpResponse:
    """One of them, with the button that confirms reading: opening alone confirms nothing."""
    visible = with_own_reading(publications_visible_to(request.user), request.user)
    found = get_object_or_404(visible.select_related("agency"), pk=pk)
    today = clock.today()
    addressed = publications_addressed_to(request.user, today).filter(pk=pk).exists()
    watched = units_watched_by(request.user)
    context = {
        "publication": found,
        "versions": found.versions.select_related("published_by__person"),
        "units": found.units.all(),
        "files": found.files.select_related("file", "uploaded_by__person"),
        "steps": open_publication_steps(request.user, found),
        "asks_me": addressed and found.confirm_by and not found.confirmed_at,
        "is_late": found.confirm_by and found.confirm_by < today,
        "may_watch": found.confirm_by
        and watched
        and readers(found, today).filter(unit_id__in=watched).exists(),
        "publish": _publish_form(),
        "discard": _discard_form(),
        "withdraw": _withdraw_form(),
    }
    return render(request, "campaigns/publication.html", context)


@require_GET
def publication_file(request: AccountRequest, pk: int) -> HttpResponse:
    """A file of a publication that the account may read."""
    visible = publications_visible_to(request.user)
    files = PublicationFile.objects.filter(publication__in=visible).select_related("file")
    return serve(get_object_or_404(files, pk=pk), preview="preview" in request.GET)


@require_POST
def publication_file_remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a file off a draft."""
    run = publications_run_by(request.user)
    files = PublicationFile.objects.filter(publication__in=run).select_related("publication")
    file = get_object_or_404(files, pk=pk)
    attempt(
        request,
        lambda: remove_publication_file(file=file, actor=request.user),
        _("Đã bỏ tệp."),
    )
    return redirect(file.publication)


@require_GET
def publication_readers(request: AccountRequest, pk: int) -> HttpResponse:
    """Who has confirmed and who has not: by unit, and each figure's people."""
    watched = units_watched_by(request.user)
    if not watched:
        raise Http404
    found = get_object_or_404(publications_visible_to(request.user), pk=pk)
    people = readers(found, clock.today()).filter(unit_id__in=watched)
    by_unit = reading_by_unit(people)
    columns = [
        Column("name", _("Họ và tên"), lambda one: one.person.full_name, ("person__sort_key",)),
        Column("unit", _("Đơn vị"), lambda one: one.unit_name, ("unit_key",)),
        Column(
            "confirmed",
            _("Xác nhận lúc"),
            lambda one: localtime(one.confirmed_at) if one.confirmed_at else "",
            ("confirmed_at",),
        ),
    ]
    page = ListPage(
        request,
        people,
        columns,
        search=("person__folded",),
        filters={
            "unit": Filter(
                _("Đơn vị"), [(row.unit_id, row.unit_name) for row in by_unit], "unit_id"
            ),
            "reading": Filter(_("Xác nhận"), READING_STATES, "reading"),
        },
        default_sort="name",
    )
    total = UnitReading(
        0, "", sum(row.total for row in by_unit), sum(row.confirmed for row in by_unit)
    )
    context = {"publication": found, "by_unit": by_unit, "total": total}
    return page.respond("campaigns/publication_readers.html", **context)


@require_http_methods(["GET", "POST"])
def publication_new(request: AccountRequest) -> HttpResponse:
    """Begin a piece of news or a document."""
    run = agencies_run_by(request.user)
    if not run.exists():
        raise Http404
    units = units_to_choose(run.values_list("pk", flat=True), clock.today())
    form = PublicationForm(request.POST or None, request.FILES or None, units=units)
    status = 200
    if form.is_valid():
        content = PublicationContent(**form.content)
        try:
            drafted = draft_publication(
                agency=content.units[0].agency, content=content, actor=request.user
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã lưu nháp. Hãy xem lại rồi đăng."))
            return redirect(drafted)
    return render(request, "campaigns/publication_edit.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def publication_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Change a draft, or publish a corrected version."""
    found = _own_or_404(request, pk)
    units = units_to_choose([found.agency_id], clock.today())
    correcting = found.state == PublicationState.PUBLISHED
    of_form = CorrectionForm if correcting else PublicationForm
    form = of_form(request.POST or None, request.FILES or None, units=units, publication=found)
    if request.method == "GET" and not open_publication_steps(request.user, found):
        return redirect(found)
    status = 200
    if form.is_valid():
        try:
            _keep(request, found, form)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, _("Đã đăng bản mới.") if correcting else _("Đã lưu nháp."))
            return redirect(found)
    context = {"form": form, "publication": found, "correcting": correcting}
    return render(request, "campaigns/publication_edit.html", context, status=status)


def _keep(request: AccountRequest, found: Publication, form: PublicationForm) -> Publication:
    content = PublicationContent(**form.content)
    edition = form.cleaned_data["edition"]
    if isinstance(form, CorrectionForm):
        return correct_publication(
            publication=found,
            content=content,
            asks_again=form.cleaned_data["asks_again"],
            edition=edition,
            actor=request.user,
        )
    return save_publication(publication=found, content=content, edition=edition, actor=request.user)


def _own_or_404(request: AccountRequest, pk: int) -> Publication:
    run = publications_run_by(request.user).select_related("agency")
    return get_object_or_404(run, pk=pk)


@require_POST
def publication_publish(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a draft to its units."""
    found = _own_or_404(request, pk)
    if confirmed(request, _publish_form(request.POST)):
        attempt(
            request,
            lambda: publish_publication(publication=found, actor=request.user),
            _("Đã đăng. Người phải xác nhận đã được báo."),
        )
    return redirect(found)


@require_POST
def publication_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = _own_or_404(request, pk)
    if not confirmed(request, _discard_form(request.POST)):
        return redirect(found)
    attempt(
        request,
        lambda: discard_publication(publication=found, actor=request.user),
        _("Đã bỏ bài nháp."),
    )
    return redirect("publications")


@require_POST
def publication_withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Take it down, with a reason."""
    found = _own_or_404(request, pk)
    form = _withdraw_form(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    attempt(
        request,
        lambda: withdraw_publication(publication=found, note=note, actor=request.user),
        _("Đã gỡ bài."),
    )
    return redirect(found)


@require_POST
def publication_confirm(request: AccountRequest, pk: int) -> HttpResponse:
    """Confirm that the version on the page was read."""
    found = get_object_or_404(publications_visible_to(request.user), pk=pk)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdigit() else 0
    attempt(
        request,
        lambda: confirm_reading(publication=found, version=version, actor=request.user),
        _("Đã ghi: bạn đã đọc bài này."),
    )
    return redirect(found)


def _publish_form(data: QueryDict | None = None) -> ConfirmForm:
    label = _("Tôi đã xem lại; đăng rồi thì mỗi lần sửa là một bản mới được lưu.")
    return ConfirmForm(data, label=label, prefix="publish")


def _discard_form(data: QueryDict | None = None) -> ConfirmForm:
    return ConfirmForm(data, label=_("Bỏ hẳn bài nháp này."), prefix="discard")


def _withdraw_form(data: QueryDict | None = None) -> NoteForm:
    return NoteForm(data, label=_("Lý do gỡ"), prefix="withdraw")

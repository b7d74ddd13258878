"""Pages of exemplars: the list, writing a story, and its steps.

The page of one exemplar shows awards too, and so stands on the top floor.
"""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.exemplars import (
    ExemplarContent,
    adopt_exemplar,
    ask_consent,
    decline_exemplar,
    discard_exemplar,
    draft_exemplar,
    give_consent,
    publish_exemplar,
    return_exemplar,
    save_exemplar,
    withdraw_exemplar,
)
from campaigns.forms.exemplars import AdoptForm, ExemplarForm, LevelForm
from campaigns.models import Exemplar, ExemplarPhoto
from campaigns.permissions.exemplars import (
    exemplars_published_in,
    exemplars_visible_to,
    open_exemplar_steps,
    proposing_units,
)
from campaigns.queries.exemplars import exemplar_board
from campaigns.workflow import ExemplarState
from units import clock
from units.errors import ActionRefused
from units.forms import ConfirmForm, NoteForm
from units.lists import Column, Filter, ListPage
from units.models import Unit
from units.requests import AccountRequest
from units.views.attempts import attempt, confirmed, edition_shown
from units.views.files import serve


@require_GET
def exemplars(request: AccountRequest) -> HttpResponse:
    """Exemplars that the account may read, the latest first."""
    columns = [
        Column("title", _("Bài"), lambda one: one.title, ("folded",)),
        Column("subject", _("Điển hình"), lambda one: str(one.subject), ("subject_key",)),
        Column("unit", _("Đơn vị giới thiệu"), lambda one: one.unit.name, ("unit__sort_key",)),
        Column(
            "adopted",
            _("Đơn vị học tập"),
            lambda one: one.adoption_count,
            ("adoption_count",),
            numeric=True,
        ),
        Column("since", _("Từ ngày"), lambda one: one.state_since, ("state_since",)),
        Column("state", _("Trạng thái"), lambda one: one.get_state_display(), ("state",)),
    ]
    page = ListPage(
        request,
        exemplar_board(exemplars_visible_to(request.user)),
        columns,
        search=("folded", "subject_folded"),
        filters={
            "state": Filter(_("Trạng thái"), ExemplarState.choices, "state"),
            "level": Filter(_("Phạm vi đăng"), Exemplar.Level.choices, "level"),
        },
        default_sort="-since",
    )
    may_propose = proposing_units(request.user, clock.today()).exists()
    return page.respond("campaigns/exemplars.html", may_propose=may_propose)


@require_http_methods(["GET", "POST"])
def exemplar_new(request: AccountRequest) -> HttpResponse:
    """Begin a story in the name of a unit, the topmost that the account writes for by default."""
    units = list(_tree(proposing_units(request.user, clock.today())))
    chosen = request.GET.get("unit")
    unit = next((one for one in units if chosen in {None, str(one.pk)}), None)
    if unit is None:
        raise Http404
    form = ExemplarForm(request.POST or None, request.FILES or None, unit=unit, on=clock.today())
    status = 200
    if form.is_valid():
        try:
            drafted = draft_exemplar(
                unit=unit, content=ExemplarContent(**form.content), actor=request.user
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return _after_writing(request, drafted)
    context = {"form": form, "unit": unit, "units": units}
    return render(request, "campaigns/exemplar_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def exemplar_edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Change a story that is not with anybody."""
    found = _exemplar_or_404(request, pk)
    if "save" not in open_exemplar_steps(request.user, found):
        return redirect(found)
    form = ExemplarForm(
        request.POST or None,
        request.FILES or None,
        unit=found.unit,
        on=clock.today(),
        exemplar=found,
    )
    status = 200
    if form.is_valid():
        try:
            save_exemplar(
                exemplar=found,
                content=ExemplarContent(**form.content),
                edition=form.cleaned_data["edition"],
                actor=request.user,
            )
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return _after_writing(request, found)
    context = {"form": form, "unit": found.unit, "exemplar": found}
    return render(request, "campaigns/exemplar_edit.html", context, status=status)


def _after_writing(request: AccountRequest, exemplar: Exemplar) -> HttpResponse:
    """Go on from a saved story: ask for consent if that button was pressed, else to its page."""
    if "ask" in request.POST:
        return _step(request, exemplar, ask_consent, _("Đã gửi xin ý kiến người được nêu."))
    messages.success(request, _("Đã lưu nháp."))
    return redirect(exemplar)


def _tree(units: QuerySet[Unit]) -> QuerySet[Unit]:
    found = Unit.objects.with_tree_fields().filter(pk__in=units.values("pk"))
    return found.select_related("agency")


def _exemplar_or_404(request: AccountRequest, pk: int) -> Exemplar:
    visible = exemplars_visible_to(request.user)
    return get_object_or_404(visible.select_related("unit", "person", "collective", "photo"), pk=pk)


@require_GET
def exemplar_photo(request: AccountRequest, pk: int) -> HttpResponse:
    """The picture of a story that the account may read."""
    photos = ExemplarPhoto.objects.filter(exemplar__in=exemplars_visible_to(request.user))
    return serve(get_object_or_404(photos.select_related("file"), exemplar=pk), preview=True)


@require_POST
def exemplar_ask(request: AccountRequest, pk: int) -> HttpResponse:
    """Ask whom it is about."""
    done = _("Đã gửi xin ý kiến người được nêu.")
    return _step(request, _exemplar_or_404(request, pk), ask_consent, done)


@require_POST
def exemplar_agree(request: AccountRequest, pk: int) -> HttpResponse:
    """Agree, inside or for everybody."""
    level = request.POST.get("agree-level", "")
    done = _("Đã ghi: bạn đồng ý. Bạn rút lại được bất cứ lúc nào ở trang này.")
    found, shown = _exemplar_or_404(request, pk), edition_shown(request)
    return _step(request, found, give_consent, done, level=level, edition=shown)


@require_POST
def exemplar_decline(request: AccountRequest, pk: int) -> HttpResponse:
    """Say no, or take consent back."""
    found = _exemplar_or_404(request, pk)
    if not confirmed(request, decline_form(request.POST)):
        return redirect(found)
    done = _("Đã ghi: bạn không đồng ý. Bài không còn hiện ở đâu nữa.")
    return _step(request, found, decline_exemplar, done)


@require_POST
def exemplar_return(request: AccountRequest, pk: int) -> HttpResponse:
    """Give a story back to the unit with a reason."""
    note = request.POST.get("return-note", "")
    found = _exemplar_or_404(request, pk)
    return _step(request, found, return_exemplar, _("Đã trả lại đơn vị."), note=note)


@require_POST
def exemplar_publish(request: AccountRequest, pk: int) -> HttpResponse:
    """Show a story, as far as was agreed to."""
    level = request.POST.get("publish-level", "")
    found = _exemplar_or_404(request, pk)
    return _step(request, found, publish_exemplar, _("Đã đăng bài."), level=level)


@require_POST
def exemplar_withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a story down with a reason."""
    note = request.POST.get("return-note", "")
    found = _exemplar_or_404(request, pk)
    return _step(request, found, withdraw_exemplar, _("Đã gỡ bài."), note=note)


@require_POST
def exemplar_discard(request: AccountRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = _exemplar_or_404(request, pk)
    if not confirmed(request, discard_form(request.POST)):
        return redirect(found)
    attempt(
        request,
        lambda: discard_exemplar(exemplar=found, actor=request.user),
        _("Đã bỏ bài nháp."),
    )
    return redirect("exemplars")


@require_POST
def exemplar_adopt(request: AccountRequest, pk: int) -> HttpResponse:
    """Write down what a unit does after it."""
    found = get_object_or_404(exemplars_published_in(request.user), pk=pk)
    units = proposing_units(request.user, clock.today())
    if not units:
        raise Http404
    form = AdoptForm(request.POST, units=units)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect(found)
    attempt(
        request,
        lambda: adopt_exemplar(exemplar=found, actor=request.user, **form.cleaned_data),
        _("Đã ghi việc đơn vị học tập điển hình này."),
    )
    return redirect(found)


def _step(
    request: AccountRequest,
    exemplar: Exemplar,
    act: Callable[..., Exemplar],
    done: str,
    **given: str | int,
) -> HttpResponseRedirect:
    """Take a step; back to the page, or to the list if the account sees the story no more."""
    attempt(request, lambda: act(exemplar=exemplar, actor=request.user, **given), done)
    if exemplars_visible_to(request.user).filter(pk=exemplar.pk).exists():
        return redirect(exemplar)
    return redirect("exemplars")


def agree_form() -> LevelForm:
    """How far whom it is about lets the story be shown."""
    return LevelForm(label=_("Tôi đồng ý đăng bài này"), prefix="agree")


def publish_form(exemplar: Exemplar) -> LevelForm:
    """How far the story is shown, no further than was agreed to."""
    return LevelForm(label=_("Đăng ở đâu"), most=exemplar.consent, prefix="publish")


def decline_form(data: QueryDict | None = None) -> ConfirmForm:
    """Say no."""
    label = _("Tôi không đồng ý, hoặc rút lại sự đồng ý; bài sẽ không hiện ở đâu nữa.")
    return ConfirmForm(data, label=label, prefix="decline")


def discard_form(data: QueryDict | None = None) -> ConfirmForm:
    """Throw a draft away."""
    return ConfirmForm(data, label=_("Bỏ hẳn bài nháp này."), prefix="discard")


def note_form() -> NoteForm:
    """Why it is given back, or taken down."""
    return NoteForm(label=_("Lý do"), prefix="return")

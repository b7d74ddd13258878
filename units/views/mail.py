"""Pages of mail: how I want it, what waits to be read before it leaves, whom it does not reach."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from units.actions.mail import choose_mail, clear_bounce, release_mail, stop_mail
from units.forms import MailForm, NoteForm
from units.lists import Column, ListPage
from units.models import Role
from units.permissions import (
    agencies_covered_by,
    bounces_visible_to,
    held_notices_visible_to,
)
from units.requests import AccountRequest
from units.views.attempts import attempt


@require_http_methods(["GET", "POST"])
def mail(request: AccountRequest) -> HttpResponse:
    """Choose how notices leave by mail."""
    form = MailForm(request.POST or None, initial={"choice": request.user.mail_choice})
    if request.method == "POST" and form.is_valid():
        choice = form.cleaned_data["choice"]
        done = _("Đã lưu cách nhận thư.")
        attempt(request, lambda: choose_mail(actor=request.user, choice=choice), done)
        return redirect("mail")
    return render(request, "units/mail.html", {"form": form})


@require_GET
def outbox(request: AccountRequest) -> HttpResponse:
    """List the mail that waits for the standing body, and the addresses that refuse."""
    _standing_body_or_404(request)
    return _outbox_page(request)


def _standing_body_or_404(request: AccountRequest) -> None:
    if not agencies_covered_by(request.user, Role.STANDING_BODY).exists():
        raise Http404


def _outbox_page(request: AccountRequest, note: NoteForm | None = None) -> HttpResponse:
    columns = [
        Column("to", _("Gửi"), lambda one: str(one.account), ("account__person__sort_key",)),
        Column("subject", _("Nội dung"), lambda one: one.subject, ("subject",)),
        Column(
            "at",
            _("Lúc"),
            lambda one: f"{localtime(one.created_at):%d/%m/%Y %H:%M}",
            ("created_at",),
        ),
    ]
    page = ListPage(
        request,
        held_notices_visible_to(request.user).select_related("account__person"),
        columns,
        search=("folded", "account__person__folded"),
        default_sort="at",
    )
    bounces = bounces_visible_to(request.user)
    return page.respond("units/outbox.html", bounces=bounces, note=note or _note_form())


@require_POST
def outbox_release(request: AccountRequest) -> HttpResponse:
    """Let the ticked letters go."""
    _standing_body_or_404(request)
    count = release_mail(notices=_ticked(request), actor=request.user)
    if count:
        said = ngettext("Đã cho gửi %(n)d thư.", "Đã cho gửi %(n)d thư.", count)
        messages.success(request, said % {"n": count})
    else:
        messages.error(request, _("Chưa chọn thư nào. Hãy đánh dấu vào ô đầu dòng."))
    return redirect("outbox")


@require_POST
def outbox_stop(request: AccountRequest) -> HttpResponse:
    """Keep the ticked letters from leaving, with a reason."""
    _standing_body_or_404(request)
    form = _note_form(request.POST)
    if not form.is_valid():
        return _outbox_page(request, form)
    reason = form.cleaned_data["note"]
    count = stop_mail(notices=_ticked(request), reason=reason, actor=request.user)
    if count:
        said = ngettext("Đã giữ lại %(n)d thư.", "Đã giữ lại %(n)d thư.", count)
        messages.success(request, said % {"n": count})
    else:
        messages.error(request, _("Chưa chọn thư nào. Hãy đánh dấu vào ô đầu dòng."))
    return redirect("outbox")


@require_POST
def bounce_clear(request: AccountRequest, pk: int) -> HttpResponse:
    """Try an address again."""
    bounce = get_object_or_404(bounces_visible_to(request.user), pk=pk)
    done = _("Sẽ gửi lại tới địa chỉ này.")
    attempt(request, lambda: clear_bounce(bounce=bounce, actor=request.user), done)
    return redirect("outbox")


def _ticked(request: AccountRequest) -> list[int]:
    return [int(key) for key in request.POST.getlist("notices") if key.isdigit()]


def _note_form(data: object = None) -> NoteForm:
    return NoteForm(data, label=_("Lý do không gửi"), prefix="stop")

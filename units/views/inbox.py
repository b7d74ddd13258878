"""The inbox of the account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from units.actions.inbox import mark_all_read, mark_read
from units.lists import Column, Filter, ListPage
from units.queries import inbox_of, notices_of
from units.requests import AccountRequest


@require_GET
def inbox(request: AccountRequest) -> HttpResponse:
    """List what the account was told: unread first, then the newest."""
    columns = [
        Column("subject", _("Nội dung"), lambda notice: notice.subject),
        Column("at", _("Lúc"), lambda notice: f"{localtime(notice.created_at):%d/%m/%Y %H:%M}"),
    ]
    reading = [("UNREAD", _("Chưa đọc")), ("READ", _("Đã đọc"))]
    page = ListPage(
        request,
        inbox_of(request.user),
        columns,
        search=("folded",),
        filters={"reading": Filter(_("Tình trạng"), reading, "reading")},
    )
    return page.respond("units/inbox.html")


@require_POST
def notice(request: AccountRequest, pk: int) -> HttpResponse:
    """Open a notice: it is read, and the page that it speaks of comes."""
    found = get_object_or_404(notices_of(request.user), pk=pk)
    mark_read(notice=found, actor=request.user)
    inside = url_has_allowed_host_and_scheme(found.path, allowed_hosts=None)
    return redirect(found.path if found.path and inside else "inbox")


@require_POST
def inbox_read_all(request: AccountRequest) -> HttpResponse:
    """Mark the whole inbox as read."""
    count = mark_all_read(actor=request.user)
    done = ngettext(
        "Đã đánh dấu %(n)d thông báo là đã đọc.", "Đã đánh dấu %(n)d thông báo là đã đọc.", count
    )
    messages.success(request, done % {"n": count})
    return redirect("inbox")

"""The calendar page, and the private feed that a calendar program reads."""

import datetime
import re

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from reports.queries.calendar import entries_of, month_of
from units import clock, icalendar
from units.actions.feeds import close_feed, digest_of, open_feed
from units.models import CalendarFeed
from units.requests import AccountRequest

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
PAST, AHEAD = datetime.timedelta(days=90), datetime.timedelta(days=400)


@require_GET
def calendar(request: AccountRequest) -> HttpResponse:
    """Show a month with everything that stands on its days for the account."""
    return _calendar_page(request)


def _calendar_page(request: AccountRequest, feed_url: str = "") -> HttpResponse:
    today = clock.today()
    asked = MONTH.fullmatch(request.GET.get("month", ""))
    first = datetime.date(int(asked[1]), int(asked[2]), 1) if asked else today.replace(day=1)
    next_month = (first + datetime.timedelta(days=31)).replace(day=1)
    context = {
        "first": first,
        "today": today,
        "weeks": month_of(request.user, first.year, first.month, today),
        "before": (first - datetime.timedelta(days=1)).replace(day=1),
        "after": next_month,
        "has_feed": CalendarFeed.objects.filter(account=request.user).exists(),
        "feed_url": feed_url,
    }
    return render(request, "reports/calendar.html", context)


@require_POST
def calendar_feed_open(request: AccountRequest) -> HttpResponse:
    """Make a private address and show it, this once."""
    path = reverse("calendar_feed", args=[open_feed(actor=request.user)])
    return _calendar_page(request, f"{settings.SITE_URL}{path}")


@require_POST
def calendar_feed_close(request: AccountRequest) -> HttpResponse:
    """End the private address."""
    close_feed(actor=request.user)
    messages.success(request, _("Đã bỏ địa chỉ lịch riêng; ai giữ địa chỉ cũ không xem được nữa."))
    return redirect("calendar")


@login_not_required
@require_GET
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give a calendar program the days of whoever made the address."""
    feeds = CalendarFeed.objects.select_related("account__person")
    account = get_object_or_404(feeds, digest=digest_of(secret)).account
    if not account.is_active:
        raise Http404
    today = clock.today()
    with translation.override(account.language):
        events = [
            icalendar.Event(one.key, one.day, one.title, url=f"{settings.SITE_URL}{one.url}")
            for one in entries_of(account, today - PAST, today + AHEAD, today)
        ]
        name = _("Thi đua, khen thưởng")
    host = settings.SITE_URL.split("//")[-1].split(":")[0]
    text = icalendar.feed(events, name=name, host=host, made_at=clock.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = 'inline; filename="thi-dua.ics"'
    return response

"""The first page: what is due for me now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from awards.queries.records import awards_of_person
from campaigns.permissions.publications import publications_addressed_to
from campaigns.queries.publications import with_own_reading
from reports.queries.due import due_for
from reports.queries.records import current_campaign, next_deadline, openable
from units import clock
from units.queries import notices_of
from units.requests import AccountRequest

LATEST = 5


@require_GET
def home(request: AccountRequest) -> HttpResponse:
    """Show what waits for the account, its unread notices and awards, and the campaign."""
    account, today = request.user, clock.today()
    campaign = current_campaign(account)
    awards = openable(awards_of_person(account.person), account)[:LATEST] if account.person else []
    news = with_own_reading(publications_addressed_to(account, today), account)
    context = {
        "today": today,
        "dues": due_for(account, today),
        "campaign": campaign,
        "next": next_deadline(campaign, today) if campaign else None,
        "notices": notices_of(account).filter(read_at=None)[:LATEST],
        "awards": awards,
        "news": news.order_by("-published_at", "-pk")[:LATEST],
    }
    return render(request, "reports/home.html", context)

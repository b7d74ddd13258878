"""The request that every page gets: somebody is signed in."""

from django.http import HttpRequest
from django.urls import ResolverMatch
from django_htmx.middleware import HtmxDetails

from units.models import Account


class AccountRequest(HttpRequest):
    """For annotations only: `LoginRequiredMiddleware` lets nobody else through to a view."""

    user: Account
    htmx: HtmxDetails
    resolver_match: ResolverMatch

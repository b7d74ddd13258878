"""The request as the house's views get it."""

from django.http import HttpRequest
from django.urls import ResolverMatch
from django_htmx.middleware import HtmxDetails

from units.models import Account


class AccountRequest(HttpRequest):
    """A request that has come through the middleware to a view, made by somebody signed in.

    Every page stands behind `LoginRequiredMiddleware`, so its user is an account, never an
    anonymous one. A class for annotations: Django makes a plain request, and the middleware
    gives it these attributes.
    """

    user: Account
    htmx: HtmxDetails
    resolver_match: ResolverMatch

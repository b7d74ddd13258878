"""Consultations for everybody: who is posted, and a form to say something of them.

Reading hangs on nothing but the address, as every public page does. The form alone sets a cookie,
Django's against forged posts, and is kept by nobody on the way.
"""

from collections.abc import Callable
from functools import wraps

from csp.constants import NONE
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from awards.actions.remarks import RemarkContent, send_public_remark
from awards.forms.consultations import PublicRemarkForm
from awards.permissions.consultations import items_open_to_all, public_consultations
from awards.queries.consultations import posted_items
from awards.views.remarks import turned_down
from reports.views.public import language_asked, pages_or_404, public_page
from units.errors import ActionRefused

View = Callable[..., HttpResponseBase]


def public_form(view: View) -> View:
    """Open a form to everybody, in the language of `?lang`."""

    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @csp_replace({"script-src": [NONE], "connect-src": [NONE]})
    @wraps(view)
    def shown(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        with translation.override(language_asked(request)):
            return view(request, **kwargs)

    return shown


@public_page
def public_consultation(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Who is posted, while everybody may say something."""
    agency = pages_or_404(code).agency
    found = get_object_or_404(public_consultations(agency), pk=pk)
    items = posted_items(items_open_to_all(agency).filter(consultation=found))
    context = {"agency": agency, "consultation": found, "items": items}
    return render(request, "reports/public/consultation.html", context)


@public_form
def public_consultation_item(
    request: HttpRequest, code: str, pk: int, item_pk: int
) -> HttpResponse:
    """One nominee, and the form to say something."""
    agency = pages_or_404(code).agency
    posted = posted_items(items_open_to_all(agency).filter(consultation=pk))
    item = get_object_or_404(posted, pk=item_pk)
    form = PublicRemarkForm(request.POST or None)
    refused = None
    if form.is_valid():
        said = dict(form.cleaned_data)
        name, contact = said.pop("name"), said.pop("contact")
        try:
            send_public_remark(item=item, content=RemarkContent(**said), name=name, contact=contact)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            refused = refusal
        else:
            sent = reverse("public_remark_sent", args=[code, pk])
            return redirect(f"{sent}?lang={translation.get_language()}")
    context = {"agency": agency, "consultation": item.consultation, "item": item, "form": form}
    page = render(request, "reports/public/consultation_item.html", context)
    return turned_down(page, refused) if refused else page


@public_page
def public_remark_sent(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say that a remark has arrived; the page says nothing of it."""
    agency = pages_or_404(code).agency
    found = get_object_or_404(public_consultations(agency), pk=pk)
    context = {"agency": agency, "consultation": found}
    return render(request, "reports/public/remark_sent.html", context)

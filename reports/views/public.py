"""Pages for everybody, without signing in: what was published publicly, and nothing else.

They hang on nothing but their address: no session, no cookie, no language of the browser. What a
person may take back is asked for anew each time, and answered shortly where nothing has changed.
"""

from collections.abc import Callable
from functools import wraps

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from awards.permissions.consultations import public_consultations
from campaigns.models import ExemplarPhoto, PublicPages
from campaigns.queries.exemplars import public_exemplars
from reports.queries.public import (
    honoured_years,
    honours_of,
    movement,
    open_pages,
    roll_of_honour,
)
from units.views.files import serve

LATEST, PER_PAGE = 6, 24
ROBOTS = "User-agent: *\nAllow: /public\nAllow: /static/\nDisallow: /\n"

View = Callable[..., HttpResponseBase]


def language_asked(request: HttpRequest) -> str:
    """The language of `?lang`, Vietnamese by default."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def public_page(view: View) -> View:
    """Open a page to everybody, in the language of `?lang`, Vietnamese by default."""

    @login_not_required
    @require_safe
    @csp_replace({"script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]})
    @conditional_page
    @wraps(view)
    def shown(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        language = language_asked(request)
        with translation.override(language):
            response = view(request, **kwargs)
        response["Content-Language"] = language
        patch_cache_control(response, public=True, no_cache=True)
        # The gate of the program asked who is here; the page did not, and is the same for all.
        request.session.accessed = False
        return response

    return shown


def pages_or_404(code: str, part: str = "is_on") -> PublicPages:
    """The public pages of an agency, if they are on, and a part of them is."""
    return get_object_or_404(open_pages(), agency__code=code, **{part: True})


@public_page
def public(request: HttpRequest) -> HttpResponse:
    """Agencies that show something; straight to it where there is one."""
    found = open_pages().order_by("agency__name")
    if len(found) == 1:
        return redirect("public_agency", found[0].agency.code)
    if not found:
        raise Http404
    return render(request, "reports/public/index.html", {"found": found})


@public_page
def public_agency(request: HttpRequest, code: str) -> HttpResponse:
    """The movement, the latest exemplars, and the way to the roll of honour."""
    pages = pages_or_404(code)
    context = {
        "pages": pages,
        "agency": pages.agency,
        "movement": movement(pages.agency) if pages.shows_movement else None,
        "exemplars": public_exemplars(pages.agency)[:LATEST] if pages.shows_exemplars else [],
        "consultations": public_consultations(pages.agency),
    }
    return render(request, "reports/public/agency.html", context)


@public_page
def public_exemplars_page(request: HttpRequest, code: str) -> HttpResponse:
    """Every exemplar that is shown to everybody."""
    pages = pages_or_404(code, "shows_exemplars")
    shown = Paginator(public_exemplars(pages.agency), PER_PAGE).get_page(request.GET.get("page"))
    context = {"pages": pages, "agency": pages.agency, "exemplars": shown}
    return render(request, "reports/public/exemplars.html", context)


@public_page
def public_exemplar(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One exemplar; with the awards of whom it is about where the roll of honour is open."""
    pages = pages_or_404(code, "shows_exemplars")
    found = get_object_or_404(public_exemplars(pages.agency), pk=pk)
    awards = honours_of(found.subject, pages.agency) if pages.shows_honours else []
    photo = reverse("public_exemplar_photo", args=[code, pk]) if hasattr(found, "photo") else ""
    context = {
        "pages": pages,
        "agency": pages.agency,
        "exemplar": found,
        "photo_url": photo,
        "awards": awards,
    }
    return render(request, "reports/public/exemplar.html", context)


@login_not_required
@require_safe
def public_exemplar_photo(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The picture of an exemplar that is shown to everybody; no copy of it is kept on the way."""
    pages = pages_or_404(code, "shows_exemplars")
    shown = public_exemplars(pages.agency).values("pk")
    photos = ExemplarPhoto.objects.filter(exemplar__in=shown).select_related("file")
    return serve(get_object_or_404(photos, exemplar=pk), preview=True)


@public_page
def public_honours(request: HttpRequest, code: str) -> HttpResponse:
    """Whom issued decisions honoured, a year at a time."""
    pages = pages_or_404(code, "shows_honours")
    years = honoured_years(pages.agency)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() else next(iter(years), None)
    if years and year not in years:
        raise Http404
    context = {
        "pages": pages,
        "agency": pages.agency,
        "years": years,
        "year": year,
        "roll": roll_of_honour(pages.agency, year) if year else [],
    }
    return render(request, "reports/public/honours.html", context)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines read the public pages, and nothing else."""
    return HttpResponse(ROBOTS, content_type="text/plain")

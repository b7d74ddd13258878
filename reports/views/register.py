"""The public register for everybody: what was issued, what became of it, and how to check it.

Of what is not public there is nothing here but its place in the list: a code, a file, an address of
it are answered as if they were unknown.
"""

import json
from collections.abc import Callable, Iterator
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from awards.models import RegisterHead
from awards.permissions.register import public_entries
from awards.queries.register import (
    entry_of_file,
    proof_of,
    published_heads,
    published_log,
    standing_of,
)
from campaigns.labels import award_label
from reports.forms import CodeForm, FileCheckForm
from reports.views.public import public_page
from reports.views.public_consultations import public_form
from units.uploads import HashOnly

LATEST = 10

View = Callable[..., HttpResponseBase]


def hashing_uploads(view: View) -> View:
    """Let a file that is posted to the view be hashed and not kept.

    The handlers must be chosen before the form is read: so the token is checked by the view.
    """

    @csrf_exempt
    @wraps(view)
    def shown(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        request.upload_handlers = [HashOnly(request)]
        return csrf_protect(view)(request, **kwargs)

    return shown


@hashing_uploads
@public_form
def register(request: HttpRequest) -> HttpResponse:
    """The last heads, a form for a code from paper, and one for a file to be checked."""
    by_code = CodeForm(request.GET if "code" in request.GET else None)
    by_file = FileCheckForm(request.POST or None, request.FILES or None)
    status, checked, found = 200, False, None
    if by_code.is_valid():
        entry = public_entries().filter(code=by_code.cleaned_data["code"]).first()
        if entry:
            return redirect(f"{entry.get_absolute_url()}?lang={translation.get_language()}")
        by_code.say_unknown()
        status = 404
    if by_file.is_valid():
        checked = True
        found = entry_of_file(public_entries(), by_file.cleaned_data["file"].sha256)
    context = {
        "home": reverse("register"),
        "by_code": by_code,
        "by_file": by_file,
        "checked": checked,
        "found": found,
        "heads": RegisterHead.objects.all()[:LATEST],
    }
    return render(request, "reports/register/index.html", context, status=status)


@public_page
def register_entry(request: HttpRequest, code: str) -> HttpResponse:
    """A public decision: the data that was hashed, what became of it, and its proof."""
    entry = get_object_or_404(
        public_entries().select_related("decision__agency", "decision__amends__entry"), code=code
    )
    decision = entry.decision
    said = json.loads(entry.content)
    amended = public_entries().filter(decision=decision.amends_id).first()
    context = {
        "home": reverse("register"),
        "agency": decision.agency,
        "entry": entry,
        "decision": decision,
        "said": said,
        "award": award_label(said["award"], decision.agency.name),
        "amended": amended,
        "standing": standing_of(decision),
        "proof": proof_of(entry),
    }
    return render(request, "reports/register/entry.html", context)


@login_not_required
@require_safe
def register_log(request: HttpRequest) -> StreamingHttpResponse:
    """Every entry as it is hashed, for the program that checks the register."""
    return StreamingHttpResponse(_written_log(), content_type="application/json")


def _written_log() -> Iterator[str]:
    """JSON, written while it is read: the register only grows."""
    yield '{"entries": ['
    for number, entry in enumerate(published_log()):
        yield f"{',' if number else ''}\n{json.dumps(entry, ensure_ascii=False)}"
    yield "\n]}\n"


@login_not_required
@require_safe
def register_heads(request: HttpRequest) -> JsonResponse:
    """Every head, each with the proof that it continues the one before."""
    return JsonResponse({"heads": published_heads()})

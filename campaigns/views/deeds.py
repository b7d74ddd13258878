"""Pages on which a deed is pointed out, and what the unit answers without a nomination.

The list and the page of a deed know its nomination and decision, and stand a floor higher.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.actions.deeds import merge_deed, report_deed, thank_for_deed
from campaigns.forms.deeds import DeedForm, MergeForm
from campaigns.models import Deed
from campaigns.permissions.deeds import deeds_visible_to
from campaigns.queries.deeds import colleagues, mergeable
from units import clock
from units.errors import ActionRefused
from units.models import Person, Unit
from units.permissions import standing
from units.requests import AccountRequest
from units.views.attempts import attempt


@require_http_methods(["GET", "POST"])
def deed_new(request: AccountRequest) -> HttpResponse:
    """Find a colleague or a collective by name, then tell what they did."""
    if "subject" not in request.GET:
        return _find(request)
    subject = _subject_or_404(request, request.GET["subject"])
    form = DeedForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            deed = report_deed(subject=subject, actor=request.user, **form.cleaned_data)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            done = _("Đã gửi %(unit)s xem xét. Bạn sẽ được báo kết quả.")
            messages.success(request, done % {"unit": deed.unit})
            return redirect(deed)
    context = {"form": form, "subject": subject}
    return render(request, "campaigns/deed_new.html", context, status=status)


def _find(request: AccountRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    agencies = standing(request.user).agencies
    people, units = (
        colleagues(agencies, words, request.user.person, clock.today()) if words else ([], [])
    )
    context = {"words": words, "people": people, "units": units}
    return render(request, "campaigns/deed_find.html", context)


def _subject_or_404(request: AccountRequest, choice: str) -> Person | Unit:
    """The person or the collective of an agency of one's own; "person:12" names one."""
    kind, _colon, key = choice.partition(":")
    if kind not in {"person", "unit"} or not key.isdigit():
        raise Http404
    own = {"agency__in": standing(request.user).agencies, "pk": key}
    if kind == "person":
        return get_object_or_404(Person, **own)
    return get_object_or_404(Unit.objects.on(clock.today()), **own)


def deed_or_404(request: AccountRequest, pk: int) -> Deed:
    """The deed, if the account may see it."""
    visible = deeds_visible_to(request.user).select_related(
        "agency",
        "unit",
        "person",
        "collective",
        "merged_into",
        "reported_by__person",
        "answered_by__person",
    )
    return get_object_or_404(visible, pk=pk)


@require_POST
def deed_thank(request: AccountRequest, pk: int) -> HttpResponse:
    """Thank without a nomination, and say why."""
    found = deed_or_404(request, pk)
    answer = request.POST.get("thank-note", "")
    attempt(
        request,
        lambda: thank_for_deed(deed=found, answer=answer, actor=request.user),
        _("Đã gửi lời cảm ơn tới người giới thiệu."),
    )
    return redirect(found)


@require_POST
def deed_merge(request: AccountRequest, pk: int) -> HttpResponse:
    """Put it with another report of the same."""
    found = deed_or_404(request, pk)
    form = MergeForm(request.POST, others=mergeable(found))
    if not form.is_valid():
        messages.error(request, _("Hãy chọn lần giới thiệu để gộp vào. Chưa có gì thay đổi."))
        return redirect(found)
    into = form.cleaned_data["into"]
    attempt(
        request,
        lambda: merge_deed(deed=found, into=into, actor=request.user),
        _("Đã gộp. Người giới thiệu đã được báo."),
    )
    return redirect(found)

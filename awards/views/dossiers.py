"""A dossier beside its way: what was checked, who deals with it, its versions, its readers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from awards.actions.checks import check_nomination
from awards.actions.readings import note_reading
from awards.actions.specialists import assign_specialist
from awards.comparison import compare, in_words
from awards.documents.achievement_report import render_report
from awards.forms.returns import ChecksForm, SpecialistForm
from awards.models import NominationVersion
from awards.parts import Content
from awards.permissions.nominations import nominations_visible_to
from awards.permissions.readings import readers_of, readings_open_to
from awards.queries.versions import checks_of, sent_versions
from awards.queries.workload import specialists_for
from awards.views.nominations import nomination_or_404
from units.errors import ActionRefused
from units.models import Role
from units.permissions import standing
from units.requests import AccountRequest
from units.views.attempts import attempt, edition_shown


@require_POST
def nomination_check(request: AccountRequest, pk: int) -> HttpResponse:
    """Mark the ticked parts as checked."""
    nomination = nomination_or_404(request, pk)
    form = ChecksForm(request.POST, checks=checks_of(nomination))
    if form.is_valid():
        attempt(
            request,
            lambda: check_nomination(
                nomination=nomination,
                checked=form.cleaned_data["checked"],
                edition=edition_shown(request),
                actor=request.user,
            ),
            _("Đã ghi những phần đã kiểm tra."),
        )
    return redirect(nomination)


@require_POST
def nomination_assign(request: AccountRequest, pk: int) -> HttpResponse:
    """Name who deals with one nomination."""
    nomination = nomination_or_404(request, pk)
    form = SpecialistForm(request.POST, specialists=specialists_for([nomination.unit_id]))
    if form.is_valid():
        specialist = form.cleaned_data["specialist"]
        attempt(
            request,
            lambda: assign_specialist(
                nomination=nomination, specialist=specialist, actor=request.user
            ),
            _("Đã giao chuyên viên thụ lý."),
        )
    else:
        messages.error(request, _("Không giao được cho người đã chọn. Không có gì thay đổi."))
    return redirect(nomination)


@require_POST
def nominations_assign(request: AccountRequest) -> HttpResponse:
    """Name who deals with every ticked nomination; one that is refused does not stop the others."""
    keys = [key for key in request.POST.getlist("nominations") if key.isdigit()]
    run = standing(request.user).unit_ids(Role.STANDING_BODY)
    ticked = nominations_visible_to(request.user).filter(pk__in=keys, unit__in=run)
    form = SpecialistForm(request.POST, specialists=specialists_for(run))
    if not form.is_valid() or not ticked:
        messages.error(request, _("Hãy đánh dấu hồ sơ và chọn chuyên viên. Không có gì thay đổi."))
        return redirect("nominations")
    given = 0
    for nomination in ticked.select_related("person", "collective"):
        try:
            assign_specialist(
                nomination=nomination,
                specialist=form.cleaned_data["specialist"],
                actor=request.user,
            )
            given += 1
        except ActionRefused as refusal:
            messages.error(request, f"{nomination.subject}: {refusal}")
    said = ngettext("Đã giao %(n)d hồ sơ.", "Đã giao %(n)d hồ sơ.", given)
    messages.success(request, said % {"n": given})
    return redirect("nominations")


@require_GET
def nomination_version(request: AccountRequest, pk: int, number: int) -> HttpResponse:
    """A version as it was sent, compared with another one.

    `with` in the address names the other; without it, the one before.
    """
    nomination = nomination_or_404(request, pk)
    version = get_object_or_404(
        nomination.versions.select_related("sent_by__person"), number=number
    )
    note_reading(nomination=nomination, account=request.user)
    versions, agency = sent_versions(nomination), nomination.agency.name
    other = _other(request, versions, version)
    content = Content.from_json(version.content)
    context = {
        "nomination": nomination,
        "version": version,
        "versions": versions,
        "other": other,
        "said": in_words(content, agency),
        "differs": compare(Content.from_json(other.content), content, agency) if other else None,
    }
    return render(request, "awards/nomination_version.html", context)


@require_GET
def nomination_report(request: AccountRequest, pk: int) -> HttpResponse:
    """The report of achievements as PDF, on the form of its day."""
    nomination = nomination_or_404(request, pk)
    note_reading(nomination=nomination, account=request.user)
    try:
        content = render_report(nomination)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(nomination)
    return HttpResponse(content, content_type="application/pdf")


def _other(
    request: AccountRequest, versions: list[NominationVersion], version: NominationVersion
) -> NominationVersion | None:
    """The version to compare with: the one that the address names, else the one before."""
    by_number = {str(one.number): one for one in versions if one != version}
    return by_number.get(request.GET.get("with", str(version.number - 1)))


@require_GET
def nomination_readers(request: AccountRequest, pk: int) -> HttpResponse:
    """Who opened the dossier: for the standing body, and for the nominee once it is decided."""
    nomination = get_object_or_404(
        readings_open_to(request.user).select_related("agency", "person", "collective"), pk=pk
    )
    context = {
        "nomination": nomination,
        "readers": readers_of(nomination, request.user),
        "may_open": nominations_visible_to(request.user).filter(pk=pk).exists(),
    }
    return render(request, "awards/nomination_readers.html", context)

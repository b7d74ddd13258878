"""What happens to a petition that was sent, and its whole dossier."""

from collections.abc import Callable
from io import BytesIO

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.actions.decisions import answer_petition
from awards.actions.petition_dossiers import make_dossier
from awards.actions.petition_steps import (
    StepContent,
    ask_supplement,
    refuse_petition,
    send_supplement,
)
from awards.actions.readings import note_reading
from awards.documents.kept import read_file
from awards.forms.petitions import AnswerForm, StepForm
from awards.models import Petition, PetitionDossier, PetitionReply
from awards.permissions.petitions import petition_steps, petitions_visible_to
from awards.queries.petitions import petitioned
from awards.views.petitions import petition_or_404, petition_page
from units.errors import ActionRefused
from units.requests import AccountRequest
from units.tasks import run_due_jobs
from units.views.files import serve


@require_POST
def petition_ask(request: AccountRequest, pk: int) -> HttpResponse:
    """Record what the authority asks to be added."""
    said = _("Đã ghi yêu cầu bổ sung.")
    return _record(request, pk, "ask", ask_supplement, said)


@require_POST
def petition_supplement(request: AccountRequest, pk: int) -> HttpResponse:
    """Record what was sent after."""
    said = _("Đã ghi lần gửi bổ sung.")
    return _record(request, pk, "supplement", send_supplement, said)


@require_POST
def petition_refuse(request: AccountRequest, pk: int) -> HttpResponse:
    """Record that the authority gives nothing, and why."""
    said = _("Đã ghi kết quả không chấp thuận. Các hồ sơ có thể trình lại trong tờ trình khác.")
    return _record(request, pk, "refuse", refuse_petition, said)


def _record(
    request: AccountRequest, pk: int, name: str, act: Callable[..., Petition], said: str
) -> HttpResponse:
    found = petition_or_404(request, pk)
    form = StepForm(request.POST, request.FILES, prefix=name)
    if not form.is_valid():
        return petition_page(request, found, forms={name: form})
    try:
        act(petition=found, content=StepContent(**form.content), actor=request.user)
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return petition_page(request, petition_or_404(request, pk), forms={name: form}, status=409)
    messages.success(request, said)
    return redirect(found)


@require_http_methods(["GET", "POST"])
def petition_answer(request: AccountRequest, pk: int) -> HttpResponse:
    """Record the decision with which the authority answered."""
    found = petition_or_404(request, pk)
    if "answer" not in petition_steps(request.user, found):
        return redirect(found)
    form = AnswerForm(request.POST or None, petition=found)
    status = 200
    if form.is_valid():
        try:
            recorded = answer_petition(petition=found, actor=request.user, **form.facts)
        except ActionRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            said = _("Đã ghi nhận quyết định và báo tin người được khen thưởng.")
            messages.success(request, said)
            return redirect(recorded)
    context = {"form": form, "petition": found}
    return render(request, "awards/petition_answer.html", context, status=status)


@require_GET
def petition_reply(request: AccountRequest, pk: int) -> HttpResponse:
    """A letter that belongs to a step."""
    visible = petitions_visible_to(request.user)
    found = PetitionReply.objects.filter(step__petition__in=visible).select_related("file")
    return serve(get_object_or_404(found, pk=pk), preview="preview" in request.GET)


@require_POST
def petition_dossier(request: AccountRequest, pk: int) -> HttpResponse:
    """Make the whole dossier: at once, or as a job whose page tells how far it is."""
    found = petition_or_404(request, pk)
    try:
        job = make_dossier(petition=found, actor=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    if job:
        # A nudge, no more: without a broker the sweep finds the row a few seconds later.
        transaction.on_commit(run_due_jobs.delay, robust=True)
        return redirect(job)
    messages.success(request, _("Đã lập gói hồ sơ."))
    return redirect(f"{found.get_absolute_url()}#dossiers")


@require_GET
def petition_dossier_file(request: AccountRequest, pk: int) -> HttpResponseBase:
    """A dossier as it was made; whoever takes it has read every file in it."""
    known = PetitionDossier.objects.filter(petition__in=petitions_visible_to(request.user))
    dossier = get_object_or_404(known.select_related("petition__agency"), pk=pk)
    try:
        content = read_file(dossier)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(dossier.petition)
    for nomination in petitioned(dossier.petition):
        note_reading(nomination=nomination, account=request.user)
    name = f"ho-so-{dossier.petition.reference.replace('/', '-')}.zip"
    return FileResponse(
        BytesIO(content), content_type="application/zip", as_attachment=True, filename=name
    )

"""Papers of a dossier: put in, taken out, and served to whoever may open the dossier."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from awards.actions.papers import attach_papers, remove_paper
from awards.forms.submissions import PaperForm
from awards.models import NominationPaper
from awards.permissions.nominations import nominations_visible_to
from units.requests import AccountRequest
from units.views.attempts import attempt
from units.views.files import serve


@require_POST
def nomination_papers(request: AccountRequest, pk: int, code: str) -> HttpResponse:
    """Put files into the dossier for one of the papers that it asks for."""
    nomination = get_object_or_404(nominations_visible_to(request.user), pk=pk)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["attachments"])))
        return redirect(f"{nomination.get_absolute_url()}#papers")
    uploads = form.cleaned_data["attachments"]
    done = ngettext("Đã lưu %(n)d tệp.", "Đã lưu %(n)d tệp.", len(uploads)) % {"n": len(uploads)}
    attempt(
        request,
        lambda: attach_papers(
            nomination=nomination, code=code, uploads=uploads, actor=request.user
        ),
        done,
    )
    return redirect(f"{nomination.get_absolute_url()}#papers")


@require_GET
def nomination_paper(request: AccountRequest, pk: int) -> HttpResponse:
    """A file of a dossier that the account may open."""
    paper = get_object_or_404(_visible(request), pk=pk)
    return serve(paper, preview="preview" in request.GET)


@require_POST
def nomination_paper_remove(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a file out of a dossier that the unit has in hand."""
    paper = get_object_or_404(_visible(request), pk=pk)
    attempt(request, lambda: remove_paper(paper=paper, actor=request.user), _("Đã bỏ tệp."))
    return redirect(f"{paper.nomination.get_absolute_url()}#papers")


def _visible(request: AccountRequest) -> QuerySet[NominationPaper]:
    visible = nominations_visible_to(request.user)
    papers = NominationPaper.objects.filter(nomination__in=visible)
    return papers.select_related("file", "nomination__agency")

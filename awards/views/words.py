"""Papers as Word documents to save: of a decision and of a submission that are being written."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from awards.documents.decisions import decision_paper
from awards.documents.editable import TYPE, decision_docx, submission_docx
from awards.documents.submissions import submission_paper
from awards.permissions.submissions import may_read_all_of
from awards.queries.submissions import gathered
from awards.views.decisions import decision_or_404
from awards.views.submissions import submission_or_404
from units.files import safe_name
from units.requests import AccountRequest
from units.views.files import handed_out


@require_GET
def decision_word(request: AccountRequest, pk: int) -> HttpResponse:
    """A decision as it reads now, to edit."""
    decision = decision_or_404(request, pk)
    if decision.issued_at:
        raise Http404
    paper = decision_paper(decision, decision.recipients.select_related("person"))
    return word_file(decision_docx(paper), f"du-thao-quyet-dinh-{pk}")


@require_GET
def submission_word(request: AccountRequest, pk: int) -> HttpResponse:
    """A unit's letter as it reads now, to edit; for whoever may read all of it."""
    found = submission_or_404(request, pk)
    if found.is_sent or not may_read_all_of(request.user, found):
        raise Http404
    return word_file(submission_docx(submission_paper(found, gathered(found))), f"to-trinh-{pk}")


def word_file(content: bytes, stem: str) -> HttpResponse:
    """A Word document to save under a name."""
    return handed_out(content, TYPE, safe_name(f"{stem.replace('/', '-')}.docx"))

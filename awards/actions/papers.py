"""Put papers into a nomination's dossier, and take them out while the unit has it in hand."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from awards.checklist import MISSING, checklist
from awards.models import Nomination, NominationPaper
from awards.permissions.submissions import may_file_papers
from awards.queries.versions import papers_open
from units import audit, clock
from units.actions.files import attach
from units.errors import ActionRefused, NotAllowed
from units.models import Account


@transaction.atomic
def attach_papers(
    *, nomination: Nomination, code: str, uploads: Sequence[UploadedFile], actor: Account
) -> list[NominationPaper]:
    """Keep files for one of the papers that the dossier asks for."""
    nomination = _in_hand(nomination, actor)
    asked = {line.paper.code: line for line in checklist(nomination, clock.today()).lines}
    if code not in asked:
        raise ActionRefused(_("Hồ sơ này không cần giấy tờ đó. Chưa lưu tệp nào."))
    # Without a paper that law asks for nothing is sent: it may always be put in.
    if asked[code].state != MISSING:
        _require_open(nomination)
    kept = [
        attach(to=NominationPaper, upload=one, actor=actor, nomination=nomination, code=code)
        for one in uploads
    ]
    _raise_edition(nomination)
    names = [one.name for one in kept]
    audit.record(actor=actor, action="attach_papers", target=nomination, paper=code, names=names)
    return kept


@transaction.atomic
def remove_paper(*, paper: NominationPaper, actor: Account) -> None:
    """Take a file out again; what was sent with the dossier stays."""
    nomination = _in_hand(paper.nomination, actor)
    _require_open(nomination)
    paper = NominationPaper.objects.get(pk=paper.pk)
    if paper.sent_at:
        raise ActionRefused(
            _(
                "Tệp “%(name)s” đã gửi cùng hồ sơ nên được giữ làm căn cứ. Hãy thêm tệp mới bên "
                "cạnh."
            )
            % {"name": paper.name}
        )
    audit.record(
        actor=actor, action="remove_paper", target=nomination, paper=paper.code, name=paper.name
    )
    paper.delete()
    _raise_edition(nomination)


def _in_hand(nomination: Nomination, actor: Account) -> Nomination:
    """Lock the dossier, and refuse who may not work on its papers now."""
    locked = Nomination.objects.select_for_update(of=("self",)).select_related(
        "agency", "person", "collective", "submission"
    )
    nomination = locked.get(pk=nomination.pk)
    if not may_file_papers(actor, nomination):
        raise NotAllowed(
            _(
                "Chỉ đơn vị đang giữ hồ sơ mới thêm, bỏ giấy tờ được. Chưa có gì thay đổi; hãy tải "
                "lại trang."
            )
        )
    return nomination


def _require_open(nomination: Nomination) -> None:
    if not papers_open(nomination):
        raise ActionRefused(
            _(
                "Hồ sơ được trả lại để sửa phần khác nên không thêm, bỏ giấy tờ được. Chưa có gì "
                "thay đổi."
            )
        )


def _raise_edition(nomination: Nomination) -> None:
    """Whoever signs or checks the dossier signs and checks the papers that the page showed."""
    nomination.edition += 1
    nomination.save(update_fields=["edition"])

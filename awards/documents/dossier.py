"""The whole dossier of a petition as one ZIP, member by member.

No name of a member is what somebody typed: a typed name is folded to plain letters, digits and
hyphens, under a number of ours, so that it can neither climb out of its folder nor hide another.
The index says in full words what each member is; the manifest has the SHA-256 of every other one.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from awards.documents.achievement_report import day_of, render_report, report_wording
from awards.documents.editable import extract_docx, report_docx, submission_docx
from awards.documents.editions import edition_of
from awards.documents.kept import read_file
from awards.documents.papers import FORMS, extract_of
from awards.documents.petitions import petition_paper
from awards.documents.render import printable, render
from awards.documents.submissions import in_order
from awards.law.papers import PaperKind
from awards.models import Minutes, Nomination, NominationPaper, Petition
from awards.queries.petitions import carried_items, papers_behind, petitioned
from units import files
from units.errors import ActionRefused
from units.stored import whole
from units.text import fold

MANIFEST, INDEX = "manifest.json", "muc-luc.txt"
LONGEST = 40
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Member:
    """A file of the dossier: its name in the ZIP, what it is, its bytes."""

    name: str
    what: str
    content: bytes


class Bundle:
    """A ZIP as it grows; the index and the manifest close it."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED)
        self._listed: list[dict[str, Any]] = []

    def add(self, member: Member) -> None:
        """Put a member in, under a name that no other has."""
        self._write(member.name, member.content)
        self._listed.append(
            {
                "name": member.name,
                "what": printable(member.what),
                "size": len(member.content),
                "sha256": hashlib.sha256(member.content).hexdigest(),
            }
        )

    def closed(self, about: dict[str, Any]) -> bytes:
        """The whole ZIP; `about` heads its manifest."""
        lines = (f"{at}. {one['name']}: {one['what']}" for at, one in enumerate(self._listed, 1))
        self.add(Member(INDEX, "Mục lục hồ sơ", "\r\n".join(lines).encode()))
        manifest = json.dumps(about | {"members": self._listed}, ensure_ascii=False, indent=2)
        self._write(MANIFEST, manifest.encode())
        self._zip.close()
        return self._file.getvalue()

    def _write(self, name: str, content: bytes) -> None:
        if name in self._zip.namelist():
            raise ValueError(f"{name} is in the dossier twice")
        self._zip.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)


def plain(text: str) -> str:
    """A typed name as part of a member's: folded, short, letters, digits and hyphens alone."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:LONGEST].strip("-") or "khong-ten"


def about(petition: Petition) -> dict[str, Any]:
    """What the manifest says of the petition itself."""
    return {
        "petition": petition.reference,
        "signed_on": petition.signed_on.isoformat() if petition.signed_on else None,
        "title": petition.title,
        "agency": petition.agency.name,
        "authority": petition.authority,
        "award": petition.award,
        "year": petition.year,
    }


def members_of(petition: Petition) -> Iterator[tuple[Nomination | None, Member]]:
    """Every member in its order; those of a nominee come with the nomination."""
    nominations = in_order(petitioned(petition))
    for member in _letter(petition, nominations):
        yield None, member
    items = set(carried_items(nominations).values_list("pk", flat=True))
    for number, paper in enumerate(papers_behind(nominations), start=1):
        for member in _extract(paper, items, number):
            yield None, member
    for number, nomination in enumerate(nominations, start=1):
        for member in _dossier(nomination, number):
            yield nomination, member


def _letter(petition: Petition, nominations: list[Nomination]) -> Iterator[Member]:
    what, stem = f"Tờ trình số {petition.reference}", "01-to-trinh/to-trinh"
    yield Member(f"{stem}.pdf", what, read_file(petition.file))
    yield Member(f"{stem}.docx", what, submission_docx(petition_paper(petition, nominations)))


def _extract(paper: Minutes, items: set[int], number: int) -> Iterator[Member]:
    """A paper of the council, of which nothing but what concerns the petition is told."""
    data, made_on = extract_of(paper, items)
    with translation.override("vi"):
        kind = paper.get_kind_display()
    what = f"Trích {kind}, {paper.review.title}"
    stem = f"02-hoi-dong/{number:02d}-trich-{plain(kind)}"
    form = edition_of(FORMS[Minutes.Kind(paper.kind)], made_on)
    yield Member(f"{stem}.pdf", what, render(form, data, made_on=made_on))
    yield Member(f"{stem}.docx", what, extract_docx(data, made_on))


def _dossier(nomination: Nomination, number: int) -> Iterator[Member]:
    """What is in one nominee's folder: the report, and the papers that the unit attached."""
    folder = f"03-ho-so/{number:03d}-{plain(str(nomination.subject))}"
    what = f"Báo cáo thành tích của {nomination.subject}"
    stem = f"{folder}/bao-cao-thanh-tich"
    yield Member(f"{stem}.pdf", what, render_report(nomination))
    yield Member(f"{stem}.docx", what, report_docx(report_wording(nomination), day_of(nomination)))
    for at, paper in enumerate(nomination.papers.select_related("file"), start=1):
        yield _attached(paper, f"{folder}/giay-to/{at:02d}")


def _attached(paper: NominationPaper, stem: str) -> Member:
    """A file that the unit brought, whole or not at all."""
    content, kind = whole(paper.file), files.kind_of(paper.file.media_type)
    if content is None:
        raise ActionRefused(
            _(
                "Tệp “%(name)s” không còn nguyên vẹn trong kho. Gói hồ sơ chưa được lập; hãy báo "
                "quản trị hệ thống khôi phục tệp từ bản sao lưu."
            )
            % {"name": paper.name}
        )
    said = PaperKind.__members__.get(paper.code)
    return Member(
        f"{stem}-{plain(paper.name.rpartition('.')[0])}.{kind.extensions[0] if kind else 'bin'}",
        f"{said.label('vi') if said else paper.code}: {paper.name}",
        content,
    )

"""A form and its data into a PDF: tagged, archivable, the same bytes for the same data.

Data reaches the form as JSON, never as source. The form sees no file of the machine, no font but
the office's own, and no network.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from awards.documents.context import (
    DecisionPaper,
    SubmissionPaper,
    submission_wording,
    wording,
)
from awards.documents.editions import edition_of
from units import clock
from units.errors import ActionRefused
from units.text import nfc

FONTS = Path(__file__).parent / "fonts"
LAYOUT = settings.BASE_DIR / "templates" / "documents" / "layout"
NOT_DISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')


class DocumentError(Exception):
    """A form that cannot be set: broken, or with a warning such as a missing font."""


class UnprintableText(ActionRefused):
    """The data holds a character that the office's font does not have."""


@dataclass(frozen=True)
class Blanks:
    """What of a form's data is filled in later: marks in its place, and the rules for them."""

    data: dict[str, Any]
    rules: str


def render_decision(paper: DecisionPaper) -> bytes:
    """Set an award decision as PDF. Raises UnprintableText for a character without a glyph."""
    made_on = paper.signed_on or clock.today()
    return render(form_of_decision(paper), wording(paper), made_on=made_on)


def form_of_decision(paper: DecisionPaper) -> str:
    """Name the form of a decision, in the edition of its day; of today for a draft."""
    family = "decision_party" if paper.of_party else "decision"
    return edition_of(family, paper.signed_on or clock.today())


def render_submission(paper: SubmissionPaper) -> bytes:
    """Set a unit's submission as PDF. Raises UnprintableText for a character without a glyph."""
    made_on = paper.signed_on or clock.today()
    return render(form_of_submission(paper), submission_wording(paper), made_on=made_on)


def form_of_submission(paper: SubmissionPaper) -> str:
    """Name the form of a submission, in the edition of its day; of today for a draft."""
    return edition_of("submission", paper.signed_on or clock.today())


def render(form: str, data: dict[str, Any], *, made_on: date) -> bytes:
    """Set a form, named by folder and edition, as PDF dated `made_on`."""
    with _compiler(form, _source(form), printable(data)) as compiler:
        return _set(form, compiler, made_on)


def render_with_blanks(
    form: str, data: dict[str, Any], *, blanks: Blanks, made_on: date
) -> tuple[bytes, list[dict[str, Any]]]:
    """Set a form with marks for what is filled in later; give the PDF and where the marks stand.

    The marks stand in for some of the data, and rules put before the form say what each leaves
    room for. No data can bring them along: they are characters that are dropped from every text.
    """
    source = blanks.rules.encode() + _source(form)
    with _compiler(form, source, printable(data) | blanks.data) as compiler:
        return _set(form, compiler, made_on), [
            found["value"] for found in json.loads(compiler.query("<blank>"))
        ]


def _source(form: str) -> bytes:
    return (settings.BASE_DIR / "templates" / "documents" / f"{form}.typ").read_bytes()


@contextmanager
def _compiler(form: str, source: bytes, data: Any) -> Iterator[typst.Compiler]:
    """The compiler of a form, alone in a folder with it and with what forms share."""
    with TemporaryDirectory() as folder:
        main = Path(folder, "form.typ")
        main.write_bytes(source)
        copytree(LAYOUT, Path(folder, LAYOUT.name))
        try:
            yield typst.Compiler(
                main,
                root=folder,
                font_paths=_fonts(),
                sys_inputs={"data": json.dumps(data)},
                package_path=folder,
                package_cache_path=folder,
            )
        except typst.TypstError as error:
            raise _named(form, error) from error


def _set(form: str, compiler: typst.Compiler, made_on: date) -> bytes:
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf",
        # PDF/A-2a keeps it readable for the archive, PDF/UA-1 for everyone.
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(made_on, time(), UTC),
    )
    if warnings or not isinstance(pdf, bytes):
        raise DocumentError(f"Form {form}: " + "; ".join(w.message for w in warnings))
    return pdf


def _named(form: str, error: typst.TypstError) -> Exception:
    """Tell a character that the font lacks, which is the data's fault, from a broken form."""
    missing = dict.fromkeys(NOT_DISPLAYED.findall(error.diagnostic))
    if not missing:
        return DocumentError(f"Form {form} cannot be set: {error.diagnostic}")
    return UnprintableText(
        _(
            "Văn bản có ký tự không in được: %(characters)s. Tệp PDF chưa được lập và chưa có gì "
            "được lưu; hãy bỏ ký tự đó rồi làm lại."
        )
        % {"characters": " ".join(missing)}
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def printable(value: Any) -> Any:
    """Compose every text in `value` and drop what a reader cannot see, such as bidi controls."""
    match value:
        case str():
            return "".join(c for c in nfc(value) if unicodedata.category(c)[0] != "C")
        case dict():
            return {key: printable(item) for key, item in value.items()}
        case list():
            return [printable(item) for item in value]
    return value


def first_page(paper: DecisionPaper) -> bytes:
    """The first page of a decision as a PNG; UnprintableText for what its PDF would refuse."""
    form, data = form_of_decision(paper), wording(replace(paper, sections=()))
    render(form, data, made_on=clock.today())
    return picture(form, data, ppi=96.0)


def picture(form: str, data: dict[str, Any], *, ppi: float = 72.0) -> bytes:
    """Set the first page of a form as a PNG to look at on the screen."""
    with _compiler(form, _source(form), printable(data)) as compiler:
        made = compiler.compile(format="png", ppi=ppi)
    first = made[0] if isinstance(made, list) else made
    if first is None:
        raise DocumentError(f"Form {form} has no page.")
    return first

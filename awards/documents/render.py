"""A form and its data into a PDF: tagged, archivable, the same bytes for the same data.

Data reaches the form as JSON, never as source. The form sees no file of the machine, no font but
the office's own, and no network.
"""

import json
import re
import unicodedata
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
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
from units import clock
from units.errors import ActionRefused
from units.text import nfc

FONTS = Path(__file__).parent / "fonts"
SCREEN = 72.0  # points an inch: a sheet across fills the width of a page
NOT_DISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')


class DocumentError(Exception):
    """A form that cannot be set: broken, or with a warning such as a missing font."""


class UnprintableText(ActionRefused):
    """The data holds a character that the office's font does not have."""


def render_decision(paper: DecisionPaper) -> bytes:
    """Set an award decision as PDF. Raises UnprintableText for a character without a glyph."""
    return render("decision/1", wording(paper), made_on=paper.signed_on or clock.today())


def render_submission(paper: SubmissionPaper) -> bytes:
    """Set a unit's submission as PDF. Raises UnprintableText for a character without a glyph."""
    made_on = paper.signed_on or clock.today()
    return render("submission/1", submission_wording(paper), made_on=made_on)


def render(form: str, data: dict[str, Any], *, made_on: date) -> bytes:
    """Set a form, named by folder and edition, as PDF dated `made_on`."""
    return _set(
        form,
        data,
        format="pdf",
        # PDF/A-2a keeps it readable for the archive, PDF/UA-1 for everyone.
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(made_on, time(), UTC),
    )


def picture(form: str, data: dict[str, Any]) -> bytes:
    """Set a form of one page as a PNG to look at on the screen."""
    return _set(form, data, format="png", ppi=SCREEN)


def _set(form: str, data: dict[str, Any], **wanted: Any) -> bytes:
    source = settings.BASE_DIR / "templates" / "documents" / f"{form}.typ"
    try:
        with TemporaryDirectory() as nothing:
            compiler = typst.Compiler(
                source.read_bytes(),
                root=nothing,
                font_paths=_fonts(),
                sys_inputs={"data": json.dumps(_printable(data))},
                package_path=nothing,
                package_cache_path=nothing,
            )
            made, warnings = compiler.compile_with_warnings(**wanted)
    except typst.TypstError as error:
        raise _named(form, error) from error
    if warnings or not isinstance(made, bytes):
        raise DocumentError(f"Form {form}: " + "; ".join(w.message for w in warnings))
    return made


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


def _printable(value: Any) -> Any:
    """Compose every text in `value` and drop what a reader cannot see, such as bidi controls."""
    match value:
        case str():
            return "".join(c for c in nfc(value) if unicodedata.category(c)[0] != "C")
        case dict():
            return {key: _printable(item) for key, item in value.items()}
        case list():
            return [_printable(item) for item in value]
    return value

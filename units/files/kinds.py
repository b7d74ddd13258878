"""The kinds of files that are kept: what each is called, how it begins, and who reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from units.files import jpeg, office, pdf, png

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Kind:
    """A kind of file; `read` refuses what is not sound, `show` gives the copy to look at."""

    label: str
    extensions: tuple[str, ...]
    media_type: str
    magic: bytes
    read: Callable[[bytes], None]
    show: Callable[[bytes], bytes] | None = None


PDF = Kind("PDF", ("pdf",), "application/pdf", b"%PDF-", pdf.read)
DOCX = Kind("Word (.docx)", ("docx",), WORD, b"PK\x03\x04", office.read_document)
XLSX = Kind("Excel (.xlsx)", ("xlsx",), EXCEL, b"PK\x03\x04", office.read_workbook)
JPEG = Kind("JPEG", ("jpg", "jpeg"), "image/jpeg", b"\xff\xd8\xff", jpeg.read, jpeg.shown)
PNG = Kind("PNG", ("png",), "image/png", png.SIGNATURE, png.read, png.shown)

KINDS = (PDF, DOCX, XLSX, JPEG, PNG)
IMAGES = (JPEG, PNG)


def kind_of(media_type: str) -> Kind | None:
    """The kind that a kept file was found to be."""
    return next((kind for kind in KINDS if kind.media_type == media_type), None)

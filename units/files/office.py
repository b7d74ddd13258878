"""Word and Excel (OOXML): a ZIP of XML parts that must be what its list of contents says.

Unpacking is bounded before it begins: the sizes that the archive declares are summed, and Python
never reads more of a part than was declared for it.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from units.files.refusal import Bad
from units.text import nfc

MOST_UNPACKED = 64 * 2**20
MOST_PARTS = 2_000
DEEPEST = 1
SHORT_LIST = 1_000
LONGEST_RELATIONS = 2**20
LOCAL_HEADER = 30
LISTED = "[Content_Types].xml"
DOCUMENT = b"wordprocessingml.document.main+xml"
WORKBOOK = b"spreadsheetml.sheet.main+xml"

OUTSIDE = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-zA-Z]:|\\|\0")
MACRO = re.compile(r"vba(project|data)|/activex/|/macrosheets/|\.bin$", re.IGNORECASE)
PRINTER = re.compile(r"/printersettings/printersettings\d+\.bin$", re.IGNORECASE)
EMBEDDED = re.compile(r"/embeddings/[^/]+\.(docx|xlsx)$", re.IGNORECASE)
XML_PART = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF")
DEFINES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
# Other links are followed by a click; these are fetched as soon as somebody opens the file.
FETCHED = re.compile(r"/(attachedTemplate|oleObject|frame|subDocument|image)[\"']", re.IGNORECASE)
COMMANDS = re.compile(rb"<ddeLink\b|<w:instrText[^<>]*>\s*DDE", re.IGNORECASE)
# A mark of secrecy fills a paragraph or a cell of its own; the phrase is common in running text.
MARK = re.compile("[Mm](Ậ|ậ)[Tt]\\s*<".encode())
PARAGRAPH = re.compile(rb"</(?:w:p|si|is)>")
TAG = re.compile(rb"<[^<>]*>")
SECRET = frozenset({"MẬT", "TỐI MẬT", "TUYỆT MẬT"})
AROUND = 2_000


def read_document(content: bytes) -> None:
    """Refuse what is not a plain Word document."""
    _read(content, DOCUMENT)


def read_workbook(content: bytes) -> None:
    """Refuse what is not a plain Excel workbook."""
    _read(content, WORKBOOK)


def _read(content: bytes, main: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_directory(archive, len(content))
            if LISTED not in archive.namelist() or main not in archive.read(LISTED):
                raise Bad.broken()
            for name, part in Unpacking().parts(archive):
                _check_part(name, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        raise Bad.broken() from None


def _check_directory(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse by what the archive says of itself, before a part of it is unpacked."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Bad.locked()
    if any(OUTSIDE.search(part.orig_filename) for part in parts) or len(set(names)) < len(names):
        raise Bad.broken()
    if len(parts) > MOST_PARTS or _overlap(parts, size):
        raise Bad.swells()


def _overlap(parts: list[zipfile.ZipInfo], size: int) -> bool:
    """Whether two parts share the same bytes, by which a small file swells without end."""
    end = size
    for part in sorted(parts, key=lambda one: one.header_offset, reverse=True):
        if part.header_offset + LOCAL_HEADER + part.compress_size > end:
            return True
        end = part.header_offset
    return False


class Unpacking:
    """Unpacks parts, and the parts of embedded workbooks as behind a chart, within one limit."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED

    def parts(self, archive: zipfile.ZipFile, depth: int = 0) -> Iterator[tuple[str, bytes]]:
        """Each part by its name."""
        for info in archive.infolist():
            self.left -= info.file_size
            if self.left < 0 or depth > DEEPEST:
                raise Bad.swells()
            part = archive.read(info)
            if not EMBEDDED.search(info.filename):
                yield info.filename, part
                continue
            with zipfile.ZipFile(io.BytesIO(part)) as inner:
                _check_directory(inner, len(part))
                yield from self.parts(inner, depth + 1)


def _check_part(name: str, part: bytes) -> None:
    """Refuse a part that acts, fetches, or is a file of its own."""
    if MACRO.search(f"/{name}") and not PRINTER.search(name):
        raise Bad.acts(_("macro hoặc đối tượng nhúng"))
    if part.startswith(ARCHIVES):
        raise Bad.second_face(_("một tệp nén hoặc chương trình"))
    if not XML_PART.search(name):
        return
    if name.lower().endswith(".rels"):
        _check_relations(part)
    # UTF-16 hides nothing: the zeros between its letters are left out.
    text = part.replace(b"\0", b"") if b"\0" in part else part
    if DEFINES.search(text):
        raise Bad.acts(_("định nghĩa thực thể XML"))
    if COMMANDS.search(text):
        raise Bad.acts(_("lệnh DDE"))
    if any(_is_mark(text, found) for found in islice(MARK.finditer(text), SHORT_LIST)):
        raise Bad.secret()


def _check_relations(part: bytes) -> None:
    """Refuse a list of relations that leads outside by itself."""
    if len(part) > LONGEST_RELATIONS:
        raise Bad.swells()
    if any(map(_fetches, part.replace(b"\0", b"").split(b"<"))):
        raise Bad.acts(_("liên kết tự tải từ bên ngoài"))


def _fetches(tag: bytes) -> bool:
    """Whether a relation leads outside and is followed without a click."""
    relation = html.unescape(tag.decode(errors="ignore"))
    return "External" in relation and bool(FETCHED.search(relation))


def _is_mark(text: bytes, found: re.Match[bytes]) -> bool:
    """Whether the phrase is all that its paragraph says."""
    before = PARAGRAPH.split(text[max(0, found.start() - AROUND) : found.end() - 1])[-1]
    after = PARAGRAPH.split(text[found.end() - 1 : found.end() + AROUND], maxsplit=1)[0]
    words = TAG.sub(b"", before + after).decode(errors="ignore").split()
    return nfc(" ".join(words)).upper() in SECRET

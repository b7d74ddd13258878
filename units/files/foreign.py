"""What else a file may be: content under a false name, and files that are two things at once."""

import io
import re
import zipfile
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.files.refusal import Bad

if TYPE_CHECKING:
    from units.files.kinds import Kind

HEAD = 1024
ZIP = b"PK\x03\x04"
MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?php)", re.IGNORECASE)
CODE = re.compile(rb"<\s*script|<\?php", re.IGNORECASE)
STARTS = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", gettext_lazy("ảnh PNG")),
    (b"\xff\xd8\xff", gettext_lazy("ảnh JPEG")),
    (b"GIF8", gettext_lazy("ảnh GIF")),
    (b"BM", gettext_lazy("ảnh BMP")),
    (ZIP, gettext_lazy("tệp nén ZIP hoặc tài liệu Office")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("tài liệu Office đời cũ hoặc có mật khẩu")),
    (b"Rar!", gettext_lazy("tệp nén RAR")),
    (b"7z\xbc\xaf", gettext_lazy("tệp nén 7z")),
    (b"\x1f\x8b", gettext_lazy("tệp nén GZIP")),
    (b"{\\rtf", gettext_lazy("tài liệu RTF")),
    (b"MZ", gettext_lazy("chương trình Windows")),
    (b"\x7fELF", gettext_lazy("chương trình Linux")),
    (b"#!", gettext_lazy("tập lệnh")),
)


def looks_like(content: bytes) -> str:
    """Say what the content seems to be; empty when nobody could tell."""
    if content[4:8] == b"ftyp":
        return _("ảnh HEIC hoặc phim từ điện thoại")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _("ảnh WebP")
    if MARKUP.search(content[:HEAD]):
        return _("trang web, ảnh SVG hoặc mã lệnh")
    return next((str(name) for start, name in STARTS if content.startswith(start)), "")


def refuse_second_face(kind: "Kind", content: bytes) -> None:
    """Refuse a file that another program would read as something else (a polyglot)."""
    head = content[:HEAD]
    if MARKUP.search(head) or (kind.show and CODE.search(content)):
        raise Bad.second_face(_("trang web hoặc mã lệnh"))
    if kind.magic != b"%PDF-" and b"%PDF-" in head:
        raise Bad.second_face(_("một tệp PDF"))
    if kind.magic != ZIP and _opens_as_zip(content):
        raise Bad.second_face(_("một tệp nén"))


def _opens_as_zip(content: bytes) -> bool:
    """Whether there is a directory of members at its end, as a program that unpacks looks for."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False

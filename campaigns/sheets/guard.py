"""Look at an uploaded workbook before anything parses it; refuse what is hostile, in words."""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from campaigns.sheets.layout import SheetRefused

LARGEST = 1_000_000
LARGEST_UNPACKED = 8_000_000
MOST_PARTS = 200
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}
DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)


def check_file(data: bytes) -> None:
    """Raise `SheetRefused` unless the bytes are a plain .xlsx of a size that is safe to read."""
    if len(data) > LARGEST:
        raise SheetRefused(_("Tệp lớn hơn 1 MB. Hãy dùng tệp mẫu xuất từ hệ thống."))
    if data.startswith(OLE):
        raise SheetRefused(
            _("Tệp có mật khẩu hoặc là .xls kiểu cũ. Hãy bỏ mật khẩu và lưu lại dạng .xlsx.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SheetRefused(
            _("Tệp không phải bảng tính .xlsx hoặc đã hỏng. Hãy lưu lại dạng .xlsx.")
        ) from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if not names >= NEEDED:
        raise SheetRefused(_("Tệp không phải bảng tính .xlsx. Hãy lưu lại dạng .xlsx."))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise SheetRefused(_too_large())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SheetRefused(_has_macros())
    left = LARGEST_UNPACKED
    for part in parts:
        # What the file says of its sizes may be a lie: count what really comes out.
        with archive.open(part) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise SheetRefused(_too_large())
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(content)


def _check_xml(content: bytes) -> None:
    declared = DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    is_utf8 = declared is None or declared[1].lower() in {b"utf-8", b"us-ascii", b"ascii"}
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        is_utf8 = False
    if not is_utf8 or b"\0" in content:
        raise SheetRefused(_("Tệp dùng bảng mã lạ. Hãy lưu lại bằng LibreOffice hoặc Excel."))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise SheetRefused(
            _("Tệp chứa khai báo DTD, không có trong bảng tính bình thường, nên không được đọc.")
        )
    if b"macroEnabled" in content:
        raise SheetRefused(_has_macros())


def _too_large() -> str:
    return _("Tệp giải nén ra quá lớn. Hãy dùng tệp mẫu xuất từ hệ thống.")


def _has_macros() -> str:
    return _("Tệp chứa macro nên không được đọc. Hãy lưu lại dạng .xlsx không có macro.")

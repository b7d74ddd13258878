"""Look at an uploaded workbook before anything parses it; refuse what is hostile, in words."""

import io
import zipfile

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.sheets.layout import SheetRefused
from units.files.office import read_workbook
from units.files.refusal import Bad

LARGEST = 1_000_000
# A filled template unpacks to a tenth of a megabyte; the library needs many times this in memory.
LARGEST_UNPACKED = 8_000_000
OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")


def check_file(data: bytes) -> None:
    """Raise `SheetRefused` unless the bytes are a plain .xlsx of a size that is safe to read."""
    if len(data) > LARGEST:
        raise SheetRefused(_("Tệp lớn hơn 1 MB. Hãy dùng tệp mẫu xuất từ hệ thống."))
    if data.startswith(OLD_OR_LOCKED):
        raise SheetRefused(
            _("Tệp có mật khẩu hoặc là .xls kiểu cũ. Hãy bỏ mật khẩu và lưu lại dạng .xlsx.")
        )
    try:
        _check_size(data)
        read_workbook(data)
    except Bad as bad:
        raise SheetRefused(f"{capfirst(bad.why)}. {bad.then}") from bad


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Bad.broken() from error
    if size > LARGEST_UNPACKED:
        raise Bad.swells()

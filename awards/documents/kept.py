"""Keep a file that the program made under the hash of its bytes."""

import hashlib
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from awards.models.kept import KeptFile, KeptPdf
from units import clock
from units.errors import ActionRefused

Kept = TypeVar("Kept", bound=KeptFile)
Pdf = TypeVar("Pdf", bound=KeptPdf)


def keep_file(content: bytes, *, to: type[Kept], **place: Any) -> Kept:
    """Write the bytes, then the row; a file left by a rollback is only an orphan."""
    file = to(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        made_at=clock.now(),
        **place,
    )
    if not default_storage.exists(file.storage_name):
        default_storage.save(file.storage_name, ContentFile(content))
    file.save()
    return file


def keep_pdf(content: bytes, *, to: type[Pdf], form: str, **place: Any) -> Pdf:
    """Keep a PDF with the form and the edition that it was set in."""
    return keep_file(content, to=to, form=form, **place)


def read_file(file: KeptFile) -> bytes:
    """Give the bytes that were kept; refuse those that are no longer what was kept."""
    with default_storage.open(file.storage_name) as stored:
        content: bytes = stored.read()
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ActionRefused(
            _(
                "Tệp lưu trữ không còn khớp với mã kiểm tra của nó nên không được dùng. Chưa có gì "
                "thay đổi; hãy báo quản trị hệ thống khôi phục tệp từ bản sao lưu."
            )
        )
    return content

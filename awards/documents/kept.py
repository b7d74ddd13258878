"""Keep a PDF that the program made under the hash of its bytes."""

import hashlib
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from awards.models.kept import KeptPdf
from units import clock

Kept = TypeVar("Kept", bound=KeptPdf)


def keep_pdf(content: bytes, *, to: type[Kept], **place: Any) -> Kept:
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

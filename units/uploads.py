"""Files as they arrive: cut when they are too large, then read and checked."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from units import files
from units.errors import ActionRefused


class CutTooLarge(FileUploadHandler):
    """Passes on what just exceeds the limit, for the form to say so, and drops what follows."""

    taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count from zero."""
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002
        """Pass a chunk on while the file is within its limit."""
        if self.taken > settings.FILE_MEGABYTES * 2**20:
            return None
        self.taken += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:  # noqa: ARG002
        """Leave the file to the handlers behind."""
        return None


class HashedFile(UploadedFile):
    """What is known of a file that was hashed and let go."""

    def __init__(self, name: str | None, size: int, sha256: str) -> None:
        super().__init__(name=name, size=size)
        self.sha256 = sha256


class HashOnly(FileUploadHandler):
    """Hashes a file as it arrives, piece by piece, and keeps nothing of it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing."""
        super().new_file(*args, **kwargs)
        self.taken = 0
        self.digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Hash a piece and drop it; beyond the limit, only drop it."""
        self.taken += len(raw_data)
        if self.taken <= settings.FILE_MEGABYTES * 2**20:
            self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> HashedFile:
        """Give what is known of the file."""
        return HashedFile(self.file_name, file_size, self.digest.hexdigest())


@dataclass(frozen=True)
class Arrived:
    """A file that was found to be sound."""

    name: str
    kind: files.Kind
    content: bytes


def arrived(upload: UploadedFile, accept: Iterable[files.Kind]) -> Arrived:
    """Read a file and check it by its content; raise `ActionRefused` where it is not kept."""
    name = files.safe_name(upload.name or "")
    if (upload.size or 0) > settings.FILE_MEGABYTES * 2**20:
        raise ActionRefused(
            _("Chưa lưu tệp “%(name)s”: tệp lớn hơn %(most)d MB. Hãy thu nhỏ rồi chọn lại.")
            % {"name": name, "most": settings.FILE_MEGABYTES}
        )
    upload.seek(0)
    content = upload.read()
    return Arrived(name, files.check(name, content, accept), content)

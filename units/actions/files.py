"""Keep a file that somebody brings; sweep those that nothing uses any more.

The row is the truth. It is written first and unseen, which also locks the name; then the bytes,
down to the disk; the commit of both is what the person is told of. A crash in between leaves bytes
without a row, and the sweep takes them.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from units import audit, clock, files
from units.errors import ActionRefused
from units.models import Account, Attachment, StoredFile
from units.models.files import KEPT
from units.queries import bytes_brought_on, unused_files
from units.uploads import Arrived, arrived

Attached = TypeVar("Attached", bound=Attachment)

SHA256 = re.compile(r"[0-9a-f]{64}")
# A form may be open for hours between a file and the row that points at it.
GRACE = datetime.timedelta(hours=24)


@transaction.atomic
def store_file(
    *, upload: UploadedFile, accept: Iterable[files.Kind] = files.KINDS, actor: Account
) -> StoredFile:
    """Check a file by its content and keep it once; the row that exists, if the bytes do."""
    file = arrived(upload, accept)
    _require_room(file, actor)
    stored = StoredFile(
        sha256=hashlib.sha256(file.content).hexdigest(),
        size=len(file.content),
        media_type=file.kind.media_type,
        kept_at=clock.now(),
    )
    _claim(stored)
    if not _is_whole(stored):
        default_storage.save(stored.path, ContentFile(file.content))
    audit.record(actor=actor, action="store_file", target=stored, name=file.name, size=stored.size)
    return stored


def attach(
    *,
    to: type[Attached],
    upload: UploadedFile,
    accept: Iterable[files.Kind] = files.KINDS,
    actor: Account,
    **place: Any,
) -> Attached:
    """Keep a file and hang it up at its place, inside the action of that place."""
    stored = store_file(upload=upload, accept=accept, actor=actor)
    name = files.safe_name(upload.name or "")
    return to.objects.create(  # type: ignore[attr-defined]
        file=stored, name=name, uploaded_by=actor, uploaded_at=clock.now(), **place
    )


def _require_room(file: Arrived, actor: Account) -> None:
    """Refuse what goes beyond a day's share of one account."""
    most = settings.FILE_MEGABYTES_A_DAY
    if bytes_brought_on(actor, clock.today()) + len(file.content) > most * 2**20:
        raise ActionRefused(
            _(
                "Chưa lưu tệp “%(name)s”: hôm nay bạn đã tải lên gần đủ %(most)d MB, là mức tối đa "
                "của một ngày. Hãy tải tiếp vào ngày mai."
            )
            % {"name": file.name, "most": most}
        )


def _claim(stored: StoredFile) -> None:
    """Write the row, or touch the one that is there: until the commit the name is ours alone."""
    StoredFile.objects.bulk_create(
        [stored],
        update_conflicts=True,
        unique_fields=["sha256"],
        update_fields=["size", "media_type", "kept_at"],
    )


def _is_whole(stored: StoredFile) -> bool:
    return default_storage.exists(stored.path) and default_storage.size(stored.path) == stored.size


def sweep_unused() -> int:
    """Remove what nothing has pointed at for a day, bytes and row; return how many files went."""
    _adopt_lost_bytes()
    swept = 0
    for stored in unused_files(before=clock.now() - GRACE):
        swept += _remove(stored)
    return swept


@transaction.atomic
def _remove(found: StoredFile) -> bool:
    """Remove one file, unless somebody brought it again in the meantime."""
    still = unused_files(before=clock.now() - GRACE).select_for_update(
        of=("self",), skip_locked=True
    )
    stored = still.filter(pk=found.pk).first()
    if stored is None:
        return False
    audit.record(actor=None, action="sweep_file", target=stored, size=stored.size)
    path = stored.path
    stored.delete()
    # Before the commit, while the row still locks the name: a later upload writes them anew.
    default_storage.delete(path)
    return True


def _adopt_lost_bytes() -> None:
    """Give bytes that a crash left behind a row, so that they are swept like all others."""
    for folder in _listed(KEPT)[0]:
        found = [StoredFile(sha256=name, kept_at=clock.now()) for name in _kept_in(folder)]
        known = StoredFile.objects.filter(sha256__startswith=folder).in_bulk(field_name="sha256")
        lost = [stored for stored in found if stored.sha256 not in known]
        for stored in lost:
            stored.size = default_storage.size(stored.path)
        StoredFile.objects.bulk_create(lost, ignore_conflicts=True)


def _kept_in(folder: str) -> list[str]:
    """Names of whole files; one that is being written has a name of its own."""
    return [name for name in _listed(f"{KEPT}/{folder}")[1] if SHA256.fullmatch(name)]


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []

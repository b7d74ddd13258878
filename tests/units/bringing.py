"""Bring a file through the product's own action, and look at what is kept."""

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.units.files.samples import pdf
from units.actions.files import store_file
from units.models import Account, StoredFile


def upload(name: str = "Báo cáo.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def bring(
    actor: Account, content: bytes | None = None, name: str = "Báo cáo.pdf", **more: Any
) -> StoredFile:
    return store_file(upload=upload(name, content), actor=actor, **more)


def kept(stored: StoredFile) -> bytes:
    with default_storage.open(stored.path) as file:
        return file.read()


def everything_kept(folder: str | Path) -> list[str]:
    return [path.name for path in Path(folder).rglob("*") if path.is_file()]

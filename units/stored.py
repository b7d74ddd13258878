"""The bytes of a stored file as they were kept, or nothing."""

import hashlib
import logging

from django.core.files.storage import default_storage

from units.models import StoredFile

logger = logging.getLogger(__name__)


def whole(stored: StoredFile) -> bytes | None:
    """The bytes under the row's hash; None, with a line in the log, where they are not those."""
    try:
        with default_storage.open(stored.path) as file:
            content: bytes = file.read()
    except OSError:
        logger.exception("File %s is missing", stored.sha256)
        return None
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        logger.error("File %s was altered", stored.sha256)
        return None
    return content

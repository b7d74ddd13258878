"""What tests change: their own data folder, a fast hasher, plain static files. Nothing else."""

import os
import tempfile
from pathlib import Path

from config import servers

# A worker of a parallel run inherits the folder that its parent chose.
if servers.data_dir().name != "tests":
    os.environ["DATA_DIR"] = str(servers.data_dir() / "tests")

from config.settings import *  # noqa: F403

MEDIA_ROOT = Path(tempfile.gettempdir()) / f"thi-dua-test-files-{os.getpid()}"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "units.storage.WholeFileStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
OFFICE_TODAY = None

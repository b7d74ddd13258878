"""Files that the program made and keeps: each under the SHA-256 of its bytes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptFile(models.Model):
    """A file as it was made once; a subclass names the row that it belongs to, and its folder."""

    folder: ClassVar[str]
    extension: ClassVar[str]

    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("dung lượng, byte"))
    made_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.sha256

    @property
    def storage_name(self) -> str:
        """Name in the file storage."""
        return f"{self.folder}/{self.sha256[:2]}/{self.sha256}.{self.extension}"


class KeptPdf(KeptFile):
    """A PDF that is kept."""

    extension = "pdf"

    # Form and edition, "decision/2"; empty for a file from before they were written down.
    form = models.CharField(_("mẫu, phiên bản"), max_length=40, blank=True)

    class Meta:
        abstract = True

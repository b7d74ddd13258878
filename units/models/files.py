"""Files that people bring: the bytes once, and a row wherever they are used."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.files import IMAGES, kind_of
from units.models.accounts import Account


class StoredFile(models.Model):
    """The bytes of a file, kept once however often they are brought, under their SHA-256.

    What a row of an `Attachment` points at stays; the rest is swept a day after it was brought.
    """

    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, unique=True)
    size = models.PositiveIntegerField(_("kích thước"))
    media_type = models.CharField(_("loại nội dung"), max_length=100, blank=True)
    kept_at = models.DateTimeField(_("lưu lần cuối lúc"))

    class Meta:
        verbose_name = _("tệp đã lưu")
        verbose_name_plural = _("tệp đã lưu")
        constraints = (
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_named_by_its_hash"
            ),
        )

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> str:
        """Where the storage keeps the bytes."""
        return f"{KEPT}/{self.sha256[:2]}/{self.sha256}"

    @property
    def is_image(self) -> bool:
        """Whether it may be shown on a page."""
        return kind_of(self.media_type) in IMAGES


# The folder of the storage that holds all files that people brought.
KEPT = "kept"


class Attachment(models.Model):
    """A file at its place: what it is called there, who brought it, when."""

    file = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        related_name="%(app_label)s_%(class)ss",
        verbose_name=_("tệp đã lưu"),
    )
    name = models.CharField(_("tên tệp"), max_length=150)
    uploaded_by = models.ForeignKey(
        Account, models.PROTECT, related_name="+", verbose_name=_("người tải lên")
    )
    uploaded_at = models.DateTimeField(_("tải lên lúc"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

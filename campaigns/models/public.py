"""What an agency shows to everybody, without signing in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models import Agency


class PublicPages(models.Model):
    """An agency's choice; without a row, or switched off, nothing is shown."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="public_pages")
    is_on = models.BooleanField(_("mở trang công khai"), default=False)
    shows_movement = models.BooleanField(_("phong trào và tình hình đăng ký"), default=True)
    shows_exemplars = models.BooleanField(_("điển hình tiên tiến đăng công khai"), default=True)
    shows_honours = models.BooleanField(_("danh sách được khen thưởng"), default=False)

    class Meta:
        verbose_name = _("trang công khai")
        verbose_name_plural = _("trang công khai")

    def __str__(self) -> str:
        return str(self.agency)

"""The private address under which a calendar program reads a person's days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models.accounts import Account


class CalendarFeed(models.Model):
    """Only the digest of the secret part is kept: who reads the database cannot read the feed."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(_("mã băm của địa chỉ"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("tạo lúc"))

    class Meta:
        verbose_name = _("địa chỉ lịch riêng")
        verbose_name_plural = _("địa chỉ lịch riêng")

    def __str__(self) -> str:
        return str(self.account)

"""Outgoing mail: a letter carries one notice or a day's many; addresses that refuse are kept."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models.accounts import Account


class Mail(models.Model):
    """One letter to one account; without `sent_at` it is still to be sent.

    A digest gathers the notices of a day: at most one for an account and day.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="mails")
    day = models.DateField(_("ngày"))
    digest = models.BooleanField(_("bản tổng hợp trong ngày"))
    sent_at = models.DateTimeField(_("đã gửi lúc"), null=True)
    error = models.CharField(_("lỗi gửi thư"), max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(_("số lần thử gửi"), default=0)

    class Meta:
        verbose_name = _("thư gửi đi")
        verbose_name_plural = _("thư gửi đi")
        ordering = ("-day", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["account", "day"], condition=Q(digest=True), name="one_digest_a_day"
            ),
        )
        indexes = (
            models.Index(fields=["attempts", "id"], condition=Q(sent_at=None), name="mail_to_send"),
        )

    def __str__(self) -> str:
        return f"{self.account}, {self.day:%d/%m/%Y}"


class Bounce(models.Model):
    """An address that a mail server refused for good; nothing is sent to it until it is cleared."""

    address = models.CharField(_("địa chỉ"), max_length=254, unique=True)
    reason = models.CharField(_("lý do máy chủ thư trả lời"), max_length=300)
    since = models.DateTimeField(_("từ lúc"))

    class Meta:
        verbose_name = _("địa chỉ bị từ chối")
        verbose_name_plural = _("địa chỉ bị từ chối")
        ordering = ("-since",)

    def __str__(self) -> str:
        return self.address

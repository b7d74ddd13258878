"""The inbox: what an account was told, and whether it also left by e-mail."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.fields import DerivedField
from units.models.accounts import Account
from units.models.mail import Mail
from units.text import fold


class Notice(models.Model):
    """One message to one account.

    `kind`, `about` and `period` say what it is about; together they are unique for the account,
    so that the same thing is told once however often a sweep runs. `mail_due` without `mail` waits
    for the letter that will carry it; `held`, it waits for the standing body to read it first.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="notices")
    kind = models.CharField(_("loại"), max_length=40)
    about = models.CharField(_("về"), max_length=80)
    period = models.CharField(_("kỳ"), max_length=40)
    subject = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"))
    path = models.CharField(_("đường dẫn"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("lúc"))
    read_at = models.DateTimeField(_("đã đọc lúc"), null=True)
    mail_due = models.BooleanField(_("gửi thư"), default=True)
    held = models.BooleanField(_("chờ thường trực xem trước"), default=False)
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, related_name="notices")
    folded = DerivedField(of="subject", by=fold)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["account", "kind", "about", "period"], name="told_once_a_period"
            ),
        )
        indexes = (
            models.Index(
                fields=["created_at"],
                condition=Q(mail_due=True, mail=None),
                name="notice_mail_due",
            ),
        )

    def __str__(self) -> str:
        return self.subject

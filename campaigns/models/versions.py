"""What of a pledge is kept beside its rows: signed versions, unsaved typing, imported files."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.pledges import Pledge
from units.models import Account
from units.models.autosaves import Autosave


class PledgeVersion(models.Model):
    """A pledge as it was signed, or the amendment of it that is being written.

    `content` is a `campaigns.comparison.Content` as JSON. The database refuses every change of a
    signed version. An amendment has no signature yet, and there is at most one.
    """

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản số"))
    content = models.JSONField(_("nội dung"))
    reason = models.TextField(_("lý do sửa đổi"), blank=True)
    # Which fields of which targets the standing body asked to change: [[target, field], …];
    # empty where everything may change.
    asked = models.JSONField(_("phần cần sửa"), default=list, blank=True)
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("ký lúc"), null=True)

    class Meta:
        verbose_name = _("bản đăng ký thi đua đã ký")
        verbose_name_plural = _("bản đăng ký thi đua đã ký")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["pledge", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["pledge"], condition=Q(signed_at=None), name="one_amendment_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="version_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="amendment_has_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pledge}, {self.number}"


class PledgeAutosave(Autosave):
    """What somebody typed into a pledge and has not saved."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="autosaves")

    class Meta:
        verbose_name = _("phần nhập chưa lưu")
        verbose_name_plural = _("phần nhập chưa lưu")
        constraints = (
            models.UniqueConstraint(fields=["pledge", "account"], name="one_autosave_each"),
        )

    def __str__(self) -> str:
        return f"{self.pledge}: {self.account}"


class PledgeImport(models.Model):
    """A file that was imported into a pledge, so that the same one twice changes nothing."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="imports")
    sha256 = models.CharField(_("mã SHA-256 của tệp"), max_length=64)
    imported_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("nhập lúc"))

    class Meta:
        verbose_name = _("tệp đã nhập")
        verbose_name_plural = _("tệp đã nhập")
        constraints = (
            models.UniqueConstraint(fields=["pledge", "sha256"], name="file_imported_once"),
        )

    def __str__(self) -> str:
        return f"{self.pledge}: {self.sha256[:12]}"

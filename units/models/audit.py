"""The audit trail: one entry for each action, never changed."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models.accounts import Account


class AuditEntry(models.Model):
    """Who did what to which row, when, and what changed.

    PostgreSQL refuses to change or delete an entry (migration `append_only`).
    """

    only_grows = True

    at = models.DateTimeField(_("lúc"))
    actor = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name=_("người thực hiện")
    )
    action = models.CharField(_("việc"), max_length=60)
    target_type = models.CharField(_("loại"), max_length=60)
    target_id = models.BigIntegerField(_("số"))
    target_name = models.CharField(_("đối tượng"), max_length=300)
    changes = models.JSONField(_("thay đổi"), default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        verbose_name = _("nhật ký")
        verbose_name_plural = _("nhật ký")
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["target_type", "target_id"]),)

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"

"""Which nomination an initiative serves: one, whatever became of other ones."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from campaigns.models import Initiative


class InitiativeUse(models.Model):
    """An initiative counts once, for a title or for a form (guidance CV 5007/BNV-TĐKT, III.5.c).

    A nomination that is discarded or rejected gives its initiatives back.
    """

    initiative = models.OneToOneField(Initiative, models.PROTECT, related_name="use")
    nomination = models.ForeignKey(
        Nomination, models.CASCADE, related_name="initiative_uses", verbose_name=_("hồ sơ")
    )

    class Meta:
        verbose_name = _("sáng kiến dùng trong hồ sơ")
        verbose_name_plural = _("sáng kiến dùng trong hồ sơ")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.initiative)

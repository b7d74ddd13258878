"""Which nomination a deed has become."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from campaigns.models import Deed


class DeedNomination(models.Model):
    """A deed that somebody pointed out became an ad hoc nomination."""

    deed = models.OneToOneField(Deed, models.PROTECT, related_name="taken_up")
    nomination = models.OneToOneField(
        Nomination, models.CASCADE, related_name="from_deed", verbose_name=_("hồ sơ")
    )

    class Meta:
        verbose_name = _("việc tốt thành hồ sơ")
        verbose_name_plural = _("việc tốt thành hồ sơ")

    def __str__(self) -> str:
        return str(self.deed)

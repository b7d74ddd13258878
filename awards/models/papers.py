"""Papers that lie in a nomination's dossier as files."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from units.models import Attachment


class NominationPaper(Attachment):
    """A file for one of the papers that law asks for; `code` is that of `awards.law.papers`.

    Once the dossier was sent with it, PostgreSQL refuses to change or delete the row.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="papers")
    code = models.CharField(_("giấy tờ"), max_length=20)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)

    class Meta:
        verbose_name = _("giấy tờ của hồ sơ")
        verbose_name_plural = _("giấy tờ của hồ sơ")
        ordering = ("pk",)

    def get_absolute_url(self) -> str:
        """Where the file is served."""
        return reverse("nomination_paper", args=[self.pk])

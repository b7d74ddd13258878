"""What of a nomination is kept beside it: sent versions, unsaved typing, and who read it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from campaigns.models import Campaign
from units.models import Account, Unit
from units.models.autosaves import Autosave


class NominationVersion(models.Model):
    """A nomination as its head sent it; the database refuses every change.

    `content` is an `awards.parts.Content` as JSON.
    """

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản số"))
    content = models.JSONField(_("nội dung"))
    sent_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("gửi lúc"))

    class Meta:
        verbose_name = _("bản hồ sơ đã gửi")
        verbose_name_plural = _("bản hồ sơ đã gửi")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=["nomination", "number"], name="nomination_version_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.nomination}, {self.number}"


class NominationAutosave(Autosave):
    """What somebody typed into a nomination and has not saved.

    A new one has no row yet: it is known by its campaign and unit.
    """

    nomination = models.ForeignKey(
        Nomination, models.CASCADE, related_name="autosaves", null=True, blank=True
    )
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", null=True, blank=True)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("phần nhập hồ sơ chưa lưu")
        verbose_name_plural = _("phần nhập hồ sơ chưa lưu")
        constraints = (
            models.UniqueConstraint(
                fields=["nomination", "account"], name="one_nomination_autosave_each"
            ),
            models.UniqueConstraint(
                fields=["campaign", "unit", "account"], name="one_new_nomination_autosave_each"
            ),
            models.CheckConstraint(
                condition=Q(nomination__isnull=False, campaign=None, unit=None)
                | Q(nomination=None, campaign__isnull=False, unit__isnull=False),
                name="autosave_of_a_nomination_or_a_new_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nomination or self.unit}: {self.account}"


class DossierReading(models.Model):
    """Somebody opened the dossier of a nomination on a day; a row an account and day."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="readings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    day = models.DateField(_("ngày"))
    first_at = models.DateTimeField(_("mở lần đầu lúc"))

    class Meta:
        verbose_name = _("lần mở hồ sơ")
        verbose_name_plural = _("lần mở hồ sơ")
        ordering = ("-first_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["nomination", "account", "day"], name="one_reading_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account}, {self.day:%d/%m/%Y}"

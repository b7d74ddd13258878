"""Campaigns, what they call for, and the awards that their launch announced."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.labels import award_label
from campaigns.workflow import CampaignState
from units.fields import DerivedField
from units.models import Account, Agency
from units.text import fold

# In the order of the year, which the database keeps.
DEADLINES = ("pledges_due", "midyear_on", "nominations_due", "council_on", "yearend_on")
MILESTONES = ("launched_on", *DEADLINES)


class Campaign(models.Model):
    """An emulation campaign (phong trào thi đua) of an agency for a year."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField(_("năm thi đua"))
    title = models.CharField(_("tên phong trào"), max_length=500)
    theme = models.CharField(_("chủ đề"), max_length=500)
    launcher = models.CharField(_("người phát động"), max_length=200)
    launched_on = models.DateField(_("ngày phát động"), null=True, blank=True)
    appeal = models.TextField(_("lời kêu gọi các tổ chức đoàn thể"), blank=True)
    source_text = models.TextField(_("văn bản phát động"))
    pledges_due = models.DateField(_("hạn đăng ký thi đua"), null=True, blank=True)
    midyear_on = models.DateField(_("ngày sơ kết"), null=True, blank=True)
    yearend_on = models.DateField(_("ngày tổng kết"), null=True, blank=True)
    nominations_due = models.DateField(_("hạn đề nghị khen thưởng"), null=True, blank=True)
    council_on = models.DateField(_("ngày họp Hội đồng"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=CampaignState, default=CampaignState.DRAFT
    )
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    folded = DerivedField(of="theme", by=fold)

    class Meta:
        verbose_name = _("phong trào thi đua")
        verbose_name_plural = _("phong trào thi đua")
        ordering = ("-year", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state=CampaignState.DRAFT)
                | Q(launched_on__isnull=False, **{f"{d}__isnull": False for d in DEADLINES}),
                name="launched_campaign_has_dates",
            ),
            models.CheckConstraint(
                condition=Q(pledges_due__lte=F("midyear_on"))
                & Q(midyear_on__lte=F("nominations_due"))
                & Q(nominations_due__lte=F("council_on"))
                & Q(council_on__lte=F("yearend_on")),
                name="campaign_dates_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.theme

    def get_absolute_url(self) -> str:
        """Page of the campaign."""
        return reverse("campaign", args=[self.pk])

    @classmethod
    def day_names(cls) -> dict[str, str]:
        """What each of `MILESTONES` is called, in their order."""
        called = {field.name: str(field.verbose_name) for field in cls._meta.fields}
        return {name: called[name] for name in MILESTONES}


class Commitment(models.Model):
    """One of the things that a campaign calls for (nội dung kêu gọi)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField(_("số"), validators=[MinValueValidator(1)])
    heading = models.CharField(_("tiêu đề"), max_length=200)
    text = models.TextField(_("nội dung"))

    class Meta:
        verbose_name = _("nội dung kêu gọi")
        verbose_name_plural = _("nội dung kêu gọi")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "number"],
                name="commitment_number_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.heading}"


class AnnouncedAward(models.Model):
    """Awards that the launch text says were given: a form, and how many of each recipient."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="announced_awards")
    award = models.CharField(_("hình thức"), max_length=20)
    individuals = models.PositiveIntegerField(_("số cá nhân"), default=0)
    collectives = models.PositiveIntegerField(_("số tập thể"), default=0)
    text = models.TextField(_("câu trong văn bản"), blank=True)

    class Meta:
        verbose_name = _("khen thưởng được công bố")
        verbose_name_plural = _("khen thưởng được công bố")
        ordering = ("pk",)

    def __str__(self) -> str:
        return award_label(self.award)

    @property
    def label(self) -> str:
        """Name of the award as the campaign's agency calls it."""
        return award_label(self.award, self.campaign.agency.name)

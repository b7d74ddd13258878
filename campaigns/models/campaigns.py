"""Campaigns, what they call for, and the awards that their launch announced."""

from itertools import combinations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.labels import award_label
from campaigns.workflow import CampaignKind, CampaignState
from units.fields import DerivedField
from units.models import Account, Agency, Attachment, Unit
from units.models.periods import PERIOD_ORDERED
from units.text import fold

# In the order of the year, which the database keeps.
DEADLINES = ("pledges_due", "midyear_on", "nominations_due", "council_on", "yearend_on")
MILESTONES = ("launched_on", *DEADLINES)
# A campaign by theme or for a few weeks may do without the others.
FIRST_AND_LAST = ("launched_on", "yearend_on")


def _given(days: tuple[str, ...]) -> Q:
    return Q(**{f"{day}__isnull": False for day in days})


def _in_order(days: tuple[str, ...]) -> Q:
    """Each day from those before it on, as far as both are known."""
    ordered = Q()
    for earlier, later in combinations(days, 2):
        ordered &= Q(**{f"{earlier}__lte": F(later)})
    return ordered


class HigherCampaign(models.Model):
    """A campaign that another authority launched, as far as ours needs it to refer to."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="higher_campaigns")
    name = models.CharField(_("tên phong trào"), max_length=500)
    authority = models.CharField(
        _("cấp phát động"), max_length=200, help_text=_("Ví dụ: Thủ tướng Chính phủ.")
    )
    document = models.CharField(_("số văn bản"), max_length=100)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("phong trào cấp trên")
        verbose_name_plural = _("phong trào cấp trên")
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(condition=PERIOD_ORDERED, name="higher_campaign_ordered"),
            models.UniqueConstraint(
                fields=["agency", "authority", "document"], name="higher_campaign_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.authority}, {self.document})"


class Campaign(models.Model):
    """An emulation campaign (phong trào thi đua) of an agency, or of a unit in it, for a year.

    It may belong to a campaign above it: to one of this agency, or to one that another authority
    launched.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="campaigns")
    kind = models.CharField(
        _("loại phong trào"), max_length=10, choices=CampaignKind, default=CampaignKind.YEARLY
    )
    # The whole agency where there is none.
    scope = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name=_("phạm vi"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="below",
        verbose_name=_("phong trào cấp trên trong cơ quan"),
    )
    higher = models.ForeignKey(
        HigherCampaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="below",
        verbose_name=_("phong trào do cấp có thẩm quyền khác phát động"),
    )
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
    # The law asks for no registration since 2017; an agency may, and is then told of what lacks it.
    titles_registered = models.BooleanField(
        _("danh hiệu phải được đăng ký trước"),
        default=False,
        help_text=_(
            "Quy định riêng của cơ quan: đề nghị danh hiệu chưa đăng ký sẽ có lời nhắc, không bị "
            "chặn."
        ),
    )
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
                | _given(MILESTONES)
                | ~Q(kind=CampaignKind.YEARLY) & _given(FIRST_AND_LAST),
                name="launched_campaign_has_dates",
            ),
            models.CheckConstraint(condition=_in_order(DEADLINES), name="campaign_dates_in_order"),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(higher=None), name="one_campaign_above"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="campaign_not_above_itself"
            ),
        )

    def __str__(self) -> str:
        return self.theme

    def get_absolute_url(self) -> str:
        """Page of the campaign."""
        return reverse("campaign", args=[self.pk])

    @property
    def needed_days(self) -> tuple[str, ...]:
        """Names of the days without which a campaign of its kind is not launched."""
        return MILESTONES if self.kind == CampaignKind.YEARLY else FIRST_AND_LAST

    @classmethod
    def day_names(cls) -> dict[str, str]:
        """What each of `MILESTONES` is called, in their order."""
        called = {field.name: str(field.verbose_name) for field in cls._meta.fields}
        return {name: called[name] for name in MILESTONES}


class CampaignPlan(Attachment):
    """The plan of a campaign (kế hoạch) as it was brought."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="plans")

    class Meta:
        verbose_name = _("kế hoạch phong trào")
        verbose_name_plural = _("kế hoạch phong trào")
        ordering = ("pk",)

    def get_absolute_url(self) -> str:
        """The file itself."""
        return reverse("campaign_plan", args=[self.pk])


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

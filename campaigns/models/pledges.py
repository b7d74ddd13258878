"""Pledges of units: measurable targets for each commitment, and the titles aimed at."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.labels import award_label
from campaigns.models.campaigns import Campaign, Commitment
from campaigns.workflow import WITH_SIGNATURE, PledgeState
from units.models import Account, Person, Unit


def as_written(value: Decimal | None) -> Decimal | None:
    """An amount without zeros that say nothing: 95, not 95.00."""
    if value is None:
        return None
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else value.normalize()


class Pledge(models.Model):
    """What a unit registers for a campaign (đăng ký, giao ước thi đua)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="pledges")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pledge_set")
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=PledgeState, default=PledgeState.DRAFT
    )
    # Grows with every save, so that a second clerk never overwrites the first unseen.
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    return_note = models.TextField(_("lý do trả lại"), blank=True)
    returned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sent_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    # Kept while a signed pledge is amended: what was signed stands until a new signature.
    signed_at = models.DateTimeField(_("ký lúc"), null=True)
    accepted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(_("tiếp nhận lúc"), null=True)

    class Meta:
        verbose_name = _("đăng ký thi đua")
        verbose_name_plural = _("đăng ký thi đua")
        ordering = ("unit__sort_key",)
        constraints = (
            models.UniqueConstraint(fields=["campaign", "unit"], name="one_pledge_a_campaign"),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(WITH_SIGNATURE))
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="signed_pledge_has_signer",
            ),
            models.CheckConstraint(
                condition=~Q(state=PledgeState.ACCEPTED)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="accepted_pledge_has_accepter",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} – {self.campaign.year}"

    def get_absolute_url(self) -> str:
        """Page of the pledge."""
        return reverse("pledge", args=[self.pk])


class Target(models.Model):
    """A concrete, measurable target (chỉ tiêu) for one commitment.

    A draft may leave anything open but the commitment; sending asks for the whole of it.
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="targets")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="targets")
    indicator = models.CharField(_("chỉ tiêu"), max_length=300, blank=True)
    value = models.DecimalField(_("số lượng"), max_digits=12, decimal_places=2, null=True)
    measure = models.CharField(_("đơn vị tính"), max_length=50, blank=True)
    due_on = models.DateField(_("hoàn thành trước ngày"), null=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="targets", verbose_name=_("người phụ trách")
    )

    class Meta:
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")
        ordering = ("commitment__number", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(value__gte=0), name="target_not_negative"),
        )

    def __str__(self) -> str:
        return self.indicator

    @property
    def amount(self) -> Decimal | None:
        """The value as a person would write it: 95, not 95.00."""
        return as_written(self.value)

    @property
    def is_complete(self) -> bool:
        """Whether it can be measured: what, how much, by when, by whom."""
        filled = self.indicator and self.measure and self.due_on and self.person_id
        return bool(filled) and self.value is not None


class Aim(models.Model):
    """A title registered in a pledge: for a person, or for the unit itself when there is none."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="aims")
    award = models.CharField(_("danh hiệu đăng ký"), max_length=20)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="aims", verbose_name=_("cá nhân")
    )

    class Meta:
        verbose_name = _("danh hiệu đăng ký")
        verbose_name_plural = _("danh hiệu đăng ký")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["pledge", "award", "person"], name="aim_once", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return award_label(self.award)

    @property
    def label(self) -> str:
        """Name of the title as the pledge's agency calls it."""
        return award_label(self.award, self.pledge.campaign.agency.name)

"""What a person registers: titles, and targets of their own."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.labels import award_label
from campaigns.models.campaigns import Campaign, Commitment
from campaigns.models.pledges import as_written
from campaigns.workflow import RegistrationState
from units.models import Person


class Registration(models.Model):
    """What one person registers for a campaign (đăng ký cá nhân)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=RegistrationState, default=RegistrationState.DRAFT
    )
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)

    class Meta:
        verbose_name = _("đăng ký cá nhân")
        verbose_name_plural = _("đăng ký cá nhân")
        ordering = ("person__sort_key",)
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "person"], name="one_registration_a_campaign"
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.SENT) | Q(sent_at__isnull=False),
                name="sent_registration_has_moment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} – {self.campaign.year}"

    def get_absolute_url(self) -> str:
        """Page on which the person writes it."""
        return reverse("registration", args=[self.campaign_id])


class RegisteredTarget(models.Model):
    """A target that the person sets for themselves, for one commitment."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="targets")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+")
    indicator = models.CharField(_("chỉ tiêu"), max_length=300)
    value = models.DecimalField(_("số lượng"), max_digits=12, decimal_places=2, null=True)
    measure = models.CharField(_("đơn vị tính"), max_length=50, blank=True)
    due_on = models.DateField(_("hoàn thành trước ngày"), null=True)

    class Meta:
        verbose_name = _("chỉ tiêu cá nhân")
        verbose_name_plural = _("chỉ tiêu cá nhân")
        ordering = ("commitment__number", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(value__gte=0), name="registered_not_negative"),
        )

    def __str__(self) -> str:
        return self.indicator

    @property
    def amount(self) -> Decimal | None:
        """The value as a person would write it."""
        return as_written(self.value)


class RegisteredAim(models.Model):
    """A title that the person wants to reach."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="aims")
    award = models.CharField(_("danh hiệu đăng ký"), max_length=20)

    class Meta:
        verbose_name = _("danh hiệu cá nhân đăng ký")
        verbose_name_plural = _("danh hiệu cá nhân đăng ký")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["registration", "award"], name="registered_aim_once"),
        )

    def __str__(self) -> str:
        return award_label(self.award)

    @property
    def label(self) -> str:
        """Name of the title as the agency calls it."""
        return award_label(self.award, self.registration.campaign.agency.name)

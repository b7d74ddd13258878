"""What a bloc pledges together, and who has signed it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign
from campaigns.workflow import PactState
from units.models import Account, Bloc, Unit


class Pact(models.Model):
    """The common pledge of a bloc (giao ước thi đua của khối) for a campaign.

    It stands once the head of every member has signed; from then on the database keeps it as it is.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="pacts")
    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="pacts")
    # Whose clerk and head write it, beside the standing body.
    lead = models.ForeignKey(
        Unit, models.PROTECT, related_name="led_pacts", verbose_name=_("đơn vị trưởng khối")
    )
    text = models.TextField(_("nội dung giao ước"), blank=True)
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=PactState, default=PactState.DRAFT
    )

    class Meta:
        verbose_name = _("giao ước thi đua của khối")
        verbose_name_plural = _("giao ước thi đua của khối")
        ordering = ("bloc__name",)
        constraints = (
            models.UniqueConstraint(fields=["campaign", "bloc"], name="one_pact_a_campaign"),
            models.CheckConstraint(
                condition=Q(state=PactState.DRAFT) | ~Q(text=""), name="signed_pact_says_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.bloc} – {self.campaign.year}"

    def get_absolute_url(self) -> str:
        """Page of the pact."""
        return reverse("pact", args=[self.pk])


class PactSignature(models.Model):
    """The place for a member's signature, and the signature once it is given."""

    pact = models.ForeignKey(Pact, models.CASCADE, related_name="signatures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="pact_signatures")
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(_("ký lúc"), null=True)

    class Meta:
        verbose_name = _("chữ ký giao ước")
        verbose_name_plural = _("chữ ký giao ước")
        ordering = ("unit__sort_key",)
        constraints = (
            models.UniqueConstraint(fields=["pact", "unit"], name="one_signature_a_member"),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="pact_signed_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pact}: {self.unit}"

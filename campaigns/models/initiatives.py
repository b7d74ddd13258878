"""Recognised initiatives and research, who made them, and who uses them since."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from units.fields import DerivedField
from units.models import Account, Agency, Person, Unit
from units.text import fold


class Initiative(models.Model):
    """An initiative, or accepted research, with the scope in which its effect is recognised.

    One that went the whole way here has its proposal, and a number in the year's certificates;
    one that was recognised before, or elsewhere, is entered as its certificate reads.
    """

    class Kind(models.TextChoices):
        """What it is."""

        SANG_KIEN = "SANG_KIEN", _("sáng kiến")
        DE_TAI = "DE_TAI", _("đề tài khoa học")
        DE_AN = "DE_AN", _("đề án khoa học")
        CONG_TRINH = "CONG_TRINH", _("công trình khoa học và công nghệ")

    class Scope(models.TextChoices):
        """How far its effect and influence are recognised, the narrowest first."""

        CO_SO = "CO_SO", _("cấp cơ sở")
        BO = "BO", _("cấp bộ, ban, ngành, tỉnh")
        TOAN_QUOC = "TOAN_QUOC", _("toàn quốc")

        def and_narrower(self) -> list["Initiative.Scope"]:
            """Scopes that are no wider than this one."""
            scopes = list(type(self))
            return scopes[: scopes.index(self) + 1]

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="initiatives")
    title = models.CharField(_("tên sáng kiến, đề tài"), max_length=500)
    kind = models.CharField(_("loại"), max_length=10, choices=Kind, default=Kind.SANG_KIEN)
    scope = models.CharField(_("phạm vi ảnh hưởng"), max_length=9, choices=Scope)
    recognised_on = models.DateField(_("ngày công nhận"))
    certificate = models.CharField(_("số quyết định, giấy chứng nhận"), max_length=100)
    authors = models.ManyToManyField(
        Person, related_name="initiatives", verbose_name=_("tác giả, đồng tác giả")
    )
    proposal = models.OneToOneField(
        "campaigns.Proposal", models.PROTECT, null=True, related_name="initiative"
    )
    decision = models.CharField(_("số quyết định công nhận"), max_length=100, blank=True)
    number = models.PositiveIntegerField(_("số giấy chứng nhận trong năm"), null=True)
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("sáng kiến, đề tài")
        verbose_name_plural = _("sáng kiến, đề tài")
        ordering = ("-recognised_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                models.F("agency"),
                ExtractYear("recognised_on"),
                models.F("number"),
                condition=Q(number__isnull=False),
                name="certificate_number_once",
            ),
            models.CheckConstraint(
                condition=Q(proposal__isnull=True, number__isnull=True)
                | (Q(proposal__isnull=False, number__isnull=False) & ~Q(decision="")),
                name="numbered_when_proposed_here",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the initiative in the library."""
        return reverse("initiative", args=[self.pk])


class CertificateSeries(models.Model):
    """The last number of the certificates of an agency in a year; whoever takes one locks it."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số cuối"), default=0)

    class Meta:
        verbose_name = _("dãy số giấy chứng nhận")
        verbose_name_plural = _("dãy số giấy chứng nhận")
        constraints = (
            models.UniqueConstraint(fields=["agency", "year"], name="one_certificate_series"),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.year}: {self.last}"


class Adoption(models.Model):
    """Another unit uses an initiative (nhân rộng); it counts once the unit's head confirms it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="adoptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="adoptions")
    since = models.DateField(_("áp dụng từ ngày"))
    effect = models.TextField(_("hiệu quả, có số liệu"))
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("ghi lúc"))
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True)

    class Meta:
        verbose_name = _("việc nhân rộng sáng kiến")
        verbose_name_plural = _("việc nhân rộng sáng kiến")
        ordering = ("since", "pk")
        constraints = (
            models.UniqueConstraint(fields=["initiative", "unit"], name="adopted_once_a_unit"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="confirmed_adoption_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.initiative}"

"""The year-end tally: what was awarded, counted from the records, then frozen."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.subjects import RecipientKind
from awards.workflow import TallyState
from units.models import Account, Agency, Unit


class Tally(models.Model):
    """The count of an agency's awards for the achievements of a year.

    Frozen, PostgreSQL refuses any change of it or of its lines (migration `freeze`).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="tallies")
    year = models.PositiveSmallIntegerField(_("năm"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=TallyState, default=TallyState.COUNTING
    )
    counted_at = models.DateTimeField(_("đếm lúc"), null=True)
    frozen_at = models.DateTimeField(_("chốt lúc"), null=True)
    frozen_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("bảng tổng hợp khen thưởng")
        verbose_name_plural = _("bảng tổng hợp khen thưởng")
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(fields=["agency", "year"], name="one_tally_a_year"),
            models.CheckConstraint(
                condition=~Q(state=TallyState.FROZEN)
                | Q(frozen_at__isnull=False, frozen_by__isnull=False),
                name="frozen_tally_has_signer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}, {self.year}"

    def get_absolute_url(self) -> str:
        """Page of the tally."""
        return reverse("tally", args=[self.pk])


class TallyLine(models.Model):
    """How many recipients of one kind in one unit received one award."""

    tally = models.ForeignKey(Tally, models.CASCADE, related_name="lines")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    kind = models.CharField(_("đối tượng"), max_length=10, choices=RecipientKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(_("số lượng"))

    class Meta:
        verbose_name = _("dòng tổng hợp")
        verbose_name_plural = _("dòng tổng hợp")
        constraints = (
            models.UniqueConstraint(
                fields=["tally", "award", "kind", "unit"], name="tally_line_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.award} {self.kind}: {self.count}"

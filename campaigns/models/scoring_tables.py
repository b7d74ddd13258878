"""The scoring table of a campaign: groups of criteria with their most points, in versions."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign, Commitment
from campaigns.scoring import Kind, Nature
from campaigns.workflow import TableState
from units.models import Account

NATURES = (
    (Nature.REGULAR.value, _("điểm nội dung")),
    (Nature.BONUS.value, _("điểm thưởng")),
    (Nature.PENALTY.value, _("điểm trừ")),
)
KINDS = (
    (Kind.SELF.value, _("đơn vị tự chấm")),
    (Kind.CROSS.value, _("chấm chéo trong khối")),
    (Kind.CHECK.value, _("thường trực thẩm định")),
)


def points_field(name: Any, **kwargs: Any) -> models.DecimalField:
    """A column of points, from zero, to two decimals."""
    return models.DecimalField(
        name,
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
        **kwargs,
    )


class ScoringTable(models.Model):
    """A version of the scoring table (bảng tiêu chí chấm điểm) of a campaign.

    A version in use is never edited, nor is anything below it: PostgreSQL refuses (migration
    `scores`). A new version takes its place.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="scoring_tables")
    version = models.PositiveSmallIntegerField(_("phiên bản"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=TableState, default=TableState.DRAFT
    )
    # Grows with every save, so that nobody overwrites somebody else unseen.
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    source = models.CharField(_("lập từ"), max_length=300, blank=True)
    reason = models.TextField(_("lý do thay phiên bản trước"), blank=True)
    total = points_field(_("tổng điểm nội dung"), default=Decimal(100))
    bonus_cap = points_field(_("điểm thưởng nhiều nhất"), default=Decimal(0))
    penalty_cap = points_field(_("điểm trừ nhiều nhất"), default=Decimal(0))
    used_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(_("áp dụng lúc"), null=True)

    class Meta:
        verbose_name = _("bảng tiêu chí chấm điểm")
        verbose_name_plural = _("bảng tiêu chí chấm điểm")
        ordering = ("-campaign__year", "campaign", "-version")
        constraints = (
            models.UniqueConstraint(fields=["campaign", "version"], name="table_version_once"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(state=TableState.IN_USE), name="one_table_in_use"
            ),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(state=TableState.DRAFT), name="one_table_draft"
            ),
            models.CheckConstraint(
                condition=Q(state=TableState.DRAFT)
                | Q(used_by__isnull=False, used_at__isnull=False),
                name="used_table_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | Q(state=TableState.DRAFT) | ~Q(reason=""),
                name="new_table_version_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(total__gt=0, bonus_cap__gte=0, penalty_cap__gte=0),
                name="table_points_not_negative",
            ),
        )

    def __str__(self) -> str:
        return f"{self.campaign.year}, {self.version}"

    def get_absolute_url(self) -> str:
        """Page of the table."""
        return reverse("scoring_table", args=[self.pk])


class CriterionGroup(models.Model):
    """A group of criteria; it has as many points as its criteria together."""

    table = models.ForeignKey(ScoringTable, models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField(_("số"))
    name = models.CharField(_("tên nhóm"), max_length=200)
    nature = models.CharField(_("loại điểm"), max_length=10, choices=NATURES)

    class Meta:
        verbose_name = _("nhóm tiêu chí")
        verbose_name_plural = _("nhóm tiêu chí")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["table", "number"], name="group_number_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def maximum(self) -> Decimal:
        """Points of its criteria together."""
        return sum((one.maximum for one in self.criteria.all()), Decimal(0))


class Criterion(models.Model):
    """What is scored (tiêu chí): how it is checked, by whom, and for which commitment."""

    group = models.ForeignKey(CriterionGroup, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField(_("số"))
    name = models.CharField(_("tiêu chí"), max_length=300)
    maximum = points_field(_("điểm nhiều nhất"))
    checked_by = models.CharField(_("cách kiểm tra"), max_length=300, blank=True)
    by_self = models.BooleanField(_("đơn vị tự chấm"), default=True)
    by_cross = models.BooleanField(_("chấm chéo trong khối"), default=True)
    by_check = models.BooleanField(_("thường trực thẩm định"), default=True)
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="criteria"
    )

    class Meta:
        verbose_name = _("tiêu chí")
        verbose_name_plural = _("tiêu chí")
        ordering = ("group__number", "number")
        constraints = (
            models.UniqueConstraint(fields=["group", "number"], name="criterion_number_once"),
            models.CheckConstraint(condition=Q(maximum__gt=0), name="criterion_has_points"),
            models.CheckConstraint(
                condition=Q(by_self=True) | Q(by_cross=True) | Q(by_check=True),
                name="criterion_has_scorer",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its number in the table and its name: "2.1. …"."""
        return f"{self.group.number}.{self.number}. {self.name}"

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of scores that it asks for."""
        asked = {Kind.SELF: self.by_self, Kind.CROSS: self.by_cross, Kind.CHECK: self.by_check}
        return frozenset(kind for kind, wanted in asked.items() if wanted)

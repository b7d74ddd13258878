"""Scores of units: the round with its windows and rules, the sheets, and each score."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign
from campaigns.models.scoring_tables import KINDS, Criterion, points_field
from campaigns.scoring import Kind, TieRule
from units.models import Account, Unit

TIE_RULES = (
    (TieRule.FEWER_PENALTIES.value, _("ít điểm trừ hơn")),
    (TieRule.HIGHER_CHECK.value, _("điểm thẩm định cao hơn")),
    (TieRule.HIGHER_CROSS.value, _("điểm chấm chéo cao hơn")),
    (TieRule.MORE_BONUS.value, _("nhiều điểm thưởng hơn")),
)
# In the order of the year, which the database keeps.
WINDOW_DAYS = (
    "self_from",
    "self_until",
    "cross_from",
    "cross_until",
    "check_from",
    "check_until",
)


class ScoringRound(models.Model):
    """How the units of a campaign are scored: three windows, one after another, and the rules.

    The last day of a window belongs to it. Weights, ties and first places are declared before
    cross-scoring begins and stay as they are from then on.
    """

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="scoring_round")
    self_from = models.DateField(_("tự chấm từ ngày"))
    self_until = models.DateField(_("tự chấm đến hết ngày"))
    cross_from = models.DateField(_("chấm chéo từ ngày"))
    cross_until = models.DateField(_("chấm chéo đến hết ngày"))
    check_from = models.DateField(_("thẩm định từ ngày"))
    check_until = models.DateField(_("thẩm định đến hết ngày"))
    self_weight = models.PositiveSmallIntegerField(_("tỷ trọng điểm tự chấm (%)"))
    cross_weight = models.PositiveSmallIntegerField(_("tỷ trọng điểm chấm chéo (%)"))
    check_weight = models.PositiveSmallIntegerField(_("tỷ trọng điểm thẩm định (%)"))
    tie_rules = ArrayField(
        models.CharField(max_length=20, choices=TIE_RULES), verbose_name=_("khi bằng điểm")
    )
    first_places = models.PositiveSmallIntegerField(_("số đơn vị nhất khối nhiều nhất"))

    class Meta:
        verbose_name = _("đợt chấm điểm")
        verbose_name_plural = _("đợt chấm điểm")
        constraints = (
            models.CheckConstraint(
                condition=Q(self_from__lte=F("self_until"))
                & Q(self_until__lt=F("cross_from"))
                & Q(cross_from__lte=F("cross_until"))
                & Q(cross_until__lt=F("check_from"))
                & Q(check_from__lte=F("check_until")),
                name="scoring_windows_in_order",
            ),
            models.CheckConstraint(
                condition=Q(check_weight=100 - F("self_weight") - F("cross_weight")),
                name="scoring_weights_are_whole",
            ),
            models.CheckConstraint(
                condition=Q(first_places__gte=1), name="somebody_may_come_first"
            ),
        )

    def __str__(self) -> str:
        return str(self.campaign)

    def window(self, kind: str) -> tuple[datetime.date, datetime.date]:
        """First and last day on which scores of a kind are given."""
        name = Kind(kind).lower()
        return getattr(self, f"{name}_from"), getattr(self, f"{name}_until")

    def is_open(self, kind: str, on: datetime.date) -> bool:
        """Whether scores of a kind are given on a day."""
        first, last = self.window(kind)
        return first <= on <= last

    @property
    def weights(self) -> dict[str, int]:
        """How much each kind of score weighs, of a hundred."""
        return {
            Kind.SELF: self.self_weight,
            Kind.CROSS: self.cross_weight,
            Kind.CHECK: self.check_weight,
        }


class ScoreSheet(models.Model):
    """What one scorer says of one unit: itself, another of its bloc, or the standing body."""

    round = models.ForeignKey(ScoringRound, models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="score_sheets")
    kind = models.CharField(_("loại điểm chấm"), max_length=10, choices=KINDS)
    scorer = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="given_sheets", verbose_name=_("đơn vị chấm")
    )
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    saved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(_("lưu lúc"), null=True)

    class Meta:
        verbose_name = _("phiếu chấm điểm")
        verbose_name_plural = _("phiếu chấm điểm")
        ordering = ("unit__sort_key", "kind", "scorer__sort_key")
        constraints = (
            models.UniqueConstraint(
                fields=["round", "unit", "kind", "scorer"],
                name="one_sheet_a_scorer",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.SELF.value, scorer__isnull=False, scorer=F("unit"))
                | (Q(kind=Kind.CROSS.value, scorer__isnull=False) & ~Q(scorer=F("unit")))
                | Q(kind=Kind.CHECK.value, scorer__isnull=True),
                name="nobody_cross_scores_itself",
            ),
        )

    def __str__(self) -> str:
        who = f" ({self.scorer})" if self.kind == Kind.CROSS else ""
        return f"{self.unit}: {self.get_kind_display()}{who}"


class Score(models.Model):
    """Points for one criterion on a sheet; no row is no score, and zero is one.

    PostgreSQL refuses more than the criterion's maximum, and criteria of a table that is not the
    one in use (migration `scores`).
    """

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = points_field(_("điểm"))
    evidence = models.TextField(_("căn cứ, minh chứng"), blank=True)
    reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        verbose_name = _("điểm chấm")
        verbose_name_plural = _("điểm chấm")
        constraints = (
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_score_a_criterion"),
            models.CheckConstraint(condition=Q(points__gte=0), name="score_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.sheet}, {self.criterion}: {self.points}"

"""Published rankings of blocs: frozen, numbered, each with a copy of all that went into it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.scores import ScoringRound
from units.models import Account, Bloc, Unit


class Ranking(models.Model):
    """A published ranking of a bloc; a correction is the next number, with its reason.

    PostgreSQL refuses to change or delete it and its lines, to add a line to it later, and a
    fingerprint that is not that of `inputs` (migration `scores`).
    """

    round = models.ForeignKey(ScoringRound, models.PROTECT, related_name="rankings")
    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="rankings")
    number = models.PositiveSmallIntegerField(_("lần công bố"))
    reason = models.TextField(_("lý do công bố lại"), blank=True)
    vote_note = models.TextField(_("căn cứ chọn đơn vị nhất khối"), blank=True)
    unit_count = models.PositiveSmallIntegerField(_("số đơn vị"))
    inputs = models.TextField(_("dữ liệu đã dùng"))
    sha256 = models.CharField(_("mã SHA-256"), max_length=64)
    published_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("công bố lúc"))

    class Meta:
        verbose_name = _("bảng xếp hạng khối")
        verbose_name_plural = _("bảng xếp hạng khối")
        ordering = ("-round__campaign__year", "bloc__name", "-number")
        constraints = (
            models.UniqueConstraint(fields=["round", "bloc", "number"], name="ranking_number_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="ranking_correction_has_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.bloc}, {self.round.campaign.year}, {self.number}"

    def get_absolute_url(self) -> str:
        """Page of the ranking."""
        return reverse("ranking", args=[self.pk])


class RankingLine(models.Model):
    """A unit's place in a published ranking, as it read on the day."""

    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ranking_lines")
    name = models.CharField(_("đơn vị"), max_length=200)
    rank = models.PositiveSmallIntegerField(_("thứ hạng"))
    shared = models.BooleanField(_("đồng hạng"), default=False)
    points = models.DecimalField(_("điểm"), max_digits=7, decimal_places=2)
    corrected = models.DecimalField(
        _("điểm đã hiệu chỉnh, để tham khảo"), max_digits=7, decimal_places=2
    )
    parted_by = models.CharField(_("phân định khi bằng điểm"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("dòng xếp hạng")
        verbose_name_plural = _("dòng xếp hạng")
        ordering = ("rank", "unit__sort_key")
        constraints = (
            models.UniqueConstraint(fields=["ranking", "unit"], name="ranked_once_a_ranking"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="ranking_begins_with_one"),
        )

    def __str__(self) -> str:
        return f"{self.rank}. {self.name}"

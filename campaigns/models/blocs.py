"""How the blocs ranked their units."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import Bloc, Unit


class BlocResult(models.Model):
    """A unit's place in its bloc for a year; the first leads the bloc, and units may tie."""

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="results")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bloc_results")
    year = models.PositiveSmallIntegerField(_("năm"))
    rank = models.PositiveSmallIntegerField(_("thứ hạng"))

    class Meta:
        verbose_name = _("kết quả khối thi đua")
        verbose_name_plural = _("kết quả khối thi đua")
        ordering = ("-year", "bloc", "rank")
        constraints = (
            models.UniqueConstraint(fields=["unit", "year"], name="unit_ranked_once_a_year"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="ranks_begin_with_one"),
        )

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}: {self.rank}"

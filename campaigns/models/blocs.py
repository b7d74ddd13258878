"""Who led the blocs, and how they ranked their units."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.models import Attachment, Bloc, Unit


class BlocTerm(models.Model):
    """The unit that heads a bloc for a year, and its deputy; they rotate."""

    bloc = models.ForeignKey(Bloc, models.CASCADE, related_name="terms")
    year = models.PositiveSmallIntegerField(_("năm"))
    head = models.ForeignKey(
        Unit, models.PROTECT, related_name="headed_terms", verbose_name=_("trưởng khối")
    )
    deputy = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        related_name="deputy_terms",
        verbose_name=_("phó trưởng khối"),
    )

    class Meta:
        verbose_name = _("trưởng khối, phó trưởng khối")
        verbose_name_plural = _("trưởng khối, phó trưởng khối")
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(fields=["bloc", "year"], name="bloc_term_once_a_year"),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("head")),
                name="bloc_deputy_is_another",
            ),
        )

    def __str__(self) -> str:
        return f"{self.bloc}, {self.year}: {self.head}"


class BlocDocument(Attachment):
    """A paper of a bloc for a year: its common pledge, the minutes of a meeting."""

    bloc = models.ForeignKey(Bloc, models.PROTECT, related_name="documents")
    year = models.PositiveSmallIntegerField(_("năm"))
    title = models.CharField(_("tên văn bản"), max_length=200)

    class Meta:
        verbose_name = _("văn bản của khối")
        verbose_name_plural = _("văn bản của khối")
        ordering = ("-year", "-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.title


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

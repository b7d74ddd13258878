"""How well people and units completed their tasks, year by year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models.accounts import Account
from units.models.organisation import Agency, Unit
from units.models.people import Person
from units.models.subjects import person_or_unit


class YearRating(models.Model):
    """The official rating of a person or of a unit for a year (mức độ hoàn thành nhiệm vụ)."""

    class Rating(models.TextChoices):
        """Degrees of completion, the best first."""

        HTXS = "HTXS", _("hoàn thành xuất sắc nhiệm vụ")
        HTT = "HTT", _("hoàn thành tốt nhiệm vụ")
        HT = "HT", _("hoàn thành nhiệm vụ")
        KHT = "KHT", _("không hoàn thành nhiệm vụ")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="ratings")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="ratings")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="ratings")
    year = models.PositiveSmallIntegerField(_("năm"))
    rating = models.CharField(_("xếp loại"), max_length=4, choices=Rating)
    source = models.CharField(_("văn bản xếp loại"), max_length=300)
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("xếp loại hằng năm")
        verbose_name_plural = _("xếp loại hằng năm")
        ordering = ("-year", "pk")
        constraints = (
            person_or_unit("rating_one_subject"),
            # Where there is no person, or no unit, the other of the two constraints holds.
            models.UniqueConstraint(fields=["person", "year"], name="person_rated_once_a_year"),
            models.UniqueConstraint(fields=["unit", "year"], name="unit_rated_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.person or self.unit}, {self.year}: {self.rating}"

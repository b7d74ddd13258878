"""Time in which a person served without being at work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models.people import Person
from units.models.periods import PERIOD_ORDERED, PeriodQuerySet


class Leave(models.Model):
    """A leave that the law may count as time at work (Decree 65/2014, article 5; 98/2023, 4)."""

    class Kind(models.TextChoices):
        """Why the person is away."""

        MATERNITY = "MATERNITY", _("nghỉ thai sản")
        WOUND = "WOUND", _("điều trị vết thương do chiến đấu hoặc cứu người, cứu tài sản")
        TRAINING = "TRAINING", _("đi học, bồi dưỡng")
        OTHER = "OTHER", _("lý do khác")

    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    kind = models.CharField(_("lý do nghỉ"), max_length=9, choices=Kind)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("thời gian nghỉ")
        verbose_name_plural = _("thời gian nghỉ")
        ordering = ("since", "pk")
        constraints = (
            models.CheckConstraint(condition=PERIOD_ORDERED, name="leave_period_ordered"),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.since:%d/%m/%Y}"

"""What weighs against a person or a unit: disciplines, and matters that are still open.

Seen by few (`units.permissions`). The rows call themselves by their number alone, for the audit
trail and error pages print what a row calls itself.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models.organisation import Unit
from units.models.people import Person
from units.models.periods import PERIOD_ORDERED, PeriodQuerySet
from units.models.subjects import person_or_unit, the_set_one


class Discipline(models.Model):
    """A discipline of a person (hình thức kỷ luật), in force until it is served."""

    class Kind(models.TextChoices):
        """Disciplines of officials, the lightest first."""

        KHIEN_TRACH = "KHIEN_TRACH", _("khiển trách")
        CANH_CAO = "CANH_CAO", _("cảnh cáo")
        HA_BAC_LUONG = "HA_BAC_LUONG", _("hạ bậc lương")
        GIANG_CHUC = "GIANG_CHUC", _("giáng chức")
        CACH_CHUC = "CACH_CHUC", _("cách chức")
        BUOC_THOI_VIEC = "BUOC_THOI_VIEC", _("buộc thôi việc")

    person = models.ForeignKey(Person, models.PROTECT, related_name="disciplines")
    kind = models.CharField(_("hình thức kỷ luật"), max_length=14, choices=Kind)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    reference = models.CharField(_("số, ký hiệu quyết định"), max_length=100)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("kỷ luật")
        verbose_name_plural = _("kỷ luật")
        ordering = ("since", "pk")
        constraints = (
            models.CheckConstraint(condition=PERIOD_ORDERED, name="discipline_period_ordered"),
        )

    def __str__(self) -> str:
        return f"#{self.pk}"


class Restriction(models.Model):
    """A matter about a person or a unit that bars an award while it is open.

    Decree 98/2023, article 4; Decree 152/2025, article 4.4. It ends when it is cleared in writing.
    """

    class Kind(models.TextChoices):
        """What is going on."""

        DISCIPLINARY = "DISCIPLINARY", _("đang xem xét kỷ luật")
        INVESTIGATION = "INVESTIGATION", _("đang điều tra")
        INSPECTION = "INSPECTION", _("đang thanh tra, kiểm toán có dấu hiệu vi phạm")
        COMPLAINT = "COMPLAINT", _("khiếu nại, tố cáo chưa giải quyết xong")
        PRESS = "PRESS", _("báo chí nêu tham nhũng, tiêu cực đang xác minh")

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="restrictions"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="restrictions"
    )
    kind = models.CharField(_("sự việc"), max_length=13, choices=Kind)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)
    source_document = models.CharField(_("văn bản nêu sự việc"), max_length=200)
    cleared_by = models.CharField(_("văn bản kết luận"), max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("sự việc chưa được khen thưởng")
        verbose_name_plural = _("sự việc chưa được khen thưởng")
        ordering = ("since", "pk")
        constraints = (
            person_or_unit("restriction_one_subject"),
            models.CheckConstraint(
                # A matter that is opened and cleared on one day never held.
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="restriction_period_ordered",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | ~Q(cleared_by=""),
                name="lifted_restriction_names_paper",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def subject(self) -> Person | Unit:
        """Whom it is about."""
        return the_set_one(self.person, self.unit)

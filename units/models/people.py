"""People, and where each of them stood when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from units.fields import DerivedField
from units.models.organisation import Agency, Unit
from units.models.periods import PERIOD, PERIOD_ORDERED, PeriodQuerySet
from units.text import fold, name_key


class Person(models.Model):
    """Somebody who works in, or belongs to, an agency."""

    class Gender(models.TextChoices):
        """Sex as official forms ask for it."""

        MALE = "M", _("nam")
        FEMALE = "F", _("nữ")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="people")
    staff_code = models.CharField(_("mã cán bộ"), max_length=20)
    full_name = models.CharField(_("họ và tên"), max_length=100)
    gender = models.CharField(_("giới tính"), max_length=1, choices=Gender)
    born_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    joined_on = models.DateField(_("ngày bắt đầu công tác"), null=True, blank=True)
    higher_retirement_age = models.BooleanField(
        _("nghỉ hưu ở tuổi cao hơn"),
        default=False,
        help_text=_("Thuộc diện nghỉ hưu ở tuổi cao hơn theo quy định của pháp luật."),
    )
    folded = DerivedField(of="full_name", by=fold)
    sort_key = DerivedField(of="full_name", by=name_key)

    class Meta:
        verbose_name = _("cá nhân")
        verbose_name_plural = _("cá nhân")
        ordering = ("sort_key",)
        constraints = (
            models.UniqueConstraint(fields=["agency", "staff_code"], name="staff_code_once"),
        )

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """Page of the person."""
        return reverse("person", args=[self.pk])


class Posting(models.Model):
    """A person in a unit for a period; the main one is in the State line and one at a time."""

    class Rank(models.TextChoices):
        """Leader or direct worker: the law asks for the share of each among the rewarded."""

        LEADER = "LEADER", _("lãnh đạo, quản lý")
        DIRECT = "DIRECT", _("người lao động trực tiếp")

    class Office(models.TextChoices):
        """Leadership offices whose years count as long service (cống hiến), the highest first."""

        BO_TRUONG = "BO_TRUONG", _("Bộ trưởng và tương đương")
        THU_TRUONG = "THU_TRUONG", _("Thứ trưởng và tương đương")
        TONG_CUC_TRUONG = "TONG_CUC_TRUONG", _("Tổng cục trưởng và tương đương")
        PHO_TONG_CUC_TRUONG = "PHO_TONG_CUC_TRUONG", _("Phó Tổng cục trưởng và tương đương")
        VU_TRUONG = "VU_TRUONG", _("Vụ trưởng và tương đương")
        PHO_VU_TRUONG = "PHO_VU_TRUONG", _("Phó Vụ trưởng và tương đương")

    person = models.ForeignKey(Person, models.CASCADE, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings")
    title = models.CharField(_("chức vụ"), max_length=100)
    rank = models.CharField(_("đối tượng"), max_length=10, choices=Rank, default=Rank.DIRECT)
    office = models.CharField(
        _("chức vụ tính cống hiến"), max_length=20, choices=Office, blank=True
    )
    is_main = models.BooleanField(_("vị trí chính"), default=True)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến trước ngày"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("vị trí công tác")
        verbose_name_plural = _("vị trí công tác")
        ordering = ("since",)
        constraints = (
            models.CheckConstraint(condition=PERIOD_ORDERED, name="posting_period_ordered"),
            ExclusionConstraint(
                name="one_main_posting_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (PERIOD, RangeOperators.OVERLAPS)],
                condition=Q(is_main=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.title}, {self.unit}"

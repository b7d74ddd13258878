"""What went back to the unit, what was asked to be changed, and what was checked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from awards.parts import Check, Part
from units.models import Account


class NominationReturn(models.Model):
    """A nomination was given back, with a reason, and perhaps for some of its parts alone.

    It is open until the nomination is sent again, or until the same side returns it anew.
    """

    class Level(models.TextChoices):
        """Who gave it back."""

        HEAD = "HEAD", _("thủ trưởng đơn vị")
        STANDING = "STANDING", _("thường trực Hội đồng")

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="returns")
    level = models.CharField(_("bên trả lại"), max_length=10, choices=Level)
    note = models.TextField(_("lý do trả lại"))
    returned_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(_("trả lại lúc"))
    answered_at = models.DateTimeField(_("gửi lại lúc"), null=True)

    class Meta:
        verbose_name = _("lần trả lại hồ sơ")
        verbose_name_plural = _("lần trả lại hồ sơ")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["nomination", "level"],
                condition=Q(answered_at=None),
                name="one_open_return_a_level",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="return_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.nomination}: {self.note[:80]}"


class ReturnedPart(models.Model):
    """A part that a return asks to be changed, and perhaps what is wrong with it."""

    request = models.ForeignKey(NominationReturn, models.CASCADE, related_name="parts")
    part = models.CharField(_("phần cần sửa"), max_length=12, choices=Part)
    remark = models.CharField(_("cần sửa gì"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("phần cần sửa")
        verbose_name_plural = _("phần cần sửa")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["request", "part"], name="part_asked_once"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="asked_part_is_known"),
        )

    def __str__(self) -> str:
        return self.get_part_display()


class NominationCheck(models.Model):
    """Somebody of the standing body checked a part; it holds as long as the part stays the same."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="checks")
    check_of = models.CharField(_("phần đã kiểm tra"), max_length=12, choices=Check)
    fingerprint = models.CharField(_("dấu của nội dung"), max_length=64)
    checked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("kiểm tra lúc"))

    class Meta:
        verbose_name = _("phần hồ sơ đã kiểm tra")
        verbose_name_plural = _("phần hồ sơ đã kiểm tra")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["nomination", "check_of"], name="checked_once"),
            models.CheckConstraint(condition=Q(check_of__in=Check.values), name="check_is_known"),
        )

    def __str__(self) -> str:
        return self.get_check_of_display()

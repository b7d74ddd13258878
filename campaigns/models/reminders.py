"""When an agency reminds of what is due."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models import Agency

MOST_DAYS = 60


class Duty(models.TextChoices):
    """What people are reminded of."""

    PLEDGE = "PLEDGE", _("đăng ký thi đua")
    MIDYEAR = "MIDYEAR", _("tự đánh giá giữa năm")
    SELF_SCORE = "SELF_SCORE", _("tự chấm điểm")
    CROSS_SCORE = "CROSS_SCORE", _("chấm chéo trong khối")
    NOMINATION = "NOMINATION", _("đề nghị khen thưởng")
    OPINION = "OPINION", _("ý kiến của ủy viên Hội đồng")
    YEAREND = "YEAREND", _("tự đánh giá cuối năm")


class ReminderRule(models.Model):
    """The agency's own schedule for a duty, in working days; without a row the usual one holds."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="reminder_rules")
    duty = models.CharField(_("việc"), max_length=12, choices=Duty)
    before = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_DAYS)]),
        verbose_name=_("nhắc trước hạn, ngày làm việc"),
    )
    after = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_DAYS)]),
        verbose_name=_("nhắc sau hạn, ngày làm việc"),
    )
    escalate_after = models.PositiveSmallIntegerField(
        _("báo cấp trên sau hạn, ngày làm việc"), null=True
    )
    hold = models.BooleanField(_("thường trực xem thư trước khi gửi"), default=False)

    class Meta:
        verbose_name = _("lịch nhắc việc")
        verbose_name_plural = _("lịch nhắc việc")
        constraints = (models.UniqueConstraint(fields=["agency", "duty"], name="one_rule_a_duty"),)

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_duty_display()}"

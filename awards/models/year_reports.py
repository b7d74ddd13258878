"""The office's own words in the year-end report, beside what the tally counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.models.tallies import Tally
from units.models import Account


class YearReport(models.Model):
    """A text for each section of the report on a tally's year; the figures are the tally's."""

    class Section(models.TextChoices):
        """Sections of the report, in order."""

        DIRECTION = "direction", _("Công tác chỉ đạo, tổ chức thực hiện")
        MOVEMENTS = "movements", _("Kết quả các phong trào thi đua")
        AWARDS = "awards", _("Kết quả khen thưởng")
        ASSESSMENT = "assessment", _("Đánh giá chung: ưu điểm, hạn chế, nguyên nhân, bài học")
        NEXT = "next", _("Phương hướng năm sau, đề xuất, kiến nghị")

    tally = models.OneToOneField(Tally, models.CASCADE, related_name="report")
    words = models.JSONField(_("nội dung theo mục"), default=dict)
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    worded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("báo cáo tổng kết năm")
        verbose_name_plural = _("báo cáo tổng kết năm")

    def __str__(self) -> str:
        return str(self.tally)

"""Self-assessments of units: in the middle of the year and at its end."""

import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Commitment
from campaigns.models.pledges import Pledge, Target
from campaigns.workflow import AssessmentState
from units.models import Account

SENT_STATES = (AssessmentState.SENT, AssessmentState.READ)


class Assessment(models.Model):
    """How a unit judges its own year so far (sơ kết, tổng kết), commitment by commitment.

    What was sent stands: PostgreSQL refuses changes of its texts and figures until it is returned.
    """

    class Kind(models.TextChoices):
        """In the middle of the year, or at its end."""

        MIDYEAR = "MIDYEAR", _("sơ kết giữa năm")
        YEAREND = "YEAREND", _("tổng kết năm")

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="assessments")
    kind = models.CharField(_("loại"), max_length=8, choices=Kind)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=AssessmentState, default=AssessmentState.DRAFT
    )
    # Grows with every save, so that a second clerk never overwrites the first unseen.
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    overall = models.TextField(_("đánh giá chung, khó khăn, kiến nghị"), blank=True)
    return_note = models.TextField(_("lý do trả lại"), blank=True)
    begun_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)
    read_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(_("đọc lúc"), null=True)

    class Meta:
        verbose_name = _("tự đánh giá")
        verbose_name_plural = _("tự đánh giá")
        ordering = ("pledge__unit__sort_key", "kind")
        constraints = (
            models.UniqueConstraint(fields=["pledge", "kind"], name="one_assessment_a_kind"),
            models.CheckConstraint(
                condition=~Q(state__in=SENT_STATES)
                | Q(sent_by__isnull=False, sent_at__isnull=False),
                name="sent_assessment_has_sender",
            ),
            models.CheckConstraint(
                condition=~Q(state=AssessmentState.READ)
                | Q(read_by__isnull=False, read_at__isnull=False),
                name="read_assessment_has_reader",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pledge}, {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Page of the assessment."""
        return reverse("assessment", args=[self.pk])

    @property
    def due_on(self) -> datetime.date | None:
        """The day of the campaign that it is written for."""
        campaign = self.pledge.campaign
        return campaign.midyear_on if self.kind == self.Kind.MIDYEAR else campaign.yearend_on


class AssessmentPart(models.Model):
    """What the unit says of one commitment."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="parts")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+")
    text = models.TextField(_("tự đánh giá"), blank=True)

    class Meta:
        verbose_name = _("phần tự đánh giá")
        verbose_name_plural = _("phần tự đánh giá")
        ordering = ("commitment__number",)
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "commitment"], name="one_part_a_commitment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.commitment}"


class AssessmentFigure(models.Model):
    """A target and what was reached of it, as they were on the day of sending."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="figures")
    target = models.ForeignKey(Target, models.PROTECT, related_name="+")
    indicator = models.CharField(_("chỉ tiêu"), max_length=300)
    value = models.DecimalField(_("số lượng"), max_digits=12, decimal_places=2)
    measure = models.CharField(_("đơn vị tính"), max_length=50)
    reached = models.DecimalField(_("số đã đạt"), max_digits=12, decimal_places=2, null=True)
    progress = models.CharField(_("tiến độ"), max_length=10)

    class Meta:
        verbose_name = _("số liệu chốt khi gửi")
        verbose_name_plural = _("số liệu chốt khi gửi")
        ordering = ("target__commitment__number", "target")
        constraints = (
            models.UniqueConstraint(fields=["assessment", "target"], name="one_figure_a_target"),
        )

    def __str__(self) -> str:
        return self.indicator

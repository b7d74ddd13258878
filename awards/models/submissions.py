"""Submissions: a unit's letter with its nominees, the vote of its meeting, and the minutes."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.kept import KeptPdf
from awards.workflow import SubmissionState
from campaigns.models import Campaign
from units.fields import DerivedField
from units.models import Account, Agency, Attachment, Unit
from units.text import fold


class Submission(models.Model):
    """A unit's letter to the council with all whom it nominates (tờ trình).

    Once sent, PostgreSQL refuses any change of it, of its vote and of its minutes (migration
    `submissions`).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="submissions", null=True)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    title = models.CharField(_("trích yếu"), max_length=300)
    reference = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    letter = models.TextField(_("nội dung"), blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=5, choices=SubmissionState, default=SubmissionState.DRAFT
    )
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("lập lúc"))
    sent_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("tờ trình")
        verbose_name_plural = _("tờ trình")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DRAFT, sent_at__isnull=True)
                | Q(state=SubmissionState.SENT, sent_at__isnull=False, sent_by__isnull=False),
                name="sent_submission_is_signed",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the submission."""
        return reverse("submission", args=[self.pk])

    @property
    def is_sent(self) -> bool:
        """Whether it has left the unit for good."""
        return self.state == SubmissionState.SENT


class SubmissionFile(KeptPdf):
    """The PDF of a sent submission, kept under its SHA-256."""

    folder = "submissions"

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="file")

    class Meta:
        verbose_name = _("tệp tờ trình")
        verbose_name_plural = _("tệp tờ trình")


class UnitVote(models.Model):
    """The unit's meeting on its nominees: when it was, and how many of how many came."""

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="vote")
    met_on = models.DateField(_("ngày họp"))
    present = models.PositiveSmallIntegerField(_("số người dự họp"))
    total = models.PositiveSmallIntegerField(_("tổng số người của đơn vị"))

    class Meta:
        verbose_name = _("cuộc họp của đơn vị")
        verbose_name_plural = _("cuộc họp của đơn vị")
        constraints = (
            models.CheckConstraint(
                condition=Q(present__gte=1, present__lte=F("total")),
                name="no_more_present_than_there_are",
            ),
        )

    def __str__(self) -> str:
        return f"{self.met_on:%d/%m/%Y}: {self.present}/{self.total}"


class UnitVoteCount(models.Model):
    """How many agreed to one nominee; PostgreSQL refuses more than were present."""

    vote = models.ForeignKey(UnitVote, models.CASCADE, related_name="counts")
    nomination = models.OneToOneField(
        "awards.Nomination", models.CASCADE, related_name="unit_count"
    )
    agreed = models.PositiveSmallIntegerField(_("số người đồng ý"))

    class Meta:
        verbose_name = _("kết quả biểu quyết của đơn vị")
        verbose_name_plural = _("kết quả biểu quyết của đơn vị")

    def __str__(self) -> str:
        return str(self.agreed)


class MinutesFile(Attachment):
    """Minutes of the unit's meeting, or its count of votes, as signed on paper."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="minutes")

    class Meta:
        verbose_name = _("biên bản họp của đơn vị")
        verbose_name_plural = _("biên bản họp của đơn vị")
        ordering = ("pk",)

    def get_absolute_url(self) -> str:
        """Where the file is served."""
        return reverse("unit_minutes", args=[self.pk])

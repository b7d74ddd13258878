"""Long work in the background, as rows that survive a lost broker or worker."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from units.models.accounts import Account


class Job(models.Model):
    """A piece of long work, its progress and how it ended.

    `kind` names a function registered with `units.jobs.job_kind`; `argument` is its one number,
    as a rule the key of the row that it works on.
    """

    class State(models.TextChoices):
        """Where the work stands."""

        QUEUED = "QUEUED", _("đang chờ")
        RUNNING = "RUNNING", _("đang chạy")
        DONE = "DONE", _("đã xong")
        FAILED = "FAILED", _("không thành công")

    kind = models.CharField(_("loại"), max_length=40)
    argument = models.BigIntegerField(_("đối tượng"))
    owner = models.ForeignKey(Account, models.CASCADE, related_name="jobs")
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(_("đã làm"), default=0)
    total = models.PositiveIntegerField(_("tổng số"), default=0)
    error = models.TextField(_("lỗi"), blank=True)
    path = models.CharField(_("trang kết quả"), max_length=200)
    created_at = models.DateTimeField(_("tạo lúc"))
    beat_at = models.DateTimeField(_("tín hiệu cuối"), null=True)
    ended_at = models.DateTimeField(_("kết thúc lúc"), null=True)

    class Meta:
        verbose_name = _("công việc nền")
        verbose_name_plural = _("công việc nền")
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="job_done_within_total"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.argument}"

    def get_absolute_url(self) -> str:
        """Page with the progress bar."""
        return reverse("job", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in {self.State.DONE, self.State.FAILED}

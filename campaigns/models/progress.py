"""What a target gathers through the year: notes with figures, and files as evidence."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.pledges import Target, as_written
from units.models import Account, Attachment

NEVER_WITHDRAWN = Q(withdrawn_by=None, withdrawn_at=None, withdrawal_reason="")
WITHDRAWN = Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")


class ProgressNote(models.Model):
    """What was known of a target on a day: how much is reached so far, and what was done.

    A note is never changed: a newer one corrects it, or it is withdrawn with a reason. PostgreSQL
    refuses everything else (migration `0005_progress`).
    """

    target = models.ForeignKey(
        Target, models.PROTECT, related_name="notes", verbose_name=_("chỉ tiêu")
    )
    on = models.DateField(_("tính đến ngày"))
    reached = models.DecimalField(_("số đã đạt"), max_digits=12, decimal_places=2, null=True)
    text = models.TextField(_("việc đã làm"), blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("người ghi"))
    at = models.DateTimeField(_("ghi lúc"))
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True)
    withdrawal_reason = models.TextField(_("lý do rút"), blank=True)

    class Meta:
        verbose_name = _("ghi nhận tiến độ")
        verbose_name_plural = _("ghi nhận tiến độ")
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(reached__gte=0), name="reached_not_negative"),
            models.CheckConstraint(
                condition=Q(reached__isnull=False) | ~Q(text=""), name="note_says_something"
            ),
            models.CheckConstraint(
                condition=NEVER_WITHDRAWN | WITHDRAWN, name="withdrawn_by_somebody_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.target}, {self.on:%d/%m/%Y}"

    @property
    def amount(self) -> Decimal | None:
        """What is reached, as a person would write it."""
        return as_written(self.reached)


class ProgressFile(Attachment):
    """Evidence that came with a note; it stays as long as the note."""

    note = models.ForeignKey(ProgressNote, models.PROTECT, related_name="files")

    class Meta:
        verbose_name = _("minh chứng")
        verbose_name_plural = _("minh chứng")
        ordering = ("pk",)

    def get_absolute_url(self) -> str:
        """Address of the file itself."""
        return reverse("progress_file", args=[self.pk])

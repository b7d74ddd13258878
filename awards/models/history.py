"""Old awards on their way from a spreadsheet into the register."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.decisions import Decision
from awards.models.nominations import Nomination
from awards.models.subjects import RecipientKind
from awards.workflow import HistoryState
from campaigns.labels import award_label
from units.fields import DerivedField
from units.models import Account, Agency, Attachment, Person, Unit
from units.models.subjects import the_set_one
from units.text import fold


class HistoryImport(Attachment):
    """A file of old awards as it was brought, and how far its matching is.

    `errors` are the cells that nobody could read, as (sheet, cell, column, text). Once all is
    recorded, PostgreSQL refuses any change of it and of its lines (migration `history`).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="history_imports")
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=HistoryState, default=HistoryState.MATCHING
    )
    errors = models.JSONField(_("ô cần sửa"), default=list)
    notes = models.JSONField(_("lưu ý khi đọc"), default=list)
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("ghi nhận lúc"), null=True)

    class Meta:
        verbose_name = _("tệp khen thưởng cũ")
        verbose_name_plural = _("tệp khen thưởng cũ")
        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["agency", "file"], name="history_file_once"),
            models.CheckConstraint(
                condition=Q(
                    state=HistoryState.DONE, recorded_by__isnull=False, recorded_at__isnull=False
                )
                | (
                    ~Q(state=HistoryState.DONE)
                    & Q(recorded_by__isnull=True, recorded_at__isnull=True)
                ),
                name="recorded_history_has_recorder",
            ),
        )

    def get_absolute_url(self) -> str:
        """Page of the file."""
        return reverse("decision_history", args=[self.pk])


class HistoryLine(models.Model):
    """A row of the file, and whom a person says that it is about; no machine ever says so.

    `decision` is where the line went when all was recorded.
    """

    class State(models.TextChoices):
        """What a person made of the line."""

        OPEN = "OPEN", _("chưa chọn")
        CHOSEN = "CHOSEN", _("đã chọn")
        OUTSIDE = "OUTSIDE", _("không thuộc cơ quan")
        LATER = "LATER", _("để sau")

    history = models.ForeignKey(HistoryImport, models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField(_("dòng"))
    kind = models.CharField(_("đối tượng"), max_length=10, choices=RecipientKind)
    name = models.CharField(_("tên trong quyết định"), max_length=200)
    title = models.CharField(_("chức vụ"), max_length=100, blank=True)
    unit = models.CharField(_("đơn vị trong quyết định"), max_length=200, blank=True)
    code = models.CharField(_("mã"), max_length=50, blank=True)
    born_on = models.DateField(_("ngày sinh"), null=True)
    award = models.CharField(_("danh hiệu, hình thức khen thưởng"), max_length=20)
    type = models.CharField(_("loại hình khen thưởng"), max_length=12, choices=Nomination.Type)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    authority = models.CharField(_("thẩm quyền quyết định"), max_length=200)
    reference = models.CharField(_("số, ký hiệu"), max_length=60)
    signed_on = models.DateField(_("ngày ký"))
    state = models.CharField(_("trạng thái"), max_length=8, choices=State, default=State.OPEN)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    collective = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    chosen_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="history_lines")
    folded = DerivedField(of="name", by=fold)

    class Meta:
        verbose_name = _("dòng khen thưởng cũ")
        verbose_name_plural = _("dòng khen thưởng cũ")
        ordering = ("history", "row")
        constraints = (
            models.UniqueConstraint(fields=["history", "row"], name="history_row_once"),
            models.CheckConstraint(
                condition=Q(
                    state="CHOSEN",
                    kind=RecipientKind.INDIVIDUAL,
                    person__isnull=False,
                    collective__isnull=True,
                )
                | Q(
                    state="CHOSEN",
                    kind=RecipientKind.COLLECTIVE,
                    person__isnull=True,
                    collective__isnull=False,
                )
                | (~Q(state="CHOSEN") & Q(person__isnull=True, collective__isnull=True)),
                name="chosen_line_has_its_subject",
            ),
            models.CheckConstraint(
                condition=Q(state="OPEN") | Q(chosen_by__isnull=False),
                name="somebody_settled_the_line",
            ),
        )

    def __str__(self) -> str:
        return f"{self.row}: {self.name}"

    def get_absolute_url(self) -> str:
        """Page on which somebody says whom the line is about."""
        return reverse("decision_history_line", args=[self.pk])

    @property
    def subject(self) -> Person | Unit | None:
        """Whom the line is about, as somebody chose."""
        return the_set_one(self.person, self.collective) if self.state == "CHOSEN" else None

    @property
    def place(self) -> str:
        """Post and unit as the paper has them."""
        return ", ".join(filter(None, (self.title, self.unit)))

    @property
    def award_name(self) -> str:
        """The award's name as this agency calls it."""
        return award_label(self.award, self.history.agency.name)

"""Nominees posted for everybody to comment on, and what people say of them."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from awards.workflow import ConsultationPhase, RemarkState
from campaigns.labels import award_label
from units.fields import DerivedField
from units.models import Account, Agency
from units.text import fold, name_key


class Consultation(models.Model):
    """Nominees posted for comment from a day to a day (đợt lấy ý kiến công khai).

    Its days alone decide whether it is open; nothing moves it.
    """

    class Audience(models.TextChoices):
        """Who reads it and may say something."""

        STAFF = "STAFF", _("mọi người trong cơ quan")
        PUBLIC = "PUBLIC", _("mọi người, không cần đăng nhập")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="consultations")
    title = models.CharField(_("tên đợt lấy ý kiến"), max_length=200)
    audience = models.CharField(
        _("đối tượng lấy ý kiến"), max_length=6, choices=Audience, default=Audience.STAFF
    )
    first_day = models.DateField(_("ngày đầu"))
    last_day = models.DateField(_("ngày cuối"))
    extension_note = models.TextField(_("lý do gia hạn"), blank=True)
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"))
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("đợt lấy ý kiến")
        verbose_name_plural = _("đợt lấy ý kiến")
        ordering = ("-first_day", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="consultation_days_ordered"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the consultation."""
        return reverse("consultation", args=[self.pk])

    def phase(self, on: datetime.date) -> ConsultationPhase:
        """Where it stands on a day."""
        if on < self.first_day:
            return ConsultationPhase.AHEAD
        return ConsultationPhase.OVER if on > self.last_day else ConsultationPhase.OPEN


class ConsultationItem(models.Model):
    """A nominee as posted: what everybody reads, kept as it read on the first day.

    A file that is edited afterwards is another `edition`, and must be posted anew.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="items")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="consultation_items")
    edition = models.PositiveIntegerField(_("lần sửa"))
    name = models.CharField(_("tên"), max_length=200)
    place = models.CharField(_("chức vụ, đơn vị"), max_length=400, blank=True)
    award = models.CharField(_("danh hiệu, hình thức khen thưởng"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    achievement = models.TextField(_("tóm tắt thành tích"))
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawal_note = models.TextField(_("lý do rút"), blank=True)
    sort_key = DerivedField(of="name", by=name_key)

    class Meta:
        verbose_name = _("người, tập thể được lấy ý kiến")
        verbose_name_plural = _("người, tập thể được lấy ý kiến")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["consultation", "nomination"], name="posted_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawal_note=""),
                name="withdrawn_posting_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} – {self.award_name}"

    def get_absolute_url(self) -> str:
        """Page of the nominee in the consultation."""
        return reverse("consultation_item", args=[self.consultation_id, self.pk])

    @property
    def award_name(self) -> str:
        """The award's name as the agency calls it."""
        return award_label(self.award, self.consultation.agency.name)


class Remark(models.Model):
    """What somebody says of a posted nominee, and what came of it.

    The sender is an account, or outside the agency a name with a contact. Who it was is never
    read from here: `awards.queries.consultations.thread` tells whom it may be told.
    """

    class Kind(models.TextChoices):
        """A comment is answered; a complaint is settled, and stops the file until then."""

        COMMENT = "COMMENT", _("góp ý")
        COMPLAINT = "COMPLAINT", _("khiếu nại, phản ánh")

    item = models.ForeignKey(ConsultationItem, models.PROTECT, related_name="remarks")
    kind = models.CharField(_("loại ý kiến"), max_length=9, choices=Kind)
    text = models.CharField(_("nội dung"), max_length=4000)
    confidential = models.BooleanField(_("giữ kín tên người gửi"), default=True)
    sender = models.ForeignKey(Account, models.PROTECT, null=True, related_name="sent_remarks")
    name = models.CharField(_("họ tên người gửi"), max_length=100, blank=True)
    contact = models.CharField(_("điện thoại hoặc thư điện tử"), max_length=100, blank=True)
    # Who sent it, as the limits count senders: an account, or a contact without case and marks.
    sender_key = models.CharField(max_length=120)
    sent_at = models.DateTimeField(_("gửi lúc"))
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=RemarkState, default=RemarkState.WAITING
    )
    explanation = models.CharField(_("giải trình"), max_length=4000, blank=True)
    explained_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    explained_at = models.DateTimeField(_("giải trình lúc"), null=True)
    answer = models.CharField(_("trả lời"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)

    class Meta:
        verbose_name = _("ý kiến về người được đề nghị")
        verbose_name_plural = _("ý kiến về người được đề nghị")
        ordering = ("sent_at", "pk")
        constraints = (
            models.UniqueConstraint("item", "sender_key", MD5("text"), name="remark_sent_once"),
            models.CheckConstraint(
                condition=Q(sender__isnull=False, name="", contact="")
                | Q(sender__isnull=True) & ~Q(name="") & ~Q(contact=""),
                name="remark_has_sender",
            ),
            models.CheckConstraint(
                condition=Q(state=RemarkState.WAITING, answer="", answered_at__isnull=True)
                | ~Q(state=RemarkState.WAITING)
                & ~Q(answer="")
                & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_remark_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=RemarkState.WAITING)
                | Q(kind="COMMENT", state=RemarkState.ANSWERED)
                | Q(kind="COMPLAINT", state__in=[RemarkState.UPHELD, RemarkState.DISMISSED]),
                name="only_complaints_are_settled",
            ),
            models.CheckConstraint(
                condition=Q(explanation="", explained_at__isnull=True)
                | Q(kind="COMPLAINT", explained_at__isnull=False, explained_by__isnull=False)
                & ~Q(explanation=""),
                name="only_complaints_are_explained",
            ),
        )
        indexes = (
            models.Index(
                fields=["item"],
                condition=Q(kind="COMPLAINT", state=RemarkState.WAITING),
                name="open_complaints",
            ),
            models.Index(fields=["sender_key", "sent_at"]),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.item}"

    def get_absolute_url(self) -> str:
        """Page of the remark."""
        return reverse("consultation_remark", args=[self.pk])

"""Nominations: a unit proposes a person or a collective for an award."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.subjects import Subject, one_subject
from awards.models.submissions import Submission
from awards.workflow import GONE, IN_UNIT, NominationState
from campaigns.labels import award_label
from campaigns.models import Campaign
from units.models import Account, Agency, Unit


class Nomination(Subject):
    """A proposal of one award for one subject and year (đề nghị khen thưởng)."""

    class Type(models.TextChoices):
        """Types of commendation (loại hình khen thưởng), Law 06/2022/QH15, article 8."""

        CONG_TRANG = "CONG_TRANG", _("theo công trạng")
        PHONG_TRAO = "PHONG_TRAO", _("theo phong trào thi đua, chuyên đề")
        DOT_XUAT = "DOT_XUAT", _("đột xuất")
        CONG_HIEN = "CONG_HIEN", _("theo quá trình cống hiến")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="nominations")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="nominations", null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sent_nominations")
    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=_("tờ trình"),
    )
    award = models.CharField(_("danh hiệu, hình thức khen thưởng"), max_length=20)
    type = models.CharField(
        _("loại hình khen thưởng"), max_length=12, choices=Type, default=Type.CONG_TRANG
    )
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    achievement = models.TextField(_("tóm tắt thành tích"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=NominationState, default=NominationState.DRAFT
    )
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    return_note = models.TextField(_("lý do trả lại"), blank=True)
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    state_since = models.DateTimeField(_("ở trạng thái này từ"))
    # Who of the standing body deals with it, and since when they have: no recall any more.
    specialist = models.ForeignKey(
        Account,
        models.PROTECT,
        verbose_name=_("chuyên viên thụ lý"),
        related_name="+",
        null=True,
        blank=True,
    )
    taken_up_at = models.DateTimeField(_("bắt đầu kiểm tra lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("đề nghị khen thưởng")
        verbose_name_plural = _("đề nghị khen thưởng")
        ordering = ("-year", "pk")
        constraints = (
            one_subject("nomination_one_subject"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(IN_UNIT)) | Q(submission__isnull=False),
                name="sent_nomination_has_submission",
            ),
            models.UniqueConstraint(
                fields=["award", "type", "year", "person"],
                condition=Q(person__isnull=False) & ~Q(state__in=GONE),
                name="person_nominated_once",
            ),
            models.UniqueConstraint(
                fields=["award", "type", "year", "collective"],
                condition=Q(collective__isnull=False) & ~Q(state__in=GONE),
                name="collective_nominated_once",
            ),
        )
        indexes = (models.Index(fields=["agency", "year", "state"]),)

    def __str__(self) -> str:
        return f"{self.subject} – {self.award_name}"

    def get_absolute_url(self) -> str:
        """Page of the nomination."""
        return reverse("nomination", args=[self.pk])

    @property
    def was_sent(self) -> bool:
        """Whether it has ever left the unit; what was sent stays on record."""
        return self.submission is not None and self.submission.is_sent

    @property
    def award_name(self) -> str:
        """The award's name as this agency calls it."""
        return award_label(self.award, self.agency.name)

"""The initiative council's sittings: members, initiatives before them, who is recused, scores."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.proposals import Proposal
from campaigns.rubric import Criterion
from campaigns.workflow import SittingState
from units.fields import DerivedField
from units.models import Account, Agency
from units.text import fold


class Sitting(models.Model):
    """A sitting of the initiative council (phiên họp Hội đồng xét sáng kiến).

    Members, recusals and the scoring table are those of the day it opens.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="sittings")
    title = models.CharField(_("tên phiên họp"), max_length=200)
    due_on = models.DateField(_("hạn chấm điểm"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=SittingState, default=SittingState.OPEN
    )
    rubric = models.JSONField(_("thang điểm"), default=list)
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"))
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("phiên họp xét sáng kiến")
        verbose_name_plural = _("phiên họp xét sáng kiến")
        ordering = ("-opened_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=SittingState.OPEN, closed_at__isnull=True)
                | Q(state=SittingState.CLOSED, closed_at__isnull=False),
                name="closed_sitting_has_time",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the sitting."""
        return reverse("sitting", args=[self.pk])

    @property
    def criteria(self) -> list[Criterion]:
        """The scoring table that was in force when the sitting opened."""
        return [Criterion(**kept) for kept in self.rubric]


class SittingMember(models.Model):
    """A member of the initiative council in one sitting."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, models.PROTECT, related_name="sitting_memberships")
    is_chair = models.BooleanField(_("Chủ tịch"), default=False)

    class Meta:
        verbose_name = _("ủy viên của phiên họp")
        verbose_name_plural = _("ủy viên của phiên họp")
        ordering = ("-is_chair", "account__person__sort_key")
        constraints = (
            models.UniqueConstraint(fields=["sitting", "account"], name="sitting_member_once"),
            models.UniqueConstraint(
                fields=["sitting"], condition=Q(is_chair=True), name="one_chair_a_sitting"
            ),
        )

    def __str__(self) -> str:
        return str(self.account)


class SittingItem(models.Model):
    """A proposal before the council; the outcome and its figures are set once, at the close."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="items")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="item")
    passed = models.BooleanField(_("đề nghị công nhận"), null=True)
    agreed = models.PositiveSmallIntegerField(_("số đồng ý"), null=True)
    judges = models.PositiveSmallIntegerField(_("số ủy viên được chấm"), null=True)
    members = models.PositiveSmallIntegerField(_("tổng số ủy viên"), null=True)
    rule = models.JSONField(_("quy định áp dụng"), default=dict)

    # The reader's own sheet, put there by `campaigns.queries.sittings.items_with_my_sheet`.
    mine: "MarkSheet | None" = None

    class Meta:
        verbose_name = _("sáng kiến trong phiên họp")
        verbose_name_plural = _("sáng kiến trong phiên họp")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(passed__isnull=True)
                | Q(
                    agreed__isnull=False,
                    agreed__lte=models.F("judges"),
                    judges__lte=models.F("members"),
                ),
                name="sitting_outcome_has_figures",
            ),
        )

    def __str__(self) -> str:
        return str(self.proposal)


class Recusal(models.Model):
    """A member keeps out of an item: its text, scores and very number never reach them."""

    class Cause(models.TextChoices):
        """Why."""

        AUTHOR = "AUTHOR", _("là tác giả")
        LINE = "LINE", _("là cấp trên hoặc cấp dưới trực tiếp của tác giả")
        OWN_WISH = "OWN_WISH", _("tự xin không chấm")

    item = models.ForeignKey(SittingItem, models.CASCADE, related_name="recusals")
    member = models.ForeignKey(SittingMember, models.CASCADE, related_name="recusals")
    cause = models.CharField(_("lý do"), max_length=10, choices=Cause)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ủy viên không tham gia chấm")
        verbose_name_plural = _("ủy viên không tham gia chấm")
        constraints = (models.UniqueConstraint(fields=["item", "member"], name="recused_once"),)

    def __str__(self) -> str:
        return f"{self.member}: {self.get_cause_display()}"


class MarkSheet(models.Model):
    """What one member thinks of one item; may be changed until the sitting closes."""

    item = models.ForeignKey(SittingItem, models.CASCADE, related_name="sheets")
    member = models.ForeignKey(SittingMember, models.CASCADE, related_name="sheets")
    agrees = models.BooleanField(_("đề nghị công nhận"))
    comment = models.TextField(_("nhận xét chung"), blank=True)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("phiếu chấm")
        verbose_name_plural = _("phiếu chấm")
        ordering = ("-member__is_chair", "member__account__person__sort_key")
        constraints = (
            models.UniqueConstraint(fields=["item", "member"], name="one_sheet_a_member"),
        )

    def __str__(self) -> str:
        return f"{self.member}: {self.item}"

    @property
    def total(self) -> int:
        """Sum of the points; reads the marks."""
        return sum(mark.points for mark in self.marks.all())


class Mark(models.Model):
    """Points for one criterion of a sheet."""

    sheet = models.ForeignKey(MarkSheet, models.CASCADE, related_name="marks")
    criterion = models.CharField(_("tiêu chí"), max_length=20)
    points = models.PositiveSmallIntegerField(_("điểm"))
    comment = models.CharField(_("nhận xét"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("điểm")
        verbose_name_plural = _("điểm")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_mark_a_criterion"),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"

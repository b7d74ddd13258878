"""A council's review: who its members are, what they look at, what each thinks."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from awards.workflow import ReviewState
from units.fields import DerivedField
from units.models import Account, Agency
from units.text import fold


class Review(models.Model):
    """A round in which the council reviews nominations (phiên xét).

    Members are frozen when it opens: every share is counted over all of them.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reviews")
    title = models.CharField(_("tên phiên xét"), max_length=200)
    due_on = models.DateField(_("hạn cho ý kiến"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ReviewState, default=ReviewState.OPEN
    )
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"))
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("phiên xét")
        verbose_name_plural = _("phiên xét")
        ordering = ("-opened_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state=ReviewState.OPEN, closed_at__isnull=True)
                | Q(state=ReviewState.CLOSED, closed_at__isnull=False),
                name="closed_review_has_time",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the review."""
        return reverse("review", args=[self.pk])


class ReviewMember(models.Model):
    """A member of the council in one review."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, models.PROTECT, related_name="review_memberships")
    is_chair = models.BooleanField(_("Chủ tịch"), default=False)

    class Meta:
        verbose_name = _("ủy viên của phiên")
        verbose_name_plural = _("ủy viên của phiên")
        ordering = ("-is_chair", "account__person__sort_key")
        constraints = (
            models.UniqueConstraint(fields=["review", "account"], name="member_once"),
            models.UniqueConstraint(
                fields=["review"], condition=Q(is_chair=True), name="one_chair_a_review"
            ),
        )

    def __str__(self) -> str:
        return str(self.account)


class ReviewItem(models.Model):
    """A nomination in a review; the outcome and its figures are set once, at the close."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="items")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="review_items")
    passed = models.BooleanField(_("thông qua"), null=True)
    agreed = models.PositiveSmallIntegerField(_("số đồng ý"), null=True)
    members = models.PositiveSmallIntegerField(_("tổng số ủy viên"), null=True)
    rule = models.JSONField(_("quy định áp dụng"), default=dict)

    # The reader's own opinion, put there by `awards.queries.reviews.items_with_my_opinion`.
    mine: "Opinion | None" = None

    class Meta:
        verbose_name = _("hồ sơ trong phiên")
        verbose_name_plural = _("hồ sơ trong phiên")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["review", "nomination"], name="item_once"),
            models.CheckConstraint(
                condition=Q(passed__isnull=True)
                | Q(agreed__isnull=False, members__isnull=False, agreed__lte=models.F("members")),
                name="outcome_has_figures",
            ),
        )

    def __str__(self) -> str:
        return str(self.nomination)


class Opinion(models.Model):
    """What one member thinks of one nomination; may be changed until the review closes."""

    class View(models.TextChoices):
        """For or against."""

        AGREE = "AGREE", _("đồng ý")
        DISAGREE = "DISAGREE", _("không đồng ý")

    item = models.ForeignKey(ReviewItem, models.CASCADE, related_name="opinions")
    member = models.ForeignKey(ReviewMember, models.CASCADE, related_name="opinions")
    view = models.CharField(_("ý kiến"), max_length=10, choices=View)
    comment = models.TextField(_("nhận xét"), blank=True)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("ý kiến")
        verbose_name_plural = _("ý kiến")
        constraints = (
            models.UniqueConstraint(fields=["item", "member"], name="one_opinion_a_member"),
        )

    def __str__(self) -> str:
        return self.get_view_display()

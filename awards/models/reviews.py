"""A review of the council: who sits, what they look at, who keeps out of what, who thinks what."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.nominations import Nomination
from awards.workflow import ReviewState
from units.fields import DerivedField
from units.models import Account, Agency
from units.text import fold


class Review(models.Model):
    """A round in which the council reviews nominations (phiên xét), in a meeting or in writing.

    Members are frozen when it opens: every share is counted over all of them.
    """

    class Mode(models.TextChoices):
        """How the council comes to its vote."""

        MEETING = "MEETING", _("họp")
        WRITTEN = "WRITTEN", _("lấy ý kiến bằng văn bản, không họp")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reviews")
    title = models.CharField(_("tên phiên xét"), max_length=200)
    mode = models.CharField(_("hình thức"), max_length=8, choices=Mode, default=Mode.MEETING)
    due_on = models.DateField(_("hạn cho ý kiến"))
    meets_at = models.DateTimeField(_("họp lúc"), null=True, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ReviewState, default=ReviewState.OPEN
    )
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"))
    begun_at = models.DateTimeField(_("bắt đầu họp lúc"), null=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    announced_at = models.DateTimeField(_("công bố kết quả lúc"), null=True)
    # What the room looks at now; None between two items.
    current = models.ForeignKey(
        "ReviewItem", models.SET_NULL, null=True, related_name="+", verbose_name=_("đang xét")
    )
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("phiên xét")
        verbose_name_plural = _("phiên xét")
        ordering = ("-opened_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[ReviewState.OPEN, ReviewState.SITTING], closed_at=None)
                | Q(
                    state__in=[ReviewState.CLOSED, ReviewState.SIGNED],
                    closed_at__isnull=False,
                ),
                name="closed_review_has_time",
            ),
            models.CheckConstraint(
                condition=Q(announced_at=None) | Q(state=ReviewState.SIGNED),
                name="announced_review_is_signed",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the review."""
        return reverse("review", args=[self.pk])


class ReviewMember(models.Model):
    """A seat in one review: the council's members, its secretary, tellers and guests.

    Those who vote are the council: every share is counted over them. A substitute votes in the
    place of the member who gave the mandate, who then does not.
    """

    class Seat(models.TextChoices):
        """What somebody is in the review, in the order in which one stands in for another."""

        CHAIR = "CHAIR", _("Chủ tịch")
        VICE_CHAIR = "VICE_CHAIR", _("Phó Chủ tịch")
        MEMBER = "MEMBER", _("ủy viên")
        SECRETARY = "SECRETARY", _("thư ký")
        TELLER = "TELLER", _("kiểm phiếu")
        GUEST = "GUEST", _("khách mời")

    class Attendance(models.TextChoices):
        """Whether a seat is taken in the meeting."""

        PRESENT = "PRESENT", _("có mặt")
        REMOTE = "REMOTE", _("dự trực tuyến")
        ABSENT = "ABSENT", _("vắng mặt")

    review = models.ForeignKey(Review, models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, models.PROTECT, related_name="review_memberships")
    seat = models.CharField(_("vị trí"), max_length=10, choices=Seat, default=Seat.MEMBER)
    votes = models.BooleanField(_("có quyền bỏ phiếu"), default=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    attendance = models.CharField(_("dự họp"), max_length=8, choices=Attendance, blank=True)
    stands_for = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="substitute", verbose_name=_("dự thay")
    )
    mandate = models.CharField(_("văn bản ủy quyền"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("thành viên của phiên")
        verbose_name_plural = _("thành viên của phiên")
        ordering = ("order", "account__person__sort_key")
        constraints = (
            models.UniqueConstraint(fields=["review", "account"], name="member_once"),
            models.UniqueConstraint(
                fields=["review"], condition=Q(seat="CHAIR"), name="one_chair_a_review"
            ),
            models.CheckConstraint(
                condition=~Q(seat__in=["TELLER", "GUEST"], votes=True), name="guest_never_votes"
            ),
            models.CheckConstraint(
                condition=Q(stands_for=None) | ~Q(mandate=""), name="substitute_has_mandate"
            ),
        )

    def __str__(self) -> str:
        return str(self.account)

    @property
    def is_chair(self) -> bool:
        """Whether this is the chair's seat."""
        return self.seat == self.Seat.CHAIR

    @property
    def is_added(self) -> bool:
        """Whether the seat came after the opening, and may go again: no council member's own."""
        return self.stands_for_id is not None or self.seat in (self.Seat.TELLER, self.Seat.GUEST)

    @property
    def is_there(self) -> bool:
        """Whether the seat is taken, in the room or from afar."""
        return self.attendance in THERE


THERE = (ReviewMember.Attendance.PRESENT, ReviewMember.Attendance.REMOTE)


class ReviewItem(models.Model):
    """A nomination in a review; the outcome and its figures are set once, by a counted poll.

    `award` is what the council carried: the award proposed, or a lower one.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="items")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="review_items")
    rapporteur = models.ForeignKey(
        ReviewMember, models.SET_NULL, null=True, related_name="reports_on"
    )
    passed = models.BooleanField(_("thông qua"), null=True)
    award = models.CharField(_("danh hiệu, hình thức được thông qua"), max_length=20, blank=True)
    agreed = models.PositiveSmallIntegerField(_("số đồng ý"), null=True)
    members = models.PositiveSmallIntegerField(_("tổng số ủy viên"), null=True)
    rule = models.JSONField(_("quy định áp dụng"), default=dict)
    reason = models.TextField(_("lý do không thông qua"), blank=True)

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
                | Q(agreed__isnull=False, members__isnull=False, agreed__lte=F("members")),
                name="outcome_has_figures",
            ),
            models.CheckConstraint(
                condition=~Q(passed=True) | ~Q(award=""), name="passed_item_has_award"
            ),
        )

    def __str__(self) -> str:
        return str(self.nomination)


class Recusal(models.Model):
    """An account keeps out of an item: for it, the item does not exist.

    Not only members are kept out: whoever runs or watches the review may be kin to a nominee.
    """

    class Cause(models.TextChoices):
        """Why."""

        SELF = "SELF", _("là người được đề nghị")
        OWN_UNIT = "OWN_UNIT", _("cùng đơn vị hoặc thuộc tập thể được đề nghị")
        LEADS = "LEADS", _("là cấp trên trực tiếp")
        LED = "LED", _("là cấp dưới trực tiếp")
        CO_AUTHOR = "CO_AUTHOR", _("là đồng tác giả của sáng kiến trong hồ sơ")
        KIN = "KIN", _("có quan hệ gia đình đã khai")
        PRINCIPAL = "PRINCIPAL", _("dự thay cho người có xung đột lợi ích")
        DECLARED = "DECLARED", _("tự khai có xung đột lợi ích")

    item = models.ForeignKey(ReviewItem, models.CASCADE, related_name="recusals")
    account = models.ForeignKey(Account, models.PROTECT, related_name="recusals")
    cause = models.CharField(_("lý do"), max_length=10, choices=Cause)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("người không tham gia xét")
        verbose_name_plural = _("người không tham gia xét")
        constraints = (
            models.UniqueConstraint(fields=["item", "account"], name="account_recused_once"),
            models.CheckConstraint(
                condition=~Q(cause="DECLARED") | ~Q(note=""), name="declared_conflict_has_note"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account}: {self.get_cause_display()}"


class Declaration(models.Model):
    """A member declared to have no conflict of interest in an item; the dossier opens after it."""

    item = models.ForeignKey(ReviewItem, models.CASCADE, related_name="declarations")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("cam kết không xung đột lợi ích")
        verbose_name_plural = _("cam kết không xung đột lợi ích")
        constraints = (
            models.UniqueConstraint(fields=["item", "account"], name="one_declaration_each"),
        )

    def __str__(self) -> str:
        return f"{self.account}: {self.item}"


class Opinion(models.Model):
    """What one member thinks of one nomination; may be changed until the review closes.

    It prepares the meeting and decides nothing: the council decides by its polls.
    """

    class View(models.TextChoices):
        """For or against."""

        AGREE = "AGREE", _("đồng ý")
        DISAGREE = "DISAGREE", _("không đồng ý")

    item = models.ForeignKey(ReviewItem, models.CASCADE, related_name="opinions")
    member = models.ForeignKey(ReviewMember, models.CASCADE, related_name="opinions")
    view = models.CharField(_("ý kiến"), max_length=10, choices=View)
    comment = models.TextField(_("nhận xét"), blank=True)
    # For the member's own eyes, for good.
    notes = models.TextField(_("ghi chú riêng"), blank=True)
    # Points by criterion of `awards.law.rubric`: a help to think, which decides nothing.
    marks = models.JSONField(_("điểm tham khảo"), default=dict, blank=True)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("ý kiến")
        verbose_name_plural = _("ý kiến")
        constraints = (
            models.UniqueConstraint(fields=["item", "member"], name="one_opinion_a_member"),
        )

    def __str__(self) -> str:
        return self.get_view_display()

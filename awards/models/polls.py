"""Polls of the council: what is voted on, who may vote, the sealed ballots, what came of it.

A secret ballot lies in two envelopes, as in a vote by post. The outer one bears the voter's place
on the roll and is sealed to the first teller's key; the inner one bears no name and is sealed to
the second teller's. When the poll has closed, the first teller takes off the outer envelopes, all
in one transaction and in shuffled order; from then on nothing tells whose an inner envelope was.
Then the second teller opens those. No key is ever stored.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from awards.models.reviews import Review, ReviewItem, ReviewMember
from awards.workflow import PollState
from campaigns.labels import award_label
from units.models import Account


class Choice(models.TextChoices):
    """What a ballot may say."""

    AGREE = "AGREE", _("đồng ý")
    DISAGREE = "DISAGREE", _("không đồng ý")
    BLANK = "BLANK", _("phiếu trắng")


class Poll(models.Model):
    """One vote of the council on one or more items, on one sheet (lượt bỏ phiếu).

    All that is counted, hashed and published belongs to its items, each for itself: who is kept
    from one of them sees a poll without it.
    """

    class Method(models.TextChoices):
        """How the votes are given."""

        SECRET = "SECRET", _("bỏ phiếu kín trên hệ thống")
        PAPER = "PAPER", _("bỏ phiếu kín bằng giấy")
        OPEN = "OPEN", _("biểu quyết công khai")

    review = models.ForeignKey(Review, models.PROTECT, related_name="polls")
    method = models.CharField(_("cách bỏ phiếu"), max_length=6, choices=Method)
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=PollState, default=PollState.PREPARED
    )
    prepared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("mở lúc"), null=True)
    closed_at = models.DateTimeField(_("đóng lúc"), null=True)
    void_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("lượt bỏ phiếu")
        verbose_name_plural = _("lượt bỏ phiếu")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[PollState.PREPARED, PollState.VOID])
                | Q(opened_at__isnull=False),
                name="opened_poll_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PollState.PREPARED, PollState.OPEN, PollState.VOID])
                | Q(closed_at__isnull=False),
                name="closed_poll_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=PollState.VOID) | ~Q(void_reason=""), name="void_poll_has_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.review}: {self.get_method_display()}"


class PollKey(models.Model):
    """A teller's public key; the private one follows from a code that the teller alone holds.

    `place` 1 takes off the outer envelopes, 2 opens the inner ones.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="keys")
    teller = models.ForeignKey(ReviewMember, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(_("phong bì"))
    public_key = models.BinaryField(null=True)
    # The teller typed the code back, so that it is known to have been written down.
    proven = models.BooleanField(_("đã thử mã"), default=False)

    class Meta:
        verbose_name = _("khóa của người kiểm phiếu")
        verbose_name_plural = _("khóa của người kiểm phiếu")
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=["poll", "place"], name="one_key_a_place"),
            models.UniqueConstraint(fields=["poll", "teller"], name="two_different_tellers"),
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="two_envelopes"),
            models.CheckConstraint(
                condition=Q(proven=False) | Q(public_key__isnull=False), name="proven_key_exists"
            ),
        )

    def __str__(self) -> str:
        return f"{self.teller}: {self.place}"


class PollItem(models.Model):
    """An item in a poll, in its first or second round; its figures are set once, at the count.

    The second round may be on a lower award than the one proposed. `definition` is what was frozen
    at the opening: roll, options, rule; its SHA-256 stands on the sheet and in the minutes. `root`
    is the SHA-256 over the envelopes at the closing, `board` what is published of the count.
    `written` opinions are part of the other figures.
    """

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="items")
    item = models.ForeignKey(ReviewItem, models.PROTECT, related_name="polled")
    round = models.PositiveSmallIntegerField(_("vòng"), default=1)
    award = models.CharField(_("danh hiệu, hình thức"), max_length=20)
    # A void poll leaves the round free for the one that repeats it.
    is_void = models.BooleanField(default=False)
    definition = models.JSONField(_("nội dung đã chốt"), default=dict)
    definition_sha256 = models.CharField(max_length=64, blank=True)
    root = models.CharField(max_length=64, blank=True)
    board = models.JSONField(_("bảng công bố"), default=dict)
    agreed = models.PositiveSmallIntegerField(_("đồng ý"), null=True)
    disagreed = models.PositiveSmallIntegerField(_("không đồng ý"), null=True)
    blank = models.PositiveSmallIntegerField(_("phiếu trắng"), null=True)
    invalid = models.PositiveSmallIntegerField(_("phiếu không hợp lệ"), null=True)
    written = models.PositiveSmallIntegerField(_("ý kiến bằng văn bản"), null=True)
    absent = models.PositiveSmallIntegerField(_("không bỏ phiếu"), null=True)
    recused = models.PositiveSmallIntegerField(_("không tham gia"), null=True)
    members = models.PositiveSmallIntegerField(_("tổng số ủy viên"), null=True)
    passed = models.BooleanField(_("đạt"), null=True)

    class Meta:
        verbose_name = _("nội dung bỏ phiếu")
        verbose_name_plural = _("nội dung bỏ phiếu")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["item", "round"], condition=Q(is_void=False), name="one_poll_a_round"
            ),
            models.UniqueConstraint(fields=["poll", "item"], name="polled_once_a_sheet"),
            models.CheckConstraint(
                condition=Q(passed=None)
                | Q(
                    members=F("agreed")
                    + F("disagreed")
                    + F("blank")
                    + F("invalid")
                    + F("absent")
                    + F("recused")
                ),
                name="count_adds_up_to_all_members",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item}, {self.round}"

    @property
    def award_name(self) -> str:
        """The award that is voted on, as this agency calls it."""
        return award_label(self.award, self.item.nomination.agency.name)


class RollEntry(models.Model):
    """A member on the frozen roll of an item: may vote, or is recused.

    `returned` says at the closing that a ballot came in; there is no time, and no order, in it.
    """

    poll_item = models.ForeignKey(PollItem, models.CASCADE, related_name="roll")
    member = models.ForeignKey(ReviewMember, models.PROTECT, related_name="+")
    is_recused = models.BooleanField(_("không tham gia"), default=False)
    returned = models.BooleanField(_("đã bỏ phiếu"), default=False)

    class Meta:
        verbose_name = _("tên trong danh sách bỏ phiếu")
        verbose_name_plural = _("tên trong danh sách bỏ phiếu")
        ordering = ("member__order", "pk")
        constraints = (
            models.UniqueConstraint(fields=["poll_item", "member"], name="once_on_the_roll"),
            models.CheckConstraint(
                condition=Q(is_recused=False) | Q(returned=False), name="recused_returns_nothing"
            ),
        )

    def __str__(self) -> str:
        return str(self.member)


class Envelope(models.Model):
    """A sealed ballot in its outer envelope: replaced until the closing, gone with the opening."""

    entry = models.OneToOneField(RollEntry, models.CASCADE, related_name="envelope")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("phong bì ngoài")
        verbose_name_plural = _("phong bì ngoài")

    def __str__(self) -> str:
        return str(self.entry_id)


class InnerEnvelope(models.Model):
    """A ballot without its outer envelope; nothing tells whose it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll_item = models.ForeignKey(PollItem, models.CASCADE, related_name="inner_envelopes")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("phong bì trong")
        verbose_name_plural = _("phong bì trong")

    def __str__(self) -> str:
        return str(self.pk)


class OpenedBallot(models.Model):
    """What one ballot says, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll_item = models.ForeignKey(PollItem, models.CASCADE, related_name="ballots")
    choice = models.CharField(_("nội dung"), max_length=8, choices=Choice)

    class Meta:
        verbose_name = _("phiếu đã mở")
        verbose_name_plural = _("phiếu đã mở")

    def __str__(self) -> str:
        return self.get_choice_display()


class HandVote(models.Model):
    """A vote in the open, by name (biểu quyết giơ tay)."""

    entry = models.OneToOneField(RollEntry, models.CASCADE, related_name="hand_vote")
    choice = models.CharField(_("biểu quyết"), max_length=8, choices=Choice)

    class Meta:
        verbose_name = _("biểu quyết")
        verbose_name_plural = _("biểu quyết")

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_choice_display()}"


class WrittenOpinion(models.Model):
    """The signed opinion of an absent member, keyed in by one person and again by another."""

    entry = models.OneToOneField(RollEntry, models.CASCADE, related_name="written_opinion")
    choice = models.CharField(_("ý kiến"), max_length=8, choices=Choice)
    entered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("ý kiến bằng văn bản")
        verbose_name_plural = _("ý kiến bằng văn bản")
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="written_opinion_keyed_by_two",
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_choice_display()}"


class PaperCount(models.Model):
    """What one teller counted of the paper ballots on an item; the two must agree."""

    poll_item = models.ForeignKey(PollItem, models.CASCADE, related_name="paper_counts")
    teller = models.ForeignKey(ReviewMember, models.PROTECT, related_name="+")
    agreed = models.PositiveSmallIntegerField(_("đồng ý"))
    disagreed = models.PositiveSmallIntegerField(_("không đồng ý"))
    blank = models.PositiveSmallIntegerField(_("phiếu trắng"))
    invalid = models.PositiveSmallIntegerField(_("phiếu không hợp lệ"))

    class Meta:
        verbose_name = _("kết quả kiểm phiếu giấy")
        verbose_name_plural = _("kết quả kiểm phiếu giấy")
        constraints = (
            models.UniqueConstraint(fields=["poll_item", "teller"], name="one_count_a_teller"),
        )

    def __str__(self) -> str:
        return f"{self.poll_item}: {self.teller}"

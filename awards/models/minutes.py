"""Minutes of a review and count sheets of its polls: written from the rows, signed, frozen."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.polls import Poll
from awards.models.reviews import Review, ReviewItem, ReviewMember
from units.models import Account

# The key of what was said in general, beside what was said on each item.
GENERAL = "general"


class Minutes(models.Model):
    """A paper of the council: its minutes, an annex to them, or the count sheet of a poll.

    An item of which chair or secretary must not know goes into an annex of its own, which their
    stand-ins sign. `content` is what is printed, drawn from the rows and from `words`, what the
    secretary typed: by key of the item, and under `GENERAL`. From the first signature on neither
    changes (migration `minutes_and_chain`).
    """

    class Kind(models.TextChoices):
        """Which paper."""

        MINUTES = "MINUTES", _("biên bản họp Hội đồng")
        ANNEX = "ANNEX", _("phụ lục biên bản")
        COUNT = "COUNT", _("biên bản kiểm phiếu")

    review = models.ForeignKey(Review, models.PROTECT, related_name="minutes")
    kind = models.CharField(_("loại"), max_length=7, choices=Kind)
    items = models.ManyToManyField(ReviewItem, related_name="minutes")
    poll = models.OneToOneField(Poll, models.PROTECT, null=True, related_name="count_sheet")
    content = models.JSONField(_("nội dung"))
    words = models.JSONField(_("phần ghi của thư ký"), default=dict)
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    sha256 = models.CharField(_("mã SHA-256 của tệp"), max_length=64, blank=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("lập lúc"))
    signed_at = models.DateTimeField(_("ký xong lúc"), null=True)

    class Meta:
        verbose_name = _("biên bản")
        verbose_name_plural = _("biên bản")
        ordering = ("kind", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_at=None) | ~Q(sha256=""), name="signed_minutes_have_file"
            ),
            models.CheckConstraint(
                condition=Q(kind="COUNT", poll__isnull=False) | ~Q(kind="COUNT") & Q(poll=None),
                name="count_sheet_of_a_poll",
            ),
            models.UniqueConstraint(
                fields=["review"], condition=Q(kind="MINUTES"), name="one_minutes_a_review"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.review}"

    def get_absolute_url(self) -> str:
        """Page of the paper."""
        return reverse("minutes", args=[self.pk])

    @property
    def storage_name(self) -> str:
        """Name of the signed file in the storage."""
        return f"minutes/{self.sha256[:2]}/{self.sha256}.pdf"


class Signature(models.Model):
    """Somebody's name under a paper of the council: chair and secretary, or two tellers."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="signatures")
    member = models.ForeignKey(ReviewMember, models.PROTECT, related_name="+")
    seat = models.CharField(_("ký với tư cách"), max_length=60)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    signed_at = models.DateTimeField(_("ký lúc"), null=True)

    class Meta:
        verbose_name = _("chữ ký biên bản")
        verbose_name_plural = _("chữ ký biên bản")
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["minutes", "member"], name="signs_once"),
            models.UniqueConstraint(fields=["minutes", "order"], name="one_signature_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.member}: {self.seat}"

"""Certificates: the paper they are printed on, the printers, and each printing of each of them."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.decisions import Recipient
from awards.models.subjects import RecipientKind
from awards.workflow import LIVE_CERTIFICATE, CertificateState
from units.models import Account, Agency

# Millimetres of the smallest and the largest sheet, and of the smallest box on it.
SMALLEST_SHEET, LARGEST_SHEET, SMALLEST_BOX = 100, 500, 3
# How far a printer may be off, in millimetres.
FARTHEST_OFF = 20
ENDED = (CertificateState.LOST, CertificateState.SPOILT, CertificateState.RECALLED)


SHEET = (MinValueValidator(SMALLEST_SHEET), MaxValueValidator(LARGEST_SHEET))
BOX = (MinValueValidator(SMALLEST_BOX),)
NEAR = (MinValueValidator(-FARTHEST_OFF), MaxValueValidator(FARTHEST_OFF))


class CertificateStock(models.Model):
    """A kind of sheet: blank, for a full-colour print, or printed before with all but the names.

    On a pre-printed sheet only its `fields` are printed, each in its box. `kind` is empty for a
    stock that serves people and collectives.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="certificate_stocks")
    name = models.CharField(_("tên phôi, loại giấy"), max_length=100)
    width = models.PositiveSmallIntegerField(_("chiều ngang, mm"), validators=SHEET)
    height = models.PositiveSmallIntegerField(_("chiều dọc, mm"), validators=SHEET)
    is_preprinted = models.BooleanField(_("phôi in sẵn"), default=False)
    awards = ArrayField(models.CharField(max_length=20), verbose_name=_("danh hiệu, hình thức"))
    kind = models.CharField(_("đối tượng"), max_length=10, choices=RecipientKind, blank=True)

    class Meta:
        verbose_name = _("phôi")
        verbose_name_plural = _("phôi")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["agency", "name"], name="stock_named_once"),
            models.CheckConstraint(
                condition=Q(
                    width__range=(SMALLEST_SHEET, LARGEST_SHEET),
                    height__range=(SMALLEST_SHEET, LARGEST_SHEET),
                ),
                name="stock_has_size",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of the stock."""
        return reverse("certificate_stock", args=[self.pk])

    def serves(self, recipient: Recipient) -> bool:
        """Whether the recipient's certificate is printed on it."""
        return recipient.decision.award in self.awards and self.kind in {"", recipient.kind}


class StockField(models.Model):
    """What is printed in which box of a pre-printed sheet.

    Millimetres from the upper left corner; PostgreSQL keeps the box on the sheet (migration
    `certificates`).
    """

    class Name(models.TextChoices):
        """What there is to print."""

        AWARD = "AWARD", _("tên danh hiệu, hình thức")
        RECIPIENT = "RECIPIENT", _("Ông/Bà và họ tên, hoặc tên tập thể")
        HONORIFIC = "HONORIFIC", _("Ông, Bà hoặc Tập thể")
        NAME = "NAME", _("họ tên, tên tập thể")
        PLACE = "PLACE", _("chức vụ, đơn vị")
        ACHIEVEMENT = "ACHIEVEMENT", _("thành tích")
        DECISION = "DECISION", _("dòng “Quyết định số …, ngày …”")
        NUMBER = "NUMBER", _("riêng số quyết định")
        GOLDEN_BOOK = "GOLDEN_BOOK", _("dòng “Số sổ vàng: …”")
        ORDINAL = "ORDINAL", _("riêng số sổ vàng")
        PLACE_DATE = "PLACE_DATE", _("địa danh, ngày tháng")
        OFFICE = "OFFICE", _("chức vụ người ký")
        SIGNER = "SIGNER", _("họ tên người ký")

    class Align(models.TextChoices):
        """Where in its box a text stands."""

        LEFT = "left", _("trái")
        CENTER = "center", _("giữa")
        RIGHT = "right", _("phải")

    stock = models.ForeignKey(CertificateStock, models.CASCADE, related_name="fields")
    name = models.CharField(_("nội dung"), max_length=11, choices=Name)
    x = models.DecimalField(
        _("cách mép trái"), validators=[MinValueValidator(0)], max_digits=4, decimal_places=1
    )
    y = models.DecimalField(
        _("cách mép trên"), validators=[MinValueValidator(0)], max_digits=4, decimal_places=1
    )
    width = models.DecimalField(_("rộng"), validators=BOX, max_digits=4, decimal_places=1)
    height = models.DecimalField(_("cao"), validators=BOX, max_digits=4, decimal_places=1)
    size = models.DecimalField(
        _("cỡ chữ"),
        max_digits=3,
        decimal_places=1,
        validators=[MinValueValidator(6), MaxValueValidator(72)],
    )
    align = models.CharField(_("canh"), max_length=6, choices=Align, default=Align.CENTER)
    colour = models.CharField(
        _("màu"),
        max_length=7,
        default="#000000",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$", _("Ghi màu dạng #rrggbb, ví dụ #000000."))],
    )

    class Meta:
        verbose_name = _("ô in trên phôi")
        verbose_name_plural = _("ô in trên phôi")
        ordering = ("y", "x")
        constraints = (
            models.UniqueConstraint(fields=["stock", "name"], name="field_once_a_stock"),
            models.CheckConstraint(
                condition=Q(
                    x__gte=0,
                    y__gte=0,
                    width__gte=SMALLEST_BOX,
                    height__gte=SMALLEST_BOX,
                    size__range=(6, 72),
                ),
                name="field_has_size",
            ),
            models.CheckConstraint(
                condition=Q(colour__regex=r"^#[0-9a-f]{6}$"), name="field_has_colour"
            ),
        )

    def __str__(self) -> str:
        return self.get_name_display()


class Printer(models.Model):
    """A printer, and by how much what it prints has to be moved to stand where it should."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="printers")
    name = models.CharField(_("tên máy in"), max_length=100)
    offset_x = models.DecimalField(
        _("dịch sang phải, mm"), default=0, validators=NEAR, max_digits=4, decimal_places=1
    )
    offset_y = models.DecimalField(
        _("dịch xuống, mm"), default=0, validators=NEAR, max_digits=4, decimal_places=1
    )

    class Meta:
        verbose_name = _("máy in")
        verbose_name_plural = _("máy in")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["agency", "name"], name="printer_named_once"),
            models.CheckConstraint(
                condition=Q(
                    offset_x__range=(-FARTHEST_OFF, FARTHEST_OFF),
                    offset_y__range=(-FARTHEST_OFF, FARTHEST_OFF),
                ),
                name="printer_is_nearly_right",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of the printer."""
        return reverse("certificate_printer", args=[self.pk])


class CertificateBatch(models.Model):
    """Certificates printed together on one stock, one PDF in the order of the ceremony."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    stock = models.ForeignKey(CertificateStock, models.PROTECT, related_name="batches")
    printer = models.ForeignKey(Printer, models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("in lúc"))

    class Meta:
        verbose_name = _("đợt in")
        verbose_name_plural = _("đợt in")
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.stock}, {self.made_at:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Page of the batch."""
        return reverse("certificate_batch", args=[self.pk])


class Certificate(models.Model):
    """One printing of a recipient's certificate, with the words that stand on it.

    `serial` counts the printings for a recipient: a second one is a reissue. Only one of them is
    with the office or with the recipient; the words of none ever change.
    """

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="certificates")
    batch = models.ForeignKey(CertificateBatch, models.PROTECT, related_name="certificates")
    serial = models.PositiveSmallIntegerField(_("bản thứ"), default=1)
    place_in_batch = models.PositiveIntegerField(_("thứ tự trong đợt in"))
    name = models.CharField(_("tên"), max_length=200)
    place = models.CharField(_("chức vụ, đơn vị"), max_length=400, blank=True)
    achievement = models.CharField(_("thành tích"), max_length=300, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=11, choices=CertificateState, default=CertificateState.PRINTED
    )
    handed_to = models.CharField(_("trao cho"), max_length=200, blank=True)
    handed_on = models.DateField(_("ngày trao"), null=True)
    handed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(_("lý do"), max_length=500, blank=True)
    ended_at = models.DateTimeField(_("chấm dứt lúc"), null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("giấy chứng nhận, bằng khen")
        verbose_name_plural = _("giấy chứng nhận, bằng khen")
        ordering = ("batch", "place_in_batch")
        constraints = (
            models.UniqueConstraint(fields=["recipient", "serial"], name="serial_once"),
            models.UniqueConstraint(
                fields=["recipient"],
                condition=Q(state__in=LIVE_CERTIFICATE),
                name="one_live_certificate",
            ),
            models.UniqueConstraint(fields=["batch", "place_in_batch"], name="one_sheet_a_place"),
            models.CheckConstraint(condition=Q(serial__gte=1), name="serial_from_one"),
            models.CheckConstraint(
                condition=~Q(state="HANDED_OVER")
                | Q(handed_on__isnull=False, handed_by__isnull=False) & ~Q(handed_to=""),
                name="handed_over_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE_CERTIFICATE, end_reason="", ended_at__isnull=True)
                | Q(state__in=ENDED, ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(end_reason=""),
                name="ended_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Page of the certificate."""
        return reverse("certificate", args=[self.pk])

    @property
    def is_live(self) -> bool:
        """Whether it is with the office or with the recipient."""
        return self.state in LIVE_CERTIFICATE

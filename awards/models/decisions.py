"""Decisions, their numbers, their recipients and their files."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.kept import KeptPdf
from awards.models.nominations import Nomination
from awards.models.subjects import Subject, one_subject
from awards.register.content import new_code
from awards.workflow import DecisionState
from campaigns import catalogue
from campaigns.catalogue.kinds import LegalOrder
from campaigns.labels import award_label
from units.fields import DerivedField
from units.models import Account, Agency, Unit
from units.text import fold, name_key

NOT_ISSUED = (DecisionState.DRAFT, DecisionState.PROPOSED, DecisionState.APPROVED)


class NumberSeries(models.Model):
    """The last number given, per agency, symbol and calendar year (Decree 30/2020/NĐ-CP)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    symbol = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    last_signed_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "symbol", "year"], name="one_series_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.last}/{self.symbol}, {self.year}"


class Decision(models.Model):
    """An award decision: numbered here, or recorded as it was received or stands on old paper.

    From the moment it is proposed, PostgreSQL refuses any change of its content and its recipients;
    it is issued only after somebody else approved it (migrations `freeze` and `approvals`).
    """

    class Origin(models.TextChoices):
        """Where it was made: here, with a number of the series, or elsewhere.

        A decision of the agency itself from the years of paper has the number of its day: it is
        recorded as it reads, takes none of the series, and its authority says whose it is.
        """

        OWN = "OWN", _("ban hành trên hệ thống")
        EXTERNAL = "EXTERNAL", _("ghi nhận từ văn bản đã có")

    class Kind(models.TextChoices):
        """What a decision does: give an award, or amend an earlier decision."""

        AWARD = "AWARD", _("khen thưởng")
        CORRECTION = "CORRECTION", _("đính chính")
        REPLACEMENT = "REPLACEMENT", _("thay thế")
        REVOCATION = "REVOCATION", _("hủy bỏ")

    # Kinds that give awards; the others change what one of these gave.
    GIVING = (Kind.AWARD, Kind.REPLACEMENT)

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="decisions")
    origin = models.CharField(_("nguồn"), max_length=10, choices=Origin, default=Origin.OWN)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind, default=Kind.AWARD)
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("quyết định được sửa"),
        related_name="amendments",
        null=True,
        blank=True,
    )
    ground = models.CharField(_("căn cứ pháp lý của việc sửa"), max_length=20, blank=True)
    reason = models.TextField(_("lý do sửa"), blank=True)
    # Of its page in the public register, printed on the paper that is signed; none for a decision
    # that was drafted before there was a register.
    code = models.CharField(max_length=24, default=new_code, unique=True, null=True)  # noqa: DJ001
    is_public = models.BooleanField(_("công khai trên sổ đăng ký"), default=True)
    authority = models.CharField(_("thẩm quyền quyết định"), max_length=200)
    award = models.CharField(_("danh hiệu, hình thức khen thưởng"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    subject = models.CharField(_("trích yếu"), max_length=500)
    bases = ArrayField(models.TextField(), verbose_name=_("căn cứ"), default=list)
    signer_office = models.CharField(_("chức vụ người ký"), max_length=100)
    signer_name = models.CharField(_("họ tên người ký"), max_length=100)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=DecisionState, default=DecisionState.DRAFT
    )
    number = models.PositiveIntegerField(_("số"), null=True)
    symbol = models.CharField(_("ký hiệu"), max_length=60, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True, blank=True)
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    worded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True)
    return_note = models.TextField(_("lý do trả lại"), blank=True)
    issued_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(_("ban hành lúc"), null=True)
    folded = DerivedField(of="subject", by=fold)

    class Meta:
        verbose_name = _("quyết định")
        verbose_name_plural = _("quyết định")
        ordering = ("-signed_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                models.F("agency"),
                models.F("symbol"),
                ExtractYear("signed_on"),
                models.F("number"),
                condition=Q(origin="OWN", number__isnull=False),
                name="decision_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOT_ISSUED)
                | Q(signed_on__isnull=False, issued_at__isnull=False, issued_by__isnull=False),
                name="issued_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOT_ISSUED, number__isnull=True)
                | Q(origin="EXTERNAL")
                | Q(number__isnull=False),
                name="own_issued_decision_has_number",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=models.F("created_by"))
                & (Q(worded_by__isnull=True) | ~Q(approved_by=models.F("worded_by")))
                & (Q(proposed_by__isnull=True) | ~Q(approved_by=models.F("proposed_by"))),
                name="nobody_approves_the_own_draft",
            ),
            models.CheckConstraint(
                condition=Q(kind="AWARD", amends__isnull=True, ground="")
                | (~Q(kind="AWARD") & Q(amends__isnull=False) & ~Q(ground="")),
                name="amendment_names_what_it_amends",
            ),
            models.UniqueConstraint(
                fields=["amends"], condition=Q(kind="REPLACEMENT"), name="replaced_once"
            ),
        )

    def __str__(self) -> str:
        return self.reference or self.subject

    def get_absolute_url(self) -> str:
        """Page of the decision."""
        return reverse("decision", args=[self.pk])

    @property
    def award_name(self) -> str:
        """The award's name as this agency calls it."""
        return award_label(self.award, self.agency.name)

    @property
    def is_amendable(self) -> bool:
        """Whether it is an issued decision of the agency's own that gives awards."""
        return (
            self.state == DecisionState.ISSUED
            and self.origin == self.Origin.OWN
            and self.kind in self.GIVING
        )

    @property
    def reference(self) -> str:
        """Number and symbol as printed, "05/QĐ-VPQH", "127-QĐ/ĐU"; empty for a draft."""
        if self.number is None:
            return self.symbol if self.state == DecisionState.ISSUED else ""
        return f"{self.number:02d}{'-' if self.of_party else '/'}{self.symbol}"

    @property
    def of_party(self) -> bool:
        """Whether its award is the Party's, whose papers have a family of their own."""
        return catalogue.award(self.award).legal_order == LegalOrder.PARTY


class RecipientQuerySet(models.QuerySet["Recipient"]):
    """Lines of decisions, and which of them give somebody an award that still stands."""

    def in_force(self) -> "RecipientQuerySet":
        """Lines that give an award: issued, and neither replaced nor revoked since."""
        gone = Recipient.objects.filter(
            amends=models.OuterRef("pk"),
            effect=Recipient.Effect.REVOKES,
            decision__state=DecisionState.ISSUED,
        )
        replaced = Decision.objects.filter(
            amends=models.OuterRef("decision"),
            kind=Decision.Kind.REPLACEMENT,
            state=DecisionState.ISSUED,
        )
        return self.filter(
            ~models.Exists(gone),
            ~models.Exists(replaced),
            effect=Recipient.Effect.GIVES,
            decision__state=DecisionState.ISSUED,
        )


class Recipient(Subject):
    """A recipient in a decision, with name and place as they read on that day.

    `ordinal` is printed on the certificate as the golden-book number (số sổ vàng). `period_to` is
    the last year of the achievement that the decision names, where it is known: from there the
    law counts the years to the next award. A line of an amendment `amends` the line of the decision
    that it corrects or revokes, or whose place it takes.
    """

    class Effect(models.TextChoices):
        """What a line does for its subject."""

        GIVES = "GIVES", _("tặng")
        CORRECTS = "CORRECTS", _("đính chính")
        REVOKES = "REVOKES", _("hủy bỏ")

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="recipients")
    nomination = models.OneToOneField(
        Nomination, models.PROTECT, related_name="recipient", null=True, blank=True
    )
    effect = models.CharField(_("nội dung"), max_length=10, choices=Effect, default=Effect.GIVES)
    amends = models.ForeignKey(
        "self", models.PROTECT, related_name="amendments", null=True, blank=True
    )
    type = models.CharField(
        _("loại hình khen thưởng"),
        max_length=12,
        choices=Nomination.Type,
        default=Nomination.Type.CONG_TRANG,
    )
    period_to = models.PositiveSmallIntegerField(
        _("năm cuối của thời gian lập thành tích"), null=True, blank=True
    )
    ordinal = models.PositiveIntegerField(_("số thứ tự"))
    name = models.CharField(_("tên"), max_length=200)
    place = models.CharField(_("chức vụ, đơn vị"), max_length=400, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recipients_of_unit")
    folded = DerivedField(of="name", by=fold)
    sort_key = DerivedField(of="name", by=name_key)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = _("người, tập thể được khen thưởng")
        verbose_name_plural = _("người, tập thể được khen thưởng")
        ordering = ("decision", "ordinal")
        constraints = (
            one_subject("recipient_one_subject"),
            models.UniqueConstraint(fields=["decision", "ordinal"], name="ordinal_once"),
            models.UniqueConstraint(
                fields=["decision", "person"],
                condition=Q(person__isnull=False),
                name="person_once_a_decision",
            ),
            models.UniqueConstraint(
                fields=["decision", "collective"],
                condition=Q(collective__isnull=False),
                name="collective_once_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(effect="GIVES") | Q(amends__isnull=False),
                name="line_names_what_it_amends",
            ),
            models.UniqueConstraint(
                fields=["amends"], condition=Q(effect="REVOKES"), name="revoked_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class DecisionFile(KeptPdf):
    """The PDF of an issued decision, kept under its SHA-256."""

    folder = "decisions"
    only_grows = True

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="file")

    class Meta:
        verbose_name = _("tệp quyết định")
        verbose_name_plural = _("tệp quyết định")

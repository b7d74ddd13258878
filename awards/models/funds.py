"""Money of commendation: funds and their ledger, what each award is worth, what is taken back.

Whole đồng throughout. An entry of a ledger is never changed or deleted, and a prize keeps all that
it was worked out from (migration `funds`).
"""

import datetime
from fractions import Fraction

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.law.money import Prize
from awards.law.rounding import Rounding
from awards.models.decisions import Decision, Recipient
from campaigns.catalogue import LegalOrder
from campaigns.labels import kind_label
from units.models import Account, Agency


class Fund(models.Model):
    """The money of a calendar year for the awards of one legal order, with a ledger of its own."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="funds")
    order = models.CharField(_("hệ thống khen thưởng"), max_length=10)
    year = models.PositiveSmallIntegerField(_("năm"))
    name = models.CharField(_("tên quỹ"), max_length=200)
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("quỹ khen thưởng")
        verbose_name_plural = _("quỹ khen thưởng")
        ordering = ("-year", "order")
        constraints = (
            models.UniqueConstraint(fields=["agency", "order", "year"], name="one_fund_a_year"),
            models.CheckConstraint(
                condition=Q(order__in=[one.value for one in LegalOrder]), name="fund_of_an_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.year}"

    def get_absolute_url(self) -> str:
        """Page of its ledger."""
        return reverse("fund", args=[self.pk])

    @property
    def order_label(self) -> str:
        """Whose awards it pays, in words."""
        return kind_label(LegalOrder[self.order])


class PrizeLine(models.Model):
    """What an award is worth to one recipient, by the law of the day of signing.

    Everything stays as it was worked out; only `ended_by` is set, once, when another decision lets
    the recipient get nothing for it: a higher title of the same day, a revocation, a replacement.
    """

    recipient = models.OneToOneField(Recipient, models.PROTECT, related_name="prize")
    coefficient = models.DecimalField(_("hệ số"), max_digits=10, decimal_places=6)
    multiplier = models.DecimalField(_("số lần"), max_digits=6, decimal_places=3)
    base_salary = models.BigIntegerField(_("mức lương cơ sở"))
    rounding = models.CharField(_("cách làm tròn"), max_length=12)
    amount = models.BigIntegerField(_("số tiền"))
    at_most = models.BooleanField(_("mức tối đa"))
    cites = ArrayField(models.CharField(max_length=60), verbose_name=_("căn cứ"))
    rules = ArrayField(
        models.CharField(max_length=20), verbose_name=_("quy tắc chi cùng lúc"), default=list
    )
    verified = models.BooleanField(_("đã kiểm chứng"))
    ended_by = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("dòng tiền thưởng")
        verbose_name_plural = _("dòng tiền thưởng")
        ordering = ("recipient__decision", "recipient__ordinal")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount__gt=0, base_salary__gt=0, coefficient__gt=0, multiplier__gt=0),
                name="prize_of_whole_dong",
            ),
            models.CheckConstraint(
                condition=Q(rounding__in=[one.value for one in Rounding]), name="prize_is_rounded"
            ),
        )

    def __str__(self) -> str:
        return f"{self.recipient}: {self.amount}"

    @property
    def due(self) -> int:
        """What its recipient is to get, in đồng."""
        return 0 if self.ended_by_id else self.amount

    @property
    def is_paid(self) -> bool:
        """Whether it was paid out; `prize_lines` has its entries at hand."""
        return any(entry.kind == FundEntry.Kind.PAYMENT for entry in self.entries.all())

    @property
    def worth(self) -> Prize:
        """The prize as the law worked it out."""
        decision = self.recipient.decision
        return Prize(
            award=decision.award,
            recipient=self.recipient.kind,
            on=decision.signed_on or datetime.date.max,
            coefficient=Fraction(self.coefficient),
            multiplier=Fraction(self.multiplier),
            base_salary=self.base_salary,
            rounding=Rounding[self.rounding],
            at_most=self.at_most,
            cites=tuple(self.cites),
            verified=self.verified,
        )


class FundEntry(models.Model):
    """A line of a fund's ledger; what is wrong is put right by another line.

    The amount is never negative: its kind says what it does. A commitment is a decision's, for all
    its prizes; a payment, a release of what was committed and a recovery are of one prize.
    """

    class Kind(models.TextChoices):
        """What happened to the money."""

        INCOME = "INCOME", _("thu vào quỹ")
        EXPENSE = "EXPENSE", _("chi khác, giảm thu")
        COMMITMENT = "COMMITMENT", _("dành cho quyết định")
        RELEASE = "RELEASE", _("thôi dành")
        PAYMENT = "PAYMENT", _("đã chi thưởng")
        RECOVERED = "RECOVERED", _("đã thu hồi")

    # What an entry does to the money that is left for other decisions. A payment takes what was
    # committed already.
    SIGNS = {"INCOME": 1, "EXPENSE": -1, "COMMITMENT": -1, "RELEASE": 1, "RECOVERED": 1}

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="entries")
    kind = models.CharField(_("loại"), max_length=10, choices=Kind)
    amount = models.BigIntegerField(_("số tiền"))
    on = models.DateField(_("ngày"))
    note = models.CharField(_("nội dung"), max_length=300, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="fund_entries")
    line = models.ForeignKey(PrizeLine, models.PROTECT, null=True, related_name="entries")
    actor = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("dòng sổ quỹ")
        verbose_name_plural = _("dòng sổ quỹ")
        ordering = ("on", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="entry_of_whole_dong"),
            models.CheckConstraint(
                condition=Q(kind__in=("INCOME", "EXPENSE"), decision=None, line=None) & ~Q(note="")
                | Q(kind="COMMITMENT", decision__isnull=False, line=None)
                | Q(
                    kind__in=("RELEASE", "PAYMENT", "RECOVERED"),
                    decision__isnull=False,
                    line__isnull=False,
                ),
                name="entry_says_what_for",
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(kind="COMMITMENT"), name="committed_once"
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(kind__in=("PAYMENT", "RELEASE")),
                name="paid_or_released_once",
            ),
            models.UniqueConstraint(
                fields=["line"], condition=Q(kind="RECOVERED"), name="recovered_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"

    @property
    def change(self) -> int:
        """By how much the money left for other decisions grows or shrinks."""
        return self.SIGNS.get(self.kind, 0) * self.amount


MONEY_OUT = Q(money__gt=0, money_back_on=None)
ARTEFACT_OUT = Q(of_artefact=True, artefact_back_on=None)


class Recovery(models.Model):
    """Money and artefact to take back from a recipient, because of a later decision.

    It stays open until both are back, each on its day.
    """

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="recoveries")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="recoveries")
    money = models.BigIntegerField(_("tiền phải thu hồi"))
    of_artefact = models.BooleanField(_("thu hồi hiện vật"))
    opened_on = models.DateField(_("mở ngày"))
    money_back_on = models.DateField(_("ngày thu lại tiền"), null=True, blank=True)
    artefact_back_on = models.DateField(_("ngày thu lại hiện vật"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("khoản thu hồi")
        verbose_name_plural = _("khoản thu hồi")
        ordering = ("-opened_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["recipient", "decision"], name="recovered_by_once"),
            models.CheckConstraint(
                condition=Q(money__gt=0) | Q(money=0, of_artefact=True), name="something_to_recover"
            ),
        )

    def __str__(self) -> str:
        return f"{self.recipient}, {self.decision}"

    def get_absolute_url(self) -> str:
        """Page of the recovery."""
        return reverse("recovery", args=[self.pk])

    @property
    def awaits_money(self) -> bool:
        """Whether money is still out."""
        return self.money > 0 and self.money_back_on is None

    @property
    def awaits_artefact(self) -> bool:
        """Whether the artefact is still out."""
        return self.of_artefact and self.artefact_back_on is None

    @property
    def is_open(self) -> bool:
        """Whether anything is still out."""
        return self.awaits_money or self.awaits_artefact

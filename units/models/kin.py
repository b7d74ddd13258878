"""Kinship that people declared, so that nobody judges those close to them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from units.models.accounts import Account
from units.models.people import Person


class Kinship(models.Model):
    """Two people are kin, as `person` declared, or the standing body for them with a reason.

    One that is withdrawn stays, with who did so and why: whoever kept out because of it must be
    able to say why.
    """

    class Relation(models.TextChoices):
        """How close; each reads the same from either side."""

        SPOUSE = "SPOUSE", _("vợ, chồng")
        PARENT = "PARENT", _("cha, mẹ và con")
        SIBLING = "SIBLING", _("anh, chị, em ruột")
        OTHER = "OTHER", _("quan hệ gia đình khác")

    person = models.ForeignKey(Person, models.PROTECT, related_name="kinships")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    relation = models.CharField(_("quan hệ"), max_length=10, choices=Relation)
    declared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(_("khai lúc"))
    note = models.CharField(_("lý do khai thay"), max_length=300, blank=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True)
    withdrawn_note = models.CharField(_("lý do rút"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("quan hệ gia đình")
        verbose_name_plural = _("quan hệ gia đình")
        ordering = ("declared_at", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(person=F("other")), name="kin_of_somebody_else"),
            models.UniqueConstraint(
                Least("person", "other"),
                Greatest("person", "other"),
                condition=Q(withdrawn_at=None),
                name="kin_declared_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_note=""),
                name="withdrawn_kinship_has_reason",
            ),
        )

    def __str__(self) -> str:
        # No names: this stands in the audit trail.
        return _t("quan hệ gia đình")

    def seen_from(self, person_id: int) -> Person:
        """The other one of the two."""
        return self.other if person_id == self.person_id else self.person

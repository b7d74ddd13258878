"""Deeds that somebody saw a colleague do, for prompt recognition."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.exemplars import PERSON_OR_COLLECTIVE
from campaigns.workflow import DeedState
from units.fields import DerivedField
from units.models import Account, Agency, Person, Unit
from units.models.subjects import the_set_one
from units.text import fold


class Deed(models.Model):
    """A good deed or a sudden achievement (việc tốt, thành tích đột xuất) that was pointed out.

    `unit` looks into it: the subject's own, or the one above where the subject heads it.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="deeds")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="deeds_to_answer", verbose_name=_("đơn vị xem xét")
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="deeds")
    collective = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="deeds")
    done_on = models.DateField(_("ngày lập thành tích"))
    text = models.TextField(_("việc đã làm"))
    reported_by = models.ForeignKey(Account, models.PROTECT, related_name="reported_deeds")
    reported_at = models.DateTimeField(_("giới thiệu lúc"))
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=DeedState, default=DeedState.REPORTED
    )
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    folded = DerivedField(of="text", by=fold)

    class Meta:
        verbose_name = _("việc tốt được giới thiệu")
        verbose_name_plural = _("việc tốt được giới thiệu")
        ordering = ("-reported_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=PERSON_OR_COLLECTIVE, name="deed_one_subject"),
            models.CheckConstraint(
                condition=Q(state=DeedState.REPORTED, answered_at__isnull=True)
                | ~Q(state=DeedState.REPORTED)
                & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_deed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=DeedState.MERGED, merged_into__isnull=False)
                & ~Q(merged_into=F("id"))
                | ~Q(state=DeedState.MERGED) & Q(merged_into__isnull=True),
                name="merged_deed_has_target",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeedState.THANKED) | ~Q(answer=""),
                name="thanked_deed_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject}, {self.done_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Page of the deed."""
        return reverse("deed", args=[self.pk])

    @property
    def subject(self) -> Person | Unit:
        """Who did it."""
        return the_set_one(self.person, self.collective)

"""Texts that left their authors, kept to be compared with later ones."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models import Agency, Person


class ComparedText(models.Model):
    """A text with the numbers of its shingles (`campaigns.likeness`), found by any of them."""

    class Kind(models.TextChoices):
        """What the text is from; `key` is the row."""

        PROPOSAL = "PROPOSAL", _("đơn đề nghị công nhận sáng kiến")
        NOMINATION = "NOMINATION", _("báo cáo thành tích")

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    kind = models.CharField(_("nguồn"), max_length=10, choices=Kind)
    key = models.PositiveBigIntegerField(_("khóa"))
    title = models.CharField(_("tên"), max_length=500)
    year = models.PositiveSmallIntegerField(_("năm"))
    # Of whom the text speaks: to them it is never shown beside another's.
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    text = models.TextField(_("văn bản"))
    marks = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        verbose_name = _("văn bản để đối chiếu")
        verbose_name_plural = _("văn bản để đối chiếu")
        constraints = (models.UniqueConstraint(fields=["kind", "key"], name="compared_once"),)
        indexes = (GinIndex(fields=["marks"], name="compared_marks", fastupdate=False),)

    def __str__(self) -> str:
        return self.title

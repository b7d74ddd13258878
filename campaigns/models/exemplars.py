"""Exemplars: stories of people and collectives, and what others learned from them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campaigns.workflow import ExemplarState
from units.fields import DerivedField
from units.models import Account, Agency, Attachment, Person, Unit
from units.models.subjects import the_set_one
from units.text import fold

PERSON_OR_COLLECTIVE = Q(person__isnull=False, collective__isnull=True) | Q(
    person__isnull=True, collective__isnull=False
)


class Exemplar(models.Model):
    """A story that shows how it is done (điển hình tiên tiến), shown only with consent.

    `consent` is how far the person, or the collective's head, lets it be shown.
    """

    class Level(models.TextChoices):
        """How far it is shown."""

        INSIDE = "INSIDE", _("trong cơ quan")
        PUBLIC = "PUBLIC", _("công khai cho mọi người")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="exemplars")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="proposed_exemplars", verbose_name=_("đơn vị giới thiệu")
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="exemplars")
    collective = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="exemplars")
    title = models.CharField(_("tên bài"), max_length=200)
    summary = models.CharField(_("tóm tắt"), max_length=500)
    story = models.TextField(_("câu chuyện"))
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=ExemplarState, default=ExemplarState.DRAFT
    )
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    state_since = models.DateTimeField(_("ở trạng thái này từ"))
    note = models.TextField(_("lý do trả lại hoặc gỡ"), blank=True)
    consent = models.CharField(_("đồng ý đăng"), max_length=6, choices=Level, blank=True)
    consented_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    consented_at = models.DateTimeField(_("đồng ý lúc"), null=True)
    level = models.CharField(_("phạm vi đăng"), max_length=6, choices=Level, blank=True)
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("đăng lúc"), null=True)
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("điển hình tiên tiến")
        verbose_name_plural = _("điển hình tiên tiến")
        ordering = ("-published_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=PERSON_OR_COLLECTIVE, name="exemplar_one_subject"),
            models.CheckConstraint(
                condition=~Q(state__in=[ExemplarState.SENT, ExemplarState.PUBLISHED])
                | ~Q(consent="") & Q(consented_by__isnull=False, consented_at__isnull=False),
                name="shown_exemplar_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(state=ExemplarState.PUBLISHED, published_at__isnull=False)
                & ~Q(level="")
                | ~Q(state=ExemplarState.PUBLISHED) & Q(level=""),
                name="published_exemplar_has_level",
            ),
            models.CheckConstraint(
                condition=~Q(level="PUBLIC") | Q(consent="PUBLIC"),
                name="public_exemplar_has_public_consent",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the exemplar."""
        return reverse("exemplar", args=[self.pk])

    @property
    def audit_name(self) -> str:
        """What the trail calls it: never the title, which may name somebody who says no later."""
        return f"{capfirst(str(self._meta.verbose_name))} {self.pk}"

    @property
    def subject(self) -> Person | Unit:
        """Whom it is about."""
        return the_set_one(self.person, self.collective)


class ExemplarPhoto(Attachment):
    """The picture beside the story, with words for whoever does not see it."""

    exemplar = models.OneToOneField(Exemplar, models.CASCADE, related_name="photo")
    alt = models.CharField(_("mô tả ảnh"), max_length=200)

    class Meta:
        verbose_name = _("ảnh điển hình")
        verbose_name_plural = _("ảnh điển hình")
        constraints = (models.CheckConstraint(condition=~Q(alt=""), name="photo_has_words"),)

    def get_absolute_url(self) -> str:
        """Where the picture is served inside the agency."""
        return reverse("exemplar_photo", args=[self.exemplar_id])


class ExemplarAdoption(models.Model):
    """What a unit does after an exemplar (học tập)."""

    exemplar = models.ForeignKey(Exemplar, models.CASCADE, related_name="adoptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="exemplar_adoptions")
    deeds = models.TextField(_("việc đã làm theo"))
    adopted_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    adopted_on = models.DateField(_("ngày ghi"))

    class Meta:
        verbose_name = _("học tập điển hình")
        verbose_name_plural = _("học tập điển hình")
        ordering = ("adopted_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=["exemplar", "unit"], name="unit_adopts_once"),
        )

    def __str__(self) -> str:
        return f"{self.unit} – {self.exemplar}"

"""News and documents of the movement: who is to read them, and who has confirmed it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.workflow import PublicationState
from units.fields import DerivedField
from units.models import Account, Agency, Attachment, Unit
from units.text import fold


class Publication(models.Model):
    """A piece of news or a document for chosen units and all that is below them.

    A correction raises `version`; `confirm_from` is the first version whose reading counts.
    """

    class Kind(models.TextChoices):
        """What it is."""

        NEWS = "NEWS", _("tin")
        DOCUMENT = "DOCUMENT", _("văn bản")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="publications")
    kind = models.CharField(_("loại"), max_length=8, choices=Kind, default=Kind.NEWS)
    title = models.CharField(_("tiêu đề"), max_length=300)
    body = models.TextField(_("nội dung"))
    units = models.ManyToManyField(Unit, related_name="publications", verbose_name=_("gửi đến"))
    confirm_by = models.DateField(_("xác nhận đã đọc trước hết ngày"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=PublicationState, default=PublicationState.DRAFT
    )
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    version = models.PositiveIntegerField(_("bản"), default=0)
    confirm_from = models.PositiveIntegerField(_("xác nhận từ bản"), default=1)
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("đăng lúc"), null=True)
    withdrawal = models.TextField(_("lý do gỡ"), blank=True)
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("tin, văn bản")
        verbose_name_plural = _("tin, văn bản")
        ordering = ("-published_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state=PublicationState.DRAFT)
                | Q(published_at__isnull=False, version__gte=F("confirm_from")),
                name="published_publication_has_version",
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.WITHDRAWN) | ~Q(withdrawal=""),
                name="withdrawn_publication_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the publication."""
        return reverse("publication", args=[self.pk])


class PublicationFile(Attachment):
    """A file that goes with it; once published, files are added and none is taken away."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _("tệp của tin, văn bản")
        verbose_name_plural = _("tệp của tin, văn bản")
        ordering = ("pk",)

    def get_absolute_url(self) -> str:
        """Where the file is served."""
        return reverse("publication_file", args=[self.pk])


class PublicationVersion(models.Model):
    """The text as it was published; PostgreSQL refuses to change one."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("bản"))
    title = models.CharField(_("tiêu đề"), max_length=300)
    body = models.TextField(_("nội dung"))
    asks_again = models.BooleanField(_("hỏi xác nhận lại"))
    published_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("đăng lúc"))

    class Meta:
        verbose_name = _("bản đã đăng")
        verbose_name_plural = _("bản đã đăng")
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["publication", "number"], name="version_once"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Reading(models.Model):
    """An account confirmed that it read a version; PostgreSQL refuses to change it."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="readings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="readings")
    version = models.PositiveIntegerField(_("bản"))
    confirmed_at = models.DateTimeField(_("xác nhận lúc"))

    class Meta:
        verbose_name = _("xác nhận đã đọc")
        verbose_name_plural = _("xác nhận đã đọc")
        ordering = ("confirmed_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["account", "publication", "version"], name="version_confirmed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} – {self.publication}"

"""Petitions: what the council passed and a higher authority decides, and the way of each there."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.models.decisions import Decision
from awards.models.kept import KeptFile, KeptPdf
from awards.models.nominations import Nomination
from awards.workflow import PetitionState
from campaigns.labels import award_label
from units.fields import DerivedField
from units.models import Account, Agency, Attachment
from units.text import fold


class Petition(models.Model):
    """The agency's letter to the authority that decides an award (tờ trình lên cấp trên).

    From the day on which it is sent, PostgreSQL refuses any change but of its state, which moves
    only along its way; its end is final (migration `petitions`).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="petitions")
    authority = models.CharField(_("cấp có thẩm quyền"), max_length=200)
    award = models.CharField(_("danh hiệu, hình thức khen thưởng"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm thành tích"))
    title = models.CharField(_("trích yếu"), max_length=300)
    letter = models.TextField(_("nội dung"), blank=True)
    signer_office = models.CharField(_("chức vụ người ký"), max_length=100)
    signer_name = models.CharField(_("họ tên người ký"), max_length=100)
    reference = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    signed_on = models.DateField(_("ngày ký"), null=True)
    state = models.CharField(
        _("trạng thái"), max_length=16, choices=PetitionState, default=PetitionState.DRAFT
    )
    state_since = models.DateField(_("ở trạng thái này từ"))
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    created_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("lập lúc"))
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="petition", null=True)
    folded = DerivedField(of="title", by=fold)

    class Meta:
        verbose_name = _("tờ trình lên cấp trên")
        verbose_name_plural = _("tờ trình lên cấp trên")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="DRAFT", reference="", signed_on=None)
                | ~Q(state="DRAFT") & ~Q(reference="") & Q(signed_on__isnull=False),
                name="sent_petition_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="ANSWERED", decision__isnull=False)
                | ~Q(state="ANSWERED") & Q(decision=None),
                name="answered_petition_has_decision",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the petition."""
        return reverse("petition", args=[self.pk])

    @property
    def award_name(self) -> str:
        """The award's name as this agency calls it."""
        return award_label(self.award, self.agency.name)

    @property
    def is_sent(self) -> bool:
        """Whether it has left the agency for good."""
        return self.state != PetitionState.DRAFT


class PetitionItem(models.Model):
    """A nomination that a petition is on; it is in one petition at a time, until that ends."""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="items")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="petition_items")
    is_live = models.BooleanField(_("đang trình"), default=True)

    class Meta:
        verbose_name = _("hồ sơ trong tờ trình lên cấp trên")
        verbose_name_plural = _("hồ sơ trong tờ trình lên cấp trên")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(is_live=True), name="petitioned_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["petition", "nomination"], name="nomination_once_a_petition"
            ),
        )

    def __str__(self) -> str:
        return str(self.nomination)


class PetitionStep(models.Model):
    """A step of a petition's way: on which day, and what was said."""

    only_grows = True

    class Kind(models.TextChoices):
        """What happened."""

        SENT = "SENT", _("gửi tờ trình")
        SUPPLEMENT_ASKED = "SUPPLEMENT_ASKED", _("cấp trên yêu cầu bổ sung")
        SUPPLEMENT_SENT = "SUPPLEMENT_SENT", _("gửi bổ sung")
        ANSWERED = "ANSWERED", _("có quyết định của cấp trên")
        REFUSED = "REFUSED", _("cấp trên không chấp thuận")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="steps")
    kind = models.CharField(_("bước"), max_length=16, choices=Kind)
    day = models.DateField(_("ngày"))
    note = models.TextField(_("nội dung"), blank=True)
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("bước của tờ trình lên cấp trên")
        verbose_name_plural = _("bước của tờ trình lên cấp trên")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.get_kind_display()}"


class PetitionReply(Attachment):
    """A letter of the authority, or one to it, that belongs to a step."""

    only_grows = True

    step = models.ForeignKey(PetitionStep, models.PROTECT, related_name="files")

    class Meta:
        verbose_name = _("văn bản kèm theo bước")
        verbose_name_plural = _("văn bản kèm theo bước")
        ordering = ("pk",)

    def get_absolute_url(self) -> str:
        """Where the file is served."""
        return reverse("petition_reply", args=[self.pk])


class PetitionFile(KeptPdf):
    """The PDF of a sent petition."""

    folder = "petitions"
    only_grows = True

    petition = models.OneToOneField(Petition, models.PROTECT, related_name="file")

    class Meta:
        verbose_name = _("tệp tờ trình lên cấp trên")
        verbose_name_plural = _("tệp tờ trình lên cấp trên")


class PetitionDossier(KeptFile):
    """The whole dossier of a sent petition in one ZIP, as somebody had it made."""

    folder = "dossiers"
    extension = "zip"
    only_grows = True

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="dossiers")
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("gói hồ sơ")
        verbose_name_plural = _("gói hồ sơ")
        ordering = ("-pk",)

    def get_absolute_url(self) -> str:
        """Where the file is served."""
        return reverse("petition_dossier_file", args=[self.pk])

"""Digital signatures: whose certificate is known, what is given out to sign, what came back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.decisions import Decision
from awards.models.kept import KeptPdf
from units.models import Account, Agency


class SigningCertificate(models.Model):
    """A certificate with which a person signs, or, without an account, the agency itself.

    Its facts stay as they were read; it may be withdrawn once, and signs nothing from then on.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    account = models.ForeignKey(
        Account, models.PROTECT, verbose_name=_("người ký"), related_name="+", null=True
    )
    subject = models.CharField(_("chủ thể chứng thư số"), max_length=500)
    issuer = models.CharField(_("tổ chức cấp"), max_length=500)
    serial = models.CharField(_("số hiệu"), max_length=64)
    sha256 = models.CharField(_("mã SHA-256"), max_length=64)
    valid_from = models.DateTimeField(_("hiệu lực từ"))
    valid_until = models.DateTimeField(_("hiệu lực đến"))
    registered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(_("đăng ký lúc"))
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(_("ngừng dùng lúc"), null=True)

    class Meta:
        verbose_name = _("chứng thư số")
        verbose_name_plural = _("chứng thư số")
        ordering = ("-withdrawn_at", "account__person__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "sha256"],
                condition=Q(withdrawn_at=None),
                name="certificate_registered_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="certificate_withdrawn_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def holder(self) -> str:
        """Who signs with it."""
        return str(self.account or self.agency.name)


class SigningPaper(KeptPdf):
    """An approved decision as it is given out to sign, without number and day.

    It counts for that approval alone: a draft that went back is signed anew.
    """

    folder = "signing"

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="signing_papers")
    approved_at = models.DateTimeField(_("duyệt lúc"))

    class Meta:
        verbose_name = _("tệp để ký số")
        verbose_name_plural = _("tệp để ký số")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "approved_at"], name="one_paper_an_approval"
            ),
        )


class SignedFile(KeptPdf):
    """A PDF that came back signed and was found to be so, with what was found."""

    folder = "signed"

    class Step(models.TextChoices):
        """Whose signature it brought."""

        PERSON = "PERSON", _("người có thẩm quyền")
        BODY = "BODY", _("cơ quan")

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="signed_files")
    step = models.CharField(_("chữ ký của"), max_length=6, choices=Step)
    paper = models.OneToOneField(
        SigningPaper, models.CASCADE, related_name="signed", null=True, blank=True
    )
    certificate = models.ForeignKey(SigningCertificate, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("ký lúc, theo máy của người ký"))
    algorithm = models.CharField(_("thuật toán"), max_length=40)
    revocation_checked = models.BooleanField(_("đã kiểm tra thu hồi"))
    received_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tệp đã ký số")
        verbose_name_plural = _("tệp đã ký số")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(step="PERSON", paper__isnull=False) | Q(step="BODY", paper=None),
                name="a_person_signs_a_paper",
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(step="BODY"), name="sealed_once"
            ),
        )

"""Register who signs with what; give a decision out to sign, and take it back signed."""

from asn1crypto import x509
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from awards.actions.register import registered_paper
from awards.documents.kept import keep_pdf, read_file
from awards.documents.render import form_of_decision
from awards.documents.signatures import (
    CertificateFacts,
    Signed,
    check,
    facts_of,
)
from awards.documents.to_sign import BODY, PERSON, paper_to_sign
from awards.documents.trust import ders, office_trust
from awards.models import Decision, SignedFile, SigningCertificate, SigningPaper
from awards.permissions.signings import signing_step
from awards.queries.signings import certificates_for, file_to_sign, paper_in_force
from units import audit, clock, files
from units.errors import ActionRefused, NotAllowed
from units.models import Account, Agency, Role
from units.permissions import require
from units.queries import agency_root
from units.text import fold
from units.uploads import arrived

Step = SignedFile.Step
FIELDS = {Step.PERSON: PERSON, Step.BODY: BODY}
# A certificate is small; whatever is longer is none.
MOST_BYTES = 64 * 2**10


@transaction.atomic
def register_certificate(
    *, agency: Agency, upload: UploadedFile, account: Account | None, actor: Account
) -> SigningCertificate:
    """Register a certificate of a person, or of the agency itself: its signatures then count."""
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])
    facts = _read_certificate(upload)
    person = account.person if account else None
    if account and not (person and fold(person.full_name) in fold(facts.name)):
        raise ActionRefused(
            _(
                "Chứng thư số ghi tên “%(name)s”, không phải tên của %(account)s. Chưa có gì được "
                "lưu; hãy chọn đúng tệp hoặc đúng người."
            )
            % {"name": facts.name or facts.subject, "account": account}
        )
    if facts.valid_until < clock.now():
        raise ActionRefused(
            _("Chứng thư số đã hết hạn ngày %(day)s. Chưa có gì được lưu.")
            % {"day": f"{facts.valid_until:%d/%m/%Y}"}
        )
    certificate = _registered(agency, account, facts, actor)
    audit.record(
        actor=actor, action="register_certificate", target=certificate, sha256=facts.sha256
    )
    return certificate


@transaction.atomic
def withdraw_certificate(*, certificate: SigningCertificate, actor: Account) -> SigningCertificate:
    """Let a certificate sign nothing from now on; what it signed before still counts."""
    certificate = (
        SigningCertificate.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=certificate.pk)
    )
    require(actor, agency_root(certificate.agency).pk, [Role.DECISION_ADMIN])
    if certificate.withdrawn_at:
        raise ActionRefused(_("Chứng thư số này đã ngừng dùng rồi. Chưa có gì thay đổi."))
    certificate.withdrawn_by, certificate.withdrawn_at = actor, clock.now()
    certificate.save(update_fields=["withdrawn_by", "withdrawn_at"])
    audit.record(actor=actor, action="withdraw_certificate", target=certificate)
    return certificate


@transaction.atomic
def prepare_to_sign(*, decision: Decision, actor: Account) -> SigningPaper:
    """Make the paper that the named leader signs, once for an approval: these bytes are signed."""
    decision = _locked(decision, Step.PERSON, actor)
    if paper := paper_in_force(decision):
        return paper
    said = registered_paper(decision, decision.recipients.select_related("person"))
    paper = keep_pdf(
        paper_to_sign(said),
        to=SigningPaper,
        form=form_of_decision(said),
        decision=decision,
        approved_at=decision.approved_at,
    )
    audit.record(actor=actor, action="prepare_to_sign", target=decision, sha256=paper.sha256)
    return paper


@transaction.atomic
def receive_signed(
    *, decision: Decision, upload: UploadedFile, step: str, actor: Account
) -> SignedFile:
    """Take a signed PDF back: checked against what was given out, and kept beside it."""
    decision = _locked(decision, step, actor)
    given = file_to_sign(decision, step)
    if given is None:
        raise ActionRefused(_("Hãy tải tệp để ký trước. Chưa có gì được lưu."))
    known = certificates_for(decision, step, actor)
    if not known:
        raise ActionRefused(
            _(
                "Chưa đăng ký chứng thư số nào của người ký. Chưa có gì được lưu; cán bộ ban hành "
                "quyết định đăng ký ở trang Chứng thư số."
            )
        )
    content = arrived(upload, [files.kinds.PDF]).content
    signed = check(
        read_file(given),
        content,
        field=FIELDS[Step(step)],
        signers=frozenset(known),
        trust=office_trust(),
        on=clock.now(),
    )
    certificate = known[signed.certificate.sha256]
    file = _keep(decision, step, content, signed, certificate, given.form, actor)
    audit.record(
        actor=actor,
        action="receive_signed",
        target=decision,
        step=step,
        sha256=file.sha256,
        certificate=certificate.sha256,
    )
    return file


def _keep(
    decision: Decision,
    step: str,
    content: bytes,
    signed: Signed,
    certificate: SigningCertificate,
    form: str,
    actor: Account,
) -> SignedFile:
    return keep_pdf(
        content,
        to=SignedFile,
        form=form,
        decision=decision,
        step=step,
        paper=paper_in_force(decision) if step == Step.PERSON else None,
        certificate=certificate,
        signed_at=signed.signed_at,
        algorithm=signed.algorithm,
        revocation_checked=signed.revocation_checked,
        received_by=actor,
    )


def _locked(decision: Decision, step: str, actor: Account) -> Decision:
    """Lock the decision; refuse a signature that is not due, or not the actor's to bring."""
    decision = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("agency", "amends")
        .get(pk=decision.pk)
    )
    if signing_step(actor, decision) != step:
        raise NotAllowed(
            _(
                "Bạn không phải người ký ở bước này, hoặc bước này đã xong. Chưa có gì được lưu; "
                "hãy tải lại trang."
            )
        )
    return decision


def _read_certificate(upload: UploadedFile) -> CertificateFacts:
    """Read the first certificate of a small file, as PEM or DER."""
    upload.seek(0)
    try:
        return facts_of(x509.Certificate.load(ders(upload.read(MOST_BYTES))[0]))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise ActionRefused(
            _(
                "Tệp này không phải chứng thư số (.cer, .crt hoặc .pem). Chưa có gì được lưu; hãy "
                "xuất chứng thư số, không kèm khóa bí mật, từ phần mềm ký số rồi chọn lại."
            )
        ) from error


def _registered(
    agency: Agency, account: Account | None, facts: CertificateFacts, actor: Account
) -> SigningCertificate:
    try:
        with transaction.atomic():
            return SigningCertificate.objects.create(
                agency=agency,
                account=account,
                subject=facts.subject[:500],
                issuer=facts.issuer[:500],
                serial=facts.serial,
                sha256=facts.sha256,
                valid_from=facts.valid_from,
                valid_until=facts.valid_until,
                registered_by=actor,
                registered_at=clock.now(),
            )
    except IntegrityError as error:
        raise ActionRefused(
            _("Chứng thư số này đã được đăng ký rồi. Chưa có gì thay đổi.")
        ) from error

"""What a returned PDF must be to count as signed.

A pure room: the bytes that were given out, those that came back, whose signature is expected and
whom the office trusts; out comes who signed and when, or a refusal that says what is wrong. Nothing
is fetched from a network.
"""

import logging
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from asn1crypto import cms, crl, x509
from cryptography.x509 import Name, load_der_x509_certificate
from cryptography.x509.oid import NameOID
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, SuspiciousModification
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from awards.documents.to_sign import DAY, NUMBER, TITLES
from units.errors import ActionRefused

DIGESTS = frozenset({"sha256", "sha384", "sha512"})
MECHANISMS = {"rsassa_pkcs1v15": "RSA", "rsassa_pss": "RSA-PSS", "ecdsa": "ECDSA"}
LEAST_BITS = {"rsa": 2048, "rsassa_pss": 2048, "ec": 256}
USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"})
# A signer's clock may be this much ahead of ours.
CLOCK_SKEW = timedelta(minutes=5)

logger = logging.getLogger(__name__)


class SignatureRefused(ActionRefused):
    """A returned file does not count as signed; the text says why, and that nothing was kept."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("Chưa nhận tệp đã ký: %(why)s. Chưa có gì được lưu.") % {"why": why.rstrip(".")}
        )


@dataclass(frozen=True)
class Trust:
    """The roots that the office trusts, and the lists of what they revoked."""

    roots: tuple[x509.Certificate, ...]
    revoked: tuple[crl.CertificateList, ...] = ()


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says of itself."""

    subject: str
    name: str
    issuer: str
    serial: str
    sha256: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True)
class Signed:
    """A signature that counts; `signed_at` is the signer's word, the rest was checked."""

    certificate: CertificateFacts
    signed_at: datetime
    algorithm: str
    revocation_checked: bool


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """Read a certificate."""
    named = load_der_x509_certificate(certificate.dump())
    names = named.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return CertificateFacts(
        subject=_line(named.subject),
        name=str(names[0].value) if names else "",
        issuer=_line(named.issuer),
        serial=f"{certificate.serial_number:X}",
        sha256=certificate.sha256.hex(),
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
    )


def _line(name: Name) -> str:
    """A name in one line, its nearest part first: "CN=…, O=…, C=VN"."""
    return ", ".join(part.rfc4514_string() for part in reversed(name.rdns))


def check(
    original: bytes,
    returned: bytes,
    *,
    field: str,
    signers: Collection[str],
    trust: Trust,
    on: datetime,
) -> Signed:
    """Find the one new signature of a returned file, or refuse the file.

    `signers` are the SHA-256 fingerprints of the certificates of whoever must sign in `field`.
    """
    if not returned.startswith(original):
        raise SignatureRefused(
            _("đây không phải tệp đã tải về để ký, hoặc nội dung tệp đã bị thay đổi")
        )
    with _readable():
        reader = PdfFileReader(BytesIO(returned))
        signature = _new_signature(PdfFileReader(BytesIO(original)), reader, field)
        _require_nothing_else(original, reader, signature)
        certificate = signature.signer_cert
        facts = facts_of(certificate)
        if facts.sha256 not in signers:
            raise SignatureRefused(
                _(
                    "chứng thư số “%(subject)s” không phải chứng thư đã đăng ký của người ký "
                    "hoặc cơ quan ký văn bản này"
                )
                % {"subject": facts.name or facts.subject}
            )
        signed_at = _within_validity(signature, facts, on)
        algorithm = _algorithm(signature, certificate)
        checked = _require_trust(signature, trust, on)
        return Signed(facts, signed_at, algorithm, revocation_checked=checked)


def stands(pdf: bytes) -> bool:
    """Whether every signature in a file is whole, and what came after only filled in fields."""
    found = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return bool(found) and all(_stands(signature) for signature in found)


def _stands(signature: EmbeddedPdfSignature) -> bool:
    signature.compute_integrity_info()
    intact, valid = validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )
    filled_only = signature.summarise_integrity_info()["docmdp_ok"]
    whole = signature.evaluate_signature_coverage() >= SignatureCoverageLevel.ENTIRE_REVISION
    return bool(intact and valid and filled_only and whole)


@contextmanager
def _readable() -> Iterator[None]:
    """Refuse what the reader stumbles over: nobody can list all that a hostile file may do."""
    try:
        yield
    except SignatureRefused:
        raise
    except Exception as error:
        logger.warning("A signed file could not be read", exc_info=True)
        raise SignatureRefused(_("tệp hỏng, không đọc được chữ ký số")) from error


def _new_signature(before: PdfFileReader, after: PdfFileReader, field: str) -> EmbeddedPdfSignature:
    known = {one.field_name for one in before.embedded_signatures}
    new = [one for one in after.embedded_signatures if one.field_name not in known]
    if not new:
        raise SignatureRefused(_("tệp chưa được ký số"))
    if len(new) > 1 or new[0].sig_object_type != "/Sig":
        raise SignatureRefused(_("tệp có nhiều hơn một chữ ký số mới"))
    if new[0].field_name != field:
        raise SignatureRefused(
            _("chữ ký số không nằm ở ô “%(field)s” của văn bản") % {"field": TITLES[field]}
        )
    return new[0]


def _require_nothing_else(
    original: bytes, reader: PdfFileReader, signature: EmbeddedPdfSignature
) -> None:
    """Refuse what the signature does not cover, and any change but the signature itself."""
    if signature.evaluate_signature_coverage() != SignatureCoverageLevel.ENTIRE_FILE:
        raise SignatureRefused(_("sau khi ký, tệp còn bị thêm hoặc sửa nội dung"))
    message = cms.ContentInfo.load(signature.pkcs7_content)
    if signature.pkcs7_content[len(message.dump()) :].strip(b"\0"):
        raise SignatureRefused(_("sau khi ký, tệp còn bị thêm hoặc sửa nội dung"))
    if signature.docmdp_level is not None or signature.fieldmdp is not None:
        # It would break when the number is filled in.
        raise SignatureRefused(
            _(
                "chữ ký số khóa tài liệu; hãy ký lại bằng chữ ký thường (không chọn chứng nhận "
                "hoặc khóa tài liệu)"
            )
        )
    before = PdfFileReader(BytesIO(original)).xrefs.total_revisions - 1
    found = DEFAULT_DIFF_POLICY.review_file(
        reader,
        before,
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.INCLUDE, [NUMBER, DAY]),
        doc_mdp=MDPPerm.FILL_FORMS,
    )
    if isinstance(found, SuspiciousModification):
        raise SignatureRefused(_("ngoài chữ ký số, nội dung tệp còn bị thay đổi"))
    if not all(_stands(one) for one in reader.embedded_signatures if one is not signature):
        raise SignatureRefused(_("chữ ký số có trước trong tệp không còn giá trị"))


def _within_validity(
    signature: EmbeddedPdfSignature, facts: CertificateFacts, on: datetime
) -> datetime:
    """When it was signed, by the signer's clock; the certificate is valid then and now."""
    signed_at = signature.self_reported_timestamp
    if signed_at is None or signed_at > on + CLOCK_SKEW:
        raise SignatureRefused(_("chữ ký số không ghi thời gian ký, hoặc ghi thời gian chưa đến"))
    if min(signed_at, on) < facts.valid_from or facts.valid_until < max(signed_at, on):
        raise SignatureRefused(
            _("chứng thư số chỉ có hiệu lực từ %(since)s đến %(until)s")
            % {
                "since": f"{facts.valid_from:%d/%m/%Y}",
                "until": f"{facts.valid_until:%d/%m/%Y}",
            }
        )
    return signed_at


def _algorithm(signature: EmbeddedPdfSignature, certificate: x509.Certificate) -> str:
    """Name how it was signed, where that is strong enough."""
    mechanism = signature.signer_info["signature_algorithm"].signature_algo
    key, digest = certificate.public_key, signature.md_algorithm
    enough = key.bit_size >= LEAST_BITS.get(key.algorithm, key.bit_size + 1)
    if digest not in DIGESTS or mechanism not in MECHANISMS or not enough:
        raise SignatureRefused(
            _("thuật toán ký không đủ mạnh (cần SHA-256 trở lên, RSA từ 2048 bit hoặc ECDSA)")
        )
    return f"{MECHANISMS[mechanism]}, {digest.upper().replace('SHA', 'SHA-')}"


def _require_trust(signature: EmbeddedPdfSignature, trust: Trust, on: datetime) -> bool:
    """Refuse a signature that is broken or of no trusted root; tell if revocation was known.

    Without a list of what was revoked the signature counts, and the page says what was not checked.
    """
    for mode in ("require", "soft-fail") if trust.revoked else ("soft-fail",):
        context = ValidationContext(
            trust_roots=list(trust.roots),
            crls=list(trust.revoked),
            moment=on,
            allow_fetching=False,
            revocation_mode=mode,
        )
        # In a thread of its own: it runs an event loop, and this thread may be in one already.
        with ThreadPoolExecutor(max_workers=1) as thread:
            status = thread.submit(
                validate_pdf_signature, signature, context, key_usage_settings=USAGE
            ).result()
        if not (status.intact and status.valid):
            raise SignatureRefused(_("chữ ký số không còn nguyên vẹn: tệp đã bị sửa sau khi ký"))
        if status.revoked:
            raise SignatureRefused(_("chứng thư số đã bị thu hồi"))
        if status.trusted:
            return mode == "require"
    raise SignatureRefused(
        _("chứng thư số không do tổ chức chứng thực mà cơ quan tin cậy cấp, hoặc không dùng để ký")
    )

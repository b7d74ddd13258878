"""A signer's token for tests: a root of its own, certificates, and signing as the tool would."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any
from unittest.mock import patch

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import pdf_signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

SINCE = datetime.datetime(2015, 1, 1, tzinfo=datetime.UTC)
UNTIL = datetime.datetime(2049, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Token:
    """A key with its certificate, and the root that stands behind it."""

    key: RSAPrivateKey
    certificate: x509.Certificate
    root: x509.Certificate

    @property
    def pem(self) -> bytes:
        """The certificate as a person would hand it in."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def root_pem(self) -> bytes:
        """The root, as it stands in an office's folder."""
        return self.root.public_bytes(serialization.Encoding.PEM)

    @property
    def root_der(self) -> bytes:
        """The same, as a checker reads it."""
        return self.root.public_bytes(serialization.Encoding.DER)

    @property
    def sha256(self) -> str:
        """Its fingerprint."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    def sign(
        self,
        pdf: bytes,
        field: str,
        *,
        at: datetime.datetime,
        pss: bool = True,
        digest: str = "sha256",
        **more: Any,
    ) -> bytes:
        """Sign in a field at a moment, as the tool on the signer's machine does."""
        cert = asn1.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))
        store = SimpleCertificateStore()
        store.register(cert)
        key = self.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        signer = signers.SimpleSigner(cert, keys.PrivateKeyInfo.load(key), store, prefer_pss=pss)
        meta = signers.PdfSignatureMetadata(
            field_name=field, md_algorithm=digest, subfilter=SigSeedSubFilter.PADES, **more
        )
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        # In a thread of its own: it runs an event loop, and browser tests leave one in this thread.
        with (
            patch.object(pdf_signer, "datetime", _Stopped(at)),
            ThreadPoolExecutor(max_workers=1) as thread,
        ):
            out = thread.submit(signers.sign_pdf, writer, meta, signer).result()
        return out.getvalue()


class _Stopped:
    def __init__(self, moment: datetime.datetime) -> None:
        self._moment = moment

    def now(self, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return self._moment.astimezone(tz)


@cache
def _key(whose: str) -> RSAPrivateKey:
    """Keys are dear; a few serve all tests of a process."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def token(
    name: str,
    root: str = "CA thử nghiệm",
    since: datetime.datetime = SINCE,
    until: datetime.datetime = UNTIL,
) -> Token:
    """The token of a name, under a root that is made for tests alone."""
    behind = _certificate(root, root, since=SINCE, until=UNTIL, ca=True)
    return Token(_key("signer"), _certificate(name, root, since=since, until=until), behind)


@cache
def _certificate(
    name: str, issuer: str, *, since: datetime.datetime, until: datetime.datetime, ca: bool = False
) -> x509.Certificate:
    built = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(_key("root" if ca else "signer").public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(_usage(ca=ca), critical=True)
    )
    return built.sign(_key("root"), hashes.SHA256())


def revoked_by(issued: Token, *revoked: Token, at: datetime.datetime) -> bytes:
    """The list of what the root of a token revoked, as DER, good for a week."""
    built = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issued.root.subject)
        .last_update(at - datetime.timedelta(days=1))
        .next_update(at + datetime.timedelta(days=6))
    )
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        built = built.add_revoked_certificate(
            entry.revocation_date(at - datetime.timedelta(days=1)).build()
        )
    signed = built.sign(_key("root"), hashes.SHA256())
    return signed.public_bytes(serialization.Encoding.DER)


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Văn phòng Mẫu"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )

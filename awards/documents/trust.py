"""Whose digital signatures the office trusts: files in the folder that a setting names."""

from pathlib import Path

from asn1crypto import crl, pem, x509
from django.conf import settings

from awards.documents.signatures import Trust


def office_trust() -> Trust:
    """Read the roots (`*.pem`, several in one file will do) and the lists of the revoked (`*.crl`).

    They are read anew each time, so that a new list counts from the moment it is put there.
    """
    folder = Path(settings.SIGNING_TRUST)
    roots = [der for path in sorted(folder.glob("*.pem")) for der in _ders(path)]
    lists = [der for path in sorted(folder.glob("*.crl")) for der in _ders(path)]
    return Trust(
        roots=tuple(map(x509.Certificate.load, roots)),
        revoked=tuple(map(crl.CertificateList.load, lists)),
    )


def _ders(path: Path) -> list[bytes]:
    return ders(path.read_bytes())


def ders(content: bytes) -> list[bytes]:
    """What a file holds as DER, whether it is written so or as PEM."""
    if pem.detect(content):
        return [der for _kind, _headers, der in pem.unarmor(content, multiple=True)]
    return [content]

"""Codes of the tellers, the keys that follow from them, and the two envelopes of a ballot.

The envelopes are HPKE (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305) of the `cryptography`
library. What an envelope is for, its place, is authenticated with it: moved to another place it
does not open. All envelopes of a kind have one length, whatever they hold.
"""

import base64
import secrets
from collections.abc import Iterable
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
CODE_BYTES = 20  # 160 bits, which are 32 letters without padding
CONTENT_BYTES = 16

Content = TypeVar("Content", bytes, str)


class BrokenSeal(Exception):
    """An envelope that this key does not open at this place: altered, moved, or a wrong key."""


def new_code() -> str:
    """A teller's code: 160 random bits as eight groups of four letters and digits."""
    letters = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode()
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def private_key(code: str, poll: str) -> X25519PrivateKey:
    """The key that follows from a code in one poll; `ValueError` for what is no code.

    Small letters, spaces and the digits 0, 1 and 8, misread for O, I and B, are put right.
    """
    letters = "".join(c for c in code.upper() if c.isalnum())
    seed = base64.b32decode(letters.translate(str.maketrans("018", "OIB")))
    if len(seed) != CODE_BYTES:
        raise ValueError("a code has 32 letters and digits")
    stretched = HKDF(SHA256(), 32, salt=None, info=f"teller of poll {poll}".encode()).derive(seed)
    return X25519PrivateKey.from_private_bytes(stretched)


def public_key(code: str, poll: str) -> bytes:
    """The public half of that key, 32 bytes."""
    return private_key(code, poll).public_key().public_bytes_raw()


def seal(choice: str, *, outer: bytes, inner: bytes, voter: str, item: str) -> bytes:
    """Put a choice into two envelopes: the inner bound to the item, the outer to the voter too.

    `outer` and `inner` are the tellers' public keys.
    """
    content = choice.encode().ljust(CONTENT_BYTES)
    if len(content) != CONTENT_BYTES:
        raise ValueError(f"{choice} is too long")
    within = SUITE.encrypt(content, X25519PublicKey.from_public_bytes(inner), item.encode())
    return SUITE.encrypt(within, X25519PublicKey.from_public_bytes(outer), voter.encode())


def take_off(sealed: bytes, key: X25519PrivateKey, *, voter: str) -> bytes:
    """Take off the outer envelope at its voter's place; `BrokenSeal` if it does not come off."""
    return _decrypt(sealed, key, voter)


def open_inner(sealed: bytes, key: X25519PrivateKey, *, item: str) -> str:
    """Open an inner envelope at its item; `BrokenSeal` if it does not open."""
    return _decrypt(sealed, key, item).decode().rstrip()


def shuffled(rows: Iterable[Content]) -> list[Content]:
    """The rows in an order that nobody can foresee."""
    listed = list(rows)
    secrets.SystemRandom().shuffle(listed)
    return listed


def _decrypt(sealed: bytes, key: X25519PrivateKey, place: str) -> bytes:
    try:
        return SUITE.decrypt(sealed, key, place.encode())
    except (InvalidTag, ValueError) as error:
        raise BrokenSeal(place) from error

"""The text of an entry, whose hash is a leaf of the tree; and the codes of its pages."""

import hashlib
import json
import secrets
from typing import Any

from awards.register.merkle import leaf_hash
from units.text import nfc

# Without the letters and digits that are taken for one another; 24 of them are 119 bits.
CODE_LETTERS, CODE_LENGTH = "23456789abcdefghjkmnpqrstuvwxyz", 24


def new_code() -> str:
    """A code that nobody guesses, short enough to be typed from paper."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def new_secret() -> str:
    """What makes a hash of guessable data unguessable: 64 hexadecimal digits."""
    return secrets.token_hex(32)


def canonical(content: dict[str, Any]) -> str:
    """The one JSON text of plain data: sorted keys, no blanks, composed letters."""
    return nfc(json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def sealed(content: dict[str, Any], secret: str) -> str:
    """A hash that tells nothing of `content` to whoever lacks the secret, and holds the office."""
    return hashlib.sha256(f"{secret}{canonical(content)}".encode()).hexdigest()


def leaf_of(text: str) -> str:
    """The leaf of an entry, in hexadecimal digits."""
    return leaf_hash(text.encode()).hex()

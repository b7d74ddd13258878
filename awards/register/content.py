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


def canonical(content: dict[str, Any]) -> str:
    """The one JSON text of plain data: sorted keys, no blanks, composed letters."""
    return nfc(json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def sealed(text: str) -> str:
    """The entry of what is not public: a hash that tells nothing, and holds the office to `text`.

    The text holds a secret code; without it nobody can try out what else may stand there.
    """
    return canonical({"commitment": hashlib.sha256(text.encode()).hexdigest()})


def leaf_of(text: str) -> str:
    """The leaf of an entry, in hexadecimal digits."""
    return leaf_hash(text.encode()).hex()

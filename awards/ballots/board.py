"""What is hashed and published of a poll: its definition, the set of envelopes, the board.

A hash is over canonical JSON: sorted keys, no spaces, UTF-8. `tools/verify_ballots.py` computes
all of it again without this code.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

RECEIPT = 12


def canonical_sha256(content: Any) -> str:
    """SHA-256 of plain data, the same for the same data, as 64 hexadecimal digits."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def envelope_sha256(sealed: bytes) -> str:
    """SHA-256 of a sealed envelope."""
    return hashlib.sha256(bytes(sealed)).hexdigest()


def receipt(sealed: bytes) -> str:
    """What a voter keeps: it shows that the envelope is on the board, and not what is in it."""
    return envelope_sha256(sealed)[:RECEIPT]


def root_of(hashes: Iterable[str]) -> str:
    """SHA-256 over the hashes of all envelopes of an item, sorted."""
    return canonical_sha256(sorted(hashes))

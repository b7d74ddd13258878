"""Who signs in to the demo, and with what password: never one that was shipped."""

import os

from django.utils.crypto import salted_hmac

from reports.demo.structure import LOGINS
from units.models import Account

CONSONANTS = "bcdghklmnprstvxz"
VOWELS = "aeio"


def demo_password() -> str:
    """DEMO_PASSWORD, or words of no language made from this installation's secret key.

    48 bits of the key, as two letters for each six: "kasi-luto-meva-nido".
    """
    return os.environ.get("DEMO_PASSWORD") or _spoken(salted_hmac("demo", "password").digest())


def _spoken(secret: bytes) -> str:
    syllables = [CONSONANTS[byte % 16] + VOWELS[byte // 16 % 4] for byte in secret[:8]]
    words = ["".join(pair) for pair in zip(syllables[::2], syllables[1::2], strict=True)]
    return "-".join(words)


def login_table() -> list[str]:
    """The lines to print: user name, password and role, then what to try, in both languages."""
    password = demo_password()
    lines = []
    for login in LOGINS:
        lines.append(f"  {login.username:<11} {password:<20} {login.role.label}")
        lines += [f"  {'':<11} {text}" for text in (login.try_vi, login.try_en)]
    if not Account.objects.get(username=LOGINS[0].username).check_password(password):
        lines.append("DEMO_PASSWORD or the secret key has changed since: the first password holds.")
    return lines

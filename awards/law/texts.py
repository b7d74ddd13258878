"""Legal texts in force on a day, as award decisions name them."""

import datetime
import functools
from dataclasses import dataclass

from awards.law.records import DATA, Dated, read


@dataclass(frozen=True, kw_only=True)
class LegalText(Dated):
    """A law or decree, by the name that a decision gives it."""

    name: str


def texts_in_force(on: datetime.date) -> list[LegalText]:
    """Texts in force on a day, in the order in which a decision names them."""
    return [text for text in legal_texts() if text.holds(on)]


@functools.cache
def legal_texts() -> tuple[LegalText, ...]:
    """Every text; `LawError` for a wrong record."""
    return tuple(read(DATA / "texts.toml", "text", LegalText))

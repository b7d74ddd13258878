"""Legal texts in force on a day, as award decisions name them; an agency may add its own."""

import datetime
import functools
from dataclasses import dataclass
from pathlib import Path

from awards.law.layers import Layers, Subject
from awards.law.records import Dated


@dataclass(frozen=True, kw_only=True)
class LegalText(Dated):
    """A law, a decree or an agency's own text, by the name that a decision gives it."""

    name: str


def texts_in_force(on: datetime.date, agency: Path | None = None) -> list[LegalText]:
    """Texts in force on a day, in the order in which a decision names them: the agency's last."""
    layers = load(agency)
    return [text for text in (*layers.national, *layers.own) if text.holds(on)]


@functools.cache
def load(agency: Path | None) -> Layers[LegalText]:
    """Every text; `LawError` for a wrong record."""
    return Subject(
        file="texts.toml",
        table="text",
        build=LegalText,
        about=lambda text: (text.name,),
    ).load(agency)

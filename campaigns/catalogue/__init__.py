"""The catalogue of awards: titles and forms of commendation, as data with its sources.

Pure: no database, no clock, no settings. The awards of national law stand in the files beside this
one; an agency's own join them from its folder (`agency.py`, `own.py`). A stored code stays a code
of this catalogue for ever, since past awards are read by it; an award that is no longer given keeps
its record.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from campaigns.catalogue.agency import agency_folder, kept, use_folder
from campaigns.catalogue.kinds import (
    Evidence,
    Family,
    Kind,
    LegalOrder,
    Level,
    Recipient,
)
from campaigns.catalogue.load import CatalogueError, load, ranked
from campaigns.catalogue.own import load_own
from campaigns.catalogue.record import Award

__all__ = [
    "Award",
    "CatalogueError",
    "Evidence",
    "Family",
    "LegalOrder",
    "Level",
    "Recipient",
    "UnknownAwardError",
    "agency_folder",
    "award",
    "awards",
    "choices",
    "find",
    "kept",
    "own_awards",
    "said",
    "told_apart",
    "use_folder",
]

Choices = list[tuple[str, list[tuple[str, str]]]]


class UnknownAwardError(LookupError):
    """No award has this code."""


@kept
def _own() -> dict[str, Award]:
    folder = agency_folder()
    return load_own(folder, _national()) if folder else {}


@kept
def _national() -> dict[str, Award]:
    return load(Path(__file__).parent)


@kept
def _catalogue() -> dict[str, Award]:
    return ranked([*_national().values(), *_own().values()])


def award(code: str) -> Award:
    """Award with a code; `UnknownAwardError` names a code that the catalogue does not have."""
    try:
        return _catalogue()[code]
    except KeyError:
        raise UnknownAwardError(f"the catalogue has no award {code!r}") from None


def awards() -> tuple[Award, ...]:
    """Every award, highest first."""
    return tuple(_catalogue().values())


def own_awards() -> tuple[Award, ...]:
    """Awards that the agency added to those of national law, highest first."""
    return tuple(_own().values())


def choices(
    language: str = "vi",
    agency: str | None = None,
    among: Iterable[Award] | None = None,
) -> Choices:
    """Awards for a form's select, highest first, grouped: titles and forms of the State, others."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in awards() if among is None else among:
        group: Kind = one.family if one.of_state else one.legal_order
        groups.setdefault(group.label(language), []).append((one.code, one.label(language, agency)))
    return list(groups.items())


@kept
def said() -> dict[str, tuple[Award, ...]]:
    """Awards by each phrase that names them, in lower case; several where they share a name."""
    phrases: dict[str, tuple[Award, ...]] = {}
    for one in awards():
        for phrase in one.phrases:
            phrases[phrase] = (*phrases.get(phrase, ()), one)
    return phrases


def find(phrase: str, recipient: str = "") -> Award | None:
    """Award that a phrase names ("Bằng khen của Thủ tướng"), or None.

    The longest name that the phrase contains wins. Awards that share a name are told apart by
    the `recipient` in words ("chi bộ"); without one, the award that is for any recipient.
    """
    text = " ".join(phrase.lower().split())
    named = [name for name in said() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return told_apart(said()[max(named, key=len)], recipient) if named else None


def told_apart(named: tuple[Award, ...], recipient: str = "") -> Award | None:
    """Of awards that share a name, the one for a recipient in words; else that for anybody."""
    to = recipient.lower()
    for one in named:
        if to and to in one.said_to:
            return one
    return next((one for one in named if not one.said_to), None)

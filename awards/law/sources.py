"""The texts that records cite, by short names: the nation's, and an agency's own documents."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from campaigns.catalogue import agency_folder, kept
from campaigns.catalogue.kinds import pick

FILE = "sources.toml"
DATA = Path(__file__).parent / "data"
SHORT = re.compile(r"\w+")


class SourceError(ValueError):
    """A record of `sources.toml` is wrong; the text names it."""


@dataclass(frozen=True)
class Source:
    """A text by its short name, with the words that people read."""

    short: str
    name: str
    name_en: str

    def label(self, language: str = "vi") -> str:
        """Name of the text in a language."""
        return pick(language, self.name, self.name_en)


@kept
def sources() -> dict[str, Source]:
    """Every text by its short name; `SourceError` names a record that is wrong."""
    national = _read(DATA / FILE, {})
    folder = agency_folder()
    own = folder / FILE if folder else None
    return national | _read(own, national) if own and own.exists() else national


def _read(path: Path, national: Mapping[str, Source]) -> dict[str, Source]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{path.name}: {error}") from error
    if unknown := sorted(set(content) - {"source"}):
        raise SourceError(f"{path.name}: unknown table {unknown[0]}")
    found: dict[str, Source] = {}
    for number, record in enumerate(content.get("source", []), start=1):
        if objection := _objection(record, found, national):
            place = f"{path.name}, record {record.get('short', number)}"
            raise SourceError(f"{place}: {objection}")
        found[record["short"]] = Source(**record)
    return found


def _objection(
    record: Mapping[str, Any], before: Mapping[str, Source], national: Mapping[str, Source]
) -> str:
    """Why a record cannot stand, empty where it can."""
    known = [field.name for field in fields(Source)]
    if unknown := sorted(set(record) - set(known)):
        return f"unknown key {unknown[0]}"
    for key in known:
        if not isinstance(record.get(key), str) or not record[key].strip():
            return f"{key} is missing"
    short = record["short"]
    if not SHORT.fullmatch(short):
        return "a short name is letters, digits and _"
    if short in national:
        return f"national law has this short name ({national[short].name})"
    return "the short name stands twice" if short in before else ""

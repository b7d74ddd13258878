"""Reads the data files, and refuses what is wrong by the name of the file and of the record.

A file is a list of `[[award]]` tables whose keys are the fields of `Award`. Those that `Award`
gives a default may be left out; `citation` must be, unless the evidence is "found" or "found*".
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from campaigns.catalogue.kinds import Evidence, Family, LegalOrder, Level, Recipient
from campaigns.catalogue.record import Award

KINDS: dict[str, type[StrEnum]] = {
    "family": Family,
    "legal_order": LegalOrder,
    "level": Level,
    "recipients": Recipient,
    "evidence": Evidence,
}
LISTS = ("recipients", "said_as", "said_to")
TYPES: dict[str, type] = {"rank": int, "own_authority": bool} | dict.fromkeys(LISTS, list)
CODE = re.compile(r"[A-Z][A-Z0-9_]{1,19}")
KNOWN = {field.name for field in fields(Award)}
REQUIRED = {field.name for field in fields(Award) if field.default is MISSING}


class CatalogueError(ValueError):
    """A data file of the catalogue is wrong."""


def load(folder: Path) -> dict[str, Award]:
    """Awards of every data file in a folder by code, in rank order; `CatalogueError` if wrong."""
    return gather(record for path in sorted(folder.glob("*.toml")) for record in read(path))


def read(path: Path) -> Iterator[tuple[str, Award]]:
    """Yield each award of a data file after its place in words: the file and the record."""
    for index, table in enumerate(_tables(path), start=1):
        place = f"{path.name}, record {table.get('code', index)}"
        yield place, _award(table, place)


def gather(
    records: Iterable[tuple[str, Award]], beside: Mapping[str, Award] | None = None
) -> dict[str, Award]:
    """Awards by code, in rank order; refuse a code twice, and a rank twice, also `beside` them."""
    awards: dict[str, Award] = {}
    ranks = {award.rank: award.code for award in (beside or {}).values()}
    for place, award in records:
        if award.code in awards:
            raise CatalogueError(f"{place}: the code stands twice")
        if award.rank in ranks:
            raise CatalogueError(f"{place}: {ranks[award.rank]} has rank {award.rank} too")
        awards[award.code] = award
        ranks[award.rank] = award.code
    return ranked(awards.values())


def ranked(awards: Iterable[Award]) -> dict[str, Award]:
    """Awards by code, the highest first."""
    return {award.code: award for award in sorted(awards, key=lambda award: award.rank)}


def _tables(path: Path) -> list[dict[str, Any]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: {error}") from error
    tables = content.pop("award", [])
    if content or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise CatalogueError(f"{path.name}: only [[award]] tables are known here")
    return tables


def _award(table: dict[str, Any], place: str) -> Award:
    _check_keys(table, place)
    try:
        values = {key: _value(key, value) for key, value in table.items()}
    except (TypeError, ValueError) as error:
        raise CatalogueError(f"{place}: {error}") from error
    award = Award(**values)
    _check_sense(award, place)
    return award


def _check_keys(table: dict[str, Any], place: str) -> None:
    if unknown := sorted(set(table) - KNOWN):
        raise CatalogueError(f"{place}: unknown key {unknown[0]}")
    if missing := sorted(REQUIRED - set(table)):
        raise CatalogueError(f"{place}: {missing[0]} is missing")


def _value(key: str, value: Any) -> Any:
    expected = TYPES.get(key, str)
    if type(value) is not expected or value == "":
        raise TypeError(f"{key} is {value!r}, where one {expected.__name__} is needed")
    kind = KINDS.get(key, str)
    if isinstance(value, list):
        return tuple(kind(item) for item in value)
    return kind(value) if expected is str else value


def _check_sense(award: Award, place: str) -> None:
    if not CODE.fullmatch(award.code):
        raise CatalogueError(f"{place}: a code is 2 to 20 capital letters, digits and _")
    if not award.recipients:
        raise CatalogueError(f"{place}: recipients are missing")
    if award.citation and not award.verified:
        raise CatalogueError(f"{place}: a source that was not seen must not be cited")
    if bool(award.name_by_agency) != bool(award.name_by_agency_en):
        raise CatalogueError(f"{place}: name_by_agency stands in one language only")

"""How every record of the law data is read: strictly, naming file and record when it is wrong.

A record has a stable code, the days between which it holds, its citations, how well it is known,
and the day on which somebody last compared it with its source. `[defaults]` at the head of a file
stand for every record that says nothing else.
"""

import datetime
import functools
import tomllib
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from awards.law.citations import parse
from campaigns.catalogue import Evidence

DATA = Path(__file__).parent / "data"
TOML_NAMES = {"since": "from"}


class LawError(ValueError):
    """A record of the law data is wrong; the text names the file and the record."""


@dataclass(frozen=True, kw_only=True)
class Dated:
    """What every record has: it holds from its first day up to, not including, `until`.

    `cites` are short citations ("N91 Đ9.3"); a text whose article nobody verified stands without
    one. `after_gap` says why nothing holds between the record before and this one.
    """

    code: str
    since: datetime.date
    until: datetime.date | None = None
    cites: tuple[str, ...]
    evidence: Evidence
    checked: datetime.date
    after_gap: str = ""

    def holds(self, on: datetime.date) -> bool:
        """Whether the record is in force on a day."""
        return self.since <= on and (self.until is None or on < self.until)

    @property
    def verified(self) -> bool:
        """Whether somebody saw its source; a record that is not verified warns, never blocks."""
        return self.evidence != Evidence.UNVERIFIED


Record = TypeVar("Record", bound=Dated)
Convert = Mapping[str, Callable[[Any], Any]]


def read(
    path: Path, table: str, build: type[Record], convert: Convert | None = None
) -> list[Record]:
    """Return the records of `table` in a file; `LawError` names the record that is wrong.

    `convert` reads fields whose TOML form is not that of their type.
    """
    return tables(path, {table: build}, convert)[table]


def tables(
    path: Path, builds: Mapping[str, type[Record]], convert: Convert | None = None
) -> dict[str, list[Record]]:
    """Return the records of several tables of one file, by table."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LawError(f"{path.name}: {error}") from error
    defaults = content.pop("defaults", {})
    if unknown := sorted(set(content) - set(builds)):
        raise LawError(f"{path.name}: unknown table {unknown[0]}")
    found: dict[str, list[Record]] = {}
    codes: set[str] = set()
    for name, build in builds.items():
        found[name] = [
            _build(build, defaults | record, f"{path.name}, record {number}", convert)
            for number, record in enumerate(content.get(name, []), start=1)
        ]
        for one in found[name]:
            if one.code in codes:
                raise LawError(f"{path.name}, record {one.code}: the code stands twice")
            codes.add(one.code)
    return found


def in_series(records: Iterable[Record], key: Callable[[Record], Any]) -> list[Record]:
    """Return the records sorted by key and day; refuse overlaps, and gaps nobody declared."""
    ordered = sorted(records, key=lambda record: (str(key(record)), record.since))
    for one, other in pairwise(ordered):
        if key(one) != key(other):
            continue
        if one.until is None or other.since < one.until:
            raise LawError(f"record {other.code}: overlaps {one.code}, both hold on {other.since}")
        if other.since > one.until and not other.after_gap:
            raise LawError(
                f"record {other.code}: nothing holds from {one.until} to {other.since}, "
                "and after_gap does not say why"
            )
    return ordered


def value_of(kind: Any, value: Any) -> Any:
    """Return a TOML value as a field of type `kind` holds it; `TypeError` where it cannot be."""
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return value_of(next(one for one in get_args(kind) if one is not type(None)), value)
    if origin is tuple and isinstance(value, list):
        return tuple(value_of(get_args(kind)[0], item) for item in value)
    if kind is Any or origin is not None or type(value) is kind:
        return value
    if isinstance(value, str) and issubclass(kind, Enum | Fraction):
        return kind[value] if issubclass(kind, int) else kind(value)
    raise TypeError(f"{value!r} is no {kind.__name__}")


@functools.cache
def fields_of(build: type) -> tuple[dict[str, Any], frozenset[str]]:
    """Types of a record's fields by their name in TOML, and the names that must be given."""
    hints = get_type_hints(build)
    named = {TOML_NAMES.get(field.name, field.name): field for field in fields(build)}
    needed = frozenset(
        name
        for name, field in named.items()
        if field.default is MISSING and field.default_factory is MISSING
    )
    return {name: hints[field.name] for name, field in named.items() if field.init}, needed


def keywords(build: type, record: Mapping[str, Any], convert: Convert | None = None) -> Any:
    """Return the arguments that build a record; `ValueError` for wrong, unknown, missing keys."""
    kinds, needed = fields_of(build)
    if unknown := sorted(set(record) - set(kinds)):
        raise ValueError(f"unknown key {unknown[0]}")
    if missing := sorted(needed - set(record)):
        raise ValueError(f"{missing[0]} is missing")
    back = {toml: name for name, toml in TOML_NAMES.items()}
    values = {}
    for key, value in record.items():
        try:
            special = (convert or {}).get(key)
            values[back.get(key, key)] = special(value) if special else value_of(kinds[key], value)
        except (TypeError, ValueError, LookupError) as error:
            raise ValueError(f"{key}: {error}") from error
    return values


def _build(build: type[Record], record: Any, place: str, convert: Convert | None) -> Record:
    place = f"{place} ({record['code']})" if "code" in record else place
    try:
        one = build(**keywords(build, record, convert))
        for citation in one.cites:
            parse(citation)
    except (ValueError, LookupError) as error:
        raise LawError(f"{place}: {error}") from error
    if not one.cites:
        raise LawError(f"{place}: a citation is missing")
    if one.until is not None and one.until <= one.since:
        raise LawError(f"{place}: ends before it begins")
    return one

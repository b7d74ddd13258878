"""Reads rubric.toml; `RubricError` names the record that is wrong."""

import datetime
import functools
import itertools
import tomllib
from pathlib import Path
from typing import Any

from campaigns.rubric.record import Rubric, RubricError, Share

DATA = Path(__file__).with_name("rubric.toml")


@functools.cache
def rubrics(path: Path = DATA) -> tuple[Rubric, ...]:
    """Every scoring table, one for each day at most."""
    found = tuple(Rubric.read(table) for table in _tables(path, "rubric"))
    ordered = sorted(found, key=lambda rubric: rubric.since)
    for earlier, later in itertools.pairwise(ordered):
        if earlier.until is None or earlier.until > later.since:
            raise RubricError(f"{later.code}: {earlier.code} is still in force")
    return tuple(ordered)


@functools.cache
def shares(path: Path = DATA) -> tuple[Share, ...]:
    """Every share of the members that a text asks for."""
    return tuple(Share.read(table) for table in _tables(path, "share"))


def rubric_on(day: datetime.date, path: Path = DATA) -> Rubric:
    """The scoring table of a day; `RubricError` where there is none."""
    for rubric in rubrics(path):
        if rubric.since <= day and (rubric.until is None or day < rubric.until):
            return rubric
    raise RubricError(f"no rubric on {day}")


def _tables(path: Path, name: str) -> list[dict[str, Any]]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := set(content) - {"rubric", "share"}:
        raise RubricError(f"{path.name}: unknown table {min(unknown)}")
    tables: list[dict[str, Any]] = content.get(name, [])
    return tables

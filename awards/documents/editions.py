"""Which edition of a form a paper is set in: the one of the paper's day, for good."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "editions.toml"
KEYS = {"form": str, "number": int, "from": date, "changed": str}


class EditionError(Exception):
    """The list of editions is wrong, or names no such form."""


@dataclass(frozen=True)
class Edition:
    """A form as it looks from a day on; its file never changes."""

    form: str
    number: int
    since: date
    changed: str

    def __str__(self) -> str:
        """Folder and file, as `render` names a form."""
        return f"{self.form}/{self.number}"


def edition_of(form: str, on: date) -> str:
    """Name the edition in which a paper of a day is set, "decision/2".

    A paper older than the form itself is set in its first edition.
    """
    found = [one for one in editions() if one.form == form]
    if not found:
        raise EditionError(f"There is no form {form}.")
    begun = [one for one in found if one.since <= on]
    return str((begun or found[:1])[-1])


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition, by form and number; EditionError for a wrong list."""
    return read_editions(FILE)


def read_editions(path: Path) -> tuple[Edition, ...]:
    """Read a list strictly: known keys alone, numbers without gap, first days in their order."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    if set(content) != {"edition"}:
        raise EditionError(f"{path.name}: holds something else than editions")
    found = sorted(map(_edition, content["edition"]), key=lambda one: (one.form, one.number))
    for _form, group in groupby(found, key=lambda one: one.form):
        same = list(group)
        in_order = all(one.since < other.since for one, other in pairwise(same))
        if [one.number for one in same] != list(range(1, len(same) + 1)) or not in_order:
            raise EditionError(f"{path.name}: the editions of {same[0].form} do not follow on")
    return tuple(found)


def _edition(record: dict[str, Any]) -> Edition:
    if {key: type(value) for key, value in record.items()} != KEYS or not record["changed"]:
        raise EditionError(f"{FILE.name}: an edition has {', '.join(KEYS)}, not {record}")
    return Edition(record["form"], record["number"], record["from"], record["changed"])

"""How every record of the law data is read: strictly, naming file and record when it is wrong."""

import tomllib
from pathlib import Path
from typing import Any

LAW = Path(__file__).parent


class LawError(ValueError):
    """A record of the law data is wrong; the text names the file and the record."""


def read_records(file: str, table: str, required: set[str], optional: set[str]) -> list[Any]:
    """Return the records of `table` in a law file; refuse missing and unknown keys.

    A duplicate key or bad date is refused by the TOML reader itself.
    """
    records = tomllib.loads((LAW / file).read_text(encoding="utf-8"))[table]
    for number, record in enumerate(records, start=1):
        if unknown := set(record) - required - optional:
            raise LawError(f"{file}, record {number}: unknown {', '.join(sorted(unknown))}")
        if missing := required - set(record):
            raise LawError(f"{file}, record {number}: missing {', '.join(sorted(missing))}")
    return list(records)

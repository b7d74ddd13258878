"""Legal texts in force on a day, as award decisions name them."""

import datetime
from dataclasses import dataclass
from functools import cache

from awards.law.records import read_records


@dataclass(frozen=True)
class LegalText:
    """A law or decree, in force from `since` up to, not including, `until`."""

    name: str
    since: datetime.date
    until: datetime.date | None
    verified: bool
    last_checked: datetime.date


def texts_in_force(on: datetime.date) -> list[LegalText]:
    """Texts in force on a day, in the order in which a decision names them."""
    return [t for t in legal_texts() if t.since <= on and (t.until is None or on < t.until)]


@cache
def legal_texts() -> tuple[LegalText, ...]:
    """Load every text."""
    records = read_records(
        "texts.toml", "text", {"name", "from", "verified", "last_checked"}, {"until"}
    )
    return tuple(
        LegalText(
            name=record["name"],
            since=record["from"],
            until=record.get("until"),
            verified=record["verified"],
            last_checked=record["last_checked"],
        )
        for record in records
    )

"""Two layers of a data file: the nation's, and an agency's own, which may only add or tighten."""

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from awards.law.records import DATA, Convert, Dated, LawError, in_series, read
from campaigns import catalogue

Record = TypeVar("Record", bound=Dated)
# What an agency's folder may hold, beside texts for people and the records in `criteria/`.
FOLDER = "criteria"
FILES = (
    *("awards.toml", "council.toml", "cutoffs.toml", "forms.toml", "limits.toml", "papers.toml"),
    *("posting.toml", "prizes.toml", "quotas.toml", "sources.toml", "texts.toml", "votes.toml"),
)


def check_folder(agency: Path) -> None:
    """Refuse a folder that is not there, and a file in it that nobody would read."""
    if not agency.is_dir():
        raise LawError(f"{agency}: there is no such folder")
    for path in sorted(agency.rglob("*.toml")):
        inside = path.relative_to(agency)
        if str(inside.parent) != FOLDER and str(inside) not in FILES:
            known = ", ".join((f"{FOLDER}/*.toml", *FILES))
            raise LawError(f"{inside}: nobody reads it; known are {known}")


@dataclass(frozen=True)
class Layers(Generic[Record]):
    """Records of one subject."""

    national: tuple[Record, ...]
    own: tuple[Record, ...] = ()

    def __iter__(self) -> Iterator[Record]:
        """Every record, the agency's first."""
        return iter((*self.own, *self.national))

    def on(self, day: datetime.date) -> list[Record]:
        """Records in force on a day, the agency's first."""
        return [record for record in (*self.own, *self.national) if record.holds(day)]


@dataclass(frozen=True, kw_only=True)
class Subject(Generic[Record]):
    """A data file: its name, its table, what its records are about, and what would loosen one.

    `about` gives the keys of a record: at most one record of a layer holds for a key on a day.
    `loosens` says why an agency's record asks less than a national one of the same key and time;
    it returns an empty text where it does not.
    """

    file: str
    table: str
    build: type[Record]
    about: Callable[[Record], Iterable[Hashable]]
    loosens: Callable[[Record, Record], str] | None = None
    convert: Convert | None = None

    def load(self, agency: Path | None = None) -> Layers[Record]:
        """Read the national file, and the file of the same name in the agency's folder, if any.

        `LawError` names the record that is wrong, or that loosens national law, and why. A national
        record that nobody verified warns only, so it cannot be loosened.
        """
        national = self._read(DATA / self.file)
        path = agency / self.file if agency else None
        own = self._read(path) if path and path.exists() else ()
        for one in own:
            for other in national:
                self._compare(one, other)
        return Layers(national, own)

    def _compare(self, own: Record, national: Record) -> None:
        place = f"{self.file}, record {own.code}"
        if own.code == national.code:
            raise LawError(f"{place}: national law has a record of this code")
        if reason := self._reason(own, national):
            raise LawError(
                f"{place}: loosens national law: {reason} "
                f"({national.code}: {', '.join(national.cites)})"
            )

    def _read(self, path: Path) -> tuple[Record, ...]:
        records = tuple(read(path, self.table, self.build, self.convert))
        series: dict[Hashable, list[Record]] = {}
        for record in records:
            for key in self.about(record):
                series.setdefault(key, []).append(record)
        for same in series.values():
            try:
                in_series(same, lambda _: "")
            except LawError as error:
                raise LawError(f"{path.name}, {error}") from error
        return records

    def _reason(self, own: Record, national: Record) -> str:
        if self.loosens is None or not national.verified:
            return ""
        together = (own.until is None or national.since < own.until) and (
            national.until is None or own.since < national.until
        )
        same = set(self.about(own)) & set(self.about(national))
        return self.loosens(own, national) if together and same else ""


def check_awards(codes: Iterable[str]) -> None:
    """Refuse a code that no award of the catalogue has."""
    for code in codes:
        try:
            catalogue.award(code)
        except LookupError as error:
            raise ValueError(str(error)) from error

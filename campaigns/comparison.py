"""What a pledge says, and what differs between two of its versions: pure, in rows and fields."""

import datetime
import difflib
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

# A word, or the end of a line.
WORD = re.compile(r"\n|\S+")
Kind = Literal["added", "removed", "changed"]
# Fields of a target in the order in which a page says them.
FIELDS = ("commitment", "indicator", "value", "measure", "due_on", "person")


@dataclass(frozen=True)
class TargetLine:
    """A target as it read: `key` is its row, None for one that has no row yet."""

    key: int | None
    commitment_id: int
    commitment: str
    indicator: str
    value: Decimal | None
    measure: str
    due_on: datetime.date | None
    person_id: int | None
    person: str


@dataclass(frozen=True)
class AimLine:
    """A title as it read; without a person it is the unit's."""

    award: str
    person_id: int | None
    person: str


@dataclass(frozen=True)
class Content:
    """A whole pledge."""

    targets: tuple[TargetLine, ...]
    aims: tuple[AimLine, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain values: numbers and days as text."""
        targets = [
            asdict(line)
            | {
                "value": None if line.value is None else str(line.value),
                "due_on": line.due_on and line.due_on.isoformat(),
            }
            for line in self.targets
        ]
        return {"targets": targets, "aims": [asdict(line) for line in self.aims]}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Content":
        """Read what `as_json` gave."""
        targets = [
            TargetLine(
                **row
                | {
                    "value": None if row["value"] is None else Decimal(row["value"]),
                    "due_on": row["due_on"] and datetime.date.fromisoformat(row["due_on"]),
                }
            )
            for row in kept["targets"]
        ]
        return cls(tuple(targets), tuple(AimLine(**row) for row in kept["aims"]))


@dataclass(frozen=True)
class FieldChange:
    """One field before and after."""

    name: str
    old: Any
    new: Any

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """A text word by word, each run of words "same", "old" or "new"."""
        return words_changed(self.old, self.new)


@dataclass(frozen=True)
class TargetChange:
    """A target that came, went, or reads otherwise; `line` is its latest text."""

    kind: Kind
    line: TargetLine
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class AimChange:
    """A title that came or went."""

    kind: Kind
    line: AimLine


@dataclass(frozen=True)
class Comparison:
    """Everything that differs."""

    targets: tuple[TargetChange, ...]
    aims: tuple[AimChange, ...]

    def __bool__(self) -> bool:
        return bool(self.targets or self.aims)


def compare(old: Content, new: Content) -> Comparison:
    """What became of each target and title: those of `new` in their order, then those that went."""
    before = _by_key(old.targets)
    targets: list[TargetChange] = []
    for line in new.targets:
        earlier = before.pop(line.key, None) or before.pop(_said(line), None)
        if earlier is None:
            targets.append(TargetChange("added", line))
        elif fields := _fields_changed(earlier, line):
            targets.append(TargetChange("changed", line, fields))
    targets += [TargetChange("removed", line) for line in before.values()]
    aims = [AimChange("added", aim) for aim in _beside(new.aims, old.aims)]
    aims += [AimChange("removed", aim) for aim in _beside(old.aims, new.aims)]
    return Comparison(tuple(targets), tuple(aims))


def _beside(aims: Iterable[AimLine], others: Iterable[AimLine]) -> list[AimLine]:
    """Titles that the others have not, whatever their person was called then."""
    there = {(aim.award, aim.person_id) for aim in others}
    return [aim for aim in aims if (aim.award, aim.person_id) not in there]


def _by_key(lines: Iterable[TargetLine]) -> dict[Any, TargetLine]:
    return {line.key or _said(line): line for line in lines}


def _said(line: TargetLine) -> tuple[int, str]:
    """What finds a target that has no row yet: the same indicator for the same commitment."""
    return line.commitment_id, line.indicator


def _fields_changed(old: TargetLine, new: TargetLine) -> tuple[FieldChange, ...]:
    changes = (FieldChange(name, getattr(old, name), getattr(new, name)) for name in FIELDS)
    return tuple(change for change in changes if change.old != change.new)


def words_changed(old: str, new: str) -> list[tuple[str, str]]:
    """Two texts as runs of words: "same" in both, only "old", or only "new"."""
    before, after = WORD.findall(old), WORD.findall(new)
    runs: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            runs.append(("same", " ".join(before[first:last])))
            continue
        if last > first:
            runs.append(("old", " ".join(before[first:last])))
        if end > start:
            runs.append(("new", " ".join(after[start:end])))
    return runs

"""The law as one value: national records, an agency's on top, compiled for each day.

An agency may only add or tighten; what loosens national law is refused with the record and why.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from awards.law.asks import Ask, Group, Node, all_of
from awards.law.criteria import Methods
from awards.law.layers import FOLDER
from awards.law.own import check_own
from awards.law.records import DATA, Dated, LawError, in_series, tables
from awards.law.regimes import Regime, Transition, load_regimes, load_transitions, regime_on
from awards.law.rules import (
    TABLES,
    Everywhere,
    Method,
    Note,
    Rule,
    check_rules,
    methods_on,
    nodes,
    of_kind,
)


@dataclass(frozen=True)
class Route:
    """All that an award asks of a kind of recipient for a type, on a day.

    `known` is false where no rule holds, or where none of its criteria is verified; `asks` are
    then only what every award asks.
    """

    asks: Group
    rule: Rule | None
    notes: tuple[Note, ...]
    methods: Methods
    known: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", self.rule is not None and not self.rule.unknown)


class LawOfDay:
    """The law as it stands on a day."""

    def __init__(self, records: Iterable[Dated], regime: Regime, on: datetime.date) -> None:
        held = [record for record in records if record.holds(on)]
        self.regime = regime
        self.on = on
        self._rules = of_kind(held, Rule)
        self._everywhere = of_kind(held, Everywhere)
        self._notes = of_kind(held, Note)
        self._methods = of_kind(held, Method)
        self.methods = methods_on(self._methods, on)
        self._routes: dict[tuple[str, str, str], Route] = {}

    def route(self, award: str, recipient: str, type_: str) -> Route:
        """What an award asks of a kind of recipient, for a type."""
        key = award, recipient, type_
        if key not in self._routes:
            self._routes[key] = self._compile(*key)
        return self._routes[key]

    def _compile(self, award: str, recipient: str, type_: str) -> Route:
        rules = [rule for rule in self._rules if rule.touches(award, recipient, type_)]
        # What an agency's rule says fills what a national one leaves unknown.
        rule = min(rules, key=lambda rule: rule.unknown, default=None)
        beside = [e for e in self._everywhere if e.touches(award, recipient, type_)]
        asked: list[Rule | Everywhere] = [rule, *beside] if rule else [*beside]
        found = [node for record in asked for node in nodes(record)]
        notes = tuple(note for note in self._notes if note.touches(award, recipient, type_))
        return Route(all_of([self._cited(node) for node in found]), rule, notes, self.methods)

    def _cited(self, node: Node) -> Node:
        """Add to each ask the articles that say how its kind is counted."""
        if isinstance(node, Group):
            parts = tuple(self._cited(part) for part in node.parts if self._asked(part))
            return parts[0] if len(parts) == 1 else Group(parts, node.one_of)
        ways = [m for m in self._methods if node.criterion.counted_as in m.kinds and m.verified]
        more = [cite for way in ways for cite in way.cites if cite not in node.cites]
        return replace(node, cites=(*node.cites, *more))

    def _asked(self, node: Node) -> bool:
        """Whether the reading of the day asks it at all."""
        reading = node.only_if if isinstance(node, Ask) else ""
        return not reading or getattr(self.methods, reading) == "YES"


class Law:
    """National law, with an agency's layer on it: its records stand last, and a reading wins."""

    def __init__(self, records: list[Dated], regimes: tuple[Regime, ...]) -> None:
        self.records = records
        self.regimes = regimes
        self.transitions: tuple[Transition, ...] = ()
        edges = {r.since for r in (*self.records, *regimes)}
        edges |= {r.until for r in (*self.records, *regimes) if r.until}
        self._edges = sorted(edges)
        self._days: dict[int, LawOfDay] = {}

    def on(self, day: datetime.date) -> LawOfDay:
        """The law of a day; `NoRegimeError` where the data hold none."""
        segment = bisect_right(self._edges, day)
        if segment not in self._days:
            regime = regime_on(self.regimes, day)
            self._days[segment] = LawOfDay(self.records, regime, day)
        return self._days[segment]


Files = dict[str, list[Dated]]


def load(agency: Path | None = None, folder: Path = DATA, *, trial: Path | None = None) -> Law:
    """Read all criteria, check them against each other, and put the agency's on top.

    Records on `trial` join the agency's, and stand for those of the same code.
    """
    national = _read(folder / FOLDER)
    _check(national)
    own = _read(agency / FOLDER) if agency else {}
    if trial:
        own = _on_trial(_read(trial / FOLDER), own)
    _check(own, beside=_all(national))
    law = Law([*_all(national), *_all(own)], load_regimes(folder))
    law.transitions = load_transitions(folder)
    return law


def _read(folder: Path) -> Files:
    found: Files = {}
    codes: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        found[path.name] = [one for some in tables(path, TABLES).values() for one in some]
        for record in found[path.name]:
            if record.code in codes:
                raise LawError(f"{path.name}, record {record.code}: also in {codes[record.code]}")
            codes[record.code] = path.name
    return found


def _all(files: Files) -> list[Dated]:
    return [record for records in files.values() for record in records]


def _on_trial(tried: Files, own: Files) -> Files:
    codes = {record.code for record in _all(tried)}
    both = {name: [one for one in some if one.code not in codes] for name, some in own.items()}
    for name, records in tried.items():
        both[name] = both.get(name, []) + records
    return both


def _check(files: Files, beside: list[Dated] | None = None) -> None:
    """Check each file with those before it, an agency's `beside` national law; name a wrong one."""
    seen: list[Dated] = []
    for name, records in files.items():
        seen += records
        try:
            _check_asks(records)
            if beside is not None:
                check_own(beside, records)
            check_rules(of_kind(seen, Rule))
            in_series(of_kind(seen, Method), lambda method: method.name)
        except LawError as error:
            raise LawError(f"{name}, {error}") from error


def _check_asks(records: list[Dated]) -> None:
    for record in records:
        if isinstance(record, Rule | Everywhere):
            nodes(record)

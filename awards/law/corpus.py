"""The law as one value: national records, an agency's on top, compiled for each day.

An agency may only add or tighten; what loosens national law is refused with the record and why.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from awards.law.asks import Ask, Group, Node, all_of, leaves
from awards.law.criteria import Methods
from awards.law.records import DATA, Dated, LawError, tables
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

FOLDER = "criteria"


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

    def rules_of(self, award: str) -> list[Rule]:
        """Rules that speak of an award today."""
        return [rule for rule in self._rules if award in rule.awards]

    def _compile(self, award: str, recipient: str, type_: str) -> Route:
        rule = next((r for r in self._rules if r.touches(award, recipient, type_)), None)
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
    """National law, with an agency's layer on it."""

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


def load(agency: Path | None = None, folder: Path = DATA) -> Law:
    """Read all criteria, check them against each other, and put the agency's on top."""
    national = _read(folder / FOLDER)
    check_rules(of_kind(national, Rule))
    for record in national:
        if isinstance(record, Rule | Everywhere):
            nodes(record)
    own = _read(agency / FOLDER) if agency else []
    if agency:
        _check_own(national, own)
        national, own = _with_readings(national, own)
    law = Law([*national, *own], load_regimes(folder))
    law.transitions = load_transitions(folder)
    return law


def _read(folder: Path) -> list[Dated]:
    found: list[Dated] = []
    codes: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for records in tables(path, TABLES).values():
            for record in records:
                if record.code in codes:
                    raise LawError(
                        f"{path.name}, record {record.code}: also in {codes[record.code]}"
                    )
                codes[record.code] = path.name
                found.append(record)
    return found


def _check_own(national: list[Dated], own: list[Dated]) -> None:
    """Refuse what loosens national law."""
    rules = of_kind(national, Rule)
    for own_rule in of_kind(own, Rule):
        for rule in rules:
            if _meet(own_rule, rule) and not rule.unknown:
                raise LawError(
                    f"record {own_rule.code}: loosens national law: {rule.code} says what "
                    f"{', '.join(rule.awards)} asks; an agency adds to it by [[everywhere]]"
                )
    for extra in of_kind(own, Everywhere):
        for rule in rules:
            if _meet(extra, rule):
                _check_extra(extra, rule)


def _check_extra(extra: Everywhere, rule: Rule) -> None:
    """Refuse a criterion that asks for less than national law does of the same kind."""
    for less in _leaves(extra):
        for leaf in _leaves(rule):
            if name := less.criterion.weaker_than(leaf.criterion):
                raise LawError(
                    f"record {extra.code}: loosens national law: its {less.criterion.kind} asks "
                    f"less in {name} than {rule.code} ({', '.join(leaf.cites)})"
                )


def _with_readings(national: list[Dated], own: list[Dated]) -> tuple[list[Dated], list[Dated]]:
    """Put an agency's readings in the place of the national ones that leave them open."""
    kept = list(national)
    for reading in of_kind(own, Method):
        open_ones = [
            method
            for method in of_kind(national, Method)
            if method.name == reading.name and reading.value in method.choices
        ]
        if not open_ones:
            raise LawError(
                f"record {reading.code}: national law leaves no choice {reading.value!r} "
                f"of {reading.name}"
            )
        for method in open_ones:
            if reading.since <= method.since and reading.until is None:
                kept[kept.index(method)] = replace(method, value=reading.value)
    unknown = {
        other.code
        for rule in of_kind(own, Rule)
        for other in of_kind(national, Rule)
        if _meet(rule, other)
    }
    kept = [record for record in kept if record.code not in unknown]
    return kept, [record for record in own if not isinstance(record, Method)]


def _leaves(record: Rule | Everywhere) -> list[Ask]:
    return [leaf for node in nodes(record) for leaf in leaves(node)]


def _meet(one: Rule | Everywhere, other: Rule) -> bool:
    """Whether two records ever speak of the same award, recipient and type on the same day."""
    return (
        (not one.awards or bool(set(one.awards) & set(other.awards)))
        and (not one.recipients or bool(set(one.recipients) & set(other.recipients)))
        and (not one.types or bool(set(one.types) & set(other.types)))
        and (one.until is None or other.since < one.until)
        and (other.until is None or one.since < other.until)
    )

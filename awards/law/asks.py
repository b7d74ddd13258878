"""What a record asks: criteria, each with its citations, joined by "all of" and "one of"."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from awards.law.citations import parse
from awards.law.criteria import KINDS, PROHIBITIONS, Criterion, Methods, Question, State
from awards.law.criteria.base import Counted
from awards.law.criteria.spans import During
from awards.law.facts import Facts
from awards.law.records import Dated, keywords
from campaigns.catalogue import Evidence

NEUTRAL = None  # what a council weighs decides nothing here
Weight = State | None


@dataclass(frozen=True)
class Finding:
    """How one ask stands: its state, the records counted; for a group, its parts."""

    ask: "Ask | Group"
    state: Weight
    raw: State = State.CANNOT_TELL
    counted: Counted = ()
    parts: tuple["Finding", ...] = ()

    def leaves(self) -> Iterator["Finding"]:
        """Yield the findings on single criteria."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def failed(self) -> Iterator[str]:
        """Yield the kinds that are not met; of an unmet "one of" those of every alternative."""
        if self.state != State.NOT_MET:
            return
        if isinstance(self.ask, Ask):
            yield self.ask.criterion.kind
        for part in self.parts:
            yield from part.failed()


@dataclass(frozen=True)
class Ask:
    """One criterion, with the record and the articles that ask for it.

    `only_if` names a reading of `Methods` without which it is not asked.
    """

    criterion: Criterion
    code: str
    cites: tuple[str, ...]
    evidence: Evidence
    checked: datetime.date
    only_if: str = ""
    weights: tuple[Weight, Weight, Weight] = field(init=False)
    weigh: Callable[[Facts, Question], Weight] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", self._weights())
        # A verified rule weighs as its criterion does; only a doubtful one goes by a table.
        plain = self.weights == tuple(State)
        object.__setattr__(self, "weigh", self.criterion.check if plain else self._doubt)

    @property
    def cost(self) -> int:
        """How late to weigh it."""
        return self.criterion.cost

    @property
    def decides(self) -> bool:
        """Whether it can change an answer at all."""
        return self.criterion.kind != "judgement" and not self.warns_only

    @property
    def verified(self) -> bool:
        """Whether somebody saw the source."""
        return self.evidence != Evidence.UNVERIFIED

    @property
    def warns_only(self) -> bool:
        """Whether it is a prohibition that nobody verified: it never changes the answer."""
        return not self.verified and self.criterion.kind in PROHIBITIONS

    def _doubt(self, facts: Facts, question: Question) -> Weight:
        return self.weights[self.criterion.check(facts, question)]

    def examine(self, facts: Facts, question: Question) -> Finding:
        """Weigh the facts, keeping what was counted."""
        raw = self.criterion.check(facts, question)
        counted = self.criterion.counted(facts, question)
        return Finding(self, self.weights[raw], raw, counted)

    def _weights(self) -> tuple[Weight, Weight, Weight]:
        """What each state of the criterion counts for, by the state's number.

        An unverified rule that is not met leaves the answer open; it does not block.
        """
        if self.criterion.kind == "judgement":
            return NEUTRAL, NEUTRAL, NEUTRAL
        if self.warns_only:
            return State.MET, State.MET, State.MET
        least = State.NOT_MET if self.verified else State.CANNOT_TELL
        return least, State.CANNOT_TELL, State.MET


@dataclass(frozen=True)
class Group:
    """Several asks, of which all or one must be met; what only a council weighs is left out."""

    parts: tuple["Ask | Group", ...]
    one_of: bool
    deciding: tuple["Ask | Group", ...] = field(init=False)
    cost: int = field(init=False)
    weigh: Callable[[Facts, Question], Weight] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        flat = (one for part in self.parts if part.decides for one in self._flat(part))
        deciding = tuple(sorted(flat, key=lambda part: part.cost))
        object.__setattr__(self, "deciding", deciding)
        object.__setattr__(self, "cost", sum(part.cost for part in deciding))
        scales = tuple(part.weigh for part in deciding)
        object.__setattr__(self, "weigh", _scale(scales, one_of=self.one_of))

    @property
    def decides(self) -> bool:
        """Whether any part can change an answer."""
        return bool(self.deciding)

    def _flat(self, part: "Ask | Group") -> Iterator["Ask | Group"]:
        """A part itself; the parts of one that joins them as this group does, or has only one."""
        if isinstance(part, Group) and (part.one_of == self.one_of or len(part.deciding) == 1):
            for one in part.deciding:
                yield from self._flat(one)
        else:
            yield part

    def examine(self, facts: Facts, question: Question) -> Finding:
        """Weigh every part, keeping what was counted."""
        parts = tuple(part.examine(facts, question) for part in self.parts)
        weights = [part.state for part in parts if part.state is not NEUTRAL]
        joined = max if self.one_of else min
        return Finding(self, joined(weights, default=NEUTRAL), parts=parts)


Node = Ask | Group
Scale = Callable[[Facts, Question], Weight]


def _scale(scales: tuple[Scale, ...], *, one_of: bool) -> Scale:
    """Weigh by one after another until the answer is plain."""
    if not scales:
        return lambda _facts, _question: NEUTRAL
    if len(scales) == 1:
        return scales[0]
    plain, least = (State.MET, State.NOT_MET) if one_of else (State.NOT_MET, State.MET)

    def weigh(facts: Facts, question: Question) -> Weight:
        found = least
        for scale in scales:
            weight = scale(facts, question)
            if weight is plain:
                return weight
            if weight is State.CANNOT_TELL:
                found = weight
        return found

    return weigh


def all_of(parts: Sequence[Node]) -> Group:
    """A group whose parts must all be met."""
    return Group(tuple(parts), one_of=False)


def asks_of(record: Dated, tables: Sequence[Mapping[str, Any]]) -> tuple[Node, ...]:
    """Read the `asks` of a record; `ValueError` where one is wrong."""
    return tuple(_node(record, table) for table in tables)


def leaves(node: Node) -> Iterator[Ask]:
    """Yield the single asks of a node."""
    if isinstance(node, Ask):
        yield node
    else:
        for part in node.parts:
            yield from leaves(part)


def _node(record: Dated, table: Mapping[str, Any]) -> Node:
    for name in ("one_of", "all_of"):
        if name in table:
            if len(table) > 1:
                raise ValueError(f"{name} stands alone")
            return Group(asks_of(record, table[name]), one_of=name == "one_of")
    rest = dict(table)
    kind = rest.pop("kind", "")
    if kind not in KINDS:
        raise ValueError(f"unknown criterion kind {kind!r}")
    cites = tuple(rest.pop("cites", record.cites))
    for citation in cites:
        parse(citation)
    evidence = Evidence(rest.pop("evidence", record.evidence))
    only_if = rest.pop("only_if", "")
    if only_if and only_if not in Methods.__dataclass_fields__:
        raise ValueError(f"no reading is called {only_if!r}")
    build = KINDS[kind]
    criterion = build(**keywords(build, rest, {"during": _during, "posts": _posts}))
    return Ask(criterion, record.code, cites, evidence, record.checked, only_if)


def _during(table: Mapping[str, Any]) -> During:
    return During(**keywords(During, table))


def _posts(table: Mapping[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {office: tuple(bounds) for office, bounds in table.items()}

"""Rules of the law data: what each award asks, what every award asks, and how a day counts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeVar

from awards.law.asks import Node, asks_of
from awards.law.criteria import Methods
from awards.law.records import Dated, LawError, in_series
from campaigns import catalogue
from campaigns.catalogue import Recipient

TYPES = frozenset({"CONG_TRANG", "DOT_XUAT", "PHONG_TRAO", "CONG_HIEN", "NIEN_HAN", "DOI_NGOAI"})


@dataclass(frozen=True, kw_only=True)
class Scoped(Dated):
    """A record that touches some awards, recipients and types; an empty list touches all.

    All awards are those of the State: the Party's and the unions' have rules of their own.
    """

    awards: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for code in self.awards:
            catalogue.award(code)
        known = ((self.recipients, set(Recipient)), (self.types, TYPES))
        if unknown := [v for values, kinds in known for v in values if v not in kinds]:
            raise ValueError(f"{unknown[0]} is no kind of recipient and no type")

    def touches(self, award: str, recipient: str, type_: str) -> bool:
        """Whether it is about an award, for a recipient, of a type."""
        named = award in self.awards if self.awards else catalogue.award(award).of_state
        return (
            named
            and (not self.recipients or recipient in self.recipients)
            and (not self.types or type_ in self.types)
        )


@dataclass(frozen=True, kw_only=True)
class Rule(Scoped):
    """What an award asks. `unknown` says that nobody has verified any criterion of it yet.

    Words that are only believed to be its criteria may stand all the same, for the council to see.
    """

    asks: Any = ()
    unknown: bool = False


@dataclass(frozen=True, kw_only=True)
class Everywhere(Scoped):
    """What every award asks beside its own criteria (quy định chung)."""

    asks: Any = ()


@dataclass(frozen=True, kw_only=True)
class Method(Dated):
    """How the law of a day counts: the value of a field of `Methods`, and the kinds it changes.

    An agency may choose one of `choices`, where the law leaves the reading open. `of_awards` are
    those that it is cited for, all when empty.
    """

    name: str
    value: Any = None
    kinds: tuple[str, ...]
    choices: tuple[str, ...] = ()

    FIELDS: ClassVar[frozenset[str]] = frozenset(one.name for one in fields(Methods))

    def __post_init__(self) -> None:
        if self.name not in self.FIELDS and self.value is not None:
            raise ValueError(f"no method is called {self.name!r}")


@dataclass(frozen=True, kw_only=True)
class Note(Scoped):
    """A rule that decides nothing but must be known: shown with the verdict."""

    words: str
    words_en: str


TABLES: dict[str, type[Dated]] = {
    "rule": Rule,
    "everywhere": Everywhere,
    "method": Method,
    "note": Note,
}
One = TypeVar("One", bound=Dated)


def of_kind(records: Iterable[Dated], kind: type[One]) -> list[One]:
    """Records of one kind."""
    return [record for record in records if isinstance(record, kind)]


def nodes(record: Rule | Everywhere) -> tuple[Node, ...]:
    """Read what a record asks; `LawError` names it where that is wrong."""
    try:
        return asks_of(record, record.asks)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise LawError(f"record {record.code}: {error}") from error


def check_rules(rules: Iterable[Rule]) -> None:
    """Refuse rules without criteria, for nobody, or two at once for one award and type."""
    series: list[_Series] = []
    for rule in rules:
        if not (rule.asks or rule.unknown):
            raise LawError(f"record {rule.code}: asks nothing, and is not marked unknown")
        if not (rule.awards and rule.recipients and rule.types):
            raise LawError(f"record {rule.code}: names no award, recipient or type")
        series += [
            _Series(rule, award, recipient, type_)
            for award in rule.awards
            for recipient in rule.recipients
            for type_ in rule.types
        ]
    keys = {one.key for one in series}
    for key in keys:
        in_series([one.rule for one in series if one.key == key], lambda _: "")


@dataclass(frozen=True)
class _Series:
    rule: Rule
    award: str
    recipient: str
    type: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.award, self.recipient, self.type


def methods_on(methods: Iterable[Method], on: datetime.date) -> Methods:
    """How the law counts on a day."""
    values: dict[str, Any] = {}
    for method in methods:
        if method.holds(on) and method.value is not None:
            value = method.value
            values[method.name] = frozenset(value) if isinstance(value, list) else value
            if method.name == "uncounted_types":
                values["uncounted_verified"] = method.verified
    return Methods(**values)

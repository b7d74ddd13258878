"""Council votes: the share of all members that an award asks for, on a day."""

import datetime
import functools
from dataclasses import dataclass
from pathlib import Path

from awards.law.citations import in_words, parse
from awards.law.layers import Layers, Subject, check_awards
from awards.law.records import Dated


@dataclass(frozen=True, kw_only=True)
class VoteRule(Dated):
    """At least `percent` of all members must agree."""

    awards: tuple[str, ...]
    percent: int

    def __post_init__(self) -> None:
        check_awards(self.awards)
        if not 1 <= self.percent <= 100:
            raise ValueError(f"percent is {self.percent}")

    @property
    def citation(self) -> str:
        """Article and text as a document names them; the text alone where no article was seen."""
        return in_words(self.cites[0])

    @property
    def text(self) -> str:
        """The text alone, as a document names it."""
        return in_words(parse(self.cites[0]).source)


@dataclass(frozen=True)
class Outcome:
    """What a count comes to, under the rule that decided it and the one that only warns."""

    passed: bool
    agreed: int
    members: int
    rule: VoteRule | None
    warning: VoteRule | None


def outcome(
    *, award: str, on: datetime.date, agreed: int, members: int, agency: Path | None = None
) -> Outcome:
    """Decide whether `agreed` of all `members` carry `award` on a day.

    The strictest verified rule decides. Without one, more than half of all members do, which is
    the council's own working rule; an unverified rule that asks for more is returned as a warning.
    """
    if not 0 <= agreed <= members or members < 1:
        raise ValueError(f"{agreed} of {members} members")
    rule, doubtful = _rules(award, on, agency)
    passed = agreed >= needed(rule.percent, members) if rule else agreed * 2 > members
    short = doubtful if doubtful and agreed < needed(doubtful.percent, members) else None
    return Outcome(passed, agreed, members, rule, short)


def needed(percent: int, total: int) -> int:
    """Fewest members that are at least `percent` of `total`: 14 of 15 for 90 %."""
    return -(-percent * total // 100)


def vote_rule(award: str, on: datetime.date, agency: Path | None = None) -> VoteRule | None:
    """Return the rule for an award on a day, or None where the law sets no share."""
    rule, doubtful = _rules(award, on, agency)
    return rule or doubtful


def _rules(
    award: str, on: datetime.date, agency: Path | None
) -> tuple[VoteRule | None, VoteRule | None]:
    """The strictest verified rule, and the strictest that nobody verified."""
    rules = [rule for rule in load(agency).on(on) if award in rule.awards]
    rules.sort(key=lambda rule: -rule.percent)
    verified = next((rule for rule in rules if rule.verified), None)
    return verified, next((rule for rule in rules if not rule.verified), None)


def _about(rule: VoteRule) -> tuple[str, ...]:
    return rule.awards


def _loosens(own: VoteRule, national: VoteRule) -> str:
    if own.percent >= national.percent:
        return ""
    return f"{own.percent} % of the members is less than {national.percent} %"


_subject = Subject(file="votes.toml", table="vote", build=VoteRule, about=_about, loosens=_loosens)


@functools.cache
def load(agency: Path | None) -> Layers[VoteRule]:
    """Every rule; `LawError` for a wrong record, and for an agency's that asks for less."""
    return _subject.load(agency)

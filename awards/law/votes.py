"""Council votes: the share of all members that an award asks for, on a day."""

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from awards.law.records import LawError, read_records

FILE = "votes.toml"
KEYS = {"awards", "percent", "from", "text", "article", "verified", "last_checked"}


@dataclass(frozen=True)
class VoteRule:
    """At least `percent` of all members must agree, in force from `since` until `until`."""

    awards: tuple[str, ...]
    percent: int
    since: datetime.date
    until: datetime.date | None
    text: str
    article: str
    verified: bool
    last_checked: datetime.date

    @property
    def citation(self) -> str:
        """Article and text, where somebody has verified the article; else the text alone."""
        return f"{self.article} {self.text}".strip() if self.verified else self.text


@dataclass(frozen=True)
class Outcome:
    """What a count comes to, under the rule that decided it and the one that only warns."""

    passed: bool
    agreed: int
    members: int
    rule: VoteRule | None
    warning: VoteRule | None


def outcome(*, award: str, on: datetime.date, agreed: int, members: int) -> Outcome:
    """Decide whether `agreed` of all `members` carry `award` on a day.

    A verified rule decides. Without one, more than half of all members do, which is the council's
    own working rule; an unverified rule that asks for more is returned as a warning.
    """
    if not 0 <= agreed <= members or members < 1:
        raise ValueError(f"{agreed} of {members} members")
    rule = vote_rule(award, on)
    if rule and rule.verified:
        return Outcome(agreed * 100 >= rule.percent * members, agreed, members, rule, None)
    short = rule if rule and agreed * 100 < rule.percent * members else None
    return Outcome(agreed * 2 > members, agreed, members, None, short)


def vote_rule(award: str, on: datetime.date) -> VoteRule | None:
    """Return the rule for an award on a day, or None where the law sets no share."""
    for rule in vote_rules():
        if award in rule.awards and rule.since <= on and (rule.until is None or on < rule.until):
            return rule
    return None


@cache
def vote_rules() -> tuple[VoteRule, ...]:
    """Load every record; refuse unknown keys, wrong values and overlaps."""
    records = read_records(FILE, "vote", KEYS, {"until"})
    rules = tuple(_read(number, record) for number, record in enumerate(records, start=1))
    for rule in rules:
        for other in rules:
            if rule is not other and set(rule.awards) & set(other.awards) and _overlap(rule, other):
                raise LawError(f"{FILE}: {rule.awards} has two rules from {other.since}")
    return rules


def _read(number: int, record: dict[str, Any]) -> VoteRule:
    where = f"{FILE}, record {number}"
    if not 1 <= record["percent"] <= 100:
        raise LawError(f"{where}: percent is {record['percent']}")
    if record["verified"] and not record["article"]:
        raise LawError(f"{where}: verified without an article")
    return VoteRule(
        awards=tuple(record["awards"]),
        percent=record["percent"],
        since=record["from"],
        until=record.get("until"),
        text=record["text"],
        article=record["article"],
        verified=record["verified"],
        last_checked=record["last_checked"],
    )


def _overlap(one: VoteRule, other: VoteRule) -> bool:
    latest = max(one.since, other.since)
    return all(rule.until is None or latest < rule.until for rule in (one, other))

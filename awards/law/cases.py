"""Case files: a jurist's question to the law with the answer that is expected.

A file is one case, in TOML; `docs/law.md` shows the format. Unknown keys are refused, so that a
misspelt fact is never read as an unknown one.
"""

import datetime
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from awards.law.corpus import Law
from awards.law.criteria import Question
from awards.law.criteria.conduct import MATTERS
from awards.law.criteria.service import OFFICES
from awards.law.facts import (
    AwardFact,
    Facts,
    InitiativeFact,
    Members,
    Rating,
    Scope,
    Severity,
    Spell,
)
from awards.law.judge import NO, UNSURE, YES, Verdict, judge
from awards.law.regimes import NoRegimeError
from awards.law.rules import TYPES
from campaigns import catalogue
from campaigns.catalogue import Recipient

LEAVE = ("MATERNITY", "WOUND", "TRAINING")


class CaseError(ValueError):
    """A case file is not written as case files are; the text names the file and the key."""


@dataclass(frozen=True)
class Case:
    """A question, the facts, and what is expected; `failed` is None where the file is silent."""

    path: Path
    name: str
    question: Question
    facts: Facts
    eligible: str
    failed: frozenset[str] | None
    cites: tuple[str, ...]

    def judged(self, law: Law) -> Verdict:
        """Judge the case."""
        return judge(law, self.facts, self.question)

    def differs(self, law: Law) -> str:
        """How the verdict differs from what is expected; empty where it does not."""
        try:
            verdict = self.judged(law)
        except NoRegimeError as error:
            return str(error)
        said = []
        if verdict.answer != self.eligible:
            said.append(f"expected {self.eligible}, is {verdict.answer}")
        if self.failed is not None and verdict.failed != self.failed:
            said.append(f"expected failed {_list(self.failed)}, is {_list(verdict.failed)}")
        if missing := [one for one in self.cites if not _among_cites(one, verdict.cites)]:
            said.append(f"does not cite {_list(missing)}")
        return "; ".join(said)


def read_case(path: Path) -> Case:
    """Read one case file."""
    try:
        return _case(path, tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise CaseError(f"{path}: {error.strerror}") from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise CaseError(f"{path}: {error}") from error


def _case(path: Path, said: dict[str, Any]) -> Case:
    _only(said, "name", "award", "type", "year", "on", "achievement", "subject", "expect")
    expect = said["expect"]
    _only(expect, "eligible", "failed", "cites")
    return Case(
        path=path,
        name=said["name"],
        question=Question(
            award=catalogue.award(said["award"]).code,
            year=_int(said["year"]),
            on=_day(said["on"]),
            type=_among(said.get("type", "CONG_TRANG"), TYPES),
            achievement=said.get("achievement", ""),
        ),
        facts=facts_of(said["subject"]),
        eligible=_among(expect["eligible"], (YES, NO, UNSURE)),
        failed=frozenset(expect["failed"]) if "failed" in expect else None,
        cites=tuple(expect.get("cites", ())),
    )


def facts_of(said: Mapping[str, Any]) -> Facts:
    """Read the facts about a subject."""
    readers: dict[str, Callable[[Any], Any]] = {
        "kind": lambda v: _among(v, list(Recipient)),
        "gender": lambda v: _among(v, ("F", "M")),
        "higher_retirement_age": bool,
        "ratings": lambda v: {int(year): Rating[rating] for year, rating in v.items()},
        "months_of_service": lambda v: {int(year): _int(months) for year, months in v.items()},
        "bloc_rank": lambda v: {int(year): _int(rank) for year, rank in v.items()},
        "members": lambda v: {int(year): Members(**heads) for year, heads in v.items()},
        "awards": lambda v: tuple(_award(one) for one in v),
        "initiatives": lambda v: tuple(_initiative(one) for one in v),
        "disciplines": lambda v: _spells(v, "kind", Severity.__members__),
        "restrictions": lambda v: _spells(v, "kind", MATTERS),
        "posts": lambda v: _spells(v, "rank", OFFICES),
        "leave": lambda v: _spells(v, "kind", LEAVE),
        "achievements": lambda v: {one["key"]: one.get("rewarded_by", "") for one in v},
        "founded": _day,
        "dissolved": _day,
    }
    _only(said, *readers)
    return Facts(**{key: readers[key](value) for key, value in said.items()})


def _award(said: dict[str, Any]) -> AwardFact:
    _only(said, "code", "year", "decided", "type", "period_to")
    catalogue.award(said["code"])
    return AwardFact(
        said["code"],
        _int(said["year"]),
        _day(said["decided"]),
        _among(said.get("type", "CONG_TRANG"), TYPES | {"CHUYEN_DE"}),
        said.get("period_to"),
    )


def _initiative(said: dict[str, Any]) -> InitiativeFact:
    _only(said, "scope", "recognised", "used_for")
    return InitiativeFact(Scope[said["scope"]], _day(said["recognised"]), said.get("used_for", ""))


def _spells(said: list[dict[str, Any]], named: str, known: Any) -> tuple[Spell, ...]:
    return tuple(_spell(one, named, known) for one in said)


def _spell(said: dict[str, Any], named: str, known: Any) -> Spell:
    _only(said, named, "from", "until", "cleared")
    ends = [_day(said[key]) for key in ("until", "cleared") if key in said]
    return Spell(_among(said[named], known), _day(said["from"]), min(ends, default=None))


def _only(said: Mapping[str, Any], *known: str) -> None:
    if unknown := sorted(set(said) - set(known)):
        raise ValueError(f"unknown key {unknown[0]}")


def _among(value: str, known: Any) -> str:
    if value not in known:
        raise ValueError(f"{value!r} is not known here")
    return value


def _day(value: Any) -> datetime.date:
    if type(value) is not datetime.date:
        raise ValueError(f"{value!r} is no day")
    return value


def _int(value: Any) -> int:
    if type(value) is not int:
        raise ValueError(f"{value!r} is no whole number")
    return value


def _among_cites(cite: str, cites: tuple[str, ...]) -> bool:
    """Whether an article is cited, as a whole or a clause or point of it."""
    return any(one == cite or one.startswith((f"{cite}.", f"{cite} ")) for one in cites)


def _list(values: Any) -> str:
    return ", ".join(sorted(values)) or "nothing"

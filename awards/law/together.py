"""Several awards decided at the same time for one recipient: which of them are paid."""

import datetime
import functools
from collections.abc import Sequence
from dataclasses import dataclass

from awards.law.layers import Layers, Subject
from awards.law.money import Prize
from awards.law.records import Dated
from campaigns import catalogue
from campaigns.catalogue import Award, Family
from campaigns.catalogue.kinds import Kind, pick


class Case(Kind):
    """How awards meet."""

    M1 = "M1", "Danh hiệu khác thời gian đạt được", "Titles of different periods"
    M2 = "M2", "Danh hiệu cùng thời gian đạt được", "Titles of the same period"
    M3 = "M3", "Hình thức khác thời gian, thành tích", "Forms of different time and merit"
    M4 = "M4", "Cả danh hiệu và hình thức khen thưởng", "A title and a form together"


@dataclass(frozen=True, kw_only=True)
class Together(Dated):
    """What is paid in a case."""

    case: Case
    words: str
    words_en: str

    def label(self, language: str = "vi") -> str:
        """The rule in words."""
        return pick(language, self.words, self.words_en)


@dataclass(frozen=True)
class Won:
    """A prize, with the period of achievement that the decision names ("2025", "2021–2025")."""

    prize: Prize
    period: str


@dataclass(frozen=True)
class Payment:
    """Whether a prize is paid, and the rules that say so; none where it stands alone.

    `instead` is the place of the one that is paid for it, None where it is paid itself.
    """

    won: Won
    rules: tuple[Together, ...]
    instead: int | None = None

    @property
    def paid(self) -> bool:
        """Whether it is paid."""
        return self.instead is None

    @property
    def amount(self) -> int:
        """What is paid, in whole đồng."""
        return self.won.prize.amount if self.paid else 0


def pay(won: Sequence[Won]) -> list[Payment]:
    """Decide which prizes of ONE recipient are paid, in the order given.

    Of several titles decided on one day for one period only the highest is; everything else is,
    and so is all that another legal order gives, for it has no such rule.
    """
    titles = [place for place, one in enumerate(won) if _kind(one) == Family.TITLE]
    titles.sort(key=lambda place: (-won[place].prize.amount, _award(won[place]).rank))
    highest: dict[tuple[datetime.date, str], int] = {}
    for place in titles:
        highest.setdefault(_time(won[place]), place)
    return [
        Payment(
            one,
            rules=_rules(one, [*won[:place], *won[place + 1 :]]),
            instead=_instead(place, one, highest),
        )
        for place, one in enumerate(won)
    ]


def _instead(place: int, one: Won, highest: dict[tuple[datetime.date, str], int]) -> int | None:
    if _kind(one) != Family.TITLE or highest[_time(one)] == place:
        return None
    return highest[_time(one)]


def _rules(one: Won, others: Sequence[Won]) -> tuple[Together, ...]:
    """Rules on a prize beside others of its day."""
    cases = {_case(one, other) for other in others if other.prize.on == one.prize.on}
    return tuple(rule for rule in load().on(one.prize.on) if rule.case in cases)


def _case(one: Won, other: Won) -> Case | None:
    kinds = {_kind(one), _kind(other)}
    if None in kinds:
        return None
    if len(kinds) == 2:
        return Case.M4
    if kinds == {Family.FORM}:
        return Case.M3
    return Case.M2 if one.period == other.period else Case.M1


def _kind(won: Won) -> Family | None:
    """Title or form of the State; None for what another legal order gives."""
    award = _award(won)
    return award.family if award.of_state else None


def _time(won: Won) -> tuple[datetime.date, str]:
    return won.prize.on, won.period


def _award(won: Won) -> Award:
    return catalogue.award(won.prize.award)


def rule_named(code: str) -> Together:
    """The rule of a code; `LookupError` where there is none."""
    for rule in load():
        if rule.code == code:
            return rule
    raise LookupError(f"no rule on several awards is called {code}")


@functools.cache
def load() -> Layers[Together]:
    """Every rule; `LawError` for a wrong record."""
    return Subject(
        file="together.toml",
        table="together",
        build=Together,
        about=lambda rule: (rule.case,),
    ).load()

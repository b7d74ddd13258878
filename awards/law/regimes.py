"""Regimes: which law and decree stand behind a day, and how one passes into the next."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from awards.law.records import DATA, Dated, LawError, in_series, tables
from campaigns.catalogue.kinds import pick

FILE = "regimes.toml"
One = TypeVar("One", bound=Dated)


class NoRegimeError(LookupError):
    """No regime of the data holds on a day."""


@dataclass(frozen=True, kw_only=True)
class Regime(Dated):
    """A law with its decree and circular. `caution` says what nobody has seen of it yet."""

    law: str
    decree: str
    circular: str
    caution: str = ""
    caution_en: str = ""

    def label(self, language: str = "vi") -> str:
        """The law and the decree by their numbers."""
        numbers = self.law.split(", ")
        laws = [pick(language, f"Luật số {number}", f"Law {number}") for number in numbers]
        decree = pick(language, f"Nghị định số {self.decree}", f"Decree {self.decree}")
        return ", ".join([*laws, decree])


@dataclass(frozen=True, kw_only=True)
class Transition(Dated):
    """What passes from one regime into the next (điều khoản chuyển tiếp)."""

    words: str
    words_en: str


def load_regimes(folder: Path = DATA) -> tuple[Regime, ...]:
    """Regimes in order; `LawError` where two hold at once or a gap is not declared."""
    return tuple(in_series(_tables(folder, Regime), lambda _: ""))


def load_transitions(folder: Path = DATA) -> tuple[Transition, ...]:
    """Transition rules TR1 to TR4, as far as they were read."""
    return tuple(_tables(folder, Transition))


def regime_on(regimes: tuple[Regime, ...], on: datetime.date) -> Regime:
    """Regime of a day; `NoRegimeError` names the nearest one."""
    if not regimes:
        raise LawError("regimes.toml holds no regime")
    for regime in regimes:
        if regime.holds(on):
            return regime
    nearest = regimes[0] if on < regimes[0].since else regimes[-1]
    raise NoRegimeError(f"no regime holds on {on}; the nearest, {nearest.code}, on {nearest.since}")


def _tables(folder: Path, kind: type[One]) -> list[One]:
    builds: dict[str, type[Dated]] = {"regime": Regime, "transition": Transition}
    records = [one for found in tables(folder / FILE, builds).values() for one in found]
    return [one for one in records if isinstance(one, kind)]

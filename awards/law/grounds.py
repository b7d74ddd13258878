"""Legal grounds on which an issued decision is corrected, replaced or revoked."""

import datetime
import functools
from dataclasses import dataclass

from awards.law.citations import in_words
from awards.law.layers import Layers, Subject
from awards.law.records import Dated
from campaigns.catalogue.kinds import pick

KINDS = frozenset({"CORRECTION", "REPLACEMENT", "REVOCATION"})


@dataclass(frozen=True, kw_only=True)
class Ground(Dated):
    """A ground for `kinds` of amendment, in words as a decision states it."""

    kinds: tuple[str, ...]
    words: str
    words_en: str

    def __post_init__(self) -> None:
        if not self.kinds or set(self.kinds) - KINDS:
            raise ValueError(f"kinds are among {', '.join(sorted(KINDS))}")

    def label(self, language: str = "vi") -> str:
        """The ground in words."""
        return pick(language, self.words, self.words_en)

    def cited(self, language: str = "vi") -> str:
        """The ground with where the law names it."""
        cites = "; ".join(in_words(cite, language) for cite in self.cites)
        return f"{self.label(language)} ({cites})"


def grounds(kind: str, on: datetime.date) -> list[Ground]:
    """Grounds of a kind of amendment on a day; empty where the law of the day is not known."""
    return [ground for ground in load().on(on) if kind in ground.kinds]


def ground(code: str) -> Ground:
    """The ground of a code, in force or not; `LookupError` for an unknown one."""
    for one in load():
        if one.code == code:
            return one
    raise LookupError(f"no ground has the code {code}")


@functools.cache
def load() -> Layers[Ground]:
    """Every ground; `LawError` for a wrong record."""
    return Subject(
        file="grounds.toml",
        table="ground",
        build=Ground,
        about=lambda one: (one.code,),
    ).load()

"""The way ahead of a person: which awards are within reach in the coming years, and by what.

The future is assumed, and said to be: every coming year is rated alike, a title earned in a year
is received in it, and an initiative that alone is missing will be made; it is what the award then
still asks. The law is today's.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from awards.law.corpus import Law
from awards.law.criteria import Question, Speech
from awards.law.facts import AwardFact, Facts, Rating
from awards.law.judge import NO, UNSURE, YES, Verdict, judge
from awards.law.words import way

YEARS = 5
# Awards that build on each other, in the order in which they do.
LADDER = ("LDTT", "GKHEN", "CSTDCS", "BKB", "CSTDB", "CSTDTQ", "BKTTG", "HCLD3", "HCLD2", "HCLD1")


@dataclass(frozen=True)
class Prospect:
    """When an award comes within reach; None is not within these years.

    `steps` are what it still asks then. `lower` is the year if this year is only rated HTT.
    """

    award: str
    year: int | None
    steps: tuple[str, ...]
    lower: int | None

    @property
    def held_back(self) -> bool:
        """Whether a rating of HTT this year would cost time."""
        return self.year is not None and self.lower != self.year


def prospects(
    law: Law, facts: Facts, *, year: int, on: datetime.date, say: Speech,
    awards: Sequence[str] = LADDER,
) -> list[Prospect]:  # fmt: skip
    """Awards within reach in the five years that begin with `year`, for the facts of a day."""
    best = _reached(law, facts, year, on, Rating.HTXS, awards)
    lower = _reached(law, facts, year, on, Rating.HTT, awards)
    found = []
    for award in awards:
        verdict = best.get(award)
        steps = tuple(way(verdict, say)) if verdict and verdict.answer == NO else ()
        low = lower.get(award)
        found.append(
            Prospect(
                award,
                verdict.question.year if verdict else None,
                steps,
                low.question.year if low else None,
            )
        )
    return found


def _reached(
    law: Law, facts: Facts, year: int, on: datetime.date, first: Rating, awards: Sequence[str]
) -> dict[str, Verdict]:
    """The verdict of the first year in which each award is within reach."""
    found: dict[str, Verdict] = {}
    known = facts.ratings.get(year)
    for then in range(year, year + YEARS):
        rating = Rating.HTXS if then > year else (first if known is None else min(known, first))
        facts = _assume(facts, then, rating)
        end = datetime.date(then, 12, 31)
        for award in awards:
            verdict = judge(law, facts, Question(award, then, end), under=on)
            if not _within_reach(verdict):
                continue
            found.setdefault(award, verdict)
            received = AwardFact(award, then, end, period_to=then)
            facts = replace(facts, awards=(*(facts.awards or ()), received))
    return found


def _within_reach(verdict: Verdict) -> bool:
    """Whether nothing is missing but initiatives, which a person can still make."""
    if verdict.answer in {YES, UNSURE}:
        return verdict.answer == YES
    return verdict.failed == {"initiative"}


def _assume(facts: Facts, year: int, rating: Rating) -> Facts:
    return replace(
        facts,
        ratings={**facts.ratings, year: rating},
        months_of_service={**facts.months_of_service, year: 12},
    )

"""Times that criteria count in: an unbroken series of years, the time since an earlier award."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from awards.law.criteria.base import Question
from awards.law.facts import AwardFact, Facts, Rating

LONGEST = 60  # years of service that a series is followed back


@dataclass(frozen=True, kw_only=True)
class During:
    """The time of an unbroken series that ends with the year under review.

    A series of years rated at least `rating`, or with `award` in each, whichever reaches further
    back; without any, the last `years` years. Nothing before the award `after` counts.
    """

    years: int
    rating: Rating | None = None
    award: str = ""
    after: str = ""

    def years_of(self, facts: Facts, question: Question) -> tuple[int, int]:
        """First year of the time, as far as known, and the first that it could perhaps have."""
        known = possible = question.year - self.years + 1
        if self.rating is not None:
            start, perhaps = _rated_since(facts, question, self.rating)
            known, possible = min(known, start), min(possible, perhaps)
        if self.award:
            held = question.counting_late(facts, self.award)
            known = min(known, _row_start({award.year for award in held}, question.year))
        after = self.first_year_after(facts, question)
        return max(known, after), max(min(known, possible), after)

    def base(self, facts: Facts, question: Question) -> datetime.date | None:
        """Day after which things count, by the earliest award `after`; None without one."""
        held = question.counting(facts, self.after) if self.after else ()
        bases = [base.day for award in held for base in bases_of(award, question)]
        return min(bases, default=None)

    def first_year_after(self, facts: Facts, question: Question) -> int:
        """First year that ends after the award `after`; 0 without one."""
        base = self.base(facts, question)
        if base is None:
            return 0
        return base.year + 1 if (base.month, base.day) == (12, 31) else base.year


class Base(NamedTuple):
    """Day from which the years after an award run; `year_end` where it closes a whole year."""

    day: datetime.date
    year_end: bool

    def passed(self, years: int, question: Question) -> bool:
        """Whether so many years have passed; the year under review counts as a whole one."""
        if self.year_end:
            return self.day.year + years <= question.year
        return self.after(years) <= question.on

    def after(self, years: int) -> datetime.date:
        """The same day some years later; 29 February becomes 1 March."""
        return add_years(self.day, years)


def bases_of(award: AwardFact, question: Question) -> tuple[Base, ...]:
    """Days from which the years after an award may be counted.

    From its decision, or from the end of the achievement period that the decision names; where it
    names none both are possible (Decree 65/2014, article 2.4; Decree 98/2023, article 30.9).
    """
    decided = Base(award.decided, year_end=False)
    if question.methods.interval_from == "DECISION":
        return (decided,)
    if award.period_to is not None:
        return (Base(datetime.date(award.period_to, 12, 31), year_end=True),)
    return Base(datetime.date(award.year, 12, 31), year_end=True), decided


def add_years(day: datetime.date, years: int) -> datetime.date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)


def _rated_since(facts: Facts, question: Question, least: Rating) -> tuple[int, int]:
    """First year of the unbroken series of ratings, as far as known, and where it could begin."""
    ratings, year = facts.ratings, question.year
    stop = question.counts_from.year if question.counts_from else year - LONGEST
    # Before the first rating on record nothing is known, and everything could be.
    first = max(stop, min(ratings, default=year + 1))
    known = 0
    while year >= first:
        rating = ratings.get(year)
        if rating is None:
            known = known or year + 1
        elif rating < least:
            return known or year + 1, year + 1
        year -= 1
    return known or year + 1, stop


def _row_start(years: set[int], last: int) -> int:
    """First of the years in a row that ends with `last` or the year before."""
    year = last if last in years else last - 1
    while year in years:
        year -= 1
    return year + 1

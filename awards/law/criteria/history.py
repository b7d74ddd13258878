"""Criteria on the years behind a subject: ratings, earlier awards, time between them."""

from dataclasses import dataclass
from typing import ClassVar

from awards.law.criteria.base import (
    CANNOT_TELL,
    MET,
    NOT_MET,
    RATINGS,
    Counted,
    Criterion,
    Question,
    Speech,
    State,
    several,
    told,
)
from awards.law.criteria.spans import During, bases_of
from awards.law.facts import AwardFact, Facts, Rating

NOTHING = ("không có ghi nhận", "nothing on record")
NOT_KNOWN = ("chưa có dữ liệu", "no data")
# Types that stand beside another State-level award of the year.
BESIDE = frozenset({"DOT_XUAT", "CONG_HIEN", "NIEN_HAN"})


@dataclass(frozen=True, kw_only=True)
class RatingIs(Criterion):
    """The rating of the year under review, or of `years` years in a time, is at least `least`."""

    kind: ClassVar[str] = "rating"
    grows: ClassVar[tuple[str, ...]] = ("least", "years")
    least: Rating
    years: int = 1
    during: During | None = None

    @property
    def cost(self) -> int:
        return 5 if self.during else 1

    def check(self, facts: Facts, question: Question) -> State:
        if self.during is None:
            given = facts.ratings.get(question.year)
            if given is None:
                return CANNOT_TELL
            return MET if given >= self.least else NOT_MET
        known = self._rated(facts, question)
        perhaps = sum(
            facts.ratings.get(year, Rating.HTXS) >= self.least
            for year in range(self.during.years_of(facts, question)[1], question.year + 1)
        )
        return told(perhaps < self.years, len(known) >= self.years)

    def counted(self, facts: Facts, question: Question) -> Counted:
        if self.during is not None:
            return self._rated(facts, question)
        given = facts.ratings.get(question.year)
        return () if given is None else ((question.year, given),)

    def _rated(self, facts: Facts, question: Question) -> Counted:
        """Years of the time, as far as known, that are rated well enough."""
        first = self.during.years_of(facts, question)[0] if self.during else question.year
        years = range(first, question.year + 1)
        found = [(year, facts.ratings.get(year)) for year in years]
        return [(year, rating) for year, rating in found if rating and rating >= self.least]

    def asked(self, say: Speech) -> str:
        level = say.pick(*RATINGS[self.least.name])
        best = self.least == Rating.HTXS
        if self.during is None:
            more = "" if best else say.pick(" trở lên", " or better")
            return say.pick(
                f"Năm xét được xếp loại {level}{more}", f"Rated “{level}”{more} for the year"
            )
        return say.pick(
            f"Trong thời gian đó có ít nhất {self.years} năm được xếp loại {level}",
            f"Rated “{level}” for at least {several(self.years, 'year')} of that time",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        return rated_in_words(counted, say) or say.pick(*NOT_KNOWN)

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        level = say.pick(*RATINGS[self.least.name])
        over = question.on.year > question.year and bool(counted or self.during)
        year = question.year + over  # a year that is over and rated is rated for good
        return say.pick(f"được xếp loại {level} năm {year}", f"a rating of “{level}” for {year}")


@dataclass(frozen=True, kw_only=True)
class ConsecutiveRatings(Criterion):
    """Rated at least `least` in each of `years` years that end with the year under review."""

    kind: ClassVar[str] = "consecutive_ratings"
    grows: ClassVar[tuple[str, ...]] = ("least", "years")
    least: Rating
    years: int

    @property
    def cost(self) -> int:
        return 2

    def check(self, facts: Facts, question: Question) -> State:
        state, ratings, least = MET, facts.ratings, self.least
        since = question.counts_from
        if since and question.year - self.years + 1 < since.year:
            return NOT_MET
        for year in question.years_back(self.years):
            rating = ratings.get(year)
            if rating is None:
                state = CANNOT_TELL
            elif rating < least:
                return NOT_MET
        return state

    def counted(self, facts: Facts, question: Question) -> Counted:
        years = question.years_back(self.years)
        return [(year, facts.ratings[year]) for year in years if year in facts.ratings]

    def asked(self, say: Speech) -> str:
        level = say.pick(*RATINGS[self.least.name])
        more = "" if self.least == Rating.HTXS else say.pick(" trở lên", " or better")
        return say.pick(
            f"{self.years} năm liên tục tính đến năm xét được xếp loại {level}{more}",
            f"Rated “{level}”{more} in each of the {self.years} years up to the year under review",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        return rated_in_words(counted, say) or say.pick(*NOT_KNOWN)

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        level = say.pick(*RATINGS[self.least.name])
        short = [year for year, rating in counted if rating < self.least]
        if question.counts_from:
            short.append(question.counts_from.year - 1)
        first = max(short, default=question.year) + 1
        last = first + self.years - 1
        return say.pick(
            f"được xếp loại {level} mọi năm từ {first} đến {last}",
            f"a rating of “{level}” for every year from {first} to {last}",
        )


@dataclass(frozen=True, kw_only=True)
class PriorAward(Criterion):
    """Has an award already: at any time before, or for the same year."""

    kind: ClassVar[str] = "prior_award"
    award: str
    same_year: bool = False

    @property
    def cost(self) -> int:
        return 2

    def check(self, facts: Facts, question: Question) -> State:
        if facts.awards is None:
            return CANNOT_TELL
        held = self.counted(facts, question)
        if question.type != "CONG_TRANG":
            return MET if held else NOT_MET
        skip = question.methods.uncounted_types
        if any(one.type not in skip for one in held):
            return MET
        return NOT_MET if question.skip or not held else CANNOT_TELL

    def counted(self, facts: Facts, question: Question) -> Counted:
        held = question.counting(facts, self.award)
        return [one for one in held if one.year == question.year] if self.same_year else held

    def asked(self, say: Speech) -> str:
        name = say.titled(self.award)
        if self.same_year:
            return say.pick(f"Đạt {name} của năm xét", f"Holds {name} for the year")
        return say.pick(f"Đã được tặng {name}", f"Has received {name}")

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        return awards_in_words(counted, say)

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        name = say.titled(self.award)
        if self.same_year:
            return say.pick(f"đạt {name} năm {question.year}", f"{name} for {question.year}")
        return say.pick(f"được tặng {name} trước đã", f"receive {name} first")


@dataclass(frozen=True, kw_only=True)
class ConsecutiveAwards(Criterion):
    """Received `award` for `times` years in a row.

    The row ends with the year under review (CURRENT), the year before (PREVIOUS) or either
    (EITHER); without `ends`, as the agency reads the law where the law leaves it open.
    """

    kind: ClassVar[str] = "consecutive_awards"
    grows: ClassVar[tuple[str, ...]] = ("times",)
    award: str
    times: int
    ends: str = ""

    ENDS: ClassVar[dict[str, tuple[int, ...]]] = {
        "CURRENT": (0,),
        "PREVIOUS": (1,),
        "EITHER": (0, 1),
    }

    def __post_init__(self) -> None:
        if self.ends and self.ends not in self.ENDS:
            raise ValueError(f"ends is {self.ends!r}")

    @property
    def cost(self) -> int:
        return 3

    def check(self, facts: Facts, question: Question) -> State:
        if facts.awards is None:
            return CANNOT_TELL
        held = self.counted(facts, question)
        if len(held) < self.times:
            return NOT_MET
        years = {award.year for award in held}
        for back in self.ENDS[self.ends or question.methods.consecutive_ends]:
            last = question.year - back
            if all(year in years for year in range(last, last - self.times, -1)):
                return MET
        return NOT_MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        return question.counting_late(facts, self.award)

    def asked(self, say: Speech) -> str:
        name, often = say.titled(self.award), say.times(self.times)
        return say.pick(f"Đạt {name} {often} liên tục", f"Received {name} {often} in a row")

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        return awards_in_words(counted, say)

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        years = {award.year for award in counted}
        last = next((y for y in (question.year, question.year - 1) if y in years), None)
        row = 0
        while last is not None and last - row in years:
            row += 1
        name, more = say.titled(self.award), say.times(self.times - row)
        return say.pick(f"đạt thêm {more} liên tục {name}", f"{name} {more} more in a row")


@dataclass(frozen=True, kw_only=True)
class AwardsWithin(Criterion):
    """Received `award` at least `count` times within a time."""

    kind: ClassVar[str] = "awards_within"
    grows: ClassVar[tuple[str, ...]] = ("count",)
    award: str
    count: int
    during: During

    @property
    def cost(self) -> int:
        return 4

    def check(self, facts: Facts, question: Question) -> State:
        if facts.awards is None:
            return CANNOT_TELL
        held = question.counting_late(facts, self.award)
        if len(held) < self.count:
            return NOT_MET
        known, possible = self.during.years_of(facts, question)
        sure = sum(award.year >= known for award in held)
        perhaps = sum(award.year >= possible for award in held)
        return told(perhaps < self.count, sure >= self.count)

    def counted(self, facts: Facts, question: Question) -> Counted:
        since = self.during.years_of(facts, question)[0]
        return [a for a in question.counting_late(facts, self.award) if a.year >= since]

    def asked(self, say: Speech) -> str:
        name, often = say.titled(self.award), say.times(self.count)
        return say.pick(
            f"Trong thời gian đó có ít nhất {often} được tặng {name}",
            f"Received {name} at least {often} in that time",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        return awards_in_words(counted, say)

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        name, more = say.titled(self.award), say.times(self.count - len(counted))
        return say.pick(f"được tặng thêm {more} {name}", f"{name} {more} more")


@dataclass(frozen=True, kw_only=True)
class Interval(Criterion):
    """Enough years since an earlier award; or no award of a group for the same year yet."""

    kind: ClassVar[str] = "interval"
    grows: ClassVar[tuple[str, ...]] = ("years",)
    since_award: str = ""
    years: int = 0
    one_a_year: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        return 3

    @property
    def counted_as(self) -> str:
        return "" if self.one_a_year else self.kind

    def check(self, facts: Facts, question: Question) -> State:
        if facts.awards is None:
            return CANNOT_TELL
        if self.one_a_year:
            return NOT_MET if self.counted(facts, question) else MET
        held = question.counting(facts, self.since_award)
        # With nothing to count from, whether it must be held is asked elsewhere.
        return max((self._passed(award, question) for award in held), default=MET)

    def counted(self, facts: Facts, question: Question) -> Counted:
        if not self.one_a_year:
            held = question.counting(facts, self.since_award)
            return sorted(held, key=lambda award: -self._passed(award, question))[:1]
        return [
            award
            for code in self.one_a_year
            for award in facts.awards_by_code.get(code, ())
            if award.year == question.year
            and award.decided <= question.on
            and award.type not in BESIDE
        ]

    def _passed(self, award: AwardFact, question: Question) -> State:
        passed = {base.passed(self.years, question) for base in bases_of(award, question)}
        if len(passed) > 1:
            return CANNOT_TELL
        return MET if passed.pop() else NOT_MET

    def asked(self, say: Speech) -> str:
        if self.one_a_year:
            return say.pick(
                "Năm xét chưa được khen thưởng cấp Nhà nước (mỗi năm chỉ xét một lần)",
                "No other State-level award for the year (at most one a year)",
            )
        name = say.titled(self.since_award)
        return say.pick(
            f"Đủ {self.years} năm kể từ khi được tặng {name}",
            f"{self.years} full years since {name}",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        if not self.one_a_year:
            return awards_in_words(counted, say)
        names = [f"{say.award(one.code)} ({say.day(one.decided)})" for one in counted]
        return ", ".join(names) or say.pick("chưa có", "none")

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        if self.one_a_year:
            return say.pick("xét cho năm sau", "wait for the next year")
        if not counted:
            return ""
        day = max(base.after(self.years) for base in bases_of(counted[0], question))
        return say.pick(f"chờ đến {say.day(day)}", f"wait until {say.day(day)}")


def rated_in_words(counted: Counted, say: Speech) -> str:
    """Return ratings by year: "2021: HTT; 2022: HTXS" with the levels in words."""
    return "; ".join(
        f"{year}: {say.pick(*RATINGS[Rating(rating).name])}" for year, rating in sorted(counted)
    )


def awards_in_words(counted: Counted, say: Speech) -> str:
    """Return awards by year with the decision that gave them."""
    parts = [
        f"{award.year} ({award.reference or say.day(award.decided)})"
        for award in sorted(counted, key=lambda one: (one.year, one.decided))
    ]
    return ", ".join(parts) or say.pick(*NOTHING)

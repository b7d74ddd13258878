"""Criteria on time served: months in a year, years in leadership posts."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, NamedTuple

from awards.law.criteria.base import (
    CANNOT_TELL,
    MET,
    NOT_MET,
    Counted,
    Criterion,
    Question,
    Speech,
    State,
    several,
)
from awards.law.facts import Facts, Office, Spell

OFFICES = {
    "BO_TRUONG": ("Bộ trưởng và tương đương", "minister or equivalent"),
    "THU_TRUONG": ("Thứ trưởng và tương đương", "vice minister or equivalent"),
    "TONG_CUC_TRUONG": ("Tổng cục trưởng và tương đương", "director general or equivalent"),
    "PHO_TONG_CUC_TRUONG": (
        "Phó Tổng cục trưởng và tương đương",
        "deputy director general or equivalent",
    ),
    "VU_TRUONG": ("Vụ trưởng và tương đương", "head of department or equivalent"),
    "PHO_VU_TRUONG": ("Phó Vụ trưởng và tương đương", "deputy head of department or equivalent"),
}
YEAR = 12


@dataclass(frozen=True, kw_only=True)
class MonthsOfService(Criterion):
    """At least `least` months of work in the year, with the leave that the law counts as work."""

    kind: ClassVar[str] = "months_of_service"
    grows: ClassVar[tuple[str, ...]] = ("least",)
    least: int

    def check(self, facts: Facts, question: Question) -> State:
        counted = self.counted(facts, question)
        if not counted:
            return CANNOT_TELL
        return MET if counted[0] >= self.least else NOT_MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        worked = facts.months_of_service.get(question.year)
        if worked is None:
            return ()
        leave = sum(
            _months_in_year(spell, question.year)
            for spell in facts.leave or ()
            if spell.kind in question.methods.leave_counts and spell.since <= question.on
        )
        return min(worked + leave, YEAR), leave

    def asked(self, say: Speech) -> str:
        return say.pick(
            f"Làm việc từ {self.least} tháng trở lên trong năm xét",
            f"At least {several(self.least, 'month')} of service in the year",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        if not counted:
            return say.pick("chưa có dữ liệu", "no data")
        months, leave = counted
        with_leave = say.pick(f", gồm {leave} tháng nghỉ được tính", f", {leave} of counted leave")
        worked = say.pick(f"{months} tháng", several(months, "month"))
        return worked + (with_leave if leave else "")

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        return say.pick(
            f"làm việc đủ {self.least} tháng ở năm sau",
            f"{self.least} months of service, in a later year",
        )


class Standing(NamedTuple):
    """Months carried into an office, the months it asks for, and whether they are too many."""

    office: Office
    months: Fraction
    least: Fraction
    over: bool


@dataclass(frozen=True, kw_only=True)
class TimeInPost(Criterion):
    """Years in leadership posts: one of `posts`, each with its years [from, to).

    A post's time that falls short is added to the next lower post, whose standard then applies
    (Decree 152/2025, article 9); of posts held at once the highest counts. A woman needs less.
    """

    kind: ClassVar[str] = "time_in_post"
    posts: Mapping[str, tuple[int, ...]]

    def __post_init__(self) -> None:
        for office, bounds in self.posts.items():
            if office not in Office.__members__ or not 1 <= len(bounds) <= 2:
                raise ValueError(f"posts has {office} = {bounds!r}")

    @property
    def cost(self) -> int:
        return 9

    def check(self, facts: Facts, question: Question) -> State:
        if facts.posts is None:
            return CANNOT_TELL
        best = self._best(facts, question)
        return MET if best and best.months >= best.least and not best.over else NOT_MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        best = self._best(facts, question)
        return (best,) if best else ()

    def _best(self, facts: Facts, question: Question) -> Standing | None:
        """The highest post whose standard is reached, else the one that is nearest to it."""
        served = _months_in_office(facts.posts or (), question.on)
        carried, best = Fraction(0), None
        for office in sorted(Office, reverse=True):
            carried += served.get(office, Fraction(0))
            bounds = self.posts.get(office.name)
            if bounds is None or not (carried or office in served):
                continue
            least, *most = (self._months(years, facts, question) for years in bounds)
            stands = Standing(office, carried, least, bool(most) and carried >= most[0])
            if carried >= least:
                return stands
            if best is None or least - carried < best.least - best.months:
                best = stands
        return best

    def _months(self, years: int, facts: Facts, question: Question) -> Fraction:
        methods = question.methods
        thirds = 3 if facts.higher_retirement_age else methods.women_thirds
        if facts.gender != "F":
            return Fraction(years * YEAR)
        return max(Fraction(years * YEAR * thirds, 3) - methods.women_less_months, Fraction(0))

    def asked(self, say: Speech) -> str:
        parts = []
        for office, bounds in self.posts.items():
            least, *most = bounds
            name = say.pick(*OFFICES[office])
            time = say.pick(f"từ {least} năm", f"at least {least} years")
            under = say.pick(f" đến dưới {most[0]} năm", f", under {most[0]}") if most else ""
            parts.append(f"{name} {time}{under}" if least else name)
        return say.pick("Giữ một trong các chức vụ: ", "Held one of the posts: ") + "; ".join(parts)

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        if not counted:
            return (
                say.pick("chưa có dữ liệu", "no data")
                if state == State.CANNOT_TELL
                else say.pick("không có chức vụ được tính", "no post that counts")
            )
        office, months, _least, over = counted[0]
        name = say.pick(*OFFICES[office.name])
        higher = say.pick("; đủ điều kiện xét hạng cao hơn", "; long enough for a higher class")
        return f"{name}: {_in_words(int(months), say)}" + (higher if over else "")

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        if not counted or counted[0].over:
            return ""
        office, months, least, _over = counted[0]
        name, more = say.pick(*OFFICES[office.name]), _in_words(-((months - least) // 1), say)
        return say.pick(f"thêm {more} giữ chức {name}", f"{more} more as {name}")


@dataclass(frozen=True, kw_only=True)
class Judgement(Criterion):
    """Words that only a council can weigh: listed for it, never decided by machine."""

    kind: ClassVar[str] = "judgement"
    words: str
    words_en: str

    def check(self, facts: Facts, question: Question) -> State:
        return CANNOT_TELL

    def counted(self, facts: Facts, question: Question) -> Counted:
        return ()

    def asked(self, say: Speech) -> str:
        return say.pick(self.words, self.words_en)

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        return say.pick("Hội đồng xem xét", "for the council to weigh")

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        return ""


def _months_in_office(posts: Iterable[Spell], on: datetime.date) -> dict[Office, Fraction]:
    """Months in each office up to a day, each day counted for the highest office held on it."""
    begun = [post for post in posts if post.since <= on]
    edges = sorted({post.since for post in begun} | {min(post.until or on, on) for post in begun})
    served: dict[Office, Fraction] = {}
    stretches: list[tuple[Office, datetime.date, datetime.date]] = []
    for start, end in pairwise(edges):
        held = [Office[post.kind] for post in begun if post.on(start)]
        if not held:
            continue
        office = max(held)
        if stretches and stretches[-1][0] == office and stretches[-1][2] == start:
            stretches[-1] = (office, stretches[-1][1], end)
        else:
            stretches.append((office, start, end))
    for office, start, end in stretches:
        served[office] = served.get(office, Fraction(0)) + months_between(start, end)
    return served


def months_between(start: datetime.date, end: datetime.date) -> Fraction:
    """Months from a day up to, not including, another; days beyond whole months by the 31st.

    Whole years are exact: 01/01/2010 to 01/01/2016 is 72 months.
    """
    months = (end.year - start.year) * YEAR + end.month - start.month
    return months + Fraction(end.day - start.day, 31)


def _months_in_year(spell: Spell, year: int) -> int:
    """Whole months of a spell within a year."""
    start = max(spell.since, datetime.date(year, 1, 1))
    next_year = datetime.date(year + 1, 1, 1)
    end = min(spell.until or next_year, next_year)
    return max(0, int(months_between(start, end))) if start < end else 0


def _in_words(months: int, say: Speech) -> str:
    years, rest = divmod(months, YEAR)
    parts = [say.pick(f"{years} năm", several(years, "year"))] if years else []
    if rest or not parts:
        parts.append(say.pick(f"{rest} tháng", several(rest, "month")))
    return " ".join(parts)

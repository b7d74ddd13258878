"""Criteria on a collective: its members, its place in the bloc, its age."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

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
from awards.law.criteria.spans import add_years
from awards.law.facts import Facts, Members

PARTS = {
    "completed": ("hoàn thành nhiệm vụ", "completed their tasks"),
    "LDTT": ("đạt danh hiệu Lao động tiên tiến", "received the title “Advanced worker”"),
    "CSTDCS": (
        "đạt danh hiệu Chiến sĩ thi đua cơ sở",
        "received the title “Grass-roots emulation fighter”",
    ),
}


@dataclass(frozen=True, kw_only=True)
class MembersShare(Criterion):
    """At least `percent` of all members, or more than `percent`, are in a part of them."""

    kind: ClassVar[str] = "members_share"
    grows: ClassVar[tuple[str, ...]] = ("percent",)
    part: str
    percent: int
    more_than: bool = False

    def __post_init__(self) -> None:
        if self.part not in PARTS or not 1 <= self.percent <= 100:
            raise ValueError(f"{self.percent} % of {self.part!r}")

    def check(self, facts: Facts, question: Question) -> State:
        counted = self.counted(facts, question)
        if not counted:
            return CANNOT_TELL
        have, total = counted
        share = have * 100 - self.percent * total
        return MET if share > 0 or (share == 0 and not self.more_than) else NOT_MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        members = facts.members.get(question.year)
        if members is None or members.total < 1:
            return ()
        return getattr(members, self.part), members.total

    def asked(self, say: Speech) -> str:
        part = say.pick(*PARTS[self.part])
        if self.more_than:
            return say.pick(
                f"Trên {self.percent}% cá nhân {part}",
                f"Over {self.percent}% of the members {part}",
            )
        if self.percent == 100:
            return say.pick(f"100% cá nhân {part}", f"All members {part}")
        return say.pick(
            f"Có từ {self.percent}% cá nhân trở lên {part}",
            f"At least {self.percent}% of the members {part}",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        if not counted:
            return say.pick("chưa có dữ liệu", "no data")
        have, total = counted
        percent = Fraction(have * 1000, total)
        tenths = (2 * percent.numerator + percent.denominator) // (2 * percent.denominator)
        shown = f"{tenths // 10}{say.pick(',', '.')}{tenths % 10}%"
        return say.pick(f"{have} trên {total} người ({shown})", f"{have} of {total} ({shown})")

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        if not counted:
            return ""
        have, total = counted
        needed = self.percent * total // 100 + (
            1 if self.more_than or self.percent * total % 100 else 0
        )
        part = say.pick(*PARTS[self.part])
        more = needed - have
        return say.pick(f"thêm {more} người {part}", f"{several(more, 'more member')} who {part}")


@dataclass(frozen=True, kw_only=True)
class MembersCount(Criterion):
    """At least `least` members are in a part of them."""

    kind: ClassVar[str] = "members_count"
    grows: ClassVar[tuple[str, ...]] = ("least",)
    part: str
    least: int

    def __post_init__(self) -> None:
        if self.part not in Members._fields:
            raise ValueError(f"part is {self.part!r}")

    def check(self, facts: Facts, question: Question) -> State:
        counted = self.counted(facts, question)
        if not counted:
            return CANNOT_TELL
        return MET if counted[0] >= self.least else NOT_MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        members = facts.members.get(question.year)
        return () if members is None else (getattr(members, self.part),)

    def asked(self, say: Speech) -> str:
        part = say.pick(*PARTS[self.part])
        return say.pick(
            f"Có ít nhất {self.least} cá nhân {part}",
            f"At least {several(self.least, 'member')} {part}",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        if not counted:
            return say.pick("chưa có dữ liệu", "no data")
        return say.pick(f"{counted[0]} người", several(counted[0], "member"))

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        more = self.least - (counted[0] if counted else 0)
        part = say.pick(*PARTS[self.part])
        return say.pick(f"thêm {more} người {part}", f"{several(more, 'more member')} who {part}")


@dataclass(frozen=True, kw_only=True)
class BlocLeader(Criterion):
    """Ranked first in its bloc for the year."""

    kind: ClassVar[str] = "bloc_leader"

    def check(self, facts: Facts, question: Question) -> State:
        rank = facts.bloc_rank.get(question.year)
        if rank is None:
            return CANNOT_TELL
        return MET if rank == 1 else NOT_MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        rank = facts.bloc_rank.get(question.year)
        return () if rank is None else (rank,)

    def asked(self, say: Speech) -> str:
        return say.pick(
            "Dẫn đầu cụm, khối thi đua của năm", "Leads its emulation bloc for the year"
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        if not counted:
            return say.pick("khối chưa xếp hạng", "the bloc is not ranked yet")
        return say.pick(f"xếp thứ {counted[0]}", f"ranked no. {counted[0]}")

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        return say.pick("dẫn đầu khối ở năm sau", "lead the bloc in a later year")


@dataclass(frozen=True, kw_only=True)
class AgeOfCollective(Criterion):
    """Founded at least `years` years ago, and not dissolved by the day."""

    kind: ClassVar[str] = "age_of_collective"
    grows: ClassVar[tuple[str, ...]] = ("years",)
    years: int = 0

    def check(self, facts: Facts, question: Question) -> State:
        if facts.dissolved and facts.dissolved <= question.on:
            return NOT_MET
        if not self.years:
            return MET
        if facts.founded is None:
            return CANNOT_TELL
        return MET if add_years(facts.founded, self.years) <= question.on else NOT_MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        gone = facts.dissolved if facts.dissolved and facts.dissolved <= question.on else None
        day = gone or (facts.founded if self.years else None)
        return (day,) if day else ()

    def asked(self, say: Speech) -> str:
        if not self.years:
            return say.pick("Đơn vị chưa giải thể", "The collective has not been dissolved")
        return say.pick(
            f"Có quá trình xây dựng, phát triển từ {self.years} năm trở lên",
            f"Has existed for at least {self.years} years",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        if not counted:
            return say.pick(
                "đang hoạt động" if state == MET else "chưa có ngày thành lập",
                "in being" if state == MET else "day of founding not known",
            )
        if not self.years:
            return say.pick(f"giải thể {say.day(counted[0])}", f"dissolved {say.day(counted[0])}")
        return say.pick(f"từ {say.day(counted[0])}", f"since {say.day(counted[0])}")

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        if not (self.years and counted):
            return ""
        day = say.day(add_years(counted[0], self.years))
        return say.pick(f"chờ đến {day}", f"wait until {day}")

"""Criteria on conduct: discipline, matters still open, achievements rewarded already."""

from dataclasses import dataclass
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
)
from awards.law.facts import Facts, Severity, Spell
from campaigns import catalogue

# What forbids an award is quick to weigh, but hardly anybody has done it.
SELDOM = 6

SEVERITIES = {
    "KHIEN_TRACH": ("khiển trách", "reprimand"),
    "CANH_CAO": ("cảnh cáo", "warning"),
    "HA_BAC_LUONG": ("hạ bậc lương", "pay step lowered"),
    "GIANG_CHUC": ("giáng chức", "demotion"),
    "CACH_CHUC": ("cách chức", "removal from post"),
    "BUOC_THOI_VIEC": ("buộc thôi việc", "dismissal"),
}
MATTERS = {
    "DISCIPLINARY": ("đang trong thời gian xem xét kỷ luật", "under disciplinary consideration"),
    "INVESTIGATION": ("đang bị điều tra", "under investigation"),
    "INSPECTION": (
        "đang thanh tra, kiểm toán, kiểm tra có dấu hiệu vi phạm",
        "under inspection or audit with signs of violation",
    ),
    "COMPLAINT": (
        "có đơn thư khiếu nại, tố cáo đang được giải quyết",
        "an unresolved complaint or denunciation",
    ),
    "PRESS": (
        "có vấn đề về tham nhũng báo chí nêu đang được xác minh",
        "a press report on corruption being verified",
    ),
}


@dataclass(frozen=True, kw_only=True)
class Discipline(Criterion):
    """No discipline at or above a level.

    `of` says whose and when: of the person in the year under review (YEAR), still in force on the
    day or served only when the year was over (DAY), during a leadership post that counts (POSTS),
    or of any member (MEMBERS).
    """

    kind: ClassVar[str] = "discipline"
    of: str
    least: Severity = Severity.KHIEN_TRACH

    def __post_init__(self) -> None:
        if self.of not in {"YEAR", "DAY", "POSTS", "MEMBERS"}:
            raise ValueError(f"of is {self.of!r}")

    @property
    def cost(self) -> int:
        return SELDOM

    def check(self, facts: Facts, question: Question) -> State:
        if self.of == "MEMBERS":
            members = facts.members.get(question.year)
            if members is None:
                return CANNOT_TELL
            return NOT_MET if members.disciplined else MET
        if facts.disciplines is None or (self.of == "POSTS" and facts.posts is None):
            return CANNOT_TELL
        return NOT_MET if facts.disciplines and self.counted(facts, question) else MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        if self.of == "MEMBERS":
            members = facts.members.get(question.year)
            return () if members is None else (members.disciplined,)
        return [
            spell
            for spell in facts.disciplines or ()
            if spell.since <= question.on
            and Severity[spell.kind] >= self.least
            and (
                (self.of == "YEAR" and spell.in_year(question.year))
                or (self.of == "DAY" and (spell.on(question.on) or _after(spell, question)))
                or (self.of == "POSTS" and any(post.on(spell.since) for post in facts.posts or ()))
            )
        ]

    def asked(self, say: Speech) -> str:
        level = say.pick(*SEVERITIES[self.least.name])
        if self.of == "MEMBERS":
            return say.pick(
                "Không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
                "No member disciplined at or above a warning",
            )
        if self.of == "DAY":
            return say.pick(
                "Không trong thời hạn thi hành kỷ luật; thành tích chỉ tính từ khi chấp hành xong",
                "No discipline in force; achievements count only after it was served",
            )
        if self.of == "POSTS":
            return say.pick(
                "Không bị kỷ luật trong thời gian giữ chức vụ lãnh đạo được tính",
                "No discipline while holding a leadership post that counts",
            )
        return say.pick(
            f"Không bị kỷ luật từ {level} trở lên trong năm xét",
            f"No discipline at or above a {level} in the year",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        if self.of == "MEMBERS":
            return say.pick(
                f"{counted[0] or 'không có'} người bị kỷ luật" if counted else "chưa có dữ liệu",
                f"{counted[0] or 'none'} disciplined" if counted else "no data",
            )
        said = "; ".join(
            f"{say.pick(*SEVERITIES[spell.kind])} ({say.day(spell.since)})" for spell in counted
        )
        return said or nothing_or_unknown(state, say)

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        ends = [spell.until for spell in counted] if self.of == "DAY" else []
        if self.of == "POSTS" or None in ends:
            return ""
        if ends and (day := max(ends)) > question.on:
            return say.pick(
                f"chờ đến khi chấp hành xong kỷ luật, ngày {say.day(day)}",
                f"wait until the discipline is served on {say.day(day)}",
            )
        return say.pick("xét cho năm sau", "wait for the next year")


@dataclass(frozen=True, kw_only=True)
class Restriction(Criterion):
    """Nothing open against the subject on the day that stops a nomination."""

    kind: ClassVar[str] = "restriction"

    @property
    def cost(self) -> int:
        return SELDOM

    def check(self, facts: Facts, question: Question) -> State:
        if facts.restrictions is None:
            return CANNOT_TELL
        return NOT_MET if facts.restrictions and self.counted(facts, question) else MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        return [spell for spell in facts.restrictions or () if spell.on(question.on)]

    def asked(self, say: Speech) -> str:
        return say.pick(
            "Không có việc đang được xem xét: kỷ luật, điều tra, thanh tra, kiểm toán, "
            "khiếu nại, tố cáo, báo chí nêu",
            "Nothing open: disciplinary case, investigation, inspection, audit, complaint, "
            "press report",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        said = "; ".join(
            f"{say.pick(*MATTERS[spell.kind])} ({say.pick('từ', 'since')} {say.day(spell.since)})"
            for spell in counted
        )
        return said or nothing_or_unknown(state, say)

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        return say.pick(
            "chờ kết luận bằng văn bản là không vi phạm", "wait for a clearance in writing"
        )


@dataclass(frozen=True, kw_only=True)
class SameAchievement(Criterion):
    """The achievement that the nomination names has not been rewarded yet."""

    kind: ClassVar[str] = "same_achievement"

    @property
    def cost(self) -> int:
        return SELDOM

    def check(self, facts: Facts, question: Question) -> State:
        if not question.achievement:
            return MET
        if facts.achievements is None:
            return CANNOT_TELL
        return NOT_MET if facts.achievements.get(question.achievement) else MET

    def counted(self, facts: Facts, question: Question) -> Counted:
        by = (facts.achievements or {}).get(question.achievement, "")
        return (by,) if by else ()

    def asked(self, say: Speech) -> str:
        return say.pick(
            "Không khen thưởng nhiều lần, nhiều hình thức cho một thành tích",
            "One achievement is not rewarded several times or with several forms",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        if counted:
            known = any(one.code == counted[0] for one in catalogue.awards())
            by = say.award(counted[0]) if known else counted[0]
            return say.pick(f"đã được khen thưởng: {by}", f"rewarded already: {by}")
        return nothing_or_unknown(state, say)

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        return ""


def _after(spell: Spell, question: Question) -> bool:
    """Whether it was served only after the year under review, none of which then counts."""
    if spell.until is None or not question.methods.discipline_cuts:
        return False
    return question.year < spell.until.year and spell.until <= question.on


def nothing_or_unknown(state: State, say: Speech) -> str:
    """Words for an empty list, known or not."""
    if state == State.CANNOT_TELL:
        return say.pick("chưa có dữ liệu", "no data")
    return say.pick("không có", "none")

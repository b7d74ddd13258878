"""Criterion on initiatives and accepted research."""

import datetime
from dataclasses import dataclass
from typing import ClassVar

from awards.law.criteria.base import (
    CANNOT_TELL,
    NOT_MET,
    Counted,
    Criterion,
    Question,
    Speech,
    State,
    several,
    told,
)
from awards.law.criteria.spans import During
from awards.law.facts import Facts, InitiativeFact, Scope

SCOPES = {
    "CO_SO": ("cấp cơ sở", "grass-roots scope"),
    "BO": ("cấp bộ, ban, ngành, tỉnh", "ministry scope"),
    "TOAN_QUOC": ("phạm vi toàn quốc", "nationwide scope"),
}


@dataclass(frozen=True, kw_only=True)
class Initiatives(Criterion):
    """At least `count` initiatives that served no award yet, recognised at `scope` or wider."""

    kind: ClassVar[str] = "initiative"
    grows: ClassVar[tuple[str, ...]] = ("scope", "count")
    scope: Scope
    count: int = 1
    during: During | None = None

    @property
    def cost(self) -> int:
        return 4 if self.during else 2

    def check(self, facts: Facts, question: Question) -> State:
        if facts.initiatives is None:
            return CANNOT_TELL
        if len(facts.initiatives) < self.count:
            return NOT_MET
        unused = self._unused(facts, question)
        if self.during is None or len(unused) < self.count:
            return told(known=True, enough=len(unused) >= self.count)
        known, possible = self.during.years_of(facts, question)
        sure = sum(one.recognised.year >= known for one in unused)
        perhaps = sum(one.recognised.year >= possible for one in unused)
        return told(perhaps < self.count, sure >= self.count)

    def counted(self, facts: Facts, question: Question) -> Counted:
        unused = self._unused(facts, question)
        since = self.during.years_of(facts, question)[0] if self.during else 0
        return [one for one in unused if one.recognised.year >= since]

    def _unused(self, facts: Facts, question: Question) -> list[InitiativeFact]:
        """Those that may serve: wide enough, recognised by the day, after what they must follow."""
        after = question.counts_from or datetime.date.min
        if self.during and (base := self.during.base(facts, question)):
            after = max(after, base + datetime.timedelta(days=1))
        return [
            one
            for one in facts.initiatives or ()
            if not one.used_for
            and one.scope >= self.scope
            and after <= one.recognised <= question.on
        ]

    def asked(self, say: Speech) -> str:
        scope = say.pick(*SCOPES[self.scope.name])
        time = say.pick(" trong thời gian đó", " in that time") if self.during else ""
        return say.pick(
            f"Có {self.count} sáng kiến, đề tài chưa dùng để xét khen thưởng, "
            f"được công nhận ở {scope}{time}",
            f"At least {several(self.count, 'initiative')} or accepted research of {scope}, "
            f"not used for an award yet, recognised{time or ' by the day'}",
        )

    def found(self, state: State, counted: Counted, say: Speech) -> str:
        return ", ".join(
            f"{one.title} ({say.day(one.recognised)})" if one.title else say.day(one.recognised)
            for one in sorted(counted, key=lambda one: one.recognised)
        ) or say.pick("chưa có sáng kiến nào tính được", "none that counts")

    def way(self, counted: Counted, question: Question, say: Speech) -> str:
        scope, more = say.pick(*SCOPES[self.scope.name]), self.count - len(counted)
        return say.pick(
            f"thêm {more} sáng kiến, đề tài được công nhận ở {scope} trước ngày đề nghị",
            f"{several(more, 'more initiative')} of {scope}, recognised before the nomination",
        )

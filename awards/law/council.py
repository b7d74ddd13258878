"""How a council counts: who, in secret or not, how many must be there, how often it may vote."""

import datetime
import functools
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from awards.law.layers import Layers, Subject
from awards.law.records import Dated
from campaigns.catalogue.kinds import Kind, pick


class Matter(Kind):
    """What a rule on counting settles."""

    COUNTED = "COUNTED", "Mẫu số", "Counted among"
    ABSENT = "ABSENT", "Ủy viên vắng mặt", "Absent members"
    SECRECY = "SECRECY", "Cách bỏ phiếu", "Ballot"
    QUORUM = "QUORUM", "Điều kiện họp", "Quorum"
    ROUNDS = "ROUNDS", "Số vòng bỏ phiếu", "Rounds of ballot"
    TIE = "TIE", "Khi ngang phiếu", "In a tie"
    OWN_UNIT = "OWN_UNIT", "Ủy viên cùng đơn vị với người được đề nghị", "Members of one unit"
    WITHOUT_MEETING = "WITHOUT_MEETING", "Xét không họp", "Without a meeting"
    SUBSTITUTE = "SUBSTITUTE", "Dự thay", "Substitutes"


# No text that was read settles these for every council: without a rule of the agency's own, no.
OWN_MATTERS = (Matter.WITHOUT_MEETING, Matter.SUBSTITUTE)
PERMISSION = {"ALLOWED", "NOT_ALLOWED"}
VALUES = {
    Matter.COUNTED: {"ALL_MEMBERS"},
    Matter.ABSENT: {"WRITTEN_OPINION"},
    Matter.SECRECY: {"SECRET", "OPEN"},
    Matter.TIE: {"CHAIR"},
    # No national rule is known: an agency may say so for itself.
    Matter.OWN_UNIT: {"KEEPS_OUT", "MAY_VOTE"},
    Matter.WITHOUT_MEETING: PERMISSION,
    Matter.SUBSTITUTE: PERMISSION,
}


@dataclass(frozen=True, kw_only=True)
class CouncilRule(Dated):
    """One matter settled: `value` for the program, the words for people.

    The value of a quorum is a share ("2/3"), that of the rounds a number ("2").
    """

    matter: Matter
    value: str
    words: str
    words_en: str

    def __post_init__(self) -> None:
        known = VALUES.get(self.matter)
        if known is not None and self.value not in known:
            raise ValueError(f"{self.value} settles no {self.matter}")
        if known is None and not Fraction(self.value) > 0:
            raise ValueError(f"{self.value} is no {self.matter}")

    def label(self, language: str = "vi") -> str:
        """The rule in words."""
        return pick(language, self.words, self.words_en)


def council_rules(on: datetime.date, agency: Path | None = None) -> dict[Matter, CouncilRule]:
    """Rules on counting of a day by matter; the agency's own goes before the national one."""
    rules = {rule.matter: rule for rule in reversed(load(agency).on(on))}
    return {matter: rules[matter] for matter in Matter if matter in rules}


def allows(matter: Matter, on: datetime.date, agency: Path | None = None) -> bool:
    """Whether a rule of a day lets a council do something; where no rule speaks, it may not."""
    rule = council_rules(on, agency).get(matter)
    return rule is not None and rule.value == "ALLOWED"


def quorum(members: int, on: datetime.date, agency: Path | None = None) -> int | None:
    """Fewest members who must be there for a meeting; None where no rule is known."""
    rule = council_rules(on, agency).get(Matter.QUORUM)
    return -(-Fraction(rule.value) * members // 1) if rule else None


def unit_keeps_out(on: datetime.date, agency: Path | None = None) -> bool:
    """Whether members of a nominee's own unit keep out: unless the agency says otherwise."""
    rule = council_rules(on, agency).get(Matter.OWN_UNIT)
    return rule is None or rule.value == "KEEPS_OUT"


def _loosens(own: CouncilRule, national: CouncilRule) -> str:
    if own.matter == Matter.QUORUM and Fraction(own.value) < Fraction(national.value):
        return f"a quorum of {own.value} is less than {national.value}"
    if own.matter == Matter.ROUNDS and Fraction(own.value) > Fraction(national.value):
        return f"{own.value} rounds are more than {national.value}"
    if (own.value, national.value) == ("OPEN", "SECRET"):
        return "an open ballot is less than a secret one"
    return ""


_subject = Subject(
    file="council.toml",
    table="council",
    build=CouncilRule,
    about=lambda rule: (rule.matter,),
    loosens=_loosens,
)


@functools.cache
def load(agency: Path | None) -> Layers[CouncilRule]:
    """Every rule; `LawError` for a wrong record, and for an agency's that asks for less."""
    return _subject.load(agency)

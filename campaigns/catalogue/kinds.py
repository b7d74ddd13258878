"""What the catalogue sorts awards by, each with its words in both languages."""

from enum import StrEnum
from typing import Self


class Kind(StrEnum):
    """A stable code that knows its Vietnamese and its English words."""

    vietnamese: str
    english: str

    def __new__(cls, code: str, vietnamese: str, english: str) -> Self:
        """Keep the words of a member beside its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.vietnamese = vietnamese
        member.english = english
        return member

    def label(self, language: str = "vi") -> str:
        """Words of the kind in a language ("vi", "en", or a variant such as "en-gb")."""
        return pick(language, self.vietnamese, self.english)


def pick(language: str, vietnamese: str, english: str) -> str:
    """Choose the words for a language: English for English, Vietnamese for everything else."""
    return english if language.startswith("en") else vietnamese


class Family(Kind):
    """Whether an award is won in emulation or given as commendation."""

    TITLE = "TITLE", "Danh hiệu thi đua", "Emulation titles"
    FORM = "FORM", "Hình thức khen thưởng", "Forms of commendation"


class LegalOrder(Kind):
    """Whose rules an award follows; those of one order never count in another."""

    STATE = "STATE", "Khen thưởng của Nhà nước", "Awards of the State"
    PARTY = "PARTY", "Khen thưởng của Đảng", "Awards of the Party"
    UNION = "UNION", "Khen thưởng của Công đoàn", "Awards of the trade union"
    YOUTH = "YOUTH", "Khen thưởng của Đoàn Thanh niên", "Awards of the youth union"


class Level(Kind):
    """Level that an award belongs to, lowest first."""

    CO_SO = "CO_SO", "Cấp cơ sở", "Grass-roots level"
    BO = "BO", "Cấp bộ, ban, ngành, tỉnh", "Ministry level"
    QUOC_HOI = "QUOC_HOI", "Cơ quan của Quốc hội", "Organs of the National Assembly"
    UBTVQH = (
        "UBTVQH",
        "Ủy ban Thường vụ Quốc hội",
        "National Assembly Standing Committee",
    )
    TTG = "TTG", "Thủ tướng Chính phủ", "Prime Minister"
    CP = "CP", "Chính phủ", "Government"
    CTN = "CTN", "Chủ tịch nước", "President"
    DANG = "DANG", "Tổ chức đảng", "Party"
    DOAN_THE = "DOAN_THE", "Tổ chức đoàn thể", "Mass organisations"


class Recipient(Kind):
    """Who may receive an award."""

    INDIVIDUAL = "INDIVIDUAL", "Cá nhân", "Individual"
    COLLECTIVE = "COLLECTIVE", "Tập thể", "Collective"
    HOUSEHOLD = "HOUSEHOLD", "Hộ gia đình", "Household"
    FOREIGN_INDIVIDUAL = (
        "FOREIGN_INDIVIDUAL",
        "Cá nhân người nước ngoài",
        "Foreign individual",
    )
    FOREIGN_COLLECTIVE = (
        "FOREIGN_COLLECTIVE",
        "Tập thể người nước ngoài",
        "Foreign collective",
    )


class Evidence(StrEnum):
    """How well the source of a record is known."""

    FOUND = "found"
    FOUND_SECOND_HAND = "found*"
    UNVERIFIED = "unverified"

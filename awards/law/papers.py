"""Papers of a dossier: what must lie in it, by award, type of commendation and day."""

import datetime
import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from awards.law.facts import Rating
from awards.law.layers import Layers, Subject
from awards.law.rules import Scoped
from campaigns.catalogue.kinds import Kind, pick


class PaperKind(Kind):
    """Papers that national law knows, in the order in which they lie in a dossier."""

    TO_TRINH = "TO_TRINH", "Tờ trình đề nghị khen thưởng", "Submission letter"
    DANH_SACH = "DANH_SACH", "Danh sách đề nghị khen thưởng", "List of nominees"
    BAO_CAO = "BAO_CAO", "Báo cáo thành tích", "Report of achievements"
    BAO_CAO_TOM_TAT = (
        "BAO_CAO_TOM_TAT",
        "Báo cáo tóm tắt thành tích",
        "Summary report of achievements",
    )
    LY_LICH = "LY_LICH", "Tóm tắt quá trình công tác", "Short record of service"
    BIEN_BAN = "BIEN_BAN", "Biên bản họp xét của Hội đồng", "Minutes of the council"
    KET_QUA_PHIEU = "KET_QUA_PHIEU", "Kết quả bỏ phiếu", "Result of the ballot"
    CHUNG_NHAN_SK = (
        "CHUNG_NHAN_SK",
        "Giấy chứng nhận hoặc xác nhận sáng kiến, đề tài, đề án, công trình",
        "Certificate or confirmation of the initiative, topic, scheme or work",
    )
    XAC_NHAN = (
        "XAC_NHAN",
        "Xác nhận thành tích đột xuất của cơ quan có thẩm quyền",
        "Confirmation of the sudden achievement by the competent body",
    )
    Y_KIEN = (
        "Y_KIEN",
        "Ý kiến của các cơ quan liên quan ở trung ương",
        "Opinions of the central bodies concerned",
    )
    LIEN_QUAN = "LIEN_QUAN", "Tài liệu liên quan (nếu có)", "Related papers, if any"
    BAN_DIEN_TU = (
        "BAN_DIEN_TU",
        "Bản điện tử (Word, PDF) của toàn bộ hồ sơ",
        "Electronic copy (Word, PDF) of the whole dossier",
    )


@dataclass(frozen=True, kw_only=True)
class Dossier(Scoped):
    """Papers that one rule asks for; a dossier holds those of every rule that touches it.

    `sets` is the number of originals, 0 where the rule names none. An agency's own paper has a
    code of its own and its `words`. `instead` names the rating of the year that, on record, stands
    in for a paper.
    """

    papers: tuple[str, ...]
    sets: int = 0
    instead: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    words_en: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not (self.awards and self.types):
            raise ValueError("names no award or type")
        own = set(self.papers) - set(PaperKind)
        if not own == set(self.words) == set(self.words_en):
            raise ValueError(f"{', '.join(sorted(own)) or 'no own paper'} in words is needed")
        if wrong := set(self.instead) - set(self.papers):
            raise ValueError(f"{', '.join(sorted(wrong))} is none of its papers")
        if wrong := set(self.instead.values()) - set(Rating.__members__):
            raise ValueError(f"{', '.join(sorted(wrong))} is no rating")


@dataclass(frozen=True)
class Paper:
    """A paper that must lie in a dossier; one that is not verified is only recommended.

    A year rated `instead` makes up for it; empty where nothing does.
    """

    code: str
    vietnamese: str
    english: str
    cites: tuple[str, ...]
    verified: bool
    instead: str = ""

    def label(self, language: str = "vi") -> str:
        """Name of the paper in a language."""
        return pick(language, self.vietnamese, self.english)


def papers(award: str, type_: str, on: datetime.date, agency: Path | None = None) -> list[Paper]:
    """Papers of a dossier on a day, in the order of the dossier; none where no rule is known.

    A paper that a verified rule asks for cites the verified rules alone.
    """
    rules = _touching(award, type_, on, agency)
    codes = dict.fromkeys(code for rule in rules for code in rule.papers)
    order = [kind.value for kind in PaperKind]
    own = [code for code in codes if code not in order]
    return [
        _paper(code, [rule for rule in rules if code in rule.papers])
        for code in (*order, *own)
        if code in codes
    ]


def original_sets(award: str, type_: str, on: datetime.date, agency: Path | None = None) -> int:
    """How many original sets of the dossier are asked for: one where no rule says more."""
    return max((rule.sets for rule in _touching(award, type_, on, agency)), default=0) or 1


def _touching(award: str, type_: str, on: datetime.date, agency: Path | None) -> list[Dossier]:
    found = load(agency).on(on)
    return [one for one in found if award in one.awards and type_ in one.types]


def _paper(code: str, rules: list[Dossier]) -> Paper:
    weighty = [rule for rule in rules if rule.verified] or rules
    words = (rules[0].words.get(code, ""), rules[0].words_en.get(code, ""))
    if code in set(PaperKind):
        kind = PaperKind.__members__[code]
        words = (kind.vietnamese, kind.english)
    cites = tuple(dict.fromkeys(cite for rule in weighty for cite in rule.cites))
    instead = next((rule.instead[code] for rule in rules if code in rule.instead), "")
    return Paper(code, *words, cites, weighty[0].verified, instead)


def _about(_: Dossier) -> Iterable[str]:
    """Rules on papers add up, so that none stands in the way of another."""
    return ()


_subject = Subject(
    file="papers.toml",
    table="dossier",
    build=Dossier,
    about=_about,
)


@functools.cache
def load(agency: Path | None) -> Layers[Dossier]:
    """Every rule, the agency's first; `LawError` for a wrong record."""
    return _subject.load(agency)

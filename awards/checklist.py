"""The papers that law asks of a dossier, and which of them are there.

Law names the papers of a dossier as it reaches whoever decides; a unit is asked only for its own.
The opinions of central bodies and the electronic copy are gathered later, by the agency. Minutes
and the result of a ballot are those of the level that proposes: where the agency decides the award
itself, that is the unit, and its meeting makes them; where the award is decided above, that is the
agency's council, whose papers do not exist yet when a unit sends. "Related papers, if any" are
never missed.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from awards.law.citations import in_words
from awards.law.papers import Paper, PaperKind, papers
from awards.lawbook import agency_folder
from awards.models import InitiativeUse, MinutesFile, Nomination, NominationPaper, UnitVoteCount
from campaigns import catalogue
from units.models import YearRating

MET, MISSING, WARNED, LATER = "met", "missing", "warned", "later"
AFTER_THE_UNIT = frozenset({PaperKind.Y_KIEN, PaperKind.BAN_DIEN_TU})
OF_THE_PROPOSING_LEVEL = frozenset({PaperKind.BIEN_BAN, PaperKind.KET_QUA_PHIEU})
# What the system itself holds for every nomination that can be written at all.
BY_SYSTEM = frozenset(
    {PaperKind.TO_TRINH, PaperKind.DANH_SACH, PaperKind.BAO_CAO, PaperKind.BAO_CAO_TOM_TAT}
)


@dataclass(frozen=True)
class PaperLine:
    """A paper of a dossier: how it is there, by what `files`, and what law asks for it."""

    paper: Paper
    state: str
    how: str
    files: list[NominationPaper]

    @property
    def label(self) -> str:
        """The paper in the reader's language; the unit's minutes are not called the council's."""
        if self.paper.code == PaperKind.BIEN_BAN and self.state != LATER:
            return _("Biên bản họp bình xét của đơn vị")
        return self.paper.label(get_language() or "vi")

    @property
    def cites(self) -> list[str]:
        """Articles that ask for it, in full words."""
        return [in_words(cite, get_language() or "vi") for cite in self.paper.cites]

    @property
    def takes_files(self) -> bool:
        """Whether a unit may put files there."""
        return self.paper.code not in BY_SYSTEM - {PaperKind.BAO_CAO} and self.state != LATER


@dataclass(frozen=True)
class Checklist:
    """The papers of one dossier, in their order."""

    lines: list[PaperLine]

    @property
    def asked(self) -> list[PaperLine]:
        """Those that the unit is asked for."""
        return [line for line in self.lines if line.state != LATER]

    @property
    def met(self) -> int:
        """How many of them are there."""
        return sum(line.state == MET for line in self.lines)

    @property
    def missing(self) -> list[PaperLine]:
        """Those without which nothing is sent."""
        return [line for line in self.lines if line.state == MISSING]

    @property
    def warned(self) -> list[PaperLine]:
        """Those that a rule asks for which nobody has compared with its source."""
        return [line for line in self.lines if line.state == WARNED]


@dataclass(frozen=True)
class _Held:
    """What is on record for many nominations, by key; read in as many queries as it has fields."""

    files: dict[int, list[NominationPaper]]
    initiatives: frozenset[int]
    counted: frozenset[int]
    minutes: frozenset[int]
    ratings: dict[tuple[int, int], str]


def checklists(nominations: Collection[Nomination], on: datetime.date) -> dict[int, Checklist]:
    """The papers of each nomination by the law of a day; the same few queries for any number."""
    held = _held(nominations)
    return {
        one.pk: Checklist(
            [_line(paper, one, held) for paper in papers(one.award, one.type, on, agency_folder())]
        )
        for one in nominations
    }


def checklist(nomination: Nomination, on: datetime.date) -> Checklist:
    """The papers of one nomination."""
    return checklists([nomination], on)[nomination.pk]


def asks_for_papers(nomination: Nomination, on: datetime.date) -> bool:
    """Whether law asks any paper of a nomination at all."""
    return bool(papers(nomination.award, nomination.type, on, agency_folder()))


def _held(nominations: Collection[Nomination]) -> _Held:
    keys = [one.pk for one in nominations]
    files: dict[int, list[NominationPaper]] = defaultdict(list)
    kept = NominationPaper.objects.filter(nomination__in=keys)
    for paper in kept.select_related("file", "uploaded_by__person"):
        files[paper.nomination_id].append(paper)
    uses = InitiativeUse.objects.filter(nomination__in=keys)
    counts = UnitVoteCount.objects.filter(nomination__in=keys)
    submissions = {one.submission_id for one in nominations if one.submission_id}
    minutes = MinutesFile.objects.filter(submission__in=submissions)
    rated = YearRating.objects.filter(
        year__in={one.year for one in nominations},
        person__in={one.person_id for one in nominations if one.person_id},
    )
    return _Held(
        files=files,
        initiatives=frozenset(uses.values_list("nomination", flat=True)),
        counted=frozenset(counts.values_list("nomination", flat=True)),
        minutes=frozenset(minutes.values_list("submission", flat=True)),
        ratings={
            (person or 0, year): rating
            for person, year, rating in rated.values_list("person", "year", "rating")
        },
    )


def _line(paper: Paper, nomination: Nomination, held: _Held) -> PaperLine:
    files = [one for one in held.files[nomination.pk] if one.code == paper.code]
    if _comes_later(paper.code, nomination.award):
        return PaperLine(paper, LATER, _("do cơ quan lập ở bước sau"), files)
    how = _how(paper, nomination, held)
    if how or files or paper.code == PaperKind.LIEN_QUAN:
        return PaperLine(paper, MET, how, files)
    return PaperLine(paper, MISSING if paper.verified else WARNED, "", files)


def _comes_later(code: str, award: str) -> bool:
    above = not catalogue.award(award).own_authority
    return code in AFTER_THE_UNIT or (above and code in OF_THE_PROPOSING_LEVEL)


def _how(paper: Paper, nomination: Nomination, held: _Held) -> str:
    """By what the system itself holds a paper, in words; empty where it does not."""
    match PaperKind.__members__.get(paper.code):
        case PaperKind.TO_TRINH | PaperKind.DANH_SACH:
            how = _("hệ thống lập khi gửi")
        case PaperKind.BAO_CAO | PaperKind.BAO_CAO_TOM_TAT if nomination.achievement.strip():
            how = _("phần thành tích của hồ sơ")
        case PaperKind.LY_LICH if nomination.person_id:
            how = _("quá trình công tác trong hệ thống")
        case PaperKind.CHUNG_NHAN_SK:
            how = _certified(paper, nomination, held)
        case PaperKind.BIEN_BAN | PaperKind.KET_QUA_PHIEU:
            how = _voted(nomination, held)
        case _:
            how = ""
    return how


def _certified(paper: Paper, nomination: Nomination, held: _Held) -> str:
    if nomination.pk in held.initiatives:
        return _("sáng kiến có giấy chứng nhận ghi trong hồ sơ")
    rating = held.ratings.get((nomination.person_id or 0, nomination.year), "")
    if paper.instead and rating == paper.instead:
        level = str(YearRating.Rating(rating).label)
        return _("kết quả xếp loại năm đã ghi: %(rating)s") % {"rating": level}
    return ""


def _voted(nomination: Nomination, held: _Held) -> str:
    if nomination.pk in held.counted:
        return _("cuộc họp của đơn vị ghi trong tờ trình")
    if nomination.submission_id in held.minutes:
        return _("biên bản đính kèm tờ trình")
    return ""

"""A submission of the database worded as the letter that a unit signs.

The text is official Vietnamese in every language of the pages. Layout and parts are those of form
1.4 of Decree 30/2020/NĐ-CP; no form of the awards' own decrees is named, for none was seen whole.
"""

from collections.abc import Collection, Iterable
from itertools import groupby

from django.utils.timezone import localtime

from awards.documents.context import SubmissionPaper, SubmissionRow, SubmissionSection
from awards.models import Nomination, Submission, UnitVote
from awards.queries.decisions import legal_bases
from campaigns import catalogue
from units import clock
from units.models import Account, Posting, Role
from units.permissions import accounts_with
from units.queries import main_posting, main_postings

ENCLOSED = ("Danh sách đề nghị khen thưởng", "Báo cáo thành tích của từng cá nhân, tập thể")


def default_title(submission: Submission) -> str:
    """Name a submission that nobody has named."""
    return f"Đề nghị khen thưởng năm {submission.year}"


def submission_paper(
    submission: Submission, nominations: Collection[Nomination]
) -> SubmissionPaper:
    """Word a submission of `nominations`; without a signature it is a draft."""
    agency, unit = submission.agency, submission.unit
    ordered = in_order(nominations)
    vote = UnitVote.objects.filter(submission=submission).first()
    day = localtime(submission.sent_at).date() if submission.sent_at else None
    signer = submission.sent_by or _head(submission)
    posting = main_posting(signer.person, clock.today()) if signer and signer.person else None
    return SubmissionPaper(
        agency_name=agency.name,
        unit_name="" if unit.parent_id is None else unit.name,
        reference=submission.reference,
        place=agency.place,
        signed_on=day,
        subject=submission.title,
        addressee=f"Hội đồng Thi đua - Khen thưởng {agency.name}",
        bases=tuple(legal_bases(day or clock.today())),
        letter=tuple(line for line in submission.letter.splitlines() if line.strip()),
        vote=_vote(vote),
        asks=tuple(asked_for(ordered, agency.name)),
        enclosed=(*ENCLOSED, *(("Biên bản họp của đơn vị",) if _has_minutes(submission) else ())),
        signer_office=posting.title.upper() if posting else "THỦ TRƯỞNG ĐƠN VỊ",
        signer_name=str(signer.person) if signer and signer.person else "",
        sections=_sections(ordered, vote, agency.name),
    )


def in_order(nominations: Iterable[Nomination]) -> list[Nomination]:
    """Nominations as a submission lists them: by award from the highest, collectives first."""
    return sorted(
        nominations,
        key=lambda one: (
            catalogue.award(one.award).rank,
            one.award,
            one.person_id is not None,
            one.subject.sort_key,
        ),
    )


def _head(submission: Submission) -> Account | None:
    heads = accounts_with(Role.UNIT_HEAD, submission.unit_id, clock.today())
    return heads[0] if heads else None


def _has_minutes(submission: Submission) -> bool:
    return submission.pk is not None and submission.minutes.exists()


def _vote(vote: UnitVote | None) -> str:
    if vote is None:
        return ""
    return (
        f"Ngày {vote.met_on:%d/%m/%Y}, đơn vị đã họp bình xét với {vote.present}/{vote.total} "
        "người tham dự; kết quả biểu quyết ghi trong Danh sách kèm theo."
    )


def asked_for(nominations: list[Nomination], agency: str) -> Iterable[str]:
    """How many collectives and individuals are proposed for each award."""
    for award, group in groupby(nominations, key=lambda one: one.award):
        kinds = [one.person_id is not None for one in group]
        people, collectives = sum(kinds), len(kinds) - sum(kinds)
        counted = [f"{collectives:02d} tập thể"] if collectives else []
        counted += [f"{people:02d} cá nhân"] if people else []
        yield f"{catalogue.award(award).label('vi', agency)}: {', '.join(counted)}"


def _sections(
    nominations: list[Nomination], vote: UnitVote | None, agency: str
) -> tuple[SubmissionSection, ...]:
    people = [one.person for one in nominations if one.person]
    postings = main_postings(people, clock.today())
    agreed = dict(vote.counts.values_list("nomination", "agreed")) if vote else {}
    numbered = enumerate(nominations, start=1)
    return tuple(
        SubmissionSection(
            catalogue.award(award).label("vi", agency),
            tuple(
                SubmissionRow(
                    number,
                    str(one.subject),
                    place_of(postings.get(one.person_id or 0)),
                    f"{agreed[one.pk]}/{vote.present}" if vote and one.pk in agreed else "",
                )
                for number, one in group
            ),
        )
        for award, group in groupby(numbered, key=lambda pair: pair[1].award)
    )


def place_of(posting: Posting | None) -> str:
    """Post and unit as a list names them; empty for a collective."""
    return f"{posting.title}, {posting.unit.name}" if posting else ""

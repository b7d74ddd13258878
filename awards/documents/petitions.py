"""A petition of the database worded as the letter that the agency sends to a higher authority.

The text is official Vietnamese in every language of the pages.
"""

from collections.abc import Collection, Iterable

from django.utils.timezone import localtime

from awards.documents.context import SubmissionPaper, SubmissionRow, SubmissionSection
from awards.documents.decisions import office_of
from awards.documents.submissions import ENCLOSED, asked_for, in_order, place_of
from awards.models import Nomination, Petition, Review
from awards.queries.decisions import legal_bases
from awards.queries.petitions import Vote, votes_on
from campaigns import catalogue
from units import clock
from units.queries import main_postings

COUNCIL = "Hội đồng Thi đua - Khen thưởng"


def default_letter(agency_name: str, reviews: Iterable[Review]) -> str:
    """How the council came to pass the nominations, for the clerk to word on."""
    return "\n".join(
        f"{COUNCIL} {agency_name} đã xét, bỏ phiếu thông qua tại phiên “{one.title}” ngày "
        f"{localtime(one.closed_at):%d/%m/%Y}."
        for one in reviews
        if one.closed_at
    )


def petition_paper(petition: Petition, nominations: Collection[Nomination]) -> SubmissionPaper:
    """Word a petition on `nominations`; until it is sent it is a draft."""
    agency, ordered = petition.agency, in_order(nominations)
    votes = votes_on(nominations)
    return SubmissionPaper(
        agency_name=agency.name,
        unit_name="",
        reference=petition.reference,
        place=agency.place,
        signed_on=petition.signed_on,
        subject=petition.title,
        addressee=petition.authority,
        bases=tuple(legal_bases(petition.signed_on or clock.today())),
        letter=tuple(line.strip() for line in petition.letter.splitlines() if line.strip()),
        vote=(
            "Số phiếu đồng ý trên tổng số ủy viên Hội đồng ghi trong Danh sách kèm theo."
            if votes
            else ""
        ),
        asks=tuple(asked_for(ordered, agency.name)),
        enclosed=(*ENCLOSED, f"Trích biên bản họp, biên bản kiểm phiếu của {COUNCIL}"),
        signer_office=office_of(petition.signer_office, agency),
        signer_name=petition.signer_name,
        sections=_sections(petition, ordered, votes),
        proposes=f"{agency.name} trân trọng đề nghị xét, tặng (có Danh sách kèm theo):",
        closing="Kính trình xem xét, quyết định",
    )


def _sections(
    petition: Petition, nominations: list[Nomination], votes: dict[int, Vote]
) -> tuple[SubmissionSection, ...]:
    postings = main_postings([one.person for one in nominations if one.person], clock.today())
    rows = (
        SubmissionRow(
            number,
            str(one.subject),
            place_of(postings.get(one.person_id or 0)),
            str(votes.get(one.pk, "")),
        )
        for number, one in enumerate(nominations, start=1)
    )
    award = catalogue.award(petition.award).label("vi", petition.agency.name)
    return (SubmissionSection(award, tuple(rows)),)

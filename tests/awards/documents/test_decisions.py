"""A decision of the database becomes the paper that is signed."""

from datetime import date

import pytest

from awards.documents.decisions import decision_paper
from awards.models import Decision, Recipient
from awards.models.subjects import RecipientKind
from units.models import Agency, Person, Unit

AGENCY = Agency(
    name="Văn phòng Quốc hội",
    symbol="VPQH",
    place="Hà Nội",
    head_office="Chủ nhiệm",
    head_name="Trần Minh Mẫu",
)


def decision(**changes) -> Decision:
    parts = {
        "agency": AGENCY,
        "award": "GKHEN",
        "year": 2021,
        "authority": "Chủ nhiệm Văn phòng Quốc hội",
        "subject": "Về việc tặng Giấy khen năm 2021",
        "bases": ["Căn cứ Luật Thi đua, khen thưởng"],
        "signer_office": "Chủ nhiệm",
        "signer_name": "Trần Minh Mẫu",
        "symbol": "QĐ-VPQH",
    }
    return Decision(**(parts | changes))


def person(ordinal: int, name: str, gender: str) -> Recipient:
    return Recipient(
        ordinal=ordinal,
        kind=RecipientKind.INDIVIDUAL,
        person=Person(full_name=name, gender=gender),
        name=name,
        place="Chuyên viên, Vụ Hạ",
    )


def collective(ordinal: int, name: str) -> Recipient:
    return Recipient(
        ordinal=ordinal, kind=RecipientKind.COLLECTIVE, collective=Unit(name=name), name=name
    )


BOTH = (person(1, "Lê Thị An", "F"), person(2, "Lê Văn Bình", "M"), collective(3, "Vụ Hạ"))


def test_people_come_first_with_their_honorific_then_collectives():
    people, collectives = decision_paper(decision(), BOTH).sections
    assert [(row.ordinal, row.honorific, row.name) for row in people.rows] == [
        (1, "Bà", "Lê Thị An"),
        (2, "Ông", "Lê Văn Bình"),
    ]
    assert [(row.ordinal, row.honorific, row.name) for row in collectives.rows] == [
        (3, "", "Vụ Hạ")
    ]
    assert people.rows[0].post_and_unit == "Chuyên viên, Vụ Hạ"


@pytest.mark.parametrize(
    ("recipients", "counted"),
    [
        (BOTH, "cho 02 cá nhân và 01 tập thể (có"),
        (BOTH[:1], "cho 01 cá nhân (có"),
        (BOTH[2:], "cho 01 tập thể (có"),
    ],
)
def test_the_first_article_counts_the_recipients(recipients, counted):
    paper = decision_paper(decision(), recipients)
    assert counted in paper.articles[0]
    assert len(paper.sections) == len({recipient.kind for recipient in recipients})


@pytest.mark.parametrize(
    ("award", "given"),
    [
        ("GKHEN", "Tặng Giấy khen năm 2021 cho"),
        ("LDTT", "Tặng danh hiệu “Lao động tiên tiến” năm 2021 cho"),
        ("CO_BO", "Tặng danh hiệu “Cờ thi đua của Văn phòng Quốc hội” năm 2021 cho"),
    ],
)
def test_titles_are_given_by_their_name_in_quotes(award, given):
    assert decision_paper(decision(award=award), BOTH).articles[0].startswith(given)


@pytest.mark.parametrize(
    ("office", "printed"),
    [
        ("Chủ nhiệm", "CHỦ NHIỆM"),
        ("Phó Chủ nhiệm", "KT. CHỦ NHIỆM\nPHÓ CHỦ NHIỆM"),
        ("KT. Chủ nhiệm", "KT. CHỦ NHIỆM"),
    ],
)
def test_a_deputy_signs_for_the_head(office, printed):
    assert decision_paper(decision(signer_office=office), BOTH).signer_authority == printed


@pytest.mark.parametrize("own", ["Theo đề nghị của Chánh Văn phòng", "Xét đề nghị của Vụ Hạ"])
def test_a_proposal_that_the_clerk_wrote_is_not_repeated(own):
    assert decision_paper(decision(), BOTH).proposal == (
        "Theo đề nghị của Hội đồng Thi đua - Khen thưởng Văn phòng Quốc hội"
    )
    assert decision_paper(decision(bases=["Căn cứ Luật", own]), BOTH).proposal == ""


def test_a_decision_without_a_number_is_a_draft():
    assert decision_paper(decision(), BOTH).number is None
    issued = decision_paper(decision(number=5, signed_on=date(2022, 1, 5)), BOTH)
    assert (issued.number, issued.signed_on) == (5, date(2022, 1, 5))

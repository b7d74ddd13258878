"""A decision of the database worded as the paper that is signed.

The text is official Vietnamese in every language of the pages.
"""

from collections.abc import Iterable

from awards.documents.context import DecisionPaper, RecipientRow, RecipientSection
from awards.models import Decision, Recipient
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.catalogue.kinds import Family
from units.models import Agency, Person

HONORIFICS = {Person.Gender.MALE.value: "Ông", Person.Gender.FEMALE.value: "Bà"}
PROPOSALS = ("Theo đề nghị", "Xét đề nghị")


def decision_paper(decision: Decision, recipients: Iterable[Recipient]) -> DecisionPaper:
    """Word a decision on `recipients`, in their order; without a number it is a draft."""
    agency = decision.agency
    listed = list(recipients)
    people = [each for each in listed if each.kind == RecipientKind.INDIVIDUAL]
    collectives = [each for each in listed if each.kind == RecipientKind.COLLECTIVE]
    return DecisionPaper(
        agency_name=agency.name,
        symbol=decision.symbol,
        place=agency.place,
        number=decision.number,
        signed_on=decision.signed_on,
        subject=decision.subject,
        issuer=decision.authority,
        bases=tuple(decision.bases),
        proposal=_proposal(decision),
        articles=_articles(decision, people, collectives),
        signer_authority=_authority(decision.signer_office, agency),
        signer_name=decision.signer_name,
        copies_to=("Như Điều 3", "Lưu: VT, Hồ sơ"),
        list_subject=f"Các {_both(people, collectives)} được tặng {given_award(decision)}",
        sections=_sections(people, collectives),
    )


def given_award(decision: Decision) -> str:
    """Name what is given, and for which year: titles stand in quotes, after "danh hiệu"."""
    award = catalogue.award(decision.award)
    name = award.label("vi", decision.agency.name)
    given = f"danh hiệu “{name}”" if award.family == Family.TITLE else name
    return f"{given} năm {decision.year}"


def _proposal(decision: Decision) -> str:
    """Name the council that proposes, unless the clerk wrote such a line among the bases."""
    if any(base.startswith(PROPOSALS) for base in decision.bases):
        return ""
    return f"Theo đề nghị của Hội đồng Thi đua - Khen thưởng {decision.agency.name}"


def _articles(
    decision: Decision, people: list[Recipient], collectives: list[Recipient]
) -> tuple[str, ...]:
    counted = [f"{len(people):02d} cá nhân"] if people else []
    counted += [f"{len(collectives):02d} tập thể"] if collectives else []
    named = f"{_both(people, collectives)} có tên tại Điều 1"
    effect = "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các đơn vị có liên quan và"
    return (
        f"Tặng {given_award(decision)} cho {' và '.join(counted)} (có Danh sách kèm theo).",
        f"Các {named} được hưởng quyền lợi theo quy định của pháp luật về thi đua, khen thưởng.",
        f"{effect} các {named} chịu trách nhiệm thi hành Quyết định này.",
    )


def _both(people: list[Recipient], collectives: list[Recipient]) -> str:
    if people and collectives:
        return "cá nhân, tập thể"
    return "cá nhân" if people else "tập thể"


def _authority(office: str, agency: Agency) -> str:
    """Name the office that signs; a deputy signs for the head (KT., Decree 30/2020/NĐ-CP)."""
    head = agency.head_office.upper()
    deputy = office.upper().startswith("PHÓ ")
    return f"KT. {head}\n{office.upper()}" if deputy else office.upper()


def _sections(
    people: list[Recipient], collectives: list[Recipient]
) -> tuple[RecipientSection, ...]:
    sections = (
        RecipientSection("Cá nhân", _rows(people), "Họ và tên", "Chức vụ, đơn vị công tác"),
        RecipientSection("Tập thể", _rows(collectives), "Tên tập thể"),
    )
    return tuple(section for section in sections if section.rows)


def _rows(recipients: list[Recipient]) -> tuple[RecipientRow, ...]:
    return tuple(
        RecipientRow(
            ordinal=recipient.ordinal,
            name=recipient.name,
            honorific=HONORIFICS.get(recipient.person.gender, "") if recipient.person else "",
            post_and_unit=recipient.place,
        )
        for recipient in recipients
    )

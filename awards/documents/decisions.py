"""A decision of the database worded as the paper that is signed.

The text is official Vietnamese in every language of the pages.
"""

from collections.abc import Iterable

from awards.documents.context import DecisionPaper, RecipientRow, RecipientSection
from awards.law.grounds import ground
from awards.models import Decision, Nomination, Petition, Recipient, RegisterHead
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.catalogue.kinds import Family
from units.models import Agency, Person

Kind = Decision.Kind
HONORIFICS = {Person.Gender.MALE.value: "Ông", Person.Gender.FEMALE.value: "Bà"}
PRINTED_DIGITS = 32
PROPOSALS = ("Theo đề nghị", "Xét đề nghị")


def decision_paper(
    decision: Decision,
    recipients: Iterable[Recipient],
    *,
    page_url: str = "",
    head: RegisterHead | None = None,
) -> DecisionPaper:
    """Word a decision on `recipients`, in their order; without a number it is a draft.

    What is issued bears the address of its public page, and the last head of the register.
    """
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
        signer_authority=_signs_for(decision),
        signer_name=decision.signer_name,
        copies_to=("Như Điều 3", "Lưu: VT, Hồ sơ"),
        list_subject=_list_subject(decision, _both(people, collectives)),
        sections=_sections(people, collectives, corrects=decision.kind == Kind.CORRECTION),
        page_url=page_url,
        head=_written_head(head) if head else (),
        of_party=decision.of_party,
    )


def _written_head(head: RegisterHead) -> tuple[str, ...]:
    """The head as it fits beside the code: half of its root, which nobody meets by trying."""
    said = f"Bản chốt sổ đăng ký gần nhất, ngày {head.day:%d/%m/%Y}: {head.size} mục, mã băm"
    return said, head.root[:PRINTED_DIGITS]


def given_award(paper: Decision | Petition | Nomination) -> str:
    """Name what is given, and for which year: titles stand in quotes, after "danh hiệu"."""
    award = catalogue.award(paper.award)
    name = award.label("vi", paper.agency.name)
    given = f"danh hiệu “{name}”" if award.family == Family.TITLE else name
    return f"{given} năm {paper.year}"


def _proposal(decision: Decision) -> str:
    """Name the State's council that proposes, unless the clerk wrote such a line as a basis."""
    if decision.of_party or any(base.startswith(PROPOSALS) for base in decision.bases):
        return ""
    return f"Theo đề nghị của Hội đồng Thi đua - Khen thưởng {decision.agency.name}"


def _articles(
    decision: Decision, people: list[Recipient], collectives: list[Recipient]
) -> tuple[str, ...]:
    counted = [f"{len(people):02d} cá nhân"] if people else []
    counted += [f"{len(collectives):02d} tập thể"] if collectives else []
    whom = f"{' và '.join(counted)} (có Danh sách kèm theo)"
    named = f"{_both(people, collectives)} có tên tại Điều 1"
    effect = "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các đơn vị có liên quan và"
    effect = f"{effect} các {named} chịu trách nhiệm thi hành Quyết định này."
    rights = (
        f"Các {named} được hưởng quyền lợi theo quy định của pháp luật về thi đua, khen thưởng."
    )
    amended = decision.amends
    if amended is None:
        return f"Tặng {given_award(decision)} cho {whom}.", rights, effect
    first, second = {
        Kind.CORRECTION: (
            f"Đính chính {_said(amended)} đối với {whom}. Lý do: {_why(decision)}.",
            f"Các nội dung khác của {named_decision(amended)} giữ nguyên.",
        ),
        Kind.REPLACEMENT: (
            f"Tặng {given_award(decision)} cho {whom}. {rights}",
            f"Quyết định này thay thế {_said(amended)}. Lý do: {_why(decision)}.",
        ),
        Kind.REVOCATION: (
            f"Hủy bỏ {_said(amended)} đối với {whom}. Lý do: {_why(decision)}.",
            f"Thu hồi hiện vật khen thưởng và tiền thưởng mà các {named} đã nhận.",
        ),
    }[Kind(decision.kind)]
    return first, second, effect


def named_decision(decision: Decision) -> str:
    """Name an issued decision as another paper does, "Quyết định số 05/QĐ-VPQH ngày 15/11/2022"."""
    return f"Quyết định số {decision.reference} ngày {decision.signed_on:%d/%m/%Y}"


def _said(decision: Decision) -> str:
    about = decision.subject[:1].lower() + decision.subject[1:]
    return f"{named_decision(decision)} của {decision.authority} {about}"


def _why(decision: Decision) -> str:
    """The legal ground, with its citation, and what happened."""
    why = ground(decision.ground)
    said = why.cited() if why.verified else why.label()
    return f"{said}; {decision.reason.rstrip('. ')}"


def _both(people: list[Recipient], collectives: list[Recipient]) -> str:
    if people and collectives:
        return "cá nhân, tập thể"
    return "cá nhân" if people else "tập thể"


def _signs_for(decision: Decision) -> str:
    """The office that signs; a Party paper is signed for the collective (T/M)."""
    if decision.of_party:
        return f"T/M {decision.authority.upper()}\n{decision.signer_office.upper()}"
    return office_of(decision.signer_office, decision.agency)


def office_of(office: str, agency: Agency) -> str:
    """Name the office that signs; a deputy signs for the head (KT., Decree 30/2020/NĐ-CP)."""
    head = agency.head_office.upper()
    deputy = office.upper().startswith("PHÓ ")
    return f"KT. {head}\n{office.upper()}" if deputy else office.upper()


def _list_subject(decision: Decision, whom: str) -> str:
    if decision.kind == Kind.CORRECTION:
        return "Nội dung được đính chính"
    revoked = decision.kind == Kind.REVOCATION
    done = "bị hủy bỏ quyết định tặng" if revoked else "được tặng"
    return f"Các {whom} {done} {given_award(decision)}"


def _sections(
    people: list[Recipient], collectives: list[Recipient], *, corrects: bool
) -> tuple[RecipientSection, ...]:
    if corrects:
        both = [*people, *collectives]
        return (RecipientSection("Đính chính", _corrected(both), "Đã ghi", "Đính chính thành"),)
    sections = (
        RecipientSection("Cá nhân", _rows(people), "Họ và tên", "Chức vụ, đơn vị công tác"),
        RecipientSection("Tập thể", _rows(collectives), "Tên tập thể"),
    )
    return tuple(section for section in sections if section.rows)


def _corrected(recipients: list[Recipient]) -> tuple[RecipientRow, ...]:
    """What was printed beside what it ought to say."""
    return tuple(
        RecipientRow(
            ordinal=one.ordinal,
            name=", ".join(filter(None, (one.amends.name, one.amends.place))),
            post_and_unit=", ".join(filter(None, (one.name, one.place))),
        )
        for one in recipients
        if one.amends
    )


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

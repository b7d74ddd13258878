"""What a PDF says, read back, is what the record says: random decisions, word for word."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from awards.documents.context import written_date
from awards.documents.decisions import decision_paper
from awards.documents.render import render_decision
from awards.models import Decision, Recipient
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from tests.awards.documents.papers import pages
from units.models import Agency, Person, Unit

FIRST = date(2018, 1, 1)
POSTS = ("Chuyên viên", "Chuyên viên chính", "Phó Vụ trưởng", "Nhân viên lái xe", "Vụ trưởng")
UNITS = ("Vụ Tổng hợp", "Vụ Tổ chức - Cán bộ", "Cục Quản trị", "Vụ Pháp luật", "Cục Thư ký")
# Every letter that Vietnamese writes, so that each is read back.
SYLLABLES = """
    Nguyễn Ưỡng Khuê Ngoằn Ngoèo Đặng Ước Thưởng Quỳnh Yến Ỷ Lệ Hậu Tuyền Chuyền Loan Phượng Ẩn Ổn
    Ỡm Ờ Xuân Ngữ Lẫm Liệt Mẫn Cẩm Tú Ngọ Dậu Tỵ Sửu Mùi Thìn Tuất Hợi Mão Ấn Ái Ân Ồn Ầm Ĩ Ị Ủ Ụt
""".split()  # noqa: SIM905 a list of seventy strings would be no easier to read


def random_record(chance: random.Random) -> tuple[Decision, list[Recipient]]:
    """A decision of any award, day and number on people and collectives, saved nowhere."""
    award = chance.choice([one for one in catalogue.awards() if one.own_authority])
    agency = Agency(
        name="Văn phòng Quốc hội", symbol="VPQH", place="Hà Nội", head_office="Chủ nhiệm"
    )
    decision = Decision(
        agency=agency,
        award=award.code,
        year=chance.randrange(2018, 2027),
        authority=f"Chủ nhiệm {agency.name}",
        subject=f"Về việc tặng {award.label('vi', agency.name)}",
        bases=[f"Căn cứ Nghị định số {chance.randrange(1, 200)}/2021/NĐ-CP"],
        signer_office=chance.choice(["Chủ nhiệm", "Phó Chủ nhiệm"]),
        signer_name=name(chance),
        symbol="QĐ-VPQH",
        number=chance.randrange(1, 3000),
        signed_on=FIRST + timedelta(days=chance.randrange(3000)),
    )
    kinds = [kind for kind in RecipientKind if award.goes_to(kind)]
    return decision, list(random_lines(chance, kinds))


def random_lines(chance: random.Random, kinds: list[RecipientKind]) -> Iterator[Recipient]:
    """People, then collectives."""
    drawn = sorted(chance.choices(kinds, k=chance.randrange(1, 12)), reverse=True)
    for ordinal, kind in enumerate(drawn, start=1):
        if kind == RecipientKind.INDIVIDUAL:
            person = Person(full_name=name(chance), gender=chance.choice("MF"))
            place = f"{chance.choice(POSTS)}, {chance.choice(UNITS)}"
            yield Recipient(
                ordinal=ordinal, kind=kind, person=person, name=person.full_name, place=place
            )
        else:
            unit = Unit(name=f"{chance.choice(UNITS)} {chance.choice(SYLLABLES)}")
            yield Recipient(ordinal=ordinal, kind=kind, collective=unit, name=unit.name)


def name(chance: random.Random) -> str:
    return " ".join(chance.choices(SYLLABLES, k=chance.randrange(2, 6)))


def differences(seed: int) -> list[str]:
    """What the record says and its paper does not."""
    decision, lines = random_record(random.Random(seed))
    first, *_rest = pages(pdf := render_decision(decision_paper(decision, lines)))
    whole = " ".join(pages(pdf))
    wanted = [
        f"Số: {decision.number:02d}/{decision.symbol}",
        f"Hà Nội, {written_date(decision.signed_on)}",
        decision.subject,
        decision.signer_name,
        f"{decision.bases[0]};",
        *(f"{line.ordinal} {_honorific(line)}{line.name} {line.place}".strip() for line in lines),
    ]
    missing = [part for part in wanted if part not in whole]
    return [f"{seed}: {part}" for part in missing] + ([] if first else [f"{seed}: empty"])


def _honorific(line: Recipient) -> str:
    return {"M": "Ông ", "F": "Bà "}[line.person.gender] if line.person else ""


def test_a_paper_says_what_its_record_says():
    assert [one for seed in range(25) for one in differences(seed)] == []


def test_a_name_that_reads_otherwise_is_found(monkeypatch):
    """The control: the paper of another record."""
    wrong = decision_paper(*random_record(random.Random(99)))
    monkeypatch.setattr(f"{__name__}.decision_paper", lambda _decision, _lines: wrong)
    assert differences(1)


@pytest.mark.faults
def test_five_thousand_papers_say_what_their_records_say():
    assert [one for seed in range(5000) for one in differences(seed)] == []

"""How quickly long documents are set: a decision and the certificates of all its recipients.

Nothing is read from the database or written to it: the rows are made up and never saved.
"""

import datetime
import statistics
import time
from collections.abc import Callable, Iterator

from django.utils import timezone

from awards.documents.certificates import batch_pdf, default_achievement
from awards.documents.decisions import decision_paper
from awards.documents.render import render_decision
from awards.models import Certificate, CertificateBatch, CertificateStock, Decision, Recipient
from awards.models.subjects import RecipientKind
from units.models import Agency, Person

RECIPIENTS = 118
SIGNED = datetime.date(2022, 12, 22)
AWARD = "GKHEN"


def measure_documents(rounds: int) -> Iterator[str]:
    """Set each document so often, each time with other names; yield what to tell of it."""
    yield f"{RECIPIENTS} recipients, median and longest of {rounds} rounds"
    yield f"{'document':<32}{'median s':>12}{'longest s':>12}"
    for name, make in {"decision with its list": _decision, "certificates": _certificates}.items():
        taken = [_seconds(make, number) for number in range(rounds)]
        yield f"{name:<32}{statistics.median(taken):>12.3f}{max(taken):>12.3f}"


def _seconds(make: Callable[[list[Recipient]], bytes], number: int) -> float:
    recipients = _recipients(number)
    started = time.perf_counter()
    make(recipients)
    return time.perf_counter() - started


def _decision(recipients: list[Recipient]) -> bytes:
    return render_decision(decision_paper(recipients[0].decision, recipients))


def _certificates(recipients: list[Recipient]) -> bytes:
    decision = recipients[0].decision
    stock = CertificateStock(agency=decision.agency, width=297, height=210, awards=[AWARD])
    noon = datetime.datetime.combine(SIGNED, datetime.time(12), timezone.get_default_timezone())
    batch = CertificateBatch(agency=decision.agency, stock=stock, made_at=noon)
    certificates = [
        Certificate(
            batch=batch,
            recipient=one,
            name=one.name,
            place=one.place,
            achievement=default_achievement(decision),
        )
        for one in recipients
    ]
    return batch_pdf(batch, certificates)


def _recipients(number: int) -> list[Recipient]:
    agency = Agency(
        name="Văn phòng Mẫu",
        symbol="VPM",
        place="Hà Nội",
        head_office="Chủ nhiệm",
        head_name="Nguyễn Văn Mẫu",
    )
    decision = Decision(
        agency=agency,
        authority="Chủ nhiệm Văn phòng Mẫu",
        award=AWARD,
        year=SIGNED.year,
        subject=f"Về việc tặng Giấy khen năm {SIGNED.year}",
        bases=["Căn cứ Luật Thi đua, khen thưởng"],
        signer_office=agency.head_office,
        signer_name=agency.head_name,
        symbol="QĐ-VPM",
        number=number + 1,
        signed_on=SIGNED,
    )
    return [
        Recipient(
            decision=decision,
            kind=RecipientKind.INDIVIDUAL,
            person=Person(gender=Person.Gender.FEMALE),
            ordinal=ordinal,
            name=f"Nguyễn Thị Mẫu {number}.{ordinal}",
            place=f"Chuyên viên chính, Vụ Mẫu Tổng hợp {ordinal}",
        )
        for ordinal in range(1, RECIPIENTS + 1)
    ]

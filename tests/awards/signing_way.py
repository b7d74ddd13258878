"""How tests sign decisions digitally, always through the product's actions."""

import datetime
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.actions.decisions import DecisionContent, word_decision
from awards.actions.signings import prepare_to_sign, receive_signed, register_certificate
from awards.documents.kept import read_file
from awards.documents.to_sign import BODY, PERSON
from awards.models import Decision, SignedFile, SigningCertificate, SigningPaper
from tests.awards import way
from tests.awards.token import Token, token
from tests.cast import Office, launched_campaign
from units import clock
from units.models import Account

Step = SignedFile.Step
# Phong leads and signs; his name is then the one printed.
EARLIER = datetime.datetime(2016, 1, 1, tzinfo=datetime.UTC)
SIGNER, BODY_NAME = "Mạc Văn Phong", "Văn phòng Quốc hội"


def trusting(settings, folder: Path) -> None:
    """Switch digital signing on: the root of the tests is trusted."""
    folder.joinpath("root.pem").write_bytes(token(SIGNER).root_pem)
    settings.SIGNING_TRUST = str(folder)


def certificate_file(pem: bytes, name: str = "chung-thu.pem") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pem)


def registered(office: Office, account: Account | None, whose: Token) -> SigningCertificate:
    return register_certificate(
        agency=office.agency,
        upload=certificate_file(whose.pem),
        account=account,
        actor=office.oanh,
    )


def both_registered(office: Office) -> tuple[Token, Token]:
    """The leader's token and the body's, both registered."""
    leader, seal = token(SIGNER), token(BODY_NAME)
    registered(office, office.phong, leader)
    registered(office, None, seal)
    return leader, seal


def approved_for_phong(office: Office) -> Decision:
    """An approved decision that Phong is to sign."""
    draft = way.decision_on(office, way.accepted(office, launched_campaign(office)))
    content = DecisionContent(
        subject=draft.subject,
        bases=draft.bases,
        signer_office="Phó Chủ nhiệm",
        signer_name=SIGNER,
        symbol=draft.symbol,
    )
    return way.approved(office, word_decision(decision=draft, content=content, actor=office.oanh))


def to_sign(office: Office, decision: Decision) -> tuple[SigningPaper, bytes]:
    paper = prepare_to_sign(decision=decision, actor=office.phong)
    return paper, read_file(paper)


def pdf_upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("quyet-dinh.pdf", content)


def signed_by_leader(office: Office, decision: Decision, leader: Token) -> SignedFile:
    _paper, given = to_sign(office, decision)
    returned = leader.sign(given, PERSON, at=now())
    return receive_signed(
        decision=decision, upload=pdf_upload(returned), step=Step.PERSON, actor=office.phong
    )


def sealed(office: Office, decision: Decision, seal: Token) -> SignedFile:
    returned = seal.sign(read_file(decision.file), BODY, at=now())
    return receive_signed(
        decision=decision, upload=pdf_upload(returned), step=Step.BODY, actor=office.oanh
    )


def now() -> datetime.datetime:
    return clock.now()

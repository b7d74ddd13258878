"""Certificates are registered; the leader signs, the number is given, the body signs."""

import datetime

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from awards.actions.approvals import approve_decision, propose_decision, return_decision
from awards.actions.decisions import discard_decision
from awards.actions.issuing import issue_decision
from awards.actions.signings import (
    prepare_to_sign,
    receive_signed,
    register_certificate,
    withdraw_certificate,
)
from awards.documents.kept import read_file
from awards.documents.signatures import stands
from awards.documents.to_sign import PERSON
from awards.models import Decision, SignedFile, SigningCertificate, SigningPaper
from awards.queries.signings import latest_file, signatures_of, signed_by_person
from tests.awards import signing_way
from tests.awards.signing_way import SIGNER, Step, both_registered, pdf_upload, to_sign
from tests.awards.token import token
from tests.cast import day
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry

ON = datetime.date(2022, 11, 15)


@pytest.fixture(autouse=True)
def signing(settings, tmp_path):
    """Digital signing is on, and the office lives on the day of the decision."""
    signing_way.trusting(settings, tmp_path)
    with day(2022, 11, 15):
        yield


@pytest.fixture
def tokens(office):
    return both_registered(office)


@pytest.fixture
def decision(office) -> Decision:
    return signing_way.approved_for_phong(office)


def issued(office, decision) -> Decision:
    return issue_decision(decision=decision, signed_on=ON, actor=office.oanh)


def test_leader_signs_then_the_number_is_given_then_the_body_signs(office, decision, tokens):
    leader, seal = tokens
    file = signing_way.signed_by_leader(office, decision, leader)
    assert (file.step, file.certificate.account) == (Step.PERSON, office.phong)
    assert not file.revocation_checked
    done = issued(office, decision)
    kept = read_file(done.file)
    assert kept.startswith(read_file(file))
    assert stands(kept)
    last = signing_way.sealed(office, done, seal)
    assert read_file(last).startswith(kept)
    assert stands(read_file(last))
    assert latest_file(done) == last
    assert [one.step for one in signatures_of(done)] == [Step.PERSON, Step.BODY]
    actions = AuditEntry.objects.filter(action="receive_signed")
    assert [entry.actor for entry in actions.order_by("pk")] == [office.phong, office.oanh]


def test_without_a_digital_signature_it_is_made_anew_as_before(office, decision, tokens):
    done = issued(office, decision)
    assert signatures_of(done) == []
    assert b"/AcroForm" not in read_file(done.file)


def test_the_same_bytes_are_given_out_until_they_are_signed(office, decision, tokens):
    first, _bytes = to_sign(office, decision)
    assert to_sign(office, decision)[0] == first


def test_a_draft_that_went_back_is_signed_anew(office, decision, tokens):
    signing_way.signed_by_leader(office, decision, tokens[0])
    back = return_decision(decision=decision, note="Sai tên.", actor=office.oanh)
    again = propose_decision(decision=back, actor=office.oanh)
    again = approve_decision(decision=again, actor=office.phong)
    assert signed_by_person(again) is None
    _paper, given = to_sign(office, again)
    old = decision.signed_files.get()
    with pytest.raises(ActionRefused, match="không phải tệp đã tải về để ký"):
        receive_signed(
            decision=again,
            upload=pdf_upload(read_file(old)),
            step=Step.PERSON,
            actor=office.phong,
        )
    assert b"/AcroForm" not in read_file(issued(office, again).file)
    assert given


def test_a_discarded_draft_takes_its_papers_along(office, decision, tokens):
    signing_way.signed_by_leader(office, decision, tokens[0])
    back = return_decision(decision=decision, note="Bỏ.", actor=office.oanh)
    discard_decision(decision=back, actor=office.oanh)
    assert not SignedFile.objects.exists()
    assert not SigningPaper.objects.exists()


def test_only_the_named_leader_signs(office, decision, tokens):
    for actor in (office.oanh, office.thao, office.khoa):
        with pytest.raises(NotAllowed):
            prepare_to_sign(decision=decision, actor=actor)
    to_sign(office, decision)
    with pytest.raises(NotAllowed):
        receive_signed(
            decision=decision, upload=pdf_upload(b""), step=Step.PERSON, actor=office.oanh
        )


def test_the_body_signs_nothing_before_the_leader(office, decision, tokens):
    done = issued(office, decision)
    with pytest.raises(NotAllowed):
        signing_way.sealed(office, done, tokens[1])


def test_a_certificate_that_was_withdrawn_signs_nothing(office, decision, tokens):
    withdraw_certificate(
        certificate=SigningCertificate.objects.get(account=office.phong), actor=office.oanh
    )
    with pytest.raises(ActionRefused, match="Chưa đăng ký chứng thư số nào"):
        signing_way.signed_by_leader(office, decision, tokens[0])


def test_anothers_certificate_does_not_sign_for_the_leader(office, decision, tokens):
    _paper, given = to_sign(office, decision)
    returned = tokens[1].sign(given, PERSON, at=signing_way.now())
    with pytest.raises(ActionRefused, match="không phải chứng thư đã đăng ký"):
        receive_signed(
            decision=decision,
            upload=pdf_upload(returned),
            step=Step.PERSON,
            actor=office.phong,
        )
    assert not SignedFile.objects.exists()


def test_the_decision_is_not_dated_before_it_was_signed(office, decision, tokens):
    signing_way.signed_by_leader(office, decision, tokens[0])
    with pytest.raises(ActionRefused, match="Lãnh đạo ký số ngày 15/11/2022"):
        issue_decision(
            decision=decision, signed_on=ON - datetime.timedelta(days=1), actor=office.oanh
        )


def test_a_kept_file_that_was_swapped_is_not_numbered(office, decision, tokens):
    file = signing_way.signed_by_leader(office, decision, tokens[0])
    with default_storage.open(file.storage_name, "wb") as stored:
        stored.write(b"%PDF-1.7 another")
    with pytest.raises(ActionRefused, match="không còn khớp với mã kiểm tra"):
        issued(office, decision)


def test_a_certificate_names_whom_it_is_registered_for(office):
    with pytest.raises(ActionRefused, match="ghi tên “Người khác”"):
        signing_way.registered(office, office.phong, token("Người khác"))
    with pytest.raises(ActionRefused, match="không phải chứng thư số"):
        register_certificate(
            agency=office.agency,
            upload=signing_way.certificate_file(b"rubbish"),
            account=None,
            actor=office.oanh,
        )
    old = token(SIGNER, until=datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC))
    with pytest.raises(ActionRefused, match="đã hết hạn ngày 01/01/2021"):
        signing_way.registered(office, office.phong, old)
    signing_way.registered(office, office.phong, token(SIGNER))
    with pytest.raises(ActionRefused, match="đã được đăng ký rồi"):
        signing_way.registered(office, office.phong, token(SIGNER))
    with pytest.raises(NotAllowed):
        register_certificate(
            agency=office.agency,
            upload=signing_way.certificate_file(token(SIGNER).pem),
            account=None,
            actor=office.phong,
        )


def refused(change) -> bool:
    """Whether the database refuses a change."""
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def test_the_database_keeps_what_was_signed(office, decision, tokens):
    file = signing_way.signed_by_leader(office, decision, tokens[0])
    files = SignedFile.objects.filter(pk=file.pk)
    papers = SigningPaper.objects.filter(decision=decision)
    known = SigningCertificate.objects.filter(account=office.phong)
    assert refused(lambda: files.update(sha256="0" * 64))
    assert refused(files.delete)
    assert refused(lambda: papers.update(size=1))
    assert refused(lambda: known.update(sha256="0" * 64))
    assert refused(SigningCertificate.objects.filter(account=None).delete)

    def early() -> None:
        SignedFile.objects.create(
            decision=decision,
            step=Step.BODY,
            certificate=file.certificate,
            sha256="0" * 64,
            size=1,
            made_at=file.made_at,
            signed_at=file.signed_at,
            algorithm="RSA",
            revocation_checked=False,
            received_by=office.oanh,
        )

    assert refused(early)

"""What a returned PDF must be to count as signed: one that is accepted, and all that are not."""

import dataclasses
import datetime
from io import BytesIO

import pytest
from asn1crypto import crl, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm

from awards.documents.signatures import SignatureRefused, Trust, check, stands
from awards.documents.to_sign import BODY, PERSON, numbered, paper_to_sign
from tests.awards import token as tokens
from tests.awards.documents.papers import pages, paper
from tests.awards.token import Token, token

NOW = datetime.datetime(2022, 1, 5, 9, 0, tzinfo=datetime.UTC)
LEADER, SEAL = "Trần Minh Mẫu", "Văn phòng Mẫu"


@pytest.fixture(scope="module")
def given() -> bytes:
    """The paper that the leader is given."""
    return paper_to_sign(paper(number=None, signed_on=None))


@pytest.fixture(scope="module")
def leader() -> Token:
    return token(LEADER)


@pytest.fixture(scope="module")
def signed(given: bytes, leader: Token) -> bytes:
    """The same, signed by the leader."""
    return leader.sign(given, PERSON, at=NOW)


def trust(**changes) -> Trust:
    root = x509.Certificate.load(token(LEADER).root_der)
    return dataclasses.replace(Trust((root,)), **changes)


def checked(original: bytes, returned: bytes, by: Token, field: str = PERSON, **changes):
    asked = {"signers": {by.sha256}, "trust": trust(), "on": NOW} | changes
    return check(original, returned, field=field, **asked)


def updated(pdf: bytes) -> bytes:
    """A file with something appended, as signed files are changed."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.root["/Extra"] = generic.pdf_string("sửa")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(pdf: bytes, place: int) -> bytes:
    """A file with one bit changed."""
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def test_the_whole_way_leader_then_number_then_body(given, signed, leader):
    found = checked(given, signed, leader)
    assert found.certificate.name == LEADER
    assert (found.signed_at, found.algorithm) == (NOW, "RSA-PSS, SHA-256")
    filled = numbered(signed, 5, datetime.date(2022, 1, 5))
    assert filled.startswith(signed)
    assert stands(filled)
    seal = token(SEAL)
    sealed = seal.sign(filled, BODY, at=NOW, pss=False)
    assert checked(filled, sealed, seal, BODY).algorithm == "RSA, SHA-256"
    assert stands(sealed)


def test_a_paper_to_sign_is_no_draft_and_leaves_number_and_day_blank(given):
    first = pages(given)[0]
    assert "DỰ THẢO" not in first
    assert "Số: /QĐ-VPQH" in first
    assert "Hà Nội, QUYẾT ĐỊNH" in first


def test_a_name_cannot_bring_marks_of_its_own_along():
    name = "\ue000Mẫu\ue002\u202e"
    first = pages(paper_to_sign(paper(number=None, signer_name=name, place=name)))[0]
    assert "Mẫu, QUYẾT ĐỊNH" in first
    assert first.rstrip().endswith("Mẫu")


def test_number_and_day_stand_in_their_fields(signed):
    filled = numbered(signed, 5, datetime.date(2022, 1, 5))
    fields = IncrementalPdfFileWriter(BytesIO(filled)).root["/AcroForm"]["/Fields"]
    values = {field.get_object()["/T"]: field.get_object().get("/V") for field in fields}
    assert values["So"] == "05"
    assert values["Ngay"] == "ngày 05 tháng 01 năm 2022"


def test_a_byte_changed_before_the_signature_is_refused(given, signed, leader):
    with pytest.raises(SignatureRefused, match="nội dung tệp đã bị thay đổi"):
        checked(given, flipped(signed, len(given) // 2), leader)


def test_a_byte_changed_in_what_the_signature_added_is_refused(given, signed, leader):
    # What the signature looks like on paper: no structure tells that it changed.
    place = signed.index(b"stream", len(given)) + 20
    with pytest.raises(SignatureRefused):
        checked(given, flipped(signed, place), leader)


def test_no_byte_outside_the_signature_itself_changes_unseen(given, signed, leader):
    begin = signed.index(b"/Contents <", len(given)) + len(b"/Contents <")
    end = signed.index(b">", begin)
    for place in [*range(len(given), begin, 401), *range(end, len(signed), 401)]:
        with pytest.raises(SignatureRefused):
            checked(given, flipped(signed, place), leader)


def test_room_behind_the_signature_carries_nothing(given, signed, leader):
    place = signed.index(b">", signed.index(b"/Contents <", len(given))) - 1
    with pytest.raises(SignatureRefused, match="sau khi ký"):
        checked(given, flipped(signed, place), leader)


def test_an_update_after_the_signature_is_refused(given, signed, leader):
    with pytest.raises(SignatureRefused, match="sau khi ký, tệp còn bị thêm hoặc sửa"):
        checked(given, updated(signed), leader)


def test_an_update_below_the_signature_is_refused(given, leader):
    forged = leader.sign(updated(given), PERSON, at=NOW)
    with pytest.raises(SignatureRefused, match="ngoài chữ ký số, nội dung tệp còn bị thay đổi"):
        checked(given, forged, leader)


def test_a_number_that_the_signer_filled_in_is_refused(given, leader):
    forged = leader.sign(numbered(given, 99, datetime.date(2022, 1, 5)), PERSON, at=NOW)
    with pytest.raises(SignatureRefused, match="ngoài chữ ký số, nội dung tệp còn bị thay đổi"):
        checked(given, forged, leader)


def test_another_document_is_refused(given, leader):
    other = leader.sign(paper_to_sign(paper(number=None, subject="Khác")), PERSON, at=NOW)
    with pytest.raises(SignatureRefused, match="không phải tệp đã tải về để ký"):
        checked(given, other, leader)


def test_another_signer_is_refused_by_name(given, leader):
    other = token("Người khác").sign(given, PERSON, at=NOW)
    with pytest.raises(SignatureRefused, match="“Người khác” không phải chứng thư đã đăng ký"):
        checked(given, other, leader)


def test_an_expired_certificate_is_refused(given):
    old = token(LEADER, until=datetime.datetime(2021, 12, 31, tzinfo=datetime.UTC))
    returned = old.sign(given, PERSON, at=NOW)
    with pytest.raises(SignatureRefused, match="chỉ có hiệu lực từ 01/01/2015 đến 31/12/2021"):
        checked(given, returned, old)


def test_a_signature_dated_back_into_the_days_of_its_certificate_is_refused(given):
    ended = datetime.datetime(2021, 12, 31, tzinfo=datetime.UTC)
    old = token(LEADER, until=ended)
    returned = old.sign(given, PERSON, at=ended - datetime.timedelta(days=1))
    with pytest.raises(SignatureRefused, match="chỉ có hiệu lực"):
        checked(given, returned, old)


def test_a_signature_of_tomorrow_is_refused(given, leader):
    returned = leader.sign(given, PERSON, at=NOW + datetime.timedelta(days=1))
    with pytest.raises(SignatureRefused, match="ghi thời gian chưa đến"):
        checked(given, returned, leader)


def test_an_unknown_root_is_refused(given):
    foreign = token(LEADER, root="CA lạ")
    returned = foreign.sign(given, PERSON, at=NOW)
    with pytest.raises(SignatureRefused, match="không do tổ chức chứng thực mà cơ quan tin cậy"):
        checked(given, returned, foreign)


def test_an_unsigned_file_is_refused(given, leader):
    with pytest.raises(SignatureRefused, match="tệp chưa được ký số"):
        checked(given, given, leader)


def test_a_signature_in_the_place_of_another_is_refused(given, leader):
    with pytest.raises(SignatureRefused, match="không nằm ở ô “Chữ ký của người có thẩm quyền”"):
        checked(given, leader.sign(given, BODY, at=NOW), leader)


def test_two_signatures_at_once_are_refused(given, signed, leader):
    with pytest.raises(SignatureRefused, match="nhiều hơn một chữ ký số mới"):
        checked(given, leader.sign(signed, BODY, at=NOW), leader)


def test_a_weak_digest_is_refused(given, leader):
    with pytest.raises(SignatureRefused, match="thuật toán ký không đủ mạnh"):
        checked(given, leader.sign(given, PERSON, at=NOW, pss=False, digest="sha1"), leader)


def test_a_signature_that_locks_the_file_is_refused_for_the_number_would_break_it(given, leader):
    locked = leader.sign(given, PERSON, at=NOW, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    with pytest.raises(SignatureRefused, match="khóa tài liệu"):
        checked(given, locked, leader)
    assert stands(locked)
    assert not stands(numbered(locked, 5, datetime.date(2022, 1, 5)))


def test_it_says_whether_revocation_was_checked(given, signed, leader):
    assert not checked(given, signed, leader).revocation_checked
    nobody = crl.CertificateList.load(tokens.revoked_by(leader, at=NOW))
    assert checked(given, signed, leader, trust=trust(revoked=(nobody,))).revocation_checked


def test_a_revoked_certificate_is_refused(given, signed, leader):
    listed = crl.CertificateList.load(tokens.revoked_by(leader, leader, at=NOW))
    with pytest.raises(SignatureRefused, match="đã bị thu hồi"):
        checked(given, signed, leader, trust=trust(revoked=(listed,)))


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7\n%%EOF", b"rubbish"])
def test_rubbish_behind_the_paper_is_refused(given, leader, broken):
    with pytest.raises(SignatureRefused):
        checked(given, given + broken, leader)

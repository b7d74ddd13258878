"""The pages of digital signatures: certificates, the file to sign, the signed file."""

import datetime
import re

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.actions.issuing import issue_decision
from awards.documents.kept import read_file
from awards.documents.to_sign import BODY, PERSON
from awards.models import SignedFile, SigningCertificate
from awards.views import signings
from reports.queries.due import due_for
from tests.awards import signing_way
from tests.awards.signing_way import SIGNER, pdf_upload
from tests.awards.token import token
from tests.cast import day
from units.errors import ActionRefused
from units.models import Notice

ON = datetime.date(2022, 11, 15)


@pytest.fixture(autouse=True)
def signing(settings, tmp_path):
    """Digital signing is on, and the office lives on the day of the decision."""
    signing_way.trusting(settings, tmp_path)
    with day(2022, 11, 15):
        yield


@pytest.fixture
def decision(office):
    return signing_way.approved_for_phong(office)


def page(client, decision) -> str:
    return client.get(decision.get_absolute_url()).content.decode()


def test_download_sign_upload_issue_and_seal(office, client, decision):
    leader, seal = signing_way.both_registered(office)
    client.force_login(office.phong)
    assert "Tải tệp để ký" in page(client, decision)
    address = client.post(reverse("decision_to_sign", args=[decision.pk]))["Location"]
    given = client.get(address)
    assert given["Content-Type"] == "application/pdf"
    assert "attachment" in given["Content-Disposition"]
    returned = leader.sign(given.content, PERSON, at=signing_way.now())
    sent = client.post(
        reverse("decision_signed", args=[decision.pk]), {"signed-file": pdf_upload(returned)}
    )
    assert sent.status_code == 302
    shown = page(client, decision)
    assert "chưa kiểm tra thu hồi" in shown
    assert "RSA-PSS, SHA-256" in shown

    done = issue_decision(decision=decision, signed_on=ON, actor=office.oanh)
    client.force_login(office.oanh)
    address = client.post(reverse("decision_to_sign", args=[done.pk]))["Location"]
    returned = seal.sign(client.get(address).content, BODY, at=signing_way.now())
    client.post(reverse("decision_signed", args=[done.pk]), {"signed-file": pdf_upload(returned)})
    served = client.get(reverse("decision_file", args=[done.pk]))
    assert b"".join(served.streaming_content) == returned
    assert "Chữ ký của cơ quan" in page(client, done)


def test_a_refused_file_says_why_and_keeps_nothing(office, client, decision):
    signing_way.both_registered(office)
    _paper, given = signing_way.to_sign(office, decision)
    client.force_login(office.phong)
    url = reverse("decision_signed", args=[decision.pk])
    answer = client.post(url, {"signed-file": pdf_upload(given)})
    assert answer.status_code == 409
    assert "tệp chưa được ký số. Chưa có gì được lưu." in answer.content.decode()
    assert client.post(url, {}).status_code == 200
    assert not SignedFile.objects.exists()


def test_the_address_of_a_file_needs_no_session_but_is_short_lived(
    office, client, decision, monkeypatch
):
    client.force_login(office.phong)
    address = client.post(reverse("decision_to_sign", args=[decision.pk]))["Location"]
    client.logout()
    assert client.get(address).status_code == 200
    assert client.get(re.sub(r".$", "!", address)).status_code == 404
    monkeypatch.setattr(signings, "SECONDS", -1)
    assert client.get(address).status_code == 404


def test_the_leader_is_told_and_finds_it_on_the_home_page(office, client, decision):
    notice = Notice.objects.get(kind="decision_to_sign")
    assert notice.account == office.phong
    assert [due.step for due in due_for(office.phong, ON)] == ["Ký số"]
    assert "Ký số" not in [due.step for due in due_for(office.oanh, ON)]
    leader, _seal = signing_way.both_registered(office)
    signing_way.signed_by_leader(office, decision, leader)
    assert due_for(office.phong, ON) == []
    issue_decision(decision=decision, signed_on=ON, actor=office.oanh)
    assert [due.step for due in due_for(office.oanh, ON)] == ["Ký số"]


def test_others_neither_download_nor_upload(office, client, decision):
    for account in (office.oanh, office.thao, office.mai):
        client.force_login(account)
        for name in ("decision_to_sign", "decision_signed"):
            assert client.post(reverse(name, args=[decision.pk])).status_code == 404


def test_the_admin_waits_for_the_leader_or_signs_on_paper(office, client, decision, settings):
    client.force_login(office.oanh)
    assert f"Đang chờ {SIGNER} ký số" in page(client, decision)
    settings.SIGNING_TRUST = ""
    shown = page(client, decision)
    assert "Đang chờ" not in shown
    assert "ký trên giấy" in shown
    client.force_login(office.phong)
    assert client.post(reverse("decision_to_sign", args=[decision.pk])).status_code == 404


def test_certificates_are_registered_and_withdrawn(office, client):
    client.force_login(office.oanh)
    url = reverse("decision_signers")
    assert "Chưa có chứng thư số nào" in client.get(url).content.decode()
    upload = signing_way.certificate_file(token(SIGNER).pem)
    assert client.post(url, {"account": office.phong.pk, "file": upload}).status_code == 302
    certificate = SigningCertificate.objects.get()
    assert certificate.account == office.phong
    assert SIGNER in client.get(url).content.decode()
    wrong = signing_way.certificate_file(token("Người khác").pem)
    answer = client.post(url, {"account": office.phong.pk, "file": wrong})
    assert answer.status_code == 409
    assert "ghi tên “Người khác”" in answer.content.decode()
    client.post(reverse("decision_signer_withdraw", args=[certificate.pk]))
    assert "ngừng dùng từ" in client.get(url).content.decode()


def test_the_list_of_certificates_asks_as_often_for_three_as_for_one(
    office, client, django_assert_num_queries
):
    client.force_login(office.oanh)
    url = reverse("decision_signers")
    signing_way.registered(office, office.phong, token(SIGNER))
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    signing_way.registered(office, office.phong, token(SIGNER, since=signing_way.EARLIER))
    signing_way.registered(office, None, token("Văn phòng Quốc hội"))
    with django_assert_num_queries(len(one)):
        client.get(url)


def test_a_damaged_file_is_not_served(office, client, decision):
    done = issue_decision(decision=decision, signed_on=ON, actor=office.oanh)
    with default_storage.open(done.file.storage_name, "wb") as stored:
        stored.write(b"%PDF-1.7 another")
    client.force_login(office.oanh)
    assert client.get(reverse("decision_file", args=[done.pk])).status_code == 302
    with pytest.raises(ActionRefused, match="không còn khớp"):
        read_file(done.file)

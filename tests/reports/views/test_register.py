"""The register for everybody: what is public is shown, and all else looks like nothing."""

import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from awards.actions.register import publish_head
from awards.models import Decision, DecisionFile, RegisterEntry
from awards.register.content import new_code
from tests.awards import way
from tests.cast import Office, day, launched_campaign

ENTRY = "/register/{}"


@pytest.fixture(autouse=True)
def today():
    with day(2022, 11, 15):
        yield


@pytest.fixture
def public(office: Office) -> Decision:
    """An issued decision that everybody may see; another one that nobody may."""
    campaign = launched_campaign(office)
    listed = [way.accepted(office, campaign, who, award="GKHEN") for who in ("mai", "dung")]
    hidden = way.decision_on(office, listed[1])
    Decision.objects.filter(pk=hidden.pk).update(is_public=False)
    way.issue(office, hidden)
    issued = way.issued(office, listed[0])
    publish_head()
    return issued


def entry_of(decision: Decision) -> RegisterEntry:
    return RegisterEntry.objects.get(decision=decision)


def hidden_entry() -> RegisterEntry:
    return RegisterEntry.objects.get(decision__is_public=False)


def bare(response) -> str:
    """A page without the token that differs in each."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def dropped(client: Client, content: bytes):
    upload = SimpleUploadedFile("x.pdf", content, content_type="application/pdf")
    return client.post("/register", {"file": upload})


def archived(decision: Decision) -> bytes:
    return default_storage.open(DecisionFile.objects.get(decision=decision).storage_name).read()


def test_a_public_decision_is_shown_without_signing_in(
    client: Client, public: Decision, django_assert_num_queries
):
    entry = entry_of(public)
    response = client.get(ENTRY.format(entry.code))
    page = text(response)
    assert response.status_code == 200
    for said in (public.reference, "15/11/2022", "Đang có hiệu lực".lower(), public.authority):
        assert said.lower() in page.lower()
    assert DecisionFile.objects.get(decision=public).sha256 in page
    assert "Mục 1 nằm trong bản chốt ngày 15/11/2022, gồm 2 mục" in page
    assert "Đặng Thị Mai" not in page
    assert not response.cookies
    with django_assert_num_queries(2):  # however many entries
        b"".join(client.get("/register/log.json"))


def test_what_is_not_public_looks_like_nothing(client: Client, public: Decision):
    hidden = hidden_entry()
    code = new_code()
    unknown, secret = (client.get(ENTRY.format(one)) for one in (code, hidden.code))
    assert unknown.status_code == secret.status_code == 404
    # The page leads to its own address in the other language, and is the same otherwise.
    assert bare(unknown).replace(code, "") == bare(secret).replace(hidden.code, "")
    typed = [client.get("/register", {"code": one}) for one in (code, hidden.code)]
    assert [one.status_code for one in typed] == [404, 404]
    assert bare(typed[0]).replace(code, "") == bare(typed[1]).replace(hidden.code, "")
    file = archived(hidden.decision)
    assert bare(dropped(client, file)) == bare(dropped(client, file + b"x"))
    everything = "".join(
        b"".join(client.get(f"/register/{name}.json")).decode() for name in ("log", "heads")
    )
    sha256 = DecisionFile.objects.get(decision=hidden.decision).sha256
    for known in (hidden.code, hidden.secret, hidden.decision.reference, sha256):
        assert known not in everything
    assert entry_of(public).code in everything
    # A public code leads to its page, however it was typed.
    code = entry_of(public).code
    for typed in (code, f" {code[:8].upper()} {code[8:]} ", f"https://x.example/register/{code}"):
        response = client.get("/register", {"code": typed})
        assert response.url == f"/register/{code}?lang=vi"
    assert "Hãy nhập mã" in text(client.get("/register", {"code": ""}))


def test_a_file_is_the_archived_one_or_it_is_not(client: Client, public: Decision, settings):
    content = archived(public)
    known = f"Đây đúng là tệp lưu trữ của Quyết định {public.reference}"
    before = set(default_storage.listdir(".")[0])
    assert known in text(dropped(client, content))
    changed = bytes([content[0] ^ 1]) + content[1:]
    for other in (changed, content + b"\n", b"%PDF-1.7"):
        page = text(dropped(client, other))
        assert known not in page
        assert "không phải là tệp lưu trữ" in page
    assert set(default_storage.listdir(".")[0]) == before
    settings.FILE_MEGABYTES = 0
    assert "Tệp lớn hơn 0 MB" in text(dropped(client, content))
    assert "Hãy chọn tệp PDF" in text(client.post("/register", {"file": ""}))
    # It is taken with its token only.
    settings.FILE_MEGABYTES = 20
    client = Client(enforce_csrf_checks=True)
    assert dropped(client, archived(public)).status_code == 403
    token = re.search(
        r'csrfmiddlewaretoken" value="(\w+)"', client.get("/register").content.decode()
    )
    upload = SimpleUploadedFile("x.pdf", archived(public))
    said = client.post("/register", {"file": upload, "csrfmiddlewaretoken": token[1]})
    assert "Đây đúng là tệp lưu trữ" in text(said)


def test_the_register_begins_empty(client: Client, office: Office):
    assert "Chưa có bản chốt nào" in text(client.get("/register"))
    assert client.get("/register/heads.json").json() == {"heads": []}
    assert b"".join(client.get("/register/log.json")) == b'{"entries": [\n]}\n'

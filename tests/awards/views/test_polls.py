"""The pages of polls, of the tellers, of the ballot and of the board."""

import json
import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from awards.actions.polls import open_poll
from awards.ballots.board import canonical_sha256, root_of
from awards.models import HandVote, Poll, Review, WrittenOpinion
from awards.permissions.polls import my_entries
from tests.awards.views.pages import text
from tests.awards.way import COUNCIL, accepted, opened_poll, prepared_poll, review_of, sitting
from tests.cast import Office
from units.models import AuditEntry

CODE = re.compile(r'class="secret-code"[^>]*>([A-Z2-7-]{39})<')


@pytest.fixture
def review(office: Office, campaign) -> Review:
    """A meeting in which everybody is there, on the title of Mai and of Dung."""
    files = accepted(office, campaign, "mai"), accepted(office, campaign, "dung")
    return sitting(office, review_of(office, *files))


def at(name: str, row) -> str:
    return reverse(name, args=[row.pk])


def on(office: Office, poll: Poll, who: str, sign: str) -> dict[str, str]:
    """A whole sheet with one sign on every line."""
    return {f"line-{one.pk}": sign for one in my_entries(getattr(office, who), poll)}


def get_code(client, poll: Poll) -> str:
    return CODE.search(client.post(at("poll_key", poll)).content.decode())[1]


# --- preparing -----------------------------------------------------------------------------------
def test_a_poll_is_prepared_on_its_page(sign_in, office, review):
    seats = {one.account.username: one.pk for one in review.members.select_related("account")}
    sheet = {"items": [one.pk for one in review.items.all()], "method": "SECRET"}
    client = sign_in("thao")
    page = text(client.get(at("poll_new", review)))
    assert "Bỏ phiếu kín." in page
    assert "chưa kiểm chứng" in page
    same = sheet | {"first_teller": seats["nga"], "second_teller": seats["nga"]}
    assert "hai người khác nhau" in text(client.post(at("poll_new", review), same))
    client.post(at("poll_new", review), same | {"second_teller": seats["thao"]})
    assert Poll.objects.get().items.count() == 2
    assert client.get(at("poll_new", review)).status_code == 404


def test_a_verified_rule_of_secrecy_refuses_a_show_of_hands(office, review, monkeypatch):
    monkeypatch.setattr("awards.law.records.Dated.verified", True)
    with pytest.raises(Exception, match="Quy định đòi bỏ phiếu kín"):
        prepared_poll(office, review, *review.items.all())


# --- a secret ballot, from the code to the board -------------------------------------------------
def test_a_secret_poll_goes_its_whole_way_on_its_pages(sign_in, office, review):
    poll = prepared_poll(office, review, *review.items.all(), method="SECRET")
    codes = {}
    for who in ("nga", "thao"):
        client = sign_in(who)
        codes[who] = get_code(client, poll)
        wrong = client.post(at("poll_prove", poll), {"code": "SAI-" + codes[who][4:]})
        assert (wrong.status_code, codes[who][5:] in wrong.content.decode()) == (409, False)
        client.post(at("poll_prove", poll), {"code": codes[who].replace("-", " ").lower()})
        assert codes[who] not in str(dict(client.session))
    assert "chờ hai người" not in text(sign_in("khoa").get(at("poll", poll))).lower()
    sign_in("khoa").post(at("poll_open", poll), {"open-sure": "on"})
    receipts = {who: is_in_the_box(sign_in, office, poll, who) for who in COUNCIL}
    assert sign_in("minh").get(at("poll_board", poll)).status_code == 404
    sign_in("khoa").post(at("poll_close", poll), {"close-sure": "on"})
    late = sign_in("minh").post(at("ballot", poll), on(office, poll, "minh", "1"))
    assert late.status_code == 409
    assert "đã đóng lúc" in text(late)
    board = text(sign_in("minh").get(at("poll_board", poll)))
    assert all(code in board for codes_ in receipts.values() for code in codes_)
    assert "figures" not in board
    unseal(sign_in("nga"), poll, "poll_take_off", codes["thao"], refused="Mã không đúng")
    unseal(sign_in("nga"), poll, "poll_take_off", codes["nga"])
    unseal(sign_in("thao"), poll, "poll_open_ballots", codes["nga"], refused="Mã không đúng")
    unseal(sign_in("thao"), poll, "poll_open_ballots", codes["thao"])
    is_published(sign_in("minh"), poll)


def is_in_the_box(sign_in, office: Office, poll: Poll, who: str) -> list[str]:
    """Vote, then find the receipts and no trace of the choice."""
    client, before = sign_in(who), AuditEntry.objects.count()
    sheet = client.get(at("ballot", poll))
    assert "checked" not in sheet.content.decode()
    assert "no-store" in sheet.headers["Cache-Control"]
    answer = client.post(at("ballot", poll), on(office, poll, who, "1"))
    assert (answer.status_code, answer["Location"]) == (302, at("ballot", poll))
    page = client.get(at("ballot", poll)).content.decode()
    assert "Phiếu của bạn đã vào hòm phiếu" in page
    assert "checked" not in page
    assert AuditEntry.objects.count() == before
    again = client.get(at("ballot", poll) + "?again").content.decode()
    assert 'type="radio"' in again
    assert "checked" not in again
    return re.findall(r"<code>(\w{12})</code>", page)


def unseal(client, poll: Poll, step: str, code: str, refused: str = "") -> None:
    page = client.get(at("poll", poll)).content.decode()
    root = re.search(r'name="root" value="(\w{64})"', page)[1]
    answer = client.post(at(step, poll), {"code": code, "root": root, "sure": "on"})
    assert answer.status_code == (409 if refused else 302)
    assert refused in text(answer)
    assert code not in answer.content.decode()


def is_published(client, poll: Poll) -> None:
    """The file recounts: hashes of definition and envelopes, ballots as many as envelopes."""
    board = json.loads(client.get(at("poll_board_json", poll)).content)
    for one in board["items"]:
        assert canonical_sha256(one["definition"]) == one["definition_sha256"]
        assert root_of(one["envelopes"]) == one["root"]
        assert one["ballots"] == {"AGREE": 4}
        assert one["result"] | {"agreed": 4, "members": 4, "passed": True} == one["result"]
    assert "4/4" in text(client.get(at("poll_board", poll)))


def test_a_sheet_with_a_gap_keeps_what_was_ticked_on_that_answer_alone(sign_in, office, review):
    poll = opened_poll(office, review, *review.items.all())
    client = sign_in("minh")
    sheet = on(office, poll, "minh", "2")
    sheet.popitem()
    answer = client.post(at("ballot", poll), sheet)
    assert "Hãy chọn một ô ở mục này" in text(answer)
    assert answer.content.decode().count("checked") == 1
    assert "checked" not in client.get(at("ballot", poll)).content.decode()
    assert not HandVote.objects.exists()


def test_every_choice_makes_a_request_and_an_answer_of_one_length(sign_in, office, review):
    poll = opened_poll(office, review, *review.items.all())
    client, told = sign_in("minh"), set()
    for sign in "123":
        sheet = on(office, poll, "minh", sign)
        answer = client.post(at("ballot", poll), sheet)
        page = client.get(at("ballot", poll))
        sizes = len(answer.content), len(str(answer.headers)), len(page.content)
        told.add((len(urlencode(sheet)), *sizes))
    assert len(told) == 1
    for forged in ("4", "AGREE", ""):
        assert client.post(at("ballot", poll), on(office, poll, "minh", forged)).status_code == 200


def test_what_is_posted_after_the_session_ended_is_kept_nowhere(client, office, review):
    poll = opened_poll(office, review, *review.items.all())
    form = {"content_type": "application/x-www-form-urlencoded"}
    client.post(at("ballot", poll), urlencode(on(office, poll, "minh", "1")), **form)
    assert "carried" not in client.session
    # The control: any other form is carried over the sign-in.
    client.post(at("poll_void", poll), urlencode({"void-note": "Nhầm"}), **form)
    assert "carried" in client.session


# --- hands, writing, paper -----------------------------------------------------------------------
def test_hands_are_recorded_for_the_room_and_shown_by_name_after_the_count(sign_in, office, review):
    poll = opened_poll(office, review, review.items.first())
    lines = {one.member.account.username: one for one in poll.items.get().roll.all()}
    hands = {f"line-{lines[who].pk}": "1" for who in ("lien", "minh")}
    assert sign_in("minh").get(at("poll_hands", poll)).status_code == 404
    client = sign_in("thao")
    assert "Chưa có gì được lưu" in text(client.post(at("poll_hands", poll), {"x": "1"}))
    client.post(at("poll_hands", poll), hands | {f"line-{lines['nga'].pk}": "2"})
    assert HandVote.objects.count() == 3
    assert "Ai biểu quyết thế nào" not in text(client.get(at("poll", poll)))
    sign_in("khoa").post(at("poll_close", poll), {"close-sure": "on"})
    sign_in("thao").post(at("poll_count", poll))
    page = text(sign_in("minh").get(at("poll", poll)))
    assert "Ai biểu quyết thế nào" in page
    assert "không biểu quyết" in page


def test_two_key_in_a_written_opinion_and_neither_sees_the_others(sign_in, office, campaign):
    review = sitting(office, review_of(office, accepted(office, campaign, "mai")), absent=["lien"])
    poll = opened_poll(office, review, *review.items.all())
    line = poll.items.get().roll.get(member__account=office.lien)
    url = at("poll_written", poll)

    def key_in(who: str, sign: str) -> str:
        page = sign_in(who).get(url).content.decode()
        assert "checked" not in page
        return text(sign_in(who).post(url, {f"line-{line.pk}": sign}, follow=True))

    assert "Đã lưu 1 ý kiến" in key_in("thao", "1")
    assert "chờ người thứ hai" in key_in("thao", "1")
    assert "Hai lần nhập khác nhau" in key_in("khoa", "2")
    assert not WrittenOpinion.objects.exists()
    key_in("thao", "1")
    assert "đã nhập đủ hai lần" in key_in("khoa", "1")
    assert "không có phiếu" in text(sign_in("lien").get(at("ballot", poll)))


def test_paper_ballots_are_printed_and_counted_by_two_alone(sign_in, office, review):
    poll = opened_poll(office, review, *review.items.all(), method="PAPER")
    page = text(sign_in("nga").get(at("poll_sheet", poll)))
    assert page.count('class="slip"') == 8
    assert sign_in("minh").get(at("poll_sheet", poll)).status_code == 404
    sign_in("khoa").post(at("poll_close", poll), {"close-sure": "on"})

    def count(who: str, agreed: int) -> str:
        figures = {"AGREE": agreed, "DISAGREE": max(4 - agreed, 0), "BLANK": 0, "INVALID": 0}
        typed = {f"{one.pk}-{k}": v for one in poll.items.all() for k, v in figures.items()}
        return text(sign_in(who).post(at("poll_paper", poll), typed, follow=True))

    assert "Chờ người kiểm phiếu kia" in count("nga", 4)
    assert "Hai lần kiểm khác nhau" in count("thao", 3)
    assert "nhiều hơn 4 người" in count("nga", 5)
    count("nga", 4)
    assert "Đã kiểm phiếu xong" in count("thao", 4)


def test_a_poll_is_voided_with_a_reason_and_its_items_are_voted_on_anew(sign_in, office, review):
    poll = opened_poll(office, review, *review.items.all())
    client = sign_in("khoa")
    assert "Hãy ghi lý do" in text(client.post(at("poll_void", poll)))
    page = text(client.post(at("poll_void", poll), {"void-note": "Nhầm tên"}, follow=True))
    assert "Lý do hủy: Nhầm tên" in page
    assert client.get(at("poll_new", review)).status_code == 200
    assert "đã bị hủy" in text(sign_in("minh").get(at("ballot", poll)))


def test_who_presides_opens_a_poll_and_others_are_told_no(sign_in, office, review):
    poll = prepared_poll(office, review, *review.items.all())
    page = text(sign_in("minh").post(at("poll_open", poll), {"open-sure": "on"}, follow=True))
    assert "Chỉ người chủ trì" in page
    assert open_poll(poll=poll, actor=office.khoa).state == "OPEN"

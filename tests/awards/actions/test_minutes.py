"""Papers of the council: drafted from the rows, worded, signed, frozen; results made known."""

import pytest

from awards.actions.minutes import give_reasons, sign_minutes, word_minutes
from awards.actions.outcomes import announce_results
from awards.documents.papers import wording
from awards.models import Minutes, Nomination, Review
from awards.permissions.minutes import minutes_visible_to, whole_minutes_visible_to
from awards.queries.outcomes import council_outcome, rejections_of
from tests.awards.council_papers import PRIVATE, item_of, signed_by_all, split_review
from tests.awards.way import accepted, rejected, review_of, signed, sitting, vote
from tests.cast import Office, told
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice


@pytest.fixture
def split(office: Office, campaign) -> Review:
    return split_review(office, campaign)


def names(paper: Minutes) -> list[str]:
    return [one["subject"] for one in paper.content["items"]]


def signers(paper: Minutes) -> list[str]:
    return [one.member.account.username for one in paper.signatures.all()]


def test_nobody_signs_what_is_hidden_from_them(office, split):
    minutes, annex = (split.minutes.get(kind=kind) for kind in ("MINUTES", "ANNEX"))
    assert (names(minutes), signers(minutes)) == (["Đặng Thị Mai"], ["khoa", "thao"])
    assert (names(annex), signers(annex)) == (["Hoàng Thị Dung"], ["lien", "thao"])
    (item,) = annex.content["items"]
    assert item["kept_out"] == [["Đỗ Văn Khoa (Chủ tịch)", "tự khai có xung đột lợi ích"]]
    assert item["stands_in"] == ["Chủ trì thay: Bùi Thị Liên (ủy viên)"]
    assert PRIVATE not in str([paper.content for paper in Minutes.objects.all()])
    with pytest.raises(NotAllowed, match="không có chữ ký nào chờ"):
        sign_minutes(minutes=annex, actor=office.khoa)
    sheets = Minutes.objects.filter(kind="COUNT")
    assert {paper.signatures.count() for paper in sheets} == {2}
    # Not even once everything is signed does the chair learn that there is an annex.
    signed_by_all(office, split)
    seen = minutes_visible_to(office.khoa)
    assert [names(paper) for paper in seen] == [["Đặng Thị Mai"], ["Đặng Thị Mai"]]
    # He has the PDF of what he signed; the sheet of the tellers he reads on the page.
    assert list(whole_minutes_visible_to(office.khoa)) == [minutes]
    assert minutes_visible_to(office.minh).count() == 4
    assert not minutes_visible_to(office.lan).exists()


def test_the_secretary_words_and_the_chair_reasons_until_somebody_has_signed(office, split):
    paper = split.minutes.get(kind="MINUTES")
    mai, dung = item_of(split, "Đặng Thị Mai"), str(item_of(split, "Hoàng Thị Dung").pk)
    assert mai.reason.startswith("Có 1/4 ủy viên đồng ý. Mức cần đạt là ")
    said = {"general": "Chủ tọa khai mạc.", str(mai.pk): "Hội đồng trao đổi về thành tích."}
    paper = word_minutes(paper=paper, words=said, actor=office.thao, edition=0)
    assert (paper.content["general"], paper.edition) == ("Chủ tọa khai mạc.", 1)
    assert paper.content["items"][0]["summary"] == "Hội đồng trao đổi về thành tích."
    with pytest.raises(NotAllowed):
        word_minutes(paper=paper, words=said, actor=office.khoa)
    with pytest.raises(ActionRefused, match="không thuộc biên bản này"):
        word_minutes(paper=paper, words={dung: "x"}, actor=office.thao)
    with pytest.raises(ActionRefused, match="đã được sửa"):
        sign_minutes(minutes=paper, actor=office.khoa, edition=0)
    with pytest.raises(NotAllowed):
        give_reasons(paper=paper, reasons={mai.pk: "x"}, actor=office.thao)
    with pytest.raises(ActionRefused, match="Hãy ghi lý do"):
        give_reasons(paper=paper, reasons={mai.pk: " "}, actor=office.khoa)
    reasons = {mai.pk: "Chưa đủ minh chứng."}
    paper = give_reasons(paper=paper, reasons=reasons, actor=office.khoa)
    assert paper.content["items"][0]["reason"] == "Chưa đủ minh chứng."
    sign_minutes(minutes=paper, actor=office.khoa, edition=2)
    for late in (
        lambda: word_minutes(paper=paper, words=said, actor=office.thao),
        lambda: give_reasons(paper=paper, reasons=reasons, actor=office.khoa),
        lambda: sign_minutes(minutes=paper, actor=office.khoa),
    ):
        with pytest.raises(NotAllowed):
            late()
    entries = AuditEntry.objects.filter(target_type="awards.minutes").values_list("action")
    assert sorted(entries) == [("give_reasons",), ("sign_minutes",), ("word_minutes",)]


def test_the_review_is_final_with_the_last_signature_of_the_last_paper(office, split):
    papers = list(split.minutes.all())
    pending = [one for paper in papers for one in paper.signatures.all()]
    for signature in pending:
        split.refresh_from_db()
        assert split.state == "CLOSED"
        assert set(Nomination.objects.values_list("state", flat=True)) == {"IN_REVIEW"}
        actor = getattr(office, signature.member.account.username)
        sign_minutes(minutes=Minutes.objects.get(pk=signature.minutes_id), actor=actor)
    split.refresh_from_db()
    assert split.state == "SIGNED"
    assert sorted(Nomination.objects.values_list("state", flat=True)) == ["PASSED", "REJECTED"]
    assert all(paper.sha256 and paper.signed_at for paper in split.minutes.all())


def test_units_are_told_of_the_result_with_the_reason_and_of_no_vote(office, split):
    signed_by_all(office, split)
    no = Nomination.objects.get(state="REJECTED")
    assert council_outcome(no) is None
    assert not rejections_of(office.people["mai"]).exists()
    with pytest.raises(NotAllowed):
        announce_results(review=split, actor=office.khoa)
    announce_results(review=split, actor=office.thao)
    with pytest.raises(ActionRefused, match="Chỉ công bố một lần"):
        announce_results(review=split, actor=office.thao)
    assert told("results_announced") == ["binh", "hung", "lan", "son"]
    notice = Notice.objects.get(kind="results_announced", account=office.lan)
    assert "Đặng Thị Mai" in notice.body
    assert "Hoàng Thị Dung" not in notice.body
    outcome = council_outcome(no)
    assert (outcome.passed, outcome.reason[:9]) == (False, "Có 1/4 ủy")
    (mine,) = rejections_of(office.people["mai"])
    assert mine.reason == outcome.reason


def test_a_paper_without_an_item_is_as_if_it_had_never_been(office, campaign):
    """The words of minutes on two files, less one, are those of minutes on the other alone."""
    alone = rejected(office, accepted(office, campaign, "mai", award="BKB"))
    files = [accepted(office, campaign, who, award="GKHEN") for who in ("mai", "dung")]
    review = sitting(office, review_of(office, *files))
    vote(office, review, against=("lien", "minh", "nga"))
    signed(office, review)
    both = review.minutes.get(kind="MINUTES")
    mai = item_of(review, "Đặng Thị Mai")
    shown, single = wording(both, {mai.pk}), wording(alone.minutes.get(kind="MINUTES"))
    assert len(wording(both)["items"]) == 2
    assert len(shown["items"]) == len(single["items"]) == 1
    differ = {key for key in shown if shown[key] != single[key]}
    assert differ <= {"items", "facts", "ended"}
    assert shown["items"][0]["heading"].startswith("1. Đặng Thị Mai")

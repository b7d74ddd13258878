"""A submission: gathered by the clerk, signed by the head, whole or not at all."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from awards.actions.nominations import (
    discard_nomination,
    hand_up_nomination,
    return_nomination,
    send_nomination,
)
from awards.actions.papers import attach_papers, remove_paper
from awards.actions.submissions import (
    SubmissionRefused,
    discard_submission,
    hand_up_submission,
    save_submission,
    send_submission,
)
from awards.models import MinutesFile, Nomination, NominationPaper, Submission, UnitVote
from awards.queries.submissions import gathered as listed
from awards.queries.submissions import seen_as
from campaigns.models import Campaign
from tests.awards.dossier_way import CEILING, gathered, letter, voted
from tests.awards.way import content, drafted, recorded, sent, with_head
from tests.cast import Office, day, launched_campaign, told
from tests.units.bringing import upload
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry


def states() -> list[str]:
    return list(Nomination.objects.order_by("pk").values_list("state", flat=True))


def test_a_unit_sends_all_its_nominees_in_one_letter(office: Office, campaign):
    nominations = [drafted(office, campaign, who) for who in ("mai", "lan")]
    unit = drafted(office, campaign, office.a, award="TTLDXS")
    submission = gathered(office, campaign, *nominations, unit)
    voted(office, submission)
    hand_up_submission(submission=submission, actor=office.lan)
    assert (states(), told("nomination_with_head")) == (["WITH_HEAD"] * 3, [])
    assert told("submission_with_head") == ["hung"]
    sent_one = send_submission(submission=submission, actor=office.hung)
    assert states() == ["SENT"] * 3
    assert (told("submission_sent"), told("nomination_sent")) == (["thao"], [])
    assert (sent_one.state, sent_one.sent_by) == ("SENT", office.hung)
    with default_storage.open(sent_one.file.storage_name) as file:
        assert file.read(5) == b"%PDF-"
    for action, times in (("send_submission", 1), ("send_nomination", 3)):
        assert AuditEntry.objects.filter(action=action).count() == times


def test_one_that_does_not_pass_keeps_all_at_home_and_is_named(office, campaign):
    ready, written = with_head(office, campaign, "mai"), drafted(office, campaign, "lan")
    submission = gathered(office, campaign, ready, written)
    with pytest.raises(SubmissionRefused, match=r"Nguyễn Thị Lan.*đang soạn") as refused:
        send_submission(submission=submission, actor=office.hung)
    assert len(refused.value.reasons) == 1
    submission.refresh_from_db()
    assert (submission.state, states()) == ("DRAFT", ["WITH_HEAD", "DRAFT"])
    assert not AuditEntry.objects.filter(action="send_nomination").exists()
    assert told("submission_sent") == []


def test_only_the_unit_writes_it_and_only_its_head_sends_it(office, campaign):
    submission = gathered(office, campaign, with_head(office, campaign))
    for stranger in ("binh", "son", "thao", "mai", "phong"):
        with pytest.raises(NotAllowed):
            save_submission(
                submission=submission, content=letter(), edition=0, actor=getattr(office, stranger)
            )
    with pytest.raises(NotAllowed):
        send_submission(submission=submission, actor=office.lan)
    assert Submission.objects.get().nominations.count() == 1


def test_what_the_head_signs_is_what_the_page_showed(office, campaign):
    nomination = with_head(office, campaign)
    submission = gathered(office, campaign, nomination)
    seen = seen_as(submission, listed(submission))
    voted(office, submission)
    with pytest.raises(ActionRefused, match="đã được sửa sau khi bạn mở trang"):
        send_submission(submission=submission, actor=office.hung, seen=seen)
    submission.refresh_from_db()
    fresh = seen_as(submission, listed(submission))
    assert send_submission(submission=submission, actor=office.hung, seen=fresh).is_sent


def test_a_nomination_lies_in_one_submission_of_its_own_unit(office, campaign):
    mine, theirs = drafted(office, campaign, "mai"), drafted(office, campaign, "dung")
    gathered(office, campaign, mine)
    for foreign in (mine, theirs, sent(office, campaign, "lan")):
        with pytest.raises(ActionRefused, match="chưa nằm trong tờ trình khác"):
            gathered(office, campaign, foreign)
    assert Submission.objects.filter(state="DRAFT").count() == 1


def test_a_nomination_in_a_letter_is_not_sent_alone_until_it_is_taken_out(office, campaign):
    nomination = with_head(office, campaign)
    submission = gathered(office, campaign, nomination)
    with pytest.raises(ActionRefused, match="ký gửi cả tờ trình"):
        send_nomination(nomination=nomination, actor=office.hung)
    voted(office, submission)
    submission.refresh_from_db()
    save_submission(
        submission=submission, content=letter(), edition=submission.edition, actor=office.lan
    )
    assert UnitVote.objects.get().counts.count() == 0
    assert send_nomination(nomination=nomination, actor=office.hung).was_sent


def test_a_stale_letter_is_refused_and_a_discarded_one_leaves_its_files(office, campaign):
    nomination = drafted(office, campaign)
    submission = gathered(office, campaign, nomination)
    save_submission(submission=submission, content=letter(nomination), edition=0, actor=office.hung)
    with pytest.raises(ActionRefused, match="người khác đã lưu"):
        save_submission(submission=submission, content=letter(), edition=0, actor=office.lan)
    discard_submission(submission=submission, actor=office.lan)
    assert (Submission.objects.count(), states()) == (0, ["DRAFT"])


def test_a_vote_has_no_more_voices_than_people(office, campaign):
    submission = gathered(office, campaign, drafted(office, campaign))
    key = submission.nominations.get().pk
    for changes in ({"present": 4}, {"agreed": {key: 4}}, {"agreed": {key + 1: 1}}):
        with pytest.raises(ActionRefused, match="chưa được lưu"):
            voted(office, submission, **changes)
    assert not UnitVote.objects.exists()
    vote = voted(office, submission)
    with pytest.raises(DatabaseError, match="more agreed"), transaction.atomic():
        vote.counts.update(agreed=4)


def test_nothing_of_a_sent_letter_changes_and_postgresql_says_so(office, campaign):
    nomination = with_head(office, campaign)
    submission = gathered(office, campaign, nomination)
    voted(office, submission, files=(upload("Biên bản.pdf"),))
    send_submission(submission=submission, actor=office.hung)
    for change in (
        lambda: Submission.objects.update(title="Khác"),
        lambda: UnitVote.objects.update(present=2),
        lambda: MinutesFile.objects.all().delete(),
        lambda: Nomination.objects.update(submission=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(ActionRefused, match="đã được ký gửi"):
        voted(office, submission)


def test_no_nomination_leaves_its_unit_without_a_sent_submission(office, campaign):
    nomination = with_head(office, campaign)
    for place in ({}, {"submission": gathered(office, campaign, nomination)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Nomination.objects.filter(pk=nomination.pk).update(state="SENT", **place)


def test_a_file_that_was_sent_stays_on_record(office, campaign):
    nomination = drafted(office, campaign)
    put = {"nomination": nomination, "code": "BIEN_BAN", "actor": office.lan}
    wrong, right = attach_papers(**put, uploads=[upload("sai.pdf"), upload("đúng.pdf")])
    remove_paper(paper=wrong, actor=office.lan)
    hand_up_nomination(nomination=nomination, actor=office.lan)
    with pytest.raises(NotAllowed):
        attach_papers(**put, uploads=[upload()])
    send_nomination(nomination=nomination, actor=office.hung)
    return_nomination(nomination=nomination, note="Thiếu", actor=office.thao)
    with pytest.raises(ActionRefused, match="được giữ làm căn cứ"):
        remove_paper(paper=right, actor=office.lan)
    with pytest.raises(DatabaseError), transaction.atomic():
        NominationPaper.objects.all().delete()
    attach_papers(**put, uploads=[upload("bổ sung.pdf")])
    discard_nomination(nomination=nomination, actor=office.lan)
    assert (states(), NominationPaper.objects.count()) == (["WITHDRAWN"], 2)


def test_a_file_for_a_paper_that_nobody_asks_for_is_refused(office, campaign):
    with pytest.raises(ActionRefused, match="không cần giấy tờ đó"):
        attach_papers(
            nomination=drafted(office, campaign), code="KHAC", uploads=[upload()], actor=office.lan
        )


@pytest.fixture
def under_the_new_law(office: Office) -> Iterator[Campaign]:
    """The campaign of 2024, under the law in force since January: minutes are asked for."""
    days = {
        "launched_on": date(2024, 1, 2),
        "pledges_due": date(2024, 2, 15),
        "midyear_on": date(2024, 6, 30),
        "nominations_due": date(2024, 11, 30),
        "council_on": date(2024, 12, 15),
        "yearend_on": date(2024, 12, 31),
    }
    with day(2024, 11, 15):
        yield launched_campaign(office, year=2024, **days)


def test_a_missing_paper_blocks_with_its_article_until_it_is_there(office, under_the_new_law):
    nomination = with_head(office, under_the_new_law)
    with pytest.raises(ActionRefused, match=r"Biên bản.*Điều 84"):
        send_nomination(nomination=nomination, actor=office.hung)
    assert states() == ["WITH_HEAD"]
    attach_papers(nomination=nomination, code="BIEN_BAN", uploads=[upload()], actor=office.hung)
    assert send_nomination(nomination=nomination, actor=office.hung).state == "SENT"


def test_the_vote_held_here_is_paper_enough(office, under_the_new_law):
    nomination = with_head(office, under_the_new_law)
    submission = gathered(office, under_the_new_law, nomination)
    with pytest.raises(SubmissionRefused, match="Biên bản"):
        send_submission(submission=submission, actor=office.hung)
    voted(office, submission)
    assert send_submission(submission=submission, actor=office.hung).is_sent


def test_an_achievement_that_a_decision_rewarded_is_not_sent_again(office, campaign):
    recorded(office, "GKHEN", 2022, office.people["mai"], signed_on=campaign.launched_on)
    nomination = with_head(office, campaign, award="GKHEN")
    with pytest.raises(ActionRefused, match=r"đã được khen thưởng.*MH-01/QĐ-TTg.*31/12/2021"):
        send_nomination(nomination=nomination, actor=office.hung)
    other = with_head(office, campaign, award="BKB")
    assert send_nomination(nomination=other, actor=office.hung).state == "SENT"


def test_a_ceiling_refuses_what_goes_beyond_it_and_says_how_far(office, campaign):
    fighter = with_head(office, campaign, "mai", award="CSTDCS")
    with pytest.raises(ActionRefused, match=r"đề nghị 1.*tối đa là 0.*15%.*Điều 9"):
        send_nomination(nomination=fighter, actor=office.hung)
    assert states() == ["WITH_HEAD"]
    submission = gathered(office, campaign, fighter, with_head(office, campaign, "lan"))
    with pytest.raises(SubmissionRefused, match="Chiến sĩ thi đua cơ sở"):
        send_submission(submission=submission, actor=office.hung)
    submission.refresh_from_db()
    assert (submission.state, content(office).award) == ("DRAFT", "LDTT")


def test_a_ceiling_of_each_unit_is_counted_in_it_alone(office, campaign, use_folder, tmp_path):
    rule = CEILING.replace("percent", 'each = "UNIT"\npercent')
    (tmp_path / "quotas.toml").write_text(rule, encoding="utf-8")
    use_folder(tmp_path)
    for who in ("dung", "son"):
        sent(office, campaign, who)
    assert sent(office, campaign, "binh", award="GKHEN").state == "SENT"
    with pytest.raises(ActionRefused, match="Vụ Hạ đề nghị 1, trong khi tối đa là 0"):
        sent(office, campaign, "mai", award="GKHEN")

"""Self-assessments: begun from what is recorded, sent by the head, read; then they stand."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.actions.assessments import (
    begin_assessment,
    hand_up_assessment,
    read_assessment,
    recall_assessment,
    return_assessment,
    save_assessment,
    send_assessment,
)
from campaigns.actions.campaigns import close_campaign
from campaigns.models import Assessment, AssessmentPart
from campaigns.workflow import AssessmentState
from tests.campaigns import progress_way as way
from tests.campaigns.pledging import drafted
from tests.cast import day, launched_campaign, told
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with day(2022, 6, 20):
        yield


@pytest.fixture
def campaign(office):
    with day(2022, 1, 10):
        return launched_campaign(office)


@pytest.fixture
def pledge(office, campaign):
    return way.signed_pledge(office, campaign)


def test_it_begins_with_what_is_recorded(office, pledge):
    way.note(pledge.targets.first(), office.lan, 40, "Xong đợt 1")
    assessment = way.begun(office, pledge)
    assert (assessment.state, assessment.begun_by) == (AssessmentState.DRAFT, office.lan)
    assert [part.text for part in assessment.parts.all()] == [
        "– Chỉ tiêu 1: đạt 40 %, đăng ký 95 % (42,1 %), tính đến ngày 20/06/2022. Xong đợt 1.",
        "– Chỉ tiêu 2: đăng ký 95 %, chưa có số liệu.",
    ]
    assert way.begun(office, pledge) == assessment
    assert AuditEntry.objects.filter(action="begin_assessment").count() == 1
    assert way.begun(office, pledge, Assessment.Kind.YEAREND) != assessment


def test_only_the_unit_begins_one_and_only_for_a_signed_pledge(office, campaign, pledge):
    for who in set(office.accounts) - {"lan", "hung"}:
        with pytest.raises(NotAllowed):
            begin_assessment(pledge=pledge, kind="MIDYEAR", actor=getattr(office, who))
    with day(2022, 1, 10):
        unsigned = drafted(office, launched_campaign(office))
    with pytest.raises(ActionRefused, match="chưa được ký"):
        begin_assessment(pledge=unsigned, kind="MIDYEAR", actor=office.lan)


def test_two_clerks_never_overwrite_each_other(office, pledge):
    assessment = way.begun(office, pledge)
    save_assessment(
        assessment=assessment, content=way.said(assessment), edition=0, actor=office.lan
    )
    with pytest.raises(ActionRefused, match="người khác đã lưu"):
        save_assessment(
            assessment=assessment,
            content=way.said(assessment, "Khác"),
            edition=0,
            actor=office.hung,
        )
    assert set(assessment.parts.values_list("text", flat=True)) == {"Đã làm tốt."}


def test_the_way_to_the_standing_body(office, pledge):
    target = pledge.targets.first()
    way.note(target, office.lan, 40)
    handed = way.with_head(office, pledge)
    assert (handed.state, told("assessment_handed_up")) == (AssessmentState.WITH_HEAD, ["hung"])
    with pytest.raises(NotAllowed):
        send_assessment(assessment=handed, actor=office.lan)
    recalled = recall_assessment(assessment=handed, actor=office.lan)
    handed = hand_up_assessment(assessment=recalled, actor=office.lan)
    sent = send_assessment(assessment=handed, actor=office.hung)
    assert (sent.state, sent.sent_by, told("assessment_sent")) == (
        AssessmentState.SENT,
        office.hung,
        ["thao"],
    )
    assert [(one.target_id, one.reached) for one in sent.figures.all()] == [
        (target.pk, 40),
        (pledge.targets.last().pk, None),
    ]
    with pytest.raises(NotAllowed):
        read_assessment(assessment=sent, actor=office.hung)
    read = read_assessment(assessment=sent, actor=office.thao)
    assert (read.state, read.read_by) == (AssessmentState.READ, office.thao)
    assert told("assessment_read") == ["hung", "lan"]


def test_it_comes_back_with_a_reason_and_figures_are_kept_anew(office, pledge):
    handed = way.with_head(office, pledge)
    with pytest.raises(ActionRefused, match="lý do"):
        return_assessment(assessment=handed, note=" ", actor=office.hung)
    returned = return_assessment(assessment=handed, note="Thiếu số", actor=office.hung)
    assert (returned.state, returned.return_note) == (AssessmentState.RETURNED, "Thiếu số")
    sent = send_assessment(assessment=returned, actor=office.hung)
    assert sent.return_note == ""
    with day(2022, 6, 21):
        back = return_assessment(assessment=sent, note="Ghi rõ hơn", actor=office.thao)
    assert told("assessment_returned") == ["hung", "lan", "lan"]
    way.note(pledge.targets.first(), office.lan, 60)
    again = send_assessment(assessment=back, actor=office.hung)
    assert [one.reached for one in again.figures.all()] == [60, None]


def test_a_commitment_without_a_word_keeps_it_from_going(office, pledge):
    assessment = way.begun(office, pledge)
    content = way.said(assessment)
    content.parts[assessment.parts.last().commitment_id] = "  "
    saved = save_assessment(assessment=assessment, content=content, edition=0, actor=office.lan)
    for step, who in ((hand_up_assessment, office.lan), (send_assessment, office.hung)):
        with pytest.raises(ActionRefused, match="nội dung số 2 chưa có"):
            step(assessment=saved, actor=who)


def test_a_step_that_is_not_open_is_refused(office, pledge):
    sent = way.sent(office, pledge)
    for step, who in (
        (hand_up_assessment, office.lan),
        (recall_assessment, office.lan),
        (send_assessment, office.hung),
    ):
        with pytest.raises(ActionRefused, match="đang ở trạng thái “đã gửi”"):
            step(assessment=sent, actor=who)
    with day(2022, 12, 31):
        close_campaign(campaign=pledge.campaign, actor=office.thao)
        with pytest.raises(ActionRefused, match="đã tổng kết"):
            read_assessment(assessment=sent, actor=office.thao)


def changed(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


WAYS = {
    "change the words": "UPDATE campaigns_assessmentpart SET text = 'Khác'",
    "drop the words": "DELETE FROM campaigns_assessmentpart",
    "change a figure": "UPDATE campaigns_assessmentfigure SET reached = 99",
    "drop a figure": "DELETE FROM campaigns_assessmentfigure",
    "change the whole": "UPDATE campaigns_assessment SET overall = 'Khác'",
    "back to draft": "UPDATE campaigns_assessment SET state = 'DRAFT'",
}


@pytest.mark.parametrize("how", WAYS)
def test_what_was_sent_stands(office, pledge, how):
    way.sent(office, pledge)
    with pytest.raises(IntegrityError, match="sent"):
        changed(WAYS[how])
    # The control: without the triggers the same statement goes through.
    changed("SET CONSTRAINTS ALL IMMEDIATE")
    for table in ("assessment", "assessmentpart", "assessmentfigure"):
        changed(f"ALTER TABLE campaigns_{table} DISABLE TRIGGER stay_sent")
    changed(WAYS[how])


def test_what_was_read_is_not_returned(office, pledge):
    read = read_assessment(assessment=way.sent(office, pledge), actor=office.thao)
    with pytest.raises(ActionRefused):
        return_assessment(assessment=read, note="Muộn", actor=office.thao)
    with pytest.raises(IntegrityError, match="stands"):
        changed("UPDATE campaigns_assessment SET state = 'RETURNED'")


def test_half_a_year_by_the_way(office, pledge):
    """What a simulated year drives."""
    sent = way.half_a_year(office, pledge)
    assert [one.reached for one in sent.figures.all()] == [40, 40]
    assert sent.due_on == datetime.date(2022, 6, 30)
    assert AssessmentPart.objects.count() == 2

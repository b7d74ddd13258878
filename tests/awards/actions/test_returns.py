"""Returns for named parts, checks that stay valid, pulling back, versions, specialists."""

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError

from awards.actions.checks import check_nomination
from awards.actions.nominations import (
    accept_nomination,
    discard_nomination,
    hand_up_nomination,
    pull_back_nomination,
    recall_nomination,
    return_nomination,
    save_nomination,
    send_nomination,
)
from awards.actions.papers import attach_papers
from awards.actions.specialists import assign_specialist
from awards.actions.submissions import send_submission
from awards.models import Nomination, NominationVersion
from awards.parts import Check, Content
from awards.queries.timeline import nomination_events
from awards.queries.turns import turn, turn_accounts
from awards.queries.versions import (
    last_version,
    open_parts,
    open_returns,
    sent_versions,
    unchecked_parts,
)
from tests.awards.dossier_way import gathered
from tests.awards.way import accepted, content, drafted, review_of, sent, with_head
from tests.cast import FOUNDED, Office, day
from tests.units.bringing import upload
from units.actions.accounts import grant_role
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice, Role

ALL = [check.value for check in Check]


def returned(office: Office, campaign, **parts: str) -> Nomination:
    nomination = sent(office, campaign)
    return return_nomination(nomination=nomination, note="Thiếu", parts=parts, actor=office.thao)


def saved(office: Office, nomination: Nomination, who: str = "mai", **changes) -> Nomination:
    return save_nomination(
        nomination=nomination,
        content=content(office, who, **changes),
        edition=Nomination.objects.get(pk=nomination.pk).edition,
        actor=office.lan,
    )


def sent_again(office: Office, nomination: Nomination) -> Nomination:
    nomination = hand_up_nomination(nomination=nomination, actor=office.lan)
    return send_nomination(nomination=nomination, actor=office.hung)


# Named parts


def test_only_the_parts_that_were_asked_for_may_change(office, campaign):
    nomination = returned(office, campaign, ACHIEVEMENT="Thêm số liệu")
    for changes in ({"award": "BKB"}, {"type": "DOT_XUAT"}, {"who": "lan"}):
        with pytest.raises(ActionRefused, match="trả lại để sửa phần khác"):
            saved(office, nomination, achievement="Có số liệu", **changes)
    nomination = saved(office, nomination, achievement="Có số liệu")
    assert nomination.achievement == "Có số liệu"
    # Nor after the first save, nor when it comes back from the head.
    nomination = hand_up_nomination(nomination=nomination, actor=office.lan)
    nomination = recall_nomination(nomination=nomination, actor=office.lan)
    with pytest.raises(ActionRefused, match="danh hiệu, hình thức"):
        saved(office, nomination, award="BKB", achievement="Có số liệu")
    (asked,) = open_returns(nomination)
    assert [(one.part, one.remark) for one in asked.parts.all()] == [
        ("ACHIEVEMENT", "Thêm số liệu")
    ]


def test_a_plain_return_opens_everything_and_sending_answers_it(office, campaign):
    nomination = returned(office, campaign)
    saved(office, nomination, who="lan", award="BKB")
    nomination = sent_again(office, nomination)
    assert open_returns(nomination) == []
    assert nomination.returns.count() == 1


def test_the_head_asks_within_what_the_standing_body_opened(office, campaign):
    nomination = returned(office, campaign, ACHIEVEMENT="", SUBJECT="")
    nomination = hand_up_nomination(nomination=nomination, actor=office.lan)
    with pytest.raises(ActionRefused, match="không yêu cầu sửa được"):
        return_nomination(nomination=nomination, note="Sửa", parts={"AWARD": ""}, actor=office.hung)
    nomination = return_nomination(
        nomination=nomination, note="Sửa", parts={"SUBJECT": ""}, actor=office.hung
    )
    # Initiatives go with whose they are, and so do papers.
    assert open_parts(open_returns(nomination)) == {"SUBJECT", "INITIATIVES", "PAPERS"}
    nomination = sent_again(office, nomination)
    assert open_returns(nomination) == []


def test_a_part_that_is_none_is_not_asked_for(office, campaign):
    nomination = sent(office, campaign)
    with pytest.raises(ActionRefused, match="không yêu cầu sửa được"):
        return_nomination(nomination=nomination, note="Sửa", parts={"STATE": ""}, actor=office.thao)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.returns.count()) == ("SENT", 0)


def test_what_the_standing_body_asks_may_come_after_the_deadline(office, campaign):
    nomination = returned(office, campaign, ACHIEVEMENT="")
    late = with_head(office, campaign, "lan")
    with day(2022, 12, 5):
        saved(office, nomination, achievement="Có số liệu")
        assert sent_again(office, nomination).state == "SENT"
        with pytest.raises(ActionRefused, match="quá hạn"):
            send_nomination(nomination=late, actor=office.hung)


# Checks


def test_checks_of_unchanged_parts_stay_and_of_changed_ones_fall(office, campaign):
    nomination = sent(office, campaign)
    check_nomination(nomination=nomination, checked=ALL, edition=0, actor=office.thao)
    assert unchecked_parts(nomination) == []
    nomination = return_nomination(
        nomination=nomination, note="Thiếu", parts={"ACHIEVEMENT": ""}, actor=office.thao
    )
    saved(office, nomination, achievement="Có số liệu")
    nomination = sent_again(office, nomination)
    assert unchecked_parts(nomination) == [Check.ACHIEVEMENT]
    accept_nomination(nomination=nomination, actor=office.thao)
    entry = AuditEntry.objects.get(action="accept_nomination")
    assert entry.changes["unchecked"] == ["ACHIEVEMENT"]


def test_papers_are_asked_for_sent_anew_and_checked_again(office, campaign):
    nomination = sent(office, campaign)
    put = {"nomination": nomination, "code": "BIEN_BAN", "actor": office.lan}
    check_nomination(nomination=nomination, checked=ALL, edition=0, actor=office.thao)
    return_nomination(
        nomination=nomination, note="Thiếu", parts={"ACHIEVEMENT": ""}, actor=office.thao
    )
    with pytest.raises(ActionRefused, match="không thêm, bỏ giấy tờ được"):
        attach_papers(**put, uploads=[upload()])
    nomination = sent_again(office, nomination)
    return_nomination(nomination=nomination, note="Thiếu", parts={"PAPERS": ""}, actor=office.thao)
    attach_papers(**put, uploads=[upload("Biên bản.pdf")])
    assert unchecked_parts(nomination) == [Check.PAPERS]
    with pytest.raises(ActionRefused, match="trả lại để sửa phần khác"):
        saved(office, nomination, achievement="Có số liệu")
    nomination = sent_again(office, nomination)
    with pytest.raises(ActionRefused, match="đã được sửa"):
        check_nomination(nomination=nomination, checked=ALL, edition=0, actor=office.thao)
    check_nomination(nomination=nomination, checked=ALL, edition=1, actor=office.thao)
    (key, name), *rest = Content.from_json(last_version(nomination).content).papers
    assert (key, name, rest) == (nomination.papers.get().pk, "Biên bản.pdf", [])


def test_what_comes_back_stays_in_the_submission_that_it_went_with(office, campaign):
    nomination, other = with_head(office, campaign), with_head(office, campaign, "lan")
    submission = gathered(office, campaign, nomination, other)
    send_submission(submission=submission, actor=office.hung)
    pull_back_nomination(nomination=nomination, actor=office.hung)
    nomination = send_nomination(nomination=nomination, actor=office.hung)
    returned = return_nomination(nomination=nomination, note="Thiếu", actor=office.thao)
    nomination = sent_again(office, returned)
    assert (nomination.submission, nomination.submission.state) == (submission, "SENT")
    assert [one.number for one in sent_versions(nomination)] == [3, 2, 1]
    returned = return_nomination(nomination=nomination, note="Thiếu", actor=office.thao)
    discard_nomination(nomination=returned, actor=office.lan)
    states = submission.nominations.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["WITHDRAWN", "SENT"]


def test_another_award_asks_for_the_law_again(office, campaign):
    nomination = sent(office, campaign)
    check_nomination(nomination=nomination, checked=ALL, actor=office.thao)
    nomination = return_nomination(nomination=nomination, note="Sai", actor=office.thao)
    nomination = saved(office, nomination, award="BKB")
    assert unchecked_parts(nomination) == [Check.LAW]


def test_a_check_is_of_the_text_that_was_shown_and_of_the_standing_body(office, campaign):
    nomination = sent(office, campaign)
    with pytest.raises(ActionRefused, match="đã được sửa"):
        check_nomination(nomination=nomination, checked=ALL, edition=7, actor=office.thao)
    for who in ("lan", "hung", "phong", "khoa"):
        with pytest.raises(NotAllowed):
            check_nomination(nomination=nomination, checked=ALL, actor=getattr(office, who))
    check_nomination(nomination=nomination, checked=["LAW"], actor=office.thao)
    check_nomination(nomination=nomination, checked=["SUBJECT"], actor=office.thao)
    assert [one.check_of for one in nomination.checks.all()] == ["SUBJECT"]
    entry = AuditEntry.objects.filter(action="check_nomination").first()
    assert entry.changes["checked"] == [["LAW"], ["SUBJECT"]]


# Pulling back


def test_the_head_pulls_back_until_the_standing_body_begins(office, campaign):
    nomination = returned(office, campaign, ACHIEVEMENT="")
    nomination = sent_again(office, nomination)
    nomination = pull_back_nomination(nomination=nomination, actor=office.hung)
    assert nomination.state == "WITH_HEAD"
    # What was asked for is asked for again: nothing else opens by a detour.
    assert open_parts(open_returns(nomination)) == {"ACHIEVEMENT"}
    nomination = send_nomination(nomination=nomination, actor=office.hung)
    check_nomination(nomination=nomination, checked=[], actor=office.thao)
    with pytest.raises(ActionRefused, match=r"bắt đầu kiểm tra hồ sơ lúc.*Vũ Thị Thảo"):
        pull_back_nomination(nomination=nomination, actor=office.hung)
    assert Notice.objects.filter(kind="nomination_pulled_back").count() == 1


def test_nothing_is_pulled_back_after_the_deadline_or_the_next_step(office, campaign):
    nomination = sent(office, campaign)
    with day(2022, 12, 1), pytest.raises(ActionRefused, match="quá hạn"):
        pull_back_nomination(nomination=nomination, actor=office.hung)
    for who in ("lan", "thao"):
        with pytest.raises(NotAllowed):
            pull_back_nomination(nomination=nomination, actor=getattr(office, who))
    accept_nomination(nomination=nomination, actor=office.thao)
    with pytest.raises(ActionRefused, match="không làm được việc này"):
        pull_back_nomination(nomination=nomination, actor=office.hung)


def test_nobody_signs_or_accepts_a_text_that_changed_since(office, campaign):
    nomination = drafted(office, campaign)
    saved(office, nomination)
    hand_up_nomination(nomination=nomination, actor=office.lan)
    with pytest.raises(ActionRefused, match="đã được sửa"):
        send_nomination(nomination=nomination, edition=0, actor=office.hung)
    nomination = send_nomination(nomination=nomination, edition=1, actor=office.hung)
    with pytest.raises(ActionRefused, match="đã được sửa"):
        accept_nomination(nomination=nomination, edition=0, actor=office.thao)


# Versions


def test_each_sending_keeps_a_version_that_never_changes(office, campaign):
    nomination = returned(office, campaign)
    saved(office, nomination, achievement="Có số liệu")
    sent_again(office, nomination)
    first, second = NominationVersion.objects.all()
    assert (first.number, second.number) == (1, 2)
    assert second.content["achievement"] == "Có số liệu"
    assert first.content["post"] == "Chuyên viên, Vụ Hạ"
    for change in (first.delete, lambda: NominationVersion.objects.update(number=9)):
        with pytest.raises((IntegrityError, InternalError), match="frozen"), transaction.atomic():
            change()


def test_without_the_trigger_a_version_could_be_rewritten(office, campaign):
    sent(office, campaign)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DROP TRIGGER stay_frozen ON awards_nominationversion")
    assert NominationVersion.objects.update(number=9) == 1


def test_what_was_sent_is_withdrawn_and_stays_on_record(office, campaign):
    nomination = returned(office, campaign)
    discard_nomination(nomination=nomination, actor=office.lan)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.versions.count()) == ("WITHDRAWN", 1)
    assert turn(nomination) is None
    drafted(office, campaign)  # the same subject may be nominated anew


# Who deals with it, whose turn it is, what happened


def test_a_specialist_is_named_told_and_asked(office, campaign):
    grant_role(
        account=office.roi,
        role=Role.STANDING_BODY,
        unit=office.root,
        since=FOUNDED,
        actor=office.quan,
    )
    nomination = sent(office, campaign)
    for who in (office.lan, office.phong):
        with pytest.raises(ActionRefused, match="Chỉ giao được"):
            assign_specialist(nomination=nomination, specialist=who, actor=office.thao)
    with pytest.raises(NotAllowed):
        assign_specialist(nomination=nomination, specialist=office.roi, actor=office.hung)
    nomination = assign_specialist(nomination=nomination, specialist=office.roi, actor=office.thao)
    assert turn_accounts(nomination) == [office.roi]
    assert str(turn(nomination)) == ("Thường trực Hội đồng: Trịnh Văn Rời, 0 ngày làm việc")
    told = Notice.objects.filter(kind="nomination_assigned").values_list("account__username")
    assert list(told) == [("roi",)]
    draft = drafted(office, campaign, "lan")
    with pytest.raises(ActionRefused, match="không giao thụ lý được"):
        assign_specialist(nomination=draft, specialist=office.roi, actor=office.thao)


def test_each_state_says_whose_turn_it_is(office, campaign):
    nomination = accepted(office, campaign)
    assert [str(one) for one in turn_accounts(nomination)] == ["Vũ Thị Thảo"]
    review_of(office, nomination)
    nomination.refresh_from_db()
    with day(2022, 11, 18):
        now = turn(nomination)
        assert (now.who, now.working_days, now.is_late) == ("Hội đồng đang xét", 3, False)
    assert turn_accounts(nomination) == []
    with day(2022, 12, 16):
        assert turn(nomination).is_late


def test_the_timeline_tells_everything_in_order(office, campaign):
    nomination = sent(office, campaign)
    assign_specialist(nomination=nomination, specialist=office.thao, actor=office.thao)
    pull_back_nomination(nomination=nomination, actor=office.hung)
    send_nomination(nomination=nomination, actor=office.hung)
    check_nomination(nomination=nomination, checked=["LAW"], actor=office.thao)
    return_nomination(
        nomination=nomination, note="Thiếu", parts={"ACHIEVEMENT": "Số liệu"}, actor=office.thao
    )
    told = [(event.what, event.note) for event in nomination_events(nomination)]
    assert told == [
        ("Lập hồ sơ", ""),
        ("Trình thủ trưởng đơn vị", ""),
        ("Ký trình Hội đồng", "Bản số 1"),
        ("Giao chuyên viên thụ lý", "Vũ Thị Thảo"),
        ("Thủ trưởng thu hồi hồ sơ đã gửi", ""),
        ("Ký trình Hội đồng", "Bản số 2"),
        ("Kiểm tra hồ sơ", "Đã kiểm tra: điều kiện theo quy định"),
        ("Trả lại để sửa", "Thiếu\nCần sửa: tóm tắt thành tích – Số liệu"),
    ]

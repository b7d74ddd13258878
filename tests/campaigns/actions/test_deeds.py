"""Deeds that are pointed out: whose, to whom, and what the unit answers."""

import datetime
from collections import Counter

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from campaigns.actions.deeds import (
    answerers,
    merge_deed,
    reopen_deed,
    take_up_deed,
    thank_for_deed,
)
from campaigns.models import Deed
from campaigns.workflow import DeedState
from tests.campaigns.exemplar_way import reported
from tests.cast import FOUNDED, Office, day
from units.actions.accounts import end_role, grant_role
from units.actions.organisation import create_unit
from units.actions.people import enter_person, post_person
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice, Role, RoleGrant


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10), override("vi"):
        yield


def told() -> Counter[tuple[str, str]]:
    notices = Notice.objects.filter(kind__startswith="deed_")
    return Counter(notices.values_list("kind", "account__username"))


def state(deed: Deed) -> str:
    return Deed.objects.get(pk=deed.pk).state


def test_anyone_points_out_a_deed_and_the_unit_hears(office: Office) -> None:
    deed = reported(office)
    assert (deed.unit, deed.state, deed.reported_by) == (office.a, "REPORTED", office.roi)
    assert told() == {("deed_reported", "lan"): 1, ("deed_reported", "hung"): 1}
    assert AuditEntry.objects.filter(action="report_deed").count() == 1


def test_nobody_points_out_oneself(office: Office) -> None:
    with pytest.raises(ActionRefused, match="không tự giới thiệu mình"):
        reported(office, "roi", by="roi")
    assert not Deed.objects.exists()


def test_nor_a_collective_in_which_one_stands_alone(office: Office) -> None:
    alone = create_unit(parent=office.root, code="to-mot", name="Tổ Một", since=FOUNDED, actor=None)
    post_person(
        person=office.people["roi"],
        unit=alone,
        title="Tổ trưởng",
        rank="DIRECT",
        is_main=False,
        since=FOUNDED,
        actor=None,
    )
    with pytest.raises(ActionRefused, match="tập thể chỉ có mình bạn"):
        reported(office, alone, by="roi")
    empty = create_unit(parent=office.root, code="to-hai", name="Tổ Hai", since=FOUNDED, actor=None)
    with pytest.raises(ActionRefused, match="tập thể chỉ có mình bạn"):
        reported(office, empty, by="roi")
    assert reported(office, alone, by="mai").collective == alone


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"done_on": datetime.date(2022, 1, 11)}, "ở tương lai"),
        ({"text": " "}, "kể việc đã làm"),
    ],
)
def test_what_is_missing_is_said(office: Office, changes: dict, why: str) -> None:
    with pytest.raises(ActionRefused, match=why):
        reported(office, **changes)


def test_somebody_without_a_unit_is_not_pointed_out(office: Office) -> None:
    gone = enter_person(
        agency=office.agency, staff_code="CB99", full_name="Lý Đi", gender="M", actor=None
    )
    with pytest.raises(ActionRefused, match="không còn ở đơn vị nào"):
        reported(office, subject=gone)


def test_the_deed_of_a_head_goes_above(office: Office) -> None:
    deed = reported(office, "hung")
    assert deed.unit == office.root
    # Nobody writes for the whole office: the standing body answers.
    assert told() == {("deed_reported", "thao"): 1}
    with pytest.raises(NotAllowed):
        thank_for_deed(deed=deed, answer="Cảm ơn.", actor=office.hung)
    thank_for_deed(deed=deed, answer="Cảm ơn.", actor=office.thao)
    assert state(deed) == DeedState.THANKED


def test_a_room_without_a_clerk_is_answered_for_by_its_department(office: Office) -> None:
    room = create_unit(parent=office.a, code="phong-1", name="Phòng Một", since=FOUNDED, actor=None)
    post_person(
        person=office.people["mai"],
        unit=room,
        title="Tổ trưởng",
        rank="DIRECT",
        is_main=False,
        since=FOUNDED,
        actor=None,
    )
    assert reported(office, room).unit == office.a


def test_the_head_of_everything_never_answers_for_their_own(office: Office) -> None:
    grant_role(
        account=office.khoa, role=Role.UNIT_HEAD, unit=office.root, since=FOUNDED, actor=None
    )
    deed = reported(office, "khoa")
    assert told() == {("deed_reported", "thao"): 1}
    with pytest.raises(NotAllowed, match="của chính mình"):
        take_up_deed(deed=deed, actor=office.khoa)


def test_nor_does_the_standing_body_hear_of_its_own(office: Office) -> None:
    deed = reported(office, "thao")
    assert (deed.unit, told()) == (office.root, {})
    grant_role(
        account=office.roi, role=Role.STANDING_BODY, unit=office.root, since=FOUNDED, actor=None
    )
    assert answerers(deed) == [office.roi]


def test_the_deed_of_a_clerk_is_the_heads(office: Office) -> None:
    deed = reported(office, "lan")
    assert (deed.unit, told()) == (office.a, {("deed_reported", "hung"): 1})
    with pytest.raises(NotAllowed, match="của chính mình"):
        take_up_deed(deed=deed, actor=office.lan)


def test_a_former_head_is_as_others(office: Office) -> None:
    grant = RoleGrant.objects.get(account=office.hung)
    end_role(grant=grant, actor=office.quan)
    assert reported(office, "hung").unit == office.a


def test_thanks_say_why_and_reach_who_pointed_it_out(office: Office) -> None:
    deed = reported(office)
    with pytest.raises(ActionRefused, match="ghi lời cảm ơn và lý do"):
        thank_for_deed(deed=deed, answer=" ", actor=office.lan)
    for who in ("mai", "roi", "binh", "khoa", "phong"):
        with pytest.raises(NotAllowed):
            thank_for_deed(deed=deed, answer="Cảm ơn.", actor=getattr(office, who))
    thank_for_deed(deed=deed, answer="Cảm ơn; việc thuộc nhiệm vụ.", actor=office.lan)
    assert told()["deed_thanked", "roi"] == 1
    notice = Notice.objects.get(kind="deed_thanked")
    assert notice.body == "Cảm ơn; việc thuộc nhiệm vụ."
    with pytest.raises(ActionRefused, match="“đã cảm ơn”"):
        take_up_deed(deed=deed, actor=office.lan)


def test_two_reports_of_one_deed_become_one(office: Office) -> None:
    first, second = reported(office), reported(office, by="binh")
    third = reported(office, by="dung")
    merge_deed(deed=third, into=second, actor=office.lan)
    merge_deed(deed=second, into=first, actor=office.lan)
    kept = Deed.objects.order_by("pk").values_list("state", "merged_into")
    assert list(kept) == [("REPORTED", None), ("MERGED", first.pk), ("MERGED", first.pk)]
    take_up_deed(deed=first, actor=office.lan)
    # What becomes of it is told to all three.
    assert {who for kind, who in told() if kind == "deed_nominated"} == {"roi", "binh", "dung"}


def test_only_deeds_of_the_same_subject_are_put_together(office: Office) -> None:
    deed = reported(office)
    thanked = thank_for_deed(deed=reported(office, by="dung"), answer="Cảm ơn.", actor=office.lan)
    for other in (reported(office, "lan"), deed, thanked):
        with pytest.raises(ActionRefused, match="cùng người, cùng tập thể"):
            merge_deed(deed=deed, into=other, actor=office.hung)
    assert state(deed) == DeedState.REPORTED


def test_a_deed_waits_again_when_its_nomination_is_gone(office: Office) -> None:
    deed = take_up_deed(deed=reported(office), actor=office.lan)
    reopen_deed(deed=deed, actor=office.lan)
    deed.refresh_from_db()
    assert (deed.state, deed.answered_at) == (DeedState.REPORTED, None)


def test_the_database_keeps_answers_whole(office: Office) -> None:
    deed = reported(office)
    for values in ({"state": "THANKED"}, {"state": "NOMINATED"}, {"merged_into": deed}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deed.objects.filter(pk=deed.pk).update(**values)

"""After the signature: accept, question, amend, withdraw; and the versions that stay."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from campaigns.actions.amendments import (
    accept_pledge,
    amend_pledge,
    question_pledge,
    withdraw_amendment,
)
from campaigns.actions.imports import import_pledge
from campaigns.actions.pledges import return_pledge, save_pledge, send_pledge, sign_pledge
from campaigns.comparison import Content, compare
from campaigns.models import Campaign, Pledge, PledgeVersion
from campaigns.queries.versions import amendment_of, content_of, stored_content
from campaigns.workflow import PledgeState
from tests.campaigns.pledging import accepted, amending, resigned, rows_now, sent, signed
from tests.cast import Office, day, launched_campaign
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def fresh(pledge: Pledge) -> Pledge:
    return Pledge.objects.get(pk=pledge.pk)


def numbers(pledge: Pledge) -> list[tuple[int, bool]]:
    return [(one.number, one.signed_at is not None) for one in pledge.versions.all()]


def test_signing_keeps_a_version_of_what_was_signed(office: Office, campaign: Campaign) -> None:
    pledge = signed(office, campaign)
    [version] = pledge.versions.all()
    assert (version.number, version.signed_by, version.signed_at) == (
        1,
        office.hung,
        fresh(pledge).signed_at,
    )
    content = Content.from_json(version.content)
    assert [(line.commitment, line.value, line.person) for line in content.targets] == [
        ("1. Chất lượng tham mưu", Decimal(95), "Đặng Thị Mai"),
        ("2. Cải tiến quy trình", Decimal(95), "Đặng Thị Mai"),
    ]
    assert [(aim.award, aim.person) for aim in content.aims] == [
        ("LDTT", "Đặng Thị Mai"),
        ("TTLDXS", ""),
    ]


def test_a_signed_version_is_never_changed_and_an_amendment_is(
    office: Office, campaign: Campaign
) -> None:
    pledge = amending(office, campaign)
    first, second = pledge.versions.all()
    refused = "is signed and is never changed"
    for change in (first.delete, lambda: PledgeVersion.objects.update(content={})):
        with pytest.raises(DatabaseError, match=refused), transaction.atomic():
            change()
    second.delete()
    assert numbers(pledge) == [(1, True)]


def test_without_the_trigger_a_signed_version_would_change(
    office: Office, campaign: Campaign
) -> None:
    pledge = signed(office, campaign)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE campaigns_pledgeversion DISABLE TRIGGER stay_signed")
    assert pledge.versions.update(reason="Khác") == 1


def test_accepting_tells_clerk_and_head(office: Office, campaign: Campaign) -> None:
    pledge = accepted(office, campaign)
    assert (fresh(pledge).state, fresh(pledge).accepted_by) == (PledgeState.ACCEPTED, office.thao)
    told = Notice.objects.filter(kind="pledge_accepted")
    assert {notice.account for notice in told} == {office.lan, office.hung}
    assert AuditEntry.objects.filter(action="accept_pledge").count() == 1


def test_questioning_names_the_fields_and_opens_an_amendment(
    office: Office, campaign: Campaign
) -> None:
    pledge = signed(office, campaign)
    target = pledge.targets.first()
    pledge = question_pledge(
        pledge=pledge, note=" Quá thấp. ", fields=[(target.pk, "value")], actor=office.thao
    )
    assert (fresh(pledge).state, fresh(pledge).returned_by) == (PledgeState.RETURNED, office.thao)
    amendment = amendment_of(fresh(pledge))
    assert (amendment.number, amendment.reason, amendment.asked) == (
        2,
        "Quá thấp.",
        [[target.pk, "value"]],
    )
    [entry] = AuditEntry.objects.filter(action="question_pledge")
    assert (entry.reason, entry.changes) == ("Quá thấp.", {"fields": [[target.pk, "value"]]})
    assert set(Notice.objects.filter(kind="pledge_returned").values_list("body", flat=True)) == {
        "Quá thấp."
    }


def test_only_the_fields_in_question_change(office: Office, campaign: Campaign) -> None:
    pledge = signed(office, campaign)
    target = pledge.targets.first()
    pledge = question_pledge(
        pledge=pledge, note="Quá thấp.", fields=[(target.pk, "value")], actor=office.thao
    )
    edition = pledge.edition
    for changed in (
        {"indicator": "Khác"},
        {"due_on": datetime.date(2022, 12, 1)},
        {"person_id": office.people["lan"].pk},
    ):
        rows = rows_now(pledge)
        rows.targets[0] |= changed
        with pytest.raises(ActionRefused, match="chỉ yêu cầu sửa những ô"):
            save_pledge(pledge=pledge, content=rows, edition=edition, actor=office.lan)
    rows = rows_now(pledge)
    for part in (rows.targets, rows.aims):
        fewer = rows_now(pledge)
        (fewer.targets if part is rows.targets else fewer.aims).pop()
        with pytest.raises(ActionRefused, match="chỉ yêu cầu sửa những ô"):
            save_pledge(pledge=pledge, content=fewer, edition=edition, actor=office.lan)
    rows.targets[0] |= {"value": Decimal(99)}
    pledge = resigned(office, fresh(pledge), rows)
    assert [target.value for target in pledge.targets.all()] == [99, 95]
    assert numbers(pledge) == [(1, True), (2, True)]


def test_a_question_without_fields_leaves_everything_open(
    office: Office, campaign: Campaign
) -> None:
    pledge = question_pledge(
        pledge=signed(office, campaign), note="Viết lại.", fields=[], actor=office.thao
    )
    rows = rows_now(pledge)
    rows.targets[1] |= {"indicator": "Viết lại"}
    pledge = resigned(office, fresh(pledge), rows)
    assert [target.indicator for target in pledge.targets.all()] == ["Chỉ tiêu 1", "Viết lại"]


@pytest.mark.parametrize("field", ["commitment", "password"])
def test_a_field_that_nobody_may_ask_for_is_refused(
    office: Office, campaign: Campaign, field: str
) -> None:
    pledge = signed(office, campaign)
    target = pledge.targets.first()
    with pytest.raises(ActionRefused, match="không có ô đã chọn"):
        question_pledge(pledge=pledge, note="Sửa.", fields=[(target.pk, field)], actor=office.thao)
    assert numbers(pledge) == [(1, True)]


def test_what_was_signed_stands_until_the_amendment_is_signed(
    office: Office, campaign: Campaign
) -> None:
    pledge = amending(office, campaign)
    first = pledge.targets.first()
    rows = rows_now(pledge)
    rows.targets[0] |= {"value": Decimal(80)}
    rows.aims.pop()
    pledge = save_pledge(pledge=pledge, content=rows, edition=pledge.edition, actor=office.lan)
    assert [line.value for line in content_of(pledge).targets] == [80, 95]
    assert [line.value for line in stored_content(pledge).targets] == [95, 95]
    assert first.pledge.targets.get(pk=first.pk).value == 95
    pledge = send_pledge(pledge=pledge, actor=office.lan)
    assert pledge.targets.get(pk=first.pk).value == 95
    pledge = sign_pledge(pledge=pledge, actor=office.hung)
    assert pledge.targets.get(pk=first.pk).value == 80
    assert [aim.award for aim in pledge.aims.all()] == ["LDTT"]
    assert (fresh(pledge).state, fresh(pledge).accepted_at) == (PledgeState.SIGNED, None)


def test_two_versions_are_compared_by_their_rows(office: Office, campaign: Campaign) -> None:
    pledge = amending(office, campaign)
    rows = rows_now(pledge)
    rows.targets[0] |= {"value": Decimal(80)}
    rows.targets.append(rows.targets[1] | {"pk": None, "indicator": "Việc mới"})
    pledge = resigned(office, pledge, rows)
    old, new = (Content.from_json(one.content) for one in pledge.versions.all())
    changes = compare(old, new).targets
    assert [(change.kind, change.line.indicator) for change in changes] == [
        ("changed", "Chỉ tiêu 1"),
        ("added", "Việc mới"),
    ]
    assert new.targets[2].key == pledge.targets.get(indicator="Việc mới").pk


def test_an_amendment_is_sent_after_the_deadline_and_returned_by_the_head(
    office: Office, campaign: Campaign
) -> None:
    pledge = amending(office, campaign)
    with day(2022, 8, 1):
        pledge = send_pledge(pledge=pledge, actor=office.lan)
        pledge = return_pledge(pledge=pledge, note="Chưa rõ.", actor=office.hung)
    assert (fresh(pledge).state, fresh(pledge).returned_by) == (PledgeState.RETURNED, office.hung)
    assert numbers(pledge) == [(1, True), (2, False)]


def test_an_unfinished_amendment_is_not_sent(office: Office, campaign: Campaign) -> None:
    pledge = amending(office, campaign)
    rows = rows_now(pledge)
    rows.targets[0] |= {"person_id": None}
    pledge = save_pledge(pledge=pledge, content=rows, edition=pledge.edition, actor=office.lan)
    with pytest.raises(ActionRefused, match="chỉ tiêu ở nội dung số 1 thiếu"):
        send_pledge(pledge=pledge, actor=office.lan)


@pytest.mark.parametrize("made", [signed, accepted])
def test_withdrawing_leaves_everything_as_it_was(
    office: Office, campaign: Campaign, made: Callable[..., Pledge]
) -> None:
    pledge = made(office, campaign)
    before = fresh(pledge).state
    pledge = amend_pledge(pledge=pledge, reason="Nhầm.", actor=office.lan)
    pledge = withdraw_amendment(pledge=pledge, actor=office.lan)
    assert (fresh(pledge).state, numbers(pledge)) == (before, [(1, True)])


def test_a_file_is_imported_anew_after_its_amendment_was_withdrawn(
    office: Office, campaign: Campaign
) -> None:
    pledge = accepted(office, campaign)
    rows = rows_now(pledge)
    rows.targets[0] |= {"value": Decimal(80)}
    file = {"content": rows, "sha256": "a" * 64, "actor": office.lan}
    for _time in range(2):
        pledge = amend_pledge(pledge=pledge, reason="Theo tệp.", actor=office.lan)
        pledge = import_pledge(pledge=pledge, edition=pledge.edition, **file)
        assert [line.value for line in content_of(pledge).targets] == [80, 95]
        with pytest.raises(ActionRefused, match="Tệp này"):
            import_pledge(pledge=pledge, edition=pledge.edition, **file)
        pledge = withdraw_amendment(pledge=pledge, actor=office.lan)
    assert [line.value for line in content_of(pledge).targets] == [95, 95]


def test_what_the_standing_body_asked_for_is_not_withdrawn(
    office: Office, campaign: Campaign
) -> None:
    pledge = question_pledge(
        pledge=signed(office, campaign), note="Sửa.", fields=[], actor=office.thao
    )
    with pytest.raises(ActionRefused, match="Không có bản sửa đổi nào để bỏ"):
        withdraw_amendment(pledge=pledge, actor=office.lan)
    assert numbers(pledge) == [(1, True), (2, False)]


@pytest.mark.parametrize("step", [amend_pledge, question_pledge])
def test_a_reason_is_needed(office: Office, campaign: Campaign, step: Callable[..., Any]) -> None:
    pledge = signed(office, campaign)
    words, who = ("reason", office.lan) if step is amend_pledge else ("note", office.thao)
    more = {} if step is amend_pledge else {"fields": []}
    with pytest.raises(ActionRefused, match="lý do"):
        step(pledge=pledge, actor=who, **{words: "  "}, **more)
    assert fresh(pledge).state == PledgeState.SIGNED


STEPS: dict[str, tuple[Callable[..., Any], dict[str, Any], set[str]]] = {
    "accept": (accept_pledge, {}, {"thao"}),
    "question": (question_pledge, {"note": "Sửa.", "fields": []}, {"thao"}),
    "amend": (amend_pledge, {"reason": "Sửa."}, {"lan", "hung"}),
}


@pytest.mark.parametrize("name", STEPS)
def test_nobody_else_takes_the_steps(office: Office, campaign: Campaign, name: str) -> None:
    act, more, may = STEPS[name]
    pledge = signed(office, campaign)
    for who in set(office.accounts) - may:
        with pytest.raises(NotAllowed):
            act(pledge=pledge, actor=getattr(office, who), **more)
    assert (fresh(pledge).state, numbers(pledge)) == (PledgeState.SIGNED, [(1, True)])


@pytest.mark.parametrize(
    ("name", "made"), [("accept", sent), ("amend", sent), ("question", accepted)]
)
def test_a_step_from_the_wrong_state_is_refused(
    office: Office, campaign: Campaign, name: str, made: Callable[..., Pledge]
) -> None:
    act, more, may = STEPS[name]
    pledge = made(office, campaign)
    with pytest.raises(ActionRefused, match="đang ở trạng thái"):
        act(pledge=pledge, actor=getattr(office, min(may)), **more)

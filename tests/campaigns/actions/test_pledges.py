"""Write a pledge, send it, recall it, sign it, return it."""

import datetime
from typing import Any

import pytest
from django.utils.timezone import localtime
from django.utils.translation import override

from campaigns.actions.campaigns import close_campaign, draft_campaign
from campaigns.actions.pledges import (
    PledgeContent,
    begin_pledge,
    recall_pledge,
    return_pledge,
    save_pledge,
    send_pledge,
    sign_pledge,
)
from campaigns.models import Campaign, Pledge
from campaigns.workflow import PledgeState
from tests.campaigns.pledging import drafted, sent, signed, target, whole
from tests.cast import LAUNCH, Office, day, launched_campaign
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Notice


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10), override("vi"):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def entries(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action))


def state(pledge: Pledge) -> str:
    return Pledge.objects.get(pk=pledge.pk).state


def test_beginning_opens_one_pledge_for_the_unit(office: Office, campaign: Campaign) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    assert (pledge.state, pledge.edition) == (PledgeState.DRAFT, 0)
    assert begin_pledge(campaign=campaign, unit=office.a, actor=office.hung) == pledge
    assert [entry.changes for entry in entries("begin_pledge")] == [{"unit": office.a.pk}]


def test_nobody_else_begins_one(office: Office, campaign: Campaign) -> None:
    for who in set(office.accounts) - {"lan", "hung"}:
        with pytest.raises(NotAllowed):
            begin_pledge(campaign=campaign, unit=office.a, actor=getattr(office, who))
    assert not Pledge.objects.exists()


def test_nothing_is_pledged_to_a_draft_or_a_closed_campaign(
    office: Office, campaign: Campaign
) -> None:
    draft = draft_campaign(agency=office.agency, source_text=LAUNCH, actor=office.thao)
    with pytest.raises(ActionRefused, match="đang soạn nên không làm được việc này"):
        begin_pledge(campaign=draft, unit=office.a, actor=office.lan)
    close_campaign(campaign=campaign, actor=office.thao)
    with pytest.raises(ActionRefused, match="đã tổng kết nên không làm được việc này"):
        begin_pledge(campaign=Campaign.objects.get(pk=campaign.pk), unit=office.a, actor=office.lan)


def test_a_unit_that_does_not_pledge_begins_nothing(office: Office, campaign: Campaign) -> None:
    office.a.pledges = False
    office.a.save()
    with pytest.raises(ActionRefused, match="không tự đăng ký"):
        begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)


def test_saving_replaces_the_rows_and_counts_the_edition(
    office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    assert [(t.indicator, t.value, t.person) for t in pledge.targets.all()] == [
        ("Chỉ tiêu 1", 95, office.people["mai"]),
        ("Chỉ tiêu 2", 95, office.people["mai"]),
    ]
    assert [(a.award, a.person) for a in pledge.aims.all()] == [
        ("LDTT", office.people["mai"]),
        ("TTLDXS", None),
    ]
    less = PledgeContent(targets=[target(1, office, campaign, indicator="Mới")], aims=[])
    pledge = save_pledge(pledge=pledge, content=less, edition=1, actor=office.hung)
    assert [t.indicator for t in pledge.targets.all()] == ["Mới"]
    assert (pledge.aims.count(), pledge.edition) == (0, 2)
    assert [entry.changes for entry in reversed(entries("save_pledge"))] == [
        {"edition": 1, "targets": 2, "aims": 2},
        {"edition": 2, "targets": 1, "aims": 0},
    ]


def test_a_row_with_its_key_changes_its_target_in_place(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    first, second = pledge.targets.values_list("pk", flat=True)
    rows = [target(2, office, campaign, pk=second, value=96), target(1, office, campaign)]
    content = PledgeContent(targets=rows, aims=[])
    save_pledge(pledge=pledge, content=content, edition=1, actor=office.lan)
    [new, kept] = pledge.targets.all()
    assert (kept.pk, kept.value, kept.indicator) == (second, 96, "Chỉ tiêu 2")
    assert new.pk not in {first, second}


def test_the_key_of_another_units_target_is_no_key(office: Office, campaign: Campaign) -> None:
    other = begin_pledge(campaign=campaign, unit=office.b, actor=office.binh)
    rows = PledgeContent(targets=[target(1, office, campaign, indicator="Của họ")], aims=[])
    save_pledge(pledge=other, content=rows, edition=0, actor=office.binh)
    [theirs] = other.targets.all()
    pledge = drafted(office, campaign)
    rows = PledgeContent(targets=[target(1, office, campaign, pk=theirs.pk)], aims=[])
    save_pledge(pledge=pledge, content=rows, edition=1, actor=office.lan)
    assert [t.indicator for t in other.targets.all()] == ["Của họ"]
    assert [t.indicator for t in pledge.targets.all()] == ["Chỉ tiêu 1"]


def test_titles_that_stay_keep_their_rows(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    mai, unit = pledge.aims.all()
    titles = [{"award": "TTLDXS", "person_id": None}, {"award": "CO_BO", "person_id": None}]
    content = PledgeContent(targets=[], aims=titles)
    save_pledge(pledge=pledge, content=content, edition=1, actor=office.lan)
    kept, new = pledge.aims.all()
    assert (kept, new.award) == (unit, "CO_BO")
    assert not pledge.aims.filter(pk=mai.pk).exists()


def test_an_unfinished_row_is_kept_as_typed(office: Office, campaign: Campaign) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    row = {"commitment_id": campaign.commitments.first().pk, "indicator": "Mới nghĩ tới"}
    content = PledgeContent(targets=[row], aims=[])
    save_pledge(pledge=pledge, content=content, edition=0, actor=office.lan)
    [kept] = pledge.targets.all()
    assert (kept.indicator, kept.value, kept.due_on, kept.person) == (
        "Mới nghĩ tới",
        None,
        None,
        None,
    )


def test_the_second_of_two_writers_overwrites_nothing(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    with pytest.raises(ActionRefused, match="người khác đã lưu"):
        save_pledge(
            pledge=pledge,
            content=PledgeContent(targets=[], aims=[]),
            edition=0,
            actor=office.hung,
        )
    assert (pledge.targets.count(), len(entries("save_pledge"))) == (2, 1)


def test_sending_puts_it_on_the_heads_desk(office: Office, campaign: Campaign) -> None:
    pledge = sent(office, campaign)
    pledge.refresh_from_db()
    assert (pledge.state, pledge.sent_by) == (PledgeState.SENT, office.lan)
    assert localtime(pledge.sent_at).date() == datetime.date(2022, 1, 10)
    [notice] = Notice.objects.filter(kind="pledge_sent")
    assert (notice.account, notice.path) == (office.hung, pledge.get_absolute_url())
    assert notice.subject == "Đăng ký thi đua 2022 của Vụ Hạ chờ ký"
    assert [entry.changes for entry in entries("send_pledge")] == [{"edition": 1}]


def test_on_the_last_day_it_is_still_in_time(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    with day(2022, 2, 15):
        send_pledge(pledge=pledge, actor=office.lan)
    assert state(pledge) == PledgeState.SENT


def test_the_day_after_it_is_refused_with_the_deadline_and_the_draft_stays(
    office: Office, campaign: Campaign
) -> None:
    pledge = drafted(office, campaign)
    with day(2022, 2, 16), pytest.raises(ActionRefused, match="15/02/2022"):
        send_pledge(pledge=pledge, actor=office.lan)
    assert (state(pledge), pledge.targets.count()) == (PledgeState.DRAFT, 2)
    assert (entries("send_pledge"), Notice.objects.filter(kind="pledge_sent").count()) == ([], 0)


@pytest.mark.parametrize("part", ["indicator", "value", "measure", "due_on", "person_id"])
def test_a_target_that_cannot_be_measured_is_refused_by_its_number(
    office: Office, campaign: Campaign, part: str
) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    empty = "" if part in {"indicator", "measure"} else None
    rows = [target(1, office, campaign), target(2, office, campaign, **{part: empty})]
    content = PledgeContent(targets=rows, aims=[])
    save_pledge(pledge=pledge, content=content, edition=0, actor=office.lan)
    with pytest.raises(ActionRefused, match="chỉ tiêu ở nội dung số 2 thiếu"):
        send_pledge(pledge=pledge, actor=office.lan)
    assert state(pledge) == PledgeState.DRAFT


def test_a_commitment_left_out_is_refused_by_its_number(office: Office, campaign: Campaign) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    with pytest.raises(ActionRefused, match="chưa có chỉ tiêu cho nội dung số 1, 2"):
        send_pledge(pledge=pledge, actor=office.lan)


def test_recalling_lets_the_clerk_write_on(office: Office, campaign: Campaign) -> None:
    pledge = recall_pledge(pledge=sent(office, campaign), actor=office.lan)
    assert state(pledge) == PledgeState.DRAFT
    assert len(entries("recall_pledge")) == 1


def test_signing_is_the_end_of_it(office: Office, campaign: Campaign) -> None:
    pledge = signed(office, campaign)
    pledge.refresh_from_db()
    assert (pledge.state, pledge.signed_by) == (PledgeState.SIGNED, office.hung)
    [notice] = Notice.objects.filter(kind="pledge_signed")
    assert (notice.account, notice.subject) == (
        office.lan,
        "Đăng ký thi đua 2022 của Vụ Hạ đã được ký",
    )
    assert len(entries("sign_pledge")) == 1


def test_returning_tells_the_clerk_why(office: Office, campaign: Campaign) -> None:
    pledge = sent(office, campaign)
    return_pledge(pledge=pledge, note="  Chỉ tiêu 2 quá thấp. ", actor=office.hung)
    pledge.refresh_from_db()
    assert (pledge.state, pledge.return_note) == (PledgeState.RETURNED, "Chỉ tiêu 2 quá thấp.")
    [notice] = Notice.objects.filter(kind="pledge_returned")
    assert (notice.account, notice.body) == (office.lan, "Chỉ tiêu 2 quá thấp.")
    [entry] = entries("return_pledge")
    assert entry.reason == "Chỉ tiêu 2 quá thấp."


def test_returning_without_a_reason_is_refused(office: Office, campaign: Campaign) -> None:
    pledge = sent(office, campaign)
    with pytest.raises(ActionRefused, match="lý do"):
        return_pledge(pledge=pledge, note=" \n ", actor=office.hung)
    assert state(pledge) == PledgeState.SENT


def test_a_returned_pledge_goes_round_again_and_tells_again(
    office: Office, campaign: Campaign
) -> None:
    pledge = sent(office, campaign)
    return_pledge(pledge=pledge, note="Sửa lại.", actor=office.hung)
    again = save_pledge(pledge=pledge, content=whole(office, campaign), edition=1, actor=office.lan)
    assert again.return_note == "Sửa lại."
    again = send_pledge(pledge=again, actor=office.lan)
    again.refresh_from_db()
    assert again.return_note == ""
    sign_pledge(pledge=again, actor=office.hung)
    assert Notice.objects.filter(kind="pledge_sent", account=office.hung).count() == 2


def step(name: str, pledge: Pledge, actor: Any) -> None:
    """Take one of the steps of a pledge by its name."""
    steps = {
        "save": lambda: save_pledge(
            pledge=pledge,
            content=PledgeContent(targets=[], aims=[]),
            edition=pledge.edition,
            actor=actor,
        ),
        "send": lambda: send_pledge(pledge=pledge, actor=actor),
        "recall": lambda: recall_pledge(pledge=pledge, actor=actor),
        "sign": lambda: sign_pledge(pledge=pledge, actor=actor),
        "return": lambda: return_pledge(pledge=pledge, note="Lý do.", actor=actor),
    }
    steps[name]()


@pytest.mark.parametrize(
    ("made", "name", "who"),
    [
        (drafted, "recall", "lan"),
        (drafted, "sign", "hung"),
        (drafted, "return", "hung"),
        (sent, "save", "lan"),
        (sent, "send", "lan"),
        (signed, "save", "lan"),
        (signed, "send", "hung"),
        (signed, "recall", "lan"),
        (signed, "sign", "hung"),
        (signed, "return", "hung"),
    ],
)
def test_a_step_from_the_wrong_state_is_refused(
    office: Office, campaign: Campaign, made: Any, name: str, who: str
) -> None:
    pledge = made(office, campaign)
    before = (state(pledge), AuditEntry.objects.count())
    with pytest.raises(ActionRefused, match="đang ở trạng thái"):
        step(name, pledge, getattr(office, who))
    assert (state(pledge), AuditEntry.objects.count()) == before


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("save", {"lan", "hung"}),
        ("send", {"lan", "hung"}),
        ("recall", {"lan"}),
        ("sign", {"hung"}),
        ("return", {"hung"}),
    ],
)
def test_a_step_by_the_wrong_person_is_refused(
    office: Office, campaign: Campaign, name: str, may: set[str]
) -> None:
    pledge = drafted(office, campaign) if name in {"save", "send"} else sent(office, campaign)
    before = (state(pledge), AuditEntry.objects.count())
    for who in set(office.accounts) - may:
        with pytest.raises(NotAllowed):
            step(name, pledge, getattr(office, who))
    assert (state(pledge), AuditEntry.objects.count()) == before


def test_after_the_close_no_step_is_open(office: Office, campaign: Campaign) -> None:
    pledge = sent(office, campaign)
    close_campaign(campaign=campaign, actor=office.thao)
    with pytest.raises(ActionRefused, match="đã tổng kết"):
        step("sign", pledge, office.hung)
    assert state(pledge) == PledgeState.SENT

"""What is read of campaigns and pledges."""

import datetime

import pytest
from django.utils.translation import override

from campaigns.actions.pledges import PledgeContent, begin_pledge, save_pledge, send_pledge
from campaigns.models import Campaign, Pledge
from campaigns.queries.campaigns import campaigns_open_to, leading, open_campaigns, timeline
from campaigns.queries.pledges import (
    board_counts,
    gaps,
    people_to_choose,
    pledge_board,
    pledge_rows,
    pledging_units,
    signed_targets_per_commitment,
    targets_by_commitment,
    units_without_pledge,
)
from campaigns.workflow import CampaignState, PledgeState
from tests.campaigns.pledging import drafted, signed, target, whole
from tests.cast import FOUNDED, Office, day, launched_campaign, peak
from units.actions.organisation import create_unit
from units.actions.people import post_person

TODAY = datetime.date(2022, 1, 10)


@pytest.fixture(autouse=True)
def today():
    with day(2022, 1, 10), override("vi"):
        yield


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


def test_timeline_names_the_next_day(campaign: Campaign) -> None:
    assert timeline(campaign, TODAY) == [
        ("Ngày phát động: 31/12/2021", "done"),
        ("Hạn đăng ký thi đua: 15/02/2022", "current"),
        ("Ngày sơ kết: 30/06/2022", "todo"),
        ("Hạn đề nghị khen thưởng: 30/11/2022", "todo"),
        ("Ngày họp Hội đồng: 15/12/2022", "todo"),
        ("Ngày tổng kết: 31/12/2022", "todo"),
    ]


def test_on_its_day_a_deadline_is_current_and_over_the_day_after(campaign: Campaign) -> None:
    def states(*parts: int) -> list[str]:
        return [state for _label, state in timeline(campaign, datetime.date(*parts))]

    assert states(2022, 2, 15) == ["done", "current", "todo", "todo", "todo", "todo"]
    assert states(2022, 2, 16) == ["done", "done", "current", "todo", "todo", "todo"]
    assert states(2023, 1, 1) == ["done"] * 6


def test_open_campaigns_are_the_launched_ones(office: Office, campaign: Campaign) -> None:
    assert list(open_campaigns([office.agency.pk])) == [campaign]
    Campaign.objects.update(state=CampaignState.CLOSED)
    assert list(open_campaigns([office.agency.pk])) == []


def test_a_campaign_is_open_to_units_of_its_scope(office: Office, campaign: Campaign) -> None:
    own = peak(office, scope=office.a)
    room = create_unit(parent=office.a, code="phong-1", name="Phòng Một", since=FOUNDED, actor=None)
    assert list(campaigns_open_to(room)) == [own, campaign]
    assert list(campaigns_open_to(office.a)) == [own, campaign]
    assert list(campaigns_open_to(office.b)) == [campaign]


def test_the_yearly_campaign_of_the_agency_leads(office: Office, campaign: Campaign) -> None:
    later = [peak(office), peak(office, scope=office.a)]
    assert leading(Campaign.objects.all()) == campaign
    assert leading(Campaign.objects.exclude(pk=campaign.pk)) == later[-1]
    assert leading(Campaign.objects.none()) is None


def test_pledging_units_leave_out_root_and_party_cell(office: Office) -> None:
    assert list(pledging_units(office.agency, TODAY)) == [office.b, office.a]
    assert list(pledging_units(office.agency, FOUNDED - datetime.timedelta(days=1))) == []


def test_units_without_pledge_by_state(office: Office, campaign: Campaign) -> None:
    drafted(office, campaign)
    assert list(units_without_pledge(campaign, TODAY)) == [office.b, office.a]
    begun = (PledgeState.DRAFT,)
    assert list(units_without_pledge(campaign, TODAY, begun)) == [office.b]


def test_the_board_tells_state_and_bloc(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    everywhere = [office.root.pk, office.a.pk, office.b.pk, office.cell.pk]
    rows = pledge_board(campaign, everywhere, TODAY)
    assert [(u.name, u.pledge_id, u.pledge_state, u.board_state, u.bloc_name) for u in rows] == [
        ("Cục Thu", None, None, "NOT_BEGUN", "Khối Một"),
        ("Vụ Hạ", pledge.pk, "DRAFT", "DRAFT", "Khối Một"),
    ]
    assert list(pledge_board(campaign, [office.b.pk], TODAY)) == [office.b]


def test_board_counts_add_up_to_the_board(office: Office, campaign: Campaign) -> None:
    signed(office, campaign)
    board = pledge_board(campaign, [office.a.pk, office.b.pk], TODAY)
    assert board_counts(board) == [
        ("NOT_BEGUN", "chưa đăng ký", 1),
        ("DRAFT", "đang soạn", 0),
        ("SENT", "chờ thủ trưởng ký", 0),
        ("RETURNED", "trả lại để sửa", 0),
        ("SIGNED", "đã ký, chờ tiếp nhận", 1),
        ("ACCEPTED", "đã tiếp nhận", 0),
    ]


def test_rows_count_their_targets(office: Office, campaign: Campaign) -> None:
    drafted(office, campaign)
    begin_pledge(campaign=campaign, unit=office.b, actor=office.binh)
    rows = pledge_rows(Pledge.objects.all())
    assert [(row.unit.name, row.target_count) for row in rows] == [("Cục Thu", 0), ("Vụ Hạ", 2)]


def test_gaps_name_the_commitments(office: Office, campaign: Campaign) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    assert gaps(pledge) == ([1, 2], [])
    vague = PledgeContent(targets=[target(2, office, campaign, value=None)], aims=[])
    save_pledge(pledge=pledge, content=vague, edition=0, actor=office.lan)
    assert gaps(pledge) == ([1], [2])
    save_pledge(pledge=pledge, content=whole(office, campaign), edition=1, actor=office.lan)
    assert gaps(pledge) == ([], [])


def test_targets_stand_under_their_commitment(office: Office, campaign: Campaign) -> None:
    pledge = begin_pledge(campaign=campaign, unit=office.a, actor=office.lan)
    rows = [target(2, office, campaign), target(2, office, campaign, indicator="Thêm")]
    content = PledgeContent(targets=rows, aims=[])
    save_pledge(pledge=pledge, content=content, edition=0, actor=office.lan)
    assert [
        (commitment.number, [str(t) for t in targets])
        for commitment, targets in targets_by_commitment(pledge)
    ] == [(1, []), (2, ["Chỉ tiêu 2", "Thêm"])]


def test_people_are_offered_by_unit_and_given_name(office: Office, campaign: Campaign) -> None:
    room = create_unit(parent=office.a, code="phong-1", name="Phòng Một", since=FOUNDED, actor=None)
    post_person(
        person=office.people["roi"],
        unit=room,
        title="Nhân viên",
        rank="DIRECT",
        since=TODAY,
        is_main=False,
        actor=None,
    )
    pledge = drafted(office, campaign)
    groups = people_to_choose(pledge, TODAY)
    assert [(unit, [name for _pk, name in people]) for unit, people in groups] == [
        (
            "Vụ Hạ",
            [
                "Trần Văn Hùng, Vụ trưởng",
                "Nguyễn Thị Lan, Chuyên viên",
                "Đặng Thị Mai, Chuyên viên",
            ],
        ),
        ("Phòng Một", ["Trịnh Văn Rời, Nhân viên"]),
    ]


def test_whoever_is_named_stays_choosable_after_leaving(office: Office, campaign: Campaign) -> None:
    pledge = drafted(office, campaign)
    office.people["mai"].postings.update(until=TODAY)
    groups = dict(people_to_choose(pledge, TODAY))
    assert groups["Đã rời đơn vị"] == [(office.people["mai"].pk, "Đặng Thị Mai")]
    assert office.people["mai"].pk not in dict(groups["Vụ Hạ"])


def test_commitments_count_signed_targets_only(office: Office, campaign: Campaign) -> None:
    signed(office, campaign)
    other = begin_pledge(campaign=campaign, unit=office.b, actor=office.binh)
    save_pledge(pledge=other, content=whole(office, campaign), edition=0, actor=office.binh)
    send_pledge(pledge=other, actor=office.binh)
    units = [office.a.pk, office.b.pk]
    rows = signed_targets_per_commitment(campaign, units)
    assert [(c.number, c.target_count, c.unit_count) for c in rows] == [(1, 1, 1), (2, 1, 1)]
    elsewhere = signed_targets_per_commitment(campaign, [office.b.pk])
    assert [(c.target_count, c.unit_count) for c in elsewhere] == [(0, 0), (0, 0)]

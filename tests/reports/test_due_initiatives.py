"""The to-do list names the next step of an initiative to whoever takes it, and to nobody else."""

import datetime

import pytest

from campaigns.actions.adoptions import record_adoption
from campaigns.actions.proposals import return_proposal
from reports.queries.due import due_for
from tests.campaigns.initiative_way import (
    COUNCIL,
    drafted,
    endorsed,
    passed,
    score,
    seat_council,
    sent,
    sitting_of,
    through,
)
from tests.cast import CAST, Office, day
from units import clock

D = datetime.date
TITLE = "Sáng kiến: Sổ tay thẩm tra dùng chung"


@pytest.fixture(autouse=True)
def today():
    with day(2022, 10, 3):
        yield


@pytest.fixture
def council(office: Office) -> Office:
    seat_council(office)
    return office


def due(office: Office) -> dict[str, list[tuple[str, str]]]:
    """What waits for each of the cast: (title, step)."""
    found = {
        name: [(one.title, one.step) for one in due_for(getattr(office, name), clock.today())]
        for name, *_rest in CAST
    }
    return {name: lines for name, lines in found.items() if lines}


def test_an_author_confirms_and_the_first_goes_on(council: Office) -> None:
    drafted(council)
    assert due(council) == {"mai": [(TITLE, "Viết tiếp")], "lan": [(TITLE, "Xác nhận tỷ lệ")]}


def test_a_returned_one_is_the_authors_again(council: Office) -> None:
    return_proposal(proposal=sent(council), note="Thiếu", actor=council.hung)
    (line,) = due_for(council.mai, clock.today())
    assert (line.step, line.where, line.since) == ("Viết tiếp", "trả lại để sửa", D(2022, 10, 3))


def test_then_the_head_then_the_standing_body(council: Office) -> None:
    proposal = sent(council)
    assert due(council) == {"hung": [(TITLE, "Cho ý kiến")]}
    assert proposal.state == "SENT"


def test_endorsed_ones_are_one_line(council: Office) -> None:
    for number in range(2):
        endorsed(council, {"mai": 100}, title=f"Số {number}")
    assert due(council) == {"thao": [("2 đơn sáng kiến", "Mở phiên họp")]}


def test_members_owe_sheets_and_the_chair_ends(council: Office) -> None:
    item = sitting_of(council, endorsed(council)).items.get()
    line = ("Phiên xét sáng kiến 2022", "Chấm")
    assert due(council) == {name: [line] for name in COUNCIL}
    score(council, item, *COUNCIL)
    assert due(council) == {"khoa": [("Phiên xét sáng kiến 2022", "Kết thúc phiên")]}


def test_what_the_council_has_seen_waits_for_the_decision(council: Office) -> None:
    passed(council, endorsed(council))
    assert due(council) == {"oanh": [(TITLE, "Công nhận")]}


def test_a_recorded_use_waits_for_its_head(council: Office) -> None:
    record_adoption(
        initiative=through(council),
        unit=council.b,
        since=D(2022, 9, 1),
        effect="Giảm 3 ngày",
        actor=council.binh,
    )
    title = "Cục Thu áp dụng sáng kiến: Sổ tay thẩm tra dùng chung"
    assert due(council) == {"son": [(title, "Xem và xác nhận")]}


def test_many_are_one_line(council: Office) -> None:
    for number in range(5):
        sent(council, {"mai": 100}, title=f"Số {number}")
    assert due(council) == {"hung": [("5 đơn sáng kiến", "Cho ý kiến")]}

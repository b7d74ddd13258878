"""The to-do lines of scoring: who owes what, in its window and not a day longer."""

from typing import Any

import pytest

from campaigns.models import ScoringRound
from reports.queries.due.scores import scores
from tests.campaigns import scoring_way as way
from tests.cast import Office, launched_campaign
from units import clock
from units.clock import at


@pytest.fixture
def round_(office: Office) -> ScoringRound:
    return way.opened(office, launched_campaign(office))


def due(office: Office, who: str, when: Any) -> list[tuple[str, str]]:
    with at(when):
        return [(one.title, one.where) for one in scores(getattr(office, who), clock.today())]


def cross(given: int) -> list[tuple[str, str]]:
    return [("Chấm chéo 2022 – Cục Thu", f"đã chấm {given}/2 tiêu chí")]


def test_units_owe_their_own_scores_then_those_of_the_others(office: Office, round_) -> None:
    own = [("Tự chấm điểm 2022 – Vụ Hạ", "đã chấm 0/2 tiêu chí")]
    assert due(office, "lan", way.CLAIMING) == due(office, "hung", way.CLAIMING) == own
    assert due(office, "lan", way.CROSSING) == [
        ("Chấm chéo 2022 – Cục Thu", "đã chấm 0/2 tiêu chí")
    ]
    with at(way.CROSSING):
        work = {"Đúng hạn": 0, "Cải tiến": None}
        way.give(round_, office.b, "CROSS", work, office.lan, scorer=office.a)
    assert due(office, "lan", way.CROSSING) == [
        ("Chấm chéo 2022 – Cục Thu", "đã chấm 1/2 tiêu chí")
    ]
    with at(way.CROSSING):
        way.give(round_, office.b, "CROSS", {"Cải tiến": 0}, office.lan, scorer=office.a)
    assert due(office, "lan", way.CROSSING) == []
    assert due(office, "binh", way.CHECKING) == []
    assert due(office, "mai", way.CLAIMING) == []


def test_the_standing_body_owes_checks_then_the_publication(office: Office, round_) -> None:
    assert due(office, "thao", way.CROSSING) == []
    assert due(office, "thao", way.CHECKING) == [
        ("2 đơn vị chờ thẩm định điểm", "chưa thẩm định đủ")
    ]
    way.scored(office, round_, way.CHECKED_A, way.CHECKED_B)
    assert due(office, "thao", way.CHECKING) == []
    assert due(office, "thao", way.OVER) == [("1 khối chờ công bố xếp hạng", "chưa công bố")]
    with at(way.OVER):
        way.published(office, round_)
    assert due(office, "thao", way.OVER) == []
    assert due(office, "phong", way.CHECKING) == []

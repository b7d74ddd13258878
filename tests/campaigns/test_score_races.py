"""A unit scores itself while the table is replaced: what was given is not left behind."""

import threading
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import connection, transaction

from campaigns.actions import scoring_tables
from campaigns.actions.scoring_tables import draft_table, use_table
from campaigns.models import Score, ScoringRound, ScoringTable
from campaigns.queries.scoring_tables import table_in_use
from tests.campaigns import scoring_way as way
from tests.cast import Office, build_office, day, launched_campaign
from units.clock import at
from units.errors import ActionRefused

MIGRATION = import_module("campaigns.migrations.0010_scores_hold_their_table")
# How long a score stays uncommitted while the table is being replaced.
PAUSE = 0.5


@pytest.fixture
def office(transactional_db: None) -> Iterator[Office]:
    with day(2022, 1, 10):
        yield build_office()


@pytest.fixture
def unheld(transactional_db: None) -> Iterator[None]:
    run(MIGRATION.LET_GO)
    yield
    run(MIGRATION.HOLD)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def begun(office: Office) -> tuple[ScoringRound, ScoringTable]:
    """A round in which Vụ Hạ has given one score, and the copy of the table, a draft."""
    with day(2022, 10, 20):
        round_ = way.opened(office, launched_campaign(office))
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 50}, office.lan)
        old = table_in_use(round_.campaign)
        return round_, draft_table(campaign=round_.campaign, copied=old, actor=office.thao)


def race(office: Office) -> dict[int, list[int]]:
    """Give a second score while the table is replaced by its copy; tell the points by version."""
    round_, table = begun(office)
    with at(way.CLAIMING):
        given, replaced = threading.Event(), threading.Event()
        saver = threading.Thread(target=give_slowly, args=[office, round_, given, replaced])
        saver.start()
        given.wait()
        use_table(table=table, reason="Soát lại", actor=office.thao)
        replaced.set()
        saver.join()
    found: dict[int, list[int]] = {}
    scores = Score.objects.values_list("criterion__group__table__version", "points")
    for version, points in sorted(scores):
        found.setdefault(version, []).append(int(points))
    return found


def give_slowly(
    office: Office, round_: ScoringRound, given: threading.Event, replaced: threading.Event
) -> None:
    """Give a second score, and commit it once the table is replaced or the pause is over."""
    try:
        with at(way.CLAIMING), transaction.atomic():
            way.give(round_, office.a, "SELF", {"Cải tiến": 30}, office.lan)
            given.set()
            replaced.wait(PAUSE)
    finally:
        given.set()
        connection.close()


def test_a_score_under_way_goes_along_to_the_new_table(office: Office) -> None:
    assert race(office) == {1: [30, 50], 2: [30, 50]}


def test_without_the_hold_it_is_left_behind(office: Office, unheld: None) -> None:
    assert race(office) == {1: [30, 50], 2: [50]}


def test_a_score_that_comes_later_is_refused_and_holds_nobody_up(office: Office) -> None:
    round_, table = begun(office)
    told: list[str] = []

    def give_late() -> None:
        try:
            with at(way.CLAIMING):
                way.give(round_, office.a, "SELF", {"Cải tiến": 30}, office.lan)
        except ActionRefused as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    late = threading.Thread(target=give_late)

    def start_late(old: ScoringTable, new: ScoringTable) -> int:
        late.start()
        late.join(PAUSE)
        assert late.is_alive()  # it has its sheet, and waits for the table
        return carry(old, new)

    carry = scoring_tables._carry_scores
    with pytest.MonkeyPatch.context() as patch, at(way.CLAIMING):
        patch.setattr(scoring_tables, "_carry_scores", start_late)
        use_table(table=table, reason="Soát lại", actor=office.thao)
    late.join()
    assert [text.split(".")[0] for text in told] == ["Bảng tiêu chí đã có phiên bản mới"]
    assert sorted(Score.objects.values_list("criterion__group__table__version", "points")) == [
        (1, 50),
        (2, 50),
    ]

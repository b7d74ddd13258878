"""Rankings: published as they stand, frozen, corrected only by the next number."""

import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.actions.blocs import record_bloc_results
from campaigns.actions.rankings import publish_ranking
from campaigns.actions.scores import set_round
from campaigns.models import BlocResult, Ranking, RankingLine, Score, ScoringRound
from tests.campaigns import scoring_way as way
from tests.cast import Office, launched_campaign
from units.clock import at
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Bloc, Notice

A, B = way.CHECKED_A, way.CHECKED_B


@pytest.fixture
def round_(office: Office) -> ScoringRound:
    return way.opened(office, launched_campaign(office))


def scored(office: Office, round_: ScoringRound, a: Any = A, b: Any = B) -> None:
    way.scored(office, round_, a, b)


def lines(ranking: Ranking) -> list[tuple[int, str, Decimal, str]]:
    return list(ranking.lines.values_list("rank", "name", "points", "parted_by"))


def results() -> dict[str, int]:
    return dict(BlocResult.objects.values_list("unit__name", "rank"))


def test_a_ranking_says_how_the_bloc_stands(office: Office, round_) -> None:
    scored(office, round_)
    with at(way.OVER):
        ranking = way.published(office, round_)
    # Both have 82; A has fewer penalties, as the round declared.
    assert lines(ranking) == [
        (1, "Vụ Hạ", 82, "FEWER_PENALTIES"),
        (2, "Cục Thu", 82, "FEWER_PENALTIES"),
    ]
    assert results() == {"Vụ Hạ": 1, "Cục Thu": 2}
    told = Notice.objects.filter(kind="ranking_published").values_list(
        "account__username", flat=True
    )
    assert set(told) == {"lan", "binh"} | {"hung", "son"}
    entry = AuditEntry.objects.get(action="publish_ranking")
    assert entry.changes["ranks"] == [{}, {str(office.a.pk): 1, str(office.b.pk): 2}]


def test_whoever_has_the_copy_counts_the_same(office: Office, round_) -> None:
    """The downloaded text alone gives the ranking, by arithmetic that is not the product's."""
    scored(office, round_, a=A | {"Cải tiến": 20})
    with at(way.OVER):
        ranking = way.published(office, round_)
    assert ranking.sha256 == hashlib.sha256(ranking.inputs.encode()).hexdigest()
    copy = json.loads(ranking.inputs)
    natures = {one["key"]: one["nature"] for one in copy["criteria"]}
    totals = {}
    for unit in copy["units"]:
        of_unit = [one for one in copy["scores"] if str(one["unit"]) == unit]
        total = 0.0
        for key, nature in natures.items():
            by_kind = {
                one["kind"]: float(one["points"]) for one in of_unit if one["criterion"] == key
            }
            total += sum(by_kind.values()) / len(by_kind) * (-1 if nature == "PENALTY" else 1)
        totals[copy["units"][unit]] = total
    assert totals == {"Vụ Hạ": 77.0, "Cục Thu": 82.0}
    assert [(line["rank"], copy["units"][str(line["unit"])]) for line in copy["ranking"]] == [
        (1, "Cục Thu"),
        (2, "Vụ Hạ"),
    ]


def test_nothing_is_published_while_scores_are_missing(office: Office, round_) -> None:
    scored(office, round_, b={"Đúng hạn": 50, "Đột xuất": 0, "Nộp chậm": 0})
    with at(way.OVER), pytest.raises(ActionRefused, match="Còn thiếu điểm của Cục Thu"):
        way.published(office, round_)
    assert not Ranking.objects.exists()
    assert results() == {}


def test_nothing_is_published_before_cross_scoring_is_over(office: Office, round_) -> None:
    scored(office, round_)
    with at(way.CROSSING), pytest.raises(ActionRefused, match="Chưa hết hạn chấm chéo"):
        way.published(office, round_)


def test_a_score_that_moved_after_the_preview_is_noticed(office: Office, round_) -> None:
    scored(office, round_)
    bloc = Bloc.objects.get()
    before = way.seen(round_, bloc)
    with at(way.CHECKING):
        way.give(round_, office.a, "CHECK", A | {"Nộp chậm": 2}, office.thao, reason="Đếm lại")
    with at(way.OVER), pytest.raises(ActionRefused, match="Điểm đã thay đổi"):
        publish_ranking(round_=round_, bloc=bloc, seen=before, actor=office.thao)


def test_more_first_places_than_the_limit_need_a_vote(office: Office, round_) -> None:
    scored(office, round_, b=A)
    with at(way.OVER):
        for vote in (
            {},
            {"units": (office.a, office.b), "note": "Biên bản"},
            {"units": (office.a,), "note": " "},
        ):
            with pytest.raises(ActionRefused, match="nhiều hơn giới hạn 1"):
                way.published(office, round_, **vote)
        with pytest.raises(ActionRefused, match="Chỉ biểu quyết giữa"):
            way.published(office, round_, units=(office.cell,), note="Biên bản")
        assert not Ranking.objects.exists()
        ranking = way.published(office, round_, units=(office.b,), note="Biên bản họp khối")
    assert lines(ranking) == [(1, "Cục Thu", 82, "BY_VOTE"), (2, "Vụ Hạ", 82, "BY_VOTE")]
    assert ranking.vote_note == "Biên bản họp khối"
    assert json.loads(ranking.inputs)["rules"]["first_by_vote"] == [office.b.pk]


def test_a_round_may_allow_two_to_come_first(office: Office, round_) -> None:
    with at(way.CLAIMING):
        set_round(
            campaign=round_.campaign, fields={"first_places": 2}, reason="Hai", actor=office.thao
        )
    round_.refresh_from_db()
    scored(office, round_, b=A)
    with at(way.OVER):
        with pytest.raises(ActionRefused, match="Chỉ biểu quyết giữa"):
            way.published(office, round_, units=(office.b,), note="Biên bản")
        ranking = way.published(office, round_)
    assert [(line.rank, line.shared) for line in ranking.lines.all()] == [(1, True), (1, True)]
    assert results() == {"Vụ Hạ": 1, "Cục Thu": 1}


def test_published_grades_do_not_move(office: Office, round_) -> None:
    """Later scores change nothing; a correction is the next number, and the old one stays."""
    scored(office, round_)
    with at(way.CHECKING):
        first = way.published(office, round_)
        before = (lines(first), first.inputs)
        way.give(round_, office.a, "CHECK", A | {"Nộp chậm": 5}, office.thao, reason="Văn bản mới")
        first.refresh_from_db()
        assert (lines(first), first.inputs) == before
        assert results() == {"Vụ Hạ": 1, "Cục Thu": 2}
        with pytest.raises(ActionRefused, match="ghi lý do công bố lại"):
            way.published(office, round_)
        second = way.published(office, round_, reason="Tính lại điểm trừ")
    assert (second.number, second.reason) == (2, "Tính lại điểm trừ")
    assert lines(second) == [(1, "Cục Thu", 82, ""), (2, "Vụ Hạ", 77, "")]
    assert lines(first) == before[0]
    assert results() == {"Vụ Hạ": 2, "Cục Thu": 1}


def test_another_way_to_results_is_closed_once_published(office: Office, round_) -> None:
    scored(office, round_)
    with at(way.OVER):
        way.published(office, round_)
        with pytest.raises(ActionRefused, match="đã công bố xếp hạng năm 2022"):
            record_bloc_results(
                bloc=Bloc.objects.get(), year=2022, ranks={office.b: 1}, actor=office.thao
            )
        other = launched_campaign(office)
        other_round = set_round(campaign=other, fields=way.WINDOWS | way.RULES, actor=office.thao)
        with pytest.raises(ActionRefused, match="theo phong trào khác"):
            publish_ranking(round_=other_round, bloc=Bloc.objects.get(), seen="", actor=office.thao)
    assert results() == {"Vụ Hạ": 1, "Cục Thu": 2}


@pytest.mark.parametrize("who", ["lan", "hung", "khoa", "oanh", "phong", "quan"])
def test_only_the_standing_body_publishes(office: Office, round_, who: str) -> None:
    with at(way.OVER), pytest.raises(NotAllowed):
        publish_ranking(round_=round_, bloc=Bloc.objects.get(), seen="", actor=getattr(office, who))


# ---- What the database refuses --------------------------------------------------------------


def sql(statement: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return run


WAYS: dict[str, Callable[[], Any]] = {
    "save": lambda: Ranking.objects.get().save(),
    "bulk update": lambda: Ranking.objects.update(reason="Khác"),
    "raw delete": sql("DELETE FROM campaigns_ranking"),
    "change lines": lambda: RankingLine.objects.update(rank=1),
    "delete lines": lambda: RankingLine.objects.all().delete(),
    "raw change of lines": sql("UPDATE campaigns_rankingline SET points = points + 1"),
}


@pytest.fixture
def ranking(office: Office, round_) -> Ranking:
    scored(office, round_)
    with at(way.OVER):
        return way.published(office, round_)


def test_a_published_ranking_cannot_be_changed(ranking: Ranking) -> None:
    before = list(Ranking.objects.values()), list(RankingLine.objects.values())
    for name, act in WAYS.items():
        with pytest.raises(IntegrityError, match="is published and is never"), transaction.atomic():
            act()
        after = list(Ranking.objects.values()), list(RankingLine.objects.values())
        assert after == before, name


def test_no_line_joins_a_published_ranking(office: Office, ranking: Ranking) -> None:
    with pytest.raises(IntegrityError, match="gets no other line"), transaction.atomic():
        RankingLine.objects.create(
            ranking=ranking, unit=office.cell, name="?", rank=1, points=1, corrected=1
        )


def test_it_is_the_triggers_that_refuse(ranking: Ranking) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")()
    for table in ("campaigns_ranking", "campaigns_rankingline", "campaigns_score"):
        sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")()
    WAYS["bulk update"]()
    WAYS["raw change of lines"]()
    Score.objects.filter(criterion__name="Nộp chậm").update(points=999)
    assert Ranking.objects.get().reason == "Khác"
    assert set(RankingLine.objects.values_list("points", flat=True)) == {83}
    assert Score.objects.filter(points=999).count() == 2


def test_a_wrong_fingerprint_is_refused(ranking: Ranking) -> None:
    fields = {field.attname: getattr(ranking, field.attname) for field in Ranking._meta.fields}
    fields |= {"id": None, "number": 2, "reason": "Khác", "inputs": ranking.inputs + " "}
    with pytest.raises(IntegrityError, match="ranking_fingerprint_is_right"), transaction.atomic():
        Ranking.objects.create(**fields)

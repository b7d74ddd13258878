"""Scores: who gives them, when, with what reason; zero is a score, and missing is not zero."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from campaigns.actions.scores import Entry, save_scores, set_round
from campaigns.actions.scoring_tables import draft_table, use_table
from campaigns.models import Campaign, Score, ScoreSheet, ScoringRound
from tests.campaigns import scoring_way as way
from tests.cast import Office, day, launched_campaign
from units.actions.organisation import create_bloc
from units.clock import at
from units.errors import ActionRefused, NotAllowed
from units.models import AuditEntry, Bloc, BlocMembership


@pytest.fixture
def campaign(office: Office) -> Campaign:
    return launched_campaign(office)


@pytest.fixture
def round_(office: Office, campaign: Campaign) -> ScoringRound:
    with day(2022, 10, 20):
        return way.opened(office, campaign)


def points() -> dict[tuple[str, str, str], Decimal]:
    rows = Score.objects.values_list(
        "sheet__unit__name", "sheet__kind", "criterion__name", "points"
    )
    return {(unit, kind, name): given for unit, kind, name, given in rows}


def test_zero_is_a_score_and_what_is_left_open_is_none(office: Office, round_) -> None:
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 0, "Cải tiến": None}, office.lan)
    assert points() == {("Vụ Hạ", "SELF", "Đúng hạn"): 0}
    with pytest.raises(IntegrityError, match="points"), transaction.atomic():
        Score.objects.update(points=None)


def test_each_kind_is_kept_apart(office: Office, round_) -> None:
    work = {"Đúng hạn": 50, "Cải tiến": 30}
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", work, office.lan)
    with at(way.CROSSING):
        way.give(round_, office.a, "CROSS", {"Đúng hạn": 45}, office.son, scorer=office.b)
    with at(way.CHECKING):
        way.give(round_, office.a, "CHECK", {"Đúng hạn": 44}, office.thao, reason="Chậm 2 việc")
    assert points() == {
        ("Vụ Hạ", "SELF", "Đúng hạn"): 50,
        ("Vụ Hạ", "SELF", "Cải tiến"): 30,
        ("Vụ Hạ", "CROSS", "Đúng hạn"): 45,
        ("Vụ Hạ", "CHECK", "Đúng hạn"): 44,
    }
    assert [str(sheet) for sheet in ScoreSheet.objects.order_by("pk")] == [
        "Vụ Hạ: đơn vị tự chấm",
        "Vụ Hạ: chấm chéo trong khối (Cục Thu)",
        "Vụ Hạ: thường trực thẩm định",
    ]


@pytest.mark.parametrize(
    ("kind", "before", "first", "last", "after"),
    [
        ("SELF", (10, 31), (11, 1), (11, 10), (11, 11)),
        ("CROSS", (11, 10), (11, 11), (11, 20), (11, 21)),
        ("CHECK", (11, 20), (11, 21), (11, 30), (12, 1)),
    ],
)
def test_each_kind_has_its_window(office, round_, kind, before, first, last, after) -> None:
    actor = {"SELF": office.lan, "CROSS": office.binh, "CHECK": office.thao}[kind]
    scorer = office.b if kind == "CROSS" else None
    for outside in (before, after):
        with day(2022, *outside), pytest.raises(ActionRefused, match="Chỉ chấm được từ ngày"):
            way.give(round_, office.a, kind, {"Đúng hạn": 1}, actor, scorer)
    assert not Score.objects.exists()
    for inside in (first, last):
        with day(2022, *inside):
            way.give(round_, office.a, kind, {"Đúng hạn": 1}, actor, scorer)
    assert Score.objects.count() == 1


def test_a_change_needs_a_reason_and_so_does_taking_back(office: Office, round_) -> None:
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 50}, office.lan)
        way.give(round_, office.a, "SELF", {"Đúng hạn": 50}, office.lan)
        for new in (49, 0, None):
            with pytest.raises(ActionRefused, match="“Đúng hạn”: hãy ghi lý do"):
                way.give(round_, office.a, "SELF", {"Đúng hạn": new}, office.lan, reason=" ")
        assert points() == {("Vụ Hạ", "SELF", "Đúng hạn"): 50}
        way.give(round_, office.a, "SELF", {"Đúng hạn": 49}, office.lan, reason="Đếm lại")
        way.give(round_, office.a, "SELF", {"Đúng hạn": None}, office.lan, reason="Chờ số")
    assert points() == {}
    key = str(way.named(round_.campaign, "Đúng hạn").pk)
    entries = AuditEntry.objects.filter(action="save_scores").order_by("pk")
    assert [entry.changes["scores"] for entry in entries] == [
        {key: [None, "50", ""]},
        {},
        {key: ["50.00", "49", "Đếm lại"]},
        {key: ["49.00", None, "Chờ số"]},
    ]


def test_a_checker_who_differs_from_the_claim_says_why(office: Office, round_) -> None:
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 50}, office.lan)
    with at(way.CHECKING):
        way.give(round_, office.a, "CHECK", {"Đúng hạn": 50, "Cải tiến": 20}, office.thao)
        with pytest.raises(ActionRefused, match="hãy ghi lý do"):
            way.give(round_, office.b, "CHECK", {"Đúng hạn": 1}, office.thao) and way.give(
                round_, office.a, "CHECK", {"Đúng hạn": 48}, office.thao
            )
    with at(way.CHECKING), pytest.raises(ActionRefused, match="hãy ghi lý do"):
        way.give(round_, office.a, "CHECK", {"Đúng hạn": 0}, office.thao)
    assert points()["Vụ Hạ", "CHECK", "Đúng hạn"] == 50


@pytest.mark.parametrize("wrong", ["-1", "60.01", "61"])
def test_points_stay_within_the_criterion(office: Office, round_, wrong: str) -> None:
    with at(way.CLAIMING):
        with pytest.raises(ActionRefused, match="điểm phải từ 0 đến 60"):
            way.give(round_, office.a, "SELF", {"Đúng hạn": wrong}, office.lan)
        way.give(round_, office.a, "SELF", {"Đúng hạn": 60}, office.lan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.update(points=Decimal(wrong))
    assert points() == {("Vụ Hạ", "SELF", "Đúng hạn"): 60}


def test_the_database_keeps_scores_in_their_place(office: Office, round_) -> None:
    with at(way.CLAIMING):
        sheet = way.give(round_, office.a, "SELF", {"Đúng hạn": 60}, office.lan)
    late = way.named(round_.campaign, "Nộp chậm")
    for act, because in (
        (lambda: Score.objects.create(sheet=sheet, criterion=late, points=1), "not scored on this"),
        (lambda: ScoreSheet.objects.create(round=round_, unit=office.a, kind="SELF"), "itself"),
        (
            lambda: ScoreSheet.objects.create(
                round=round_, unit=office.a, kind="CROSS", scorer=office.a
            ),
            "nobody_cross_scores_itself",
        ),
        (
            lambda: ScoreSheet.objects.create(
                round=round_, unit=office.a, kind="SELF", scorer=office.a
            ),
            "one_sheet_a_scorer",
        ),
    ):
        with pytest.raises(IntegrityError, match=because), transaction.atomic():
            act()


def test_a_unit_never_cross_scores_itself_or_another_bloc(office: Office, round_) -> None:
    with at(way.CROSSING):
        with pytest.raises(ActionRefused, match="không chấm chéo cho chính mình"):
            way.give(round_, office.a, "CROSS", {"Đúng hạn": 60}, office.lan, scorer=office.a)
        with pytest.raises(ActionRefused, match="không cùng khối"):
            way.give(round_, office.cell, "CROSS", {"Đúng hạn": 1}, office.lan, scorer=office.a)
        BlocMembership.objects.filter(unit=office.b).delete()
        create_bloc(
            agency=office.agency,
            name="Khối Hai",
            units=[office.b],
            since=datetime.date(2022, 1, 1),
            actor=None,
        )
        with pytest.raises(ActionRefused, match="không cùng khối"):
            way.give(round_, office.b, "CROSS", {"Đúng hạn": 1}, office.lan, scorer=office.a)
        Bloc.objects.filter(name="Khối Một").get().memberships.all().delete()
    with at(way.CLAIMING), pytest.raises(ActionRefused, match="không thuộc khối nào"):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 1}, office.lan)
    assert not Score.objects.exists()


def test_who_may_give_what(office: Office, round_) -> None:
    for kind, when, allowed in (
        ("SELF", way.CLAIMING, {"lan", "hung"}),
        ("CROSS", way.CROSSING, {"binh", "son"}),
        ("CHECK", way.CHECKING, {"thao"}),
    ):
        scorer = office.b if kind == "CROSS" else None
        done = set()
        with at(when):
            for who in office.accounts:
                try:
                    way.give(round_, office.a, kind, {"Đúng hạn": 1}, getattr(office, who), scorer)
                except NotAllowed:
                    continue
                done.add(who)
        assert done == allowed, kind


def test_two_who_edit_one_sheet_never_overwrite_each_other(office: Office, round_) -> None:
    key = way.named(round_.campaign, "Đúng hạn").pk
    with at(way.CLAIMING):
        way.give(round_, office.a, "SELF", {"Đúng hạn": 50}, office.lan)
        with pytest.raises(ActionRefused, match="người khác đã lưu phiếu này"):
            save_scores(
                round_=round_,
                unit=office.a,
                kind="SELF",
                entries={key: Entry(Decimal(40), reason="Đếm lại")},
                edition=0,
                actor=office.hung,
            )
    assert points() == {("Vụ Hạ", "SELF", "Đúng hạn"): 50}


def test_a_page_opened_before_a_new_version_is_refused(office: Office, round_) -> None:
    old = way.named(round_.campaign, "Đúng hạn").pk
    with at(way.CLAIMING):
        table = draft_table(
            campaign=round_.campaign,
            copied=round_.campaign.scoring_tables.get(),
            actor=office.thao,
        )
        use_table(table=table, reason="Thay", actor=office.thao)
        with pytest.raises(ActionRefused, match="đã có phiên bản mới"):
            save_scores(
                round_=round_,
                unit=office.a,
                kind="SELF",
                entries={old: Entry(Decimal(1))},
                edition=0,
                actor=office.lan,
            )


def test_without_a_table_nothing_is_scored(office: Office, campaign: Campaign) -> None:
    round_ = set_round(campaign=campaign, fields=way.WINDOWS | way.RULES, actor=office.thao)
    with at(way.CLAIMING), pytest.raises(ActionRefused, match="Chưa có bảng tiêu chí"):
        save_scores(
            round_=round_,
            unit=office.a,
            kind="SELF",
            entries={1: Entry(Decimal(1))},
            edition=0,
            actor=office.lan,
        )


def test_a_round_changes_with_a_reason_once_it_has_begun(office: Office, round_) -> None:
    longer = {"self_until": datetime.date(2022, 11, 9)}
    campaign = round_.campaign
    with at(way.CLAIMING):
        with pytest.raises(ActionRefused, match="hãy ghi lý do thay đổi"):
            set_round(campaign=campaign, fields=longer, actor=office.thao)
        set_round(campaign=campaign, fields=longer, reason="Nghỉ lễ", actor=office.thao)
    entry = AuditEntry.objects.filter(action="set_round").latest("pk")
    assert (entry.reason, entry.changes) == (
        "Nghỉ lễ",
        {"self_until": ["2022-11-10", "2022-11-09"]},
    )


def test_the_rules_stand_once_cross_scoring_has_begun(office: Office, round_) -> None:
    campaign = round_.campaign
    with at(way.CROSSING):
        for changed in (
            {"cross_weight": 0, "check_weight": 100},
            {"tie_rules": []},
            {"first_places": 2},
            {"cross_from": datetime.date(2022, 11, 16)},
        ):
            with pytest.raises(ActionRefused, match="Chấm chéo đã bắt đầu"):
                set_round(campaign=campaign, fields=changed, reason="Khác", actor=office.thao)
        later = {"check_until": datetime.date(2022, 12, 2)}
        set_round(campaign=campaign, fields=way.RULES | later, reason="Lùi", actor=office.thao)
    round_.refresh_from_db()
    assert (round_.check_until, round_.first_places) == (datetime.date(2022, 12, 2), 1)


def test_only_the_standing_body_declares_a_round(office: Office, campaign: Campaign) -> None:
    for who in ("lan", "phong", "khoa"):
        with pytest.raises(NotAllowed):
            set_round(campaign=campaign, fields=way.WINDOWS | way.RULES, actor=getattr(office, who))
    assert not ScoringRound.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"cross_from": datetime.date(2022, 11, 10)}, "scoring_windows_in_order"),
        ({"check_until": datetime.date(2022, 11, 1)}, "scoring_windows_in_order"),
        ({"self_weight": 10}, "scoring_weights_are_whole"),
        ({"first_places": 0}, "somebody_may_come_first"),
    ],
)
def test_the_database_keeps_rounds_sensible(office, campaign, wrong, because) -> None:
    with pytest.raises(IntegrityError, match=because), transaction.atomic():
        ScoringRound.objects.create(campaign=campaign, **(way.WINDOWS | way.RULES | wrong))

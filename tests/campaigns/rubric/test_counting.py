"""The council's arithmetic: whole numbers, dated records, warnings that never decide."""

import datetime
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.rubric import (
    RubricError,
    Share,
    outcome,
    rubric_on,
    rubrics,
    shares,
    spread,
)

D = datetime.date
VERIFIED = Share(
    code="X",
    asks="agree",
    least=(2, 3),
    since=D(2020, 1, 1),
    until=D(2021, 1, 1),
    source="QĐ X",
    evidence="found",
)


def test_the_table_has_four_tests_and_a_hundred_points() -> None:
    rubric = rubric_on(D(2022, 10, 1))
    assert [(one.code, one.points) for one in rubric.criteria] == [
        ("NEW", 30),
        ("FEASIBLE", 20),
        ("EFFECTIVE", 30),
        ("APPLICABLE", 20),
    ]
    assert rubric.points == 100
    first = rubric.criteria[0]
    assert (first.label("vi"), first.label("en")) == ("Tính mới", "New")
    assert first.question("vi") != first.question("en")
    assert "phần mềm đề xuất" in rubric.note  # no law sets points, and it says so


def test_no_day_has_two_tables_and_no_share_is_verified() -> None:
    found = rubrics()
    assert all(earlier.until <= later.since for earlier, later in pairwise(found))
    assert {one.evidence for one in shares()} == {"unverified"}
    with pytest.raises(RubricError, match="no rubric on 1999"):
        rubric_on(D(1999, 12, 31))


TABLE = """
[[rubric]]
code = "A"
from = 2020-01-01
note = ""
note_en = ""
criteria = [{ code = "N", name = "n", name_en = "n", points = 10, ask = "?", ask_en = "?" }]
"""
SHARE = """
[[share]]
code = "S"
asks = "agree"
least = [2, 3]
from = 2020-01-01
source = "X"
evidence = "found"
"""


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (TABLE.replace("points = 10", "points = 0"), "N: points are 0"),
        (TABLE.replace("points = 10", "points = 2.5"), "N: points are 2.5"),
        (TABLE.replace('note = ""', ""), "A: .*note"),
        (TABLE + TABLE.replace('"A"', '"B"').replace("2020", "2021"), "B: A is still in force"),
        (TABLE.replace("{ code", "{ weight = 2, code"), "A: .*weight"),
        ("[[rule]]", "unknown table rule"),
        (SHARE.replace("[2, 3]", "[3, 2]"), "S: agree 3/2"),
        (SHARE.replace('"agree"', '"sing"'), "S: sing"),
        (SHARE.replace('"found"', '"rumour"'), "evidence is rumour"),
        (SHARE.replace("least = [2, 3]", ""), "S: 'least'"),
    ],
)
def test_a_wrong_record_is_refused_by_name(tmp_path, text: str, because: str) -> None:
    path = tmp_path / "rubric.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RubricError, match=because):
        (rubrics(path), shares(path))


def judged(agreed: int, judges: int, members: int, **changes):
    said = {"on": D(2020, 6, 1), "given": judges, "rules": []} | changes
    return outcome(agreed=agreed, judges=judges, members=members, **said)


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_without_a_text_more_than_half_of_the_judges_carry(votes) -> None:
    agreed, judges = votes
    result = judged(agreed, judges, judges + 3)
    assert result.passed is (Fraction(agreed, judges) > Fraction(1, 2))
    assert (result.rule, result.warnings) == (None, ())


@given(st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_verified_text_decides_over_all_members(votes) -> None:
    agreed, members = votes
    result = judged(agreed, members, members, rules=[VERIFIED])
    assert result.passed is (Fraction(agreed, members) >= Fraction(2, 3))
    assert result.rule == VERIFIED


def test_a_text_counts_on_its_days_alone() -> None:
    assert judged(3, 5, 5, rules=[VERIFIED]).passed is False
    for day in (D(2019, 12, 31), D(2021, 1, 1)):
        result = judged(3, 5, 5, rules=[VERIFIED], on=day)
        assert (result.passed, result.rule) == (True, None)


def test_nobody_to_judge_carries_nothing_and_nonsense_is_refused() -> None:
    assert judged(0, 0, 4).passed is False
    for agreed, judges, members in ((-1, 2, 2), (3, 2, 4), (1, 5, 4), (0, 0, 0)):
        with pytest.raises(ValueError, match="of"):
            judged(agreed, judges, members)


def test_unverified_texts_warn_where_they_are_not_reached() -> None:
    rules = shares()
    warned = judged(3, 5, 5, on=D(2025, 1, 2), given=3, rules=rules)
    assert (warned.passed, warned.rule) == (True, None)
    assert [one.asks for one in warned.warnings] == ["agree", "present"]
    assert judged(4, 5, 5, on=D(2025, 1, 2), rules=rules).warnings == ()
    assert judged(3, 5, 5, on=D(2022, 10, 1), given=3, rules=rules).warnings == ()


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_the_spread_is_exact(points: list[int]) -> None:
    found = spread(points)
    assert (found.lowest, found.highest) == (min(points), max(points))
    assert found.width == max(points) - min(points)
    exact = Fraction(sum(points), len(points))
    assert -Fraction(1, 20) < Fraction(found.tenths, 10) - exact <= Fraction(1, 20)
    assert found.mean == f"{found.tenths // 10},{found.tenths % 10}"


def test_no_points_have_no_spread() -> None:
    assert spread([]) is None
    assert spread([7, 8]).mean == "7,5"
    assert spread([1, 1, 2]).mean == "1,3"

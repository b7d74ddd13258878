"""Points, ranks and severity, by examples and by properties that hold for whatever is scored."""

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.scoring import (
    BY_VOTE,
    Criterion,
    Given,
    Kind,
    Misfit,
    Nature,
    Result,
    Rules,
    TieRule,
    corrected,
    misfits,
    needs_reason,
    rank,
    rounded,
    severities,
    spread,
    tally,
)

ALL = frozenset(Kind)
RULES = Rules({"SELF": 0, "CROSS": 50, "CHECK": 50}, Decimal(5), Decimal(10))
WORK = Criterion("work", Nature.REGULAR, Decimal(60), ALL)
IDEAS = Criterion("ideas", Nature.REGULAR, Decimal(40), ALL)
BONUS = Criterion("bonus", Nature.BONUS, Decimal(5), frozenset({Kind.CHECK}))
LATE = Criterion("late", Nature.PENALTY, Decimal(10), frozenset({Kind.CHECK}))
TABLE = [WORK, IDEAS, BONUS, LATE]


def score(unit: str, what: Criterion, kind: str, points: Any, scorer: str | None = None) -> Given:
    return Given(unit, what.key, kind, scorer, Decimal(str(points)))


def checked(unit: str, work: Any, ideas: Any, bonus: Any = 0, late: Any = 0) -> list[Given]:
    given = zip(TABLE, (work, ideas, bonus, late), strict=True)
    return [score(unit, what, Kind.CHECK, points) for what, points in given]


def crossed(unit: str, scorer: str, work: Any, ideas: Any) -> list[Given]:
    return [
        score(unit, WORK, Kind.CROSS, work, scorer),
        score(unit, IDEAS, Kind.CROSS, ideas, scorer),
    ]


def test_the_mean_of_the_cross_scores_and_the_check_are_weighed() -> None:
    scores = [*crossed("a", "b", 50, 30), *crossed("a", "c", 55, 20), *checked("a", 56, 30, 2, 1)]
    result = tally("a", TABLE, scores, RULES)
    # (52.5 + 56) / 2 + (25 + 30) / 2 + 2 − 1
    assert result.points == Decimal("82.75")
    assert (result.regular, result.bonus, result.penalty) == (Fraction("81.75"), 2, 1)
    assert result.by_kind == {"SELF": None, "CROSS": Fraction("77.5"), "CHECK": 87}
    # Nobody claimed anything: that weighs nothing here, but it is missing all the same.
    assert result.missing == (("work", "SELF"), ("ideas", "SELF"))


def test_zero_is_a_score_and_missing_is_none() -> None:
    zeros = [*crossed("a", "b", 0, 0), *checked("a", 0, 0)]
    assert tally("a", TABLE, zeros, RULES).points == 0
    for left_out in (zeros[:1] + zeros[2:], zeros[:-1]):
        result = tally("a", TABLE, left_out, RULES)
        assert result.points is None
        assert rank([result], RULES) == {}


def test_caps_hold_and_nobody_falls_below_zero() -> None:
    rules = Rules({"CHECK": 100}, bonus_cap=Decimal(3), penalty_cap=Decimal(4))
    assert tally("a", TABLE, checked("a", 60, 40, 5, 10), rules).points == 99
    assert tally("a", TABLE, checked("a", 1, 0, 0, 10), rules).points == 0


def test_weights_hold_between_the_kinds_that_a_criterion_asks_for() -> None:
    only_self = Criterion("own", Nature.REGULAR, Decimal(10), frozenset({Kind.SELF}))
    two = Criterion("two", Nature.REGULAR, Decimal(10), frozenset({Kind.SELF, Kind.CHECK}))
    scores = [
        score("a", only_self, Kind.SELF, 8, "a"),
        score("a", two, Kind.SELF, 2, "a"),
        score("a", two, Kind.CHECK, 6),
    ]
    assert tally("a", [only_self, two], scores, RULES).points == 14
    thirds = Rules({"SELF": 20, "CROSS": 40, "CHECK": 40}, 0, 0)
    # 8 + (20 × 2 + 40 × 6) / 60, rounded half up once
    assert tally("a", [only_self, two], scores, thirds).points == Decimal("12.67")


def test_totals_are_rounded_half_up() -> None:
    assert [rounded(Fraction(x)) for x in ("0.005", "0.0049", "2.675")] == [
        Decimal("0.01"),
        Decimal("0.00"),
        Decimal("2.68"),
    ]


def result(unit: str, points: Any, penalty: Any = 0, check: Any = 0, bonus: Any = 0) -> Result:
    by_kind = {"CHECK": None if check is None else Fraction(check)}
    return Result(
        unit, Decimal(points), Fraction(points), Fraction(bonus), Fraction(penalty), by_kind, ()
    )


def ranks(*results: Result, ties: tuple[str, ...] = (), voted: Any = ()) -> dict[Any, Any]:
    places = rank(results, Rules({}, 0, 0, ties), frozenset(voted))
    return {unit: (place.rank, place.parted_by, place.shared) for unit, place in places.items()}


def test_equals_share_the_rank_and_the_next_one_is_left_out() -> None:
    assert ranks(result("a", 90), result("b", 90), result("c", 80)) == {
        "a": (1, (), True),
        "b": (1, (), True),
        "c": (3, (), False),
    }


def test_ties_are_parted_by_the_rules_in_their_order() -> None:
    rules = (TieRule.FEWER_PENALTIES, TieRule.HIGHER_CHECK)
    equals = [result("a", 90, 2, 99), result("b", 90, 1, 80), result("c", 90, 1, 85)]
    fewer, check = TieRule.FEWER_PENALTIES.value, TieRule.HIGHER_CHECK.value
    assert ranks(*equals, ties=rules) == {
        "c": (1, (fewer, check), False),
        "b": (2, (fewer, check), False),
        "a": (3, (fewer,), False),
    }


def test_a_rule_that_cannot_be_judged_parts_nobody() -> None:
    equals = [result("a", 90, check=None, bonus=1), result("b", 90, check=85)]
    assert ranks(*equals, ties=(TieRule.HIGHER_CHECK,)) == {"a": (1, (), True), "b": (1, (), True)}
    both = ranks(*equals, ties=(TieRule.HIGHER_CHECK, TieRule.MORE_BONUS))
    assert {unit: place[0] for unit, place in both.items()} == {"a": 1, "b": 2}


def test_a_vote_parts_only_whom_nothing_else_parts() -> None:
    three = [result("a", 90), result("b", 90), result("c", 95)]
    assert ranks(*three, voted=["b"]) == {
        "c": (1, (), False),
        "b": (2, (BY_VOTE,), False),
        "a": (3, (BY_VOTE,), False),
    }


def test_severity_is_the_mean_deviation_from_the_others() -> None:
    scores = [
        *crossed("a", "b", 50, 40),
        *crossed("a", "c", 56, 38),
        *crossed("b", "a", 48, 40),
        *crossed("b", "c", 60, 40),
        *crossed("c", "a", 60, 40),
        *crossed("c", "b", 58, 40),
    ]
    # Of 200 points compared: a gave 12 less and 2 more, b 4 less and 2 less, c 4 more and 12 more.
    assert severities(TABLE, scores) == {
        "a": Fraction(-10, 200),
        "b": Fraction(-6, 200),
        "c": Fraction(16, 200),
    }
    again = corrected(TABLE, scores)
    assert [one.points for one in again[:4]] == [
        50 + Fraction(6, 200) * 60,
        40,  # the maximum stays the maximum
        56 - Fraction(16, 200) * 60,
        38 - Fraction(16, 200) * 40,
    ]


def test_who_takes_off_more_is_the_severe_one() -> None:
    slow = Criterion("slow", Nature.PENALTY, Decimal(10), frozenset({Kind.CROSS}))
    scores = [score("a", slow, Kind.CROSS, 6, "b"), score("a", slow, Kind.CROSS, 2, "c")]
    assert severities([slow], scores) == {"b": Fraction(-2, 5), "c": Fraction(2, 5)}
    assert [one.points for one in corrected([slow], scores)] == [2, 6]


def test_whoever_scored_alone_has_no_severity() -> None:
    scores = [*crossed("a", "b", 50, 40), *checked("a", 1, 1)]
    assert severities(TABLE, scores) == {"b": None}
    assert corrected(TABLE, scores) == scores


def test_outliers_need_three_scorers() -> None:
    two = spread({"b": Decimal(0), "c": Decimal(60)}, Decimal(60))
    assert two
    assert (two.low, two.high, two.mean, two.outliers) == (0, 60, 30, frozenset())
    three = spread({"b": Decimal(50), "c": Decimal(51), "d": Decimal(30)}, Decimal(60))
    assert three
    assert three.outliers == {"d"}
    assert spread({}, Decimal(60)) is None


@pytest.mark.parametrize(
    ("kind", "old", "new", "claimed", "asked"),
    [
        ("SELF", None, 0, None, False),
        ("SELF", 0, 1, None, True),
        ("CROSS", 5, None, 5, True),
        ("CROSS", None, 4, 5, False),
        ("CROSS", 4, 4, 5, False),
        ("CHECK", None, 5, 5, False),
        ("CHECK", None, 0, 5, True),
        ("CHECK", None, 5, None, False),
        ("CHECK", None, None, 5, False),
        ("CHECK", 4, 4, 5, False),
        ("CHECK", 4, 5, 5, True),
    ],
)
def test_when_a_reason_is_compulsory(kind, old, new, claimed, asked) -> None:
    assert needs_reason(kind, old, new, claimed) is asked


def test_what_keeps_a_table_from_being_used() -> None:
    def wrong(*criteria: tuple[str, int]) -> list[Misfit]:
        return misfits([(n, Decimal(m)) for n, m in criteria], Decimal(100), Decimal(5), Decimal(0))

    assert wrong(("REGULAR", 60), ("REGULAR", 40), ("BONUS", 5), ("BONUS", 5)) == []
    assert wrong(("REGULAR", 101)) == [Misfit.OVER_TOTAL]
    assert wrong(("REGULAR", 99), ("BONUS", 6)) == [Misfit.UNDER_TOTAL, Misfit.OVER_BONUS_CAP]
    assert wrong(("PENALTY", 1)) == [Misfit.EMPTY, Misfit.UNDER_TOTAL, Misfit.OVER_PENALTY_CAP]


# ---- Properties -----------------------------------------------------------------------------

UNITS = ("a", "b", "c")
often = settings(max_examples=60, deadline=None)


@st.composite
def tables(draw: st.DrawFn) -> list[Criterion]:
    kinds = st.frozensets(st.sampled_from(list(Kind)), min_size=1)
    rows = draw(
        st.lists(
            st.tuples(st.sampled_from(list(Nature)), st.integers(1, 60), kinds),
            min_size=1,
            max_size=3,
        )
    )
    return [Criterion(f"k{n}", nature, Decimal(m), by) for n, (nature, m, by) in enumerate(rows)]


@st.composite
def scored(draw: st.DrawFn) -> tuple[list[Criterion], list[Given]]:
    """A table and scores of four units, some of them missing."""
    criteria = draw(tables())
    scores = []
    for unit in UNITS:
        for what in criteria:
            for kind in sorted(what.scored_by):
                scorers = {
                    Kind.SELF: [unit],
                    Kind.CHECK: [None],
                    Kind.CROSS: [other for other in UNITS if other != unit],
                }[Kind(kind)]
                for scorer in scorers:
                    points = draw(st.none() | st.decimals(0, what.maximum, places=2))
                    if points is not None:
                        scores.append(Given(unit, what.key, kind, scorer, points))
    return criteria, scores


@st.composite
def rules(draw: st.DrawFn) -> Rules:
    weights = draw(st.fixed_dictionaries({kind.value: st.integers(0, 100) for kind in Kind}))
    ties = draw(st.lists(st.sampled_from(list(TieRule)), unique=True))
    return Rules(weights, draw(st.integers(0, 9)), draw(st.integers(0, 9)), ties)


@often
@given(scored(), rules())
def test_totals_stay_within_bounds(case: Any, rules: Rules) -> None:
    criteria, scores = case
    most = sum(one.maximum for one in criteria if one.nature == Nature.REGULAR)
    for unit in UNITS:
        result = tally(unit, criteria, scores, rules)
        if result.points is not None:
            assert 0 <= result.points <= most + rules.bonus_cap
            assert result.bonus <= rules.bonus_cap
            assert result.penalty <= rules.penalty_cap


@often
@given(scored(), rules(), st.randoms(use_true_random=False))
def test_ranks_do_not_depend_on_names_or_order(
    case: Any, rules: Rules, chance: random.Random
) -> None:
    criteria, scores = case
    places = rank([tally(unit, criteria, scores, rules) for unit in UNITS], rules)
    new_names = dict(zip(UNITS, chance.sample(range(100), len(UNITS)), strict=True))
    renamed = [
        Given(new_names[one.unit], one.criterion, one.kind, new_names.get(one.scorer), one.points)
        for one in scores
    ]
    chance.shuffle(renamed)
    shuffled = chance.sample(criteria, len(criteria))
    units = chance.sample(list(new_names.values()), len(UNITS))
    again = rank([tally(unit, shuffled, renamed, rules) for unit in units], rules)
    assert {new_names[unit]: (p.rank, p.parted_by, p.shared) for unit, p in places.items()} == {
        unit: (p.rank, p.parted_by, p.shared) for unit, p in again.items()
    }


@often
@given(scored(), rules())
def test_ranks_count_those_who_are_ahead(case: Any, rules: Rules) -> None:
    """A rank is one more than the number of those ahead, and only equals by every rule share it."""
    criteria, scores = case
    places = rank([tally(unit, criteria, scores, rules) for unit in UNITS], rules)
    for place in places.values():
        ahead = sum(other.rank < place.rank for other in places.values())
        beside = [o for o in places.values() if o.rank == place.rank and o is not place]
        assert place.rank == ahead + 1
        assert place.shared == bool(beside)
        assert all(other.result.points == place.result.points for other in beside)
        if TieRule.FEWER_PENALTIES in rules.ties:
            assert all(other.result.penalty == place.result.penalty for other in beside)
        better = [o for o in places.values() if o.result.points > place.result.points]
        assert all(other.rank < place.rank for other in better)


@often
@given(scored())
def test_severity_changes_nobodys_raw_points(case: Any) -> None:
    criteria, scores = case
    before = [(one, one.points) for one in scores]
    after = corrected(criteria, scores)
    assert [(one, one.points) for one in scores] == before
    known = {one.key: one for one in criteria}
    for raw, new in zip(scores, after, strict=True):
        assert (raw.unit, raw.criterion, raw.kind, raw.scorer) == (
            new.unit,
            new.criterion,
            new.kind,
            new.scorer,
        )
        assert 0 <= new.points <= known[new.criterion].maximum
        assert raw.kind == Kind.CROSS or new.points == raw.points


@often
@given(scored(), rules())
def test_a_missing_score_is_never_taken_for_zero(case: Any, rules: Rules) -> None:
    """Without a score that counts there is no total; a zero in its place brings one back."""
    criteria, scores = case
    for unit in UNITS:
        result = tally(unit, criteria, scores, rules)
        counting = [
            (key, kind)
            for key, kind in result.missing
            if rules.weights[kind] or not _weighs_anything(criteria, key, rules)
        ]
        assert (result.points is None) == bool(counting)
        if not counting:
            continue
        filled = scores + [
            Given(unit, key, kind, unit if kind == "SELF" else None, Decimal(0))
            for key, kind in result.missing
        ]
        assert tally(unit, criteria, filled, rules).points is not None


def _weighs_anything(criteria: list[Criterion], key: Any, rules: Rules) -> bool:
    (what,) = [one for one in criteria if one.key == key]
    return any(rules.weights[kind] for kind in what.scored_by)

"""Points, ranks and how severe each scorer is: pure arithmetic, exact to the last step.

A score that is missing is no zero: where one is missing that counts, there is no total. Points of
penalties are stored as what is taken off. Totals are rounded once, half up, to two decimals; ranks
and ties are judged by the rounded totals, which are the ones that everybody sees.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

Points = Decimal | Fraction

# Scores this far from the median, as a share of the maximum, deserve a look.
OUTLYING = Fraction(1, 5)
FEWEST_TO_COMPARE = 3


class Nature(StrEnum):
    """What points of a criterion do to the total."""

    REGULAR = "REGULAR"
    BONUS = "BONUS"
    PENALTY = "PENALTY"


class Kind(StrEnum):
    """Who gave a score: the unit itself, another of its bloc, the standing body."""

    SELF = "SELF"
    CROSS = "CROSS"
    CHECK = "CHECK"


class TieRule(StrEnum):
    """What may part units with equal totals; whoever is still equal shares the rank (1, 1, 3)."""

    FEWER_PENALTIES = "FEWER_PENALTIES"
    HIGHER_CHECK = "HIGHER_CHECK"
    HIGHER_CROSS = "HIGHER_CROSS"
    MORE_BONUS = "MORE_BONUS"


# Where no rule parts those who lead, the bloc votes: no rule that a round could declare.
BY_VOTE = "BY_VOTE"


@dataclass(frozen=True)
class Criterion:
    """What is scored: at most `maximum`, by each of `scored_by`."""

    key: Hashable
    nature: str
    maximum: Points
    scored_by: frozenset[str]


@dataclass(frozen=True)
class Given:
    """A score that was given; `scorer` is the scoring unit, None for the standing body."""

    unit: Hashable
    criterion: Hashable
    kind: str
    scorer: Hashable
    points: Points


@dataclass(frozen=True)
class Rules:
    """What a round declared before scoring: how much each kind weighs, caps, ties."""

    weights: Mapping[str, int]
    bonus_cap: Points
    penalty_cap: Points
    ties: Sequence[str] = ()
    first_places: int = 1


@dataclass(frozen=True)
class Result:
    """What a unit reached; None wherever a score that counts is missing."""

    unit: Hashable
    points: Decimal | None
    regular: Fraction | None
    bonus: Fraction | None
    penalty: Fraction | None
    by_kind: Mapping[str, Fraction | None]
    missing: tuple[tuple[Hashable, str], ...]


@dataclass(frozen=True)
class Place:
    """The rank of a unit, and the rules that parted it from others with the same total."""

    result: Result
    rank: int
    parted_by: tuple[str, ...] = ()
    shared: bool = False


@dataclass(frozen=True)
class Spread:
    """How far the cross-scores of one criterion lie apart, and whose stand out."""

    low: Points
    high: Points
    mean: Fraction
    outliers: frozenset[Hashable]


class Misfit(StrEnum):
    """What keeps a table from being used."""

    EMPTY = "EMPTY"
    OVER_TOTAL = "OVER_TOTAL"
    UNDER_TOTAL = "UNDER_TOTAL"
    OVER_BONUS_CAP = "OVER_BONUS_CAP"
    OVER_PENALTY_CAP = "OVER_PENALTY_CAP"


def misfits(
    criteria: Iterable[tuple[str, Points]], total: Points, bonus_cap: Points, penalty_cap: Points
) -> list[Misfit]:
    """Check (nature, maximum) of the criteria of a table against its total and its caps.

    Regular criteria add up to the total exactly. Bonus and penalties may add up to more than their
    caps, which hold whatever is scored, but none of them alone may be worth more.
    """
    most: dict[str, list[Points]] = {nature: [] for nature in Nature}
    for nature, maximum in criteria:
        most[nature].append(maximum)
    regular = sum((Fraction(points) for points in most[Nature.REGULAR]), Fraction(0))
    found = {
        Misfit.EMPTY: not most[Nature.REGULAR],
        Misfit.OVER_TOTAL: regular > total,
        Misfit.UNDER_TOTAL: regular < total,
        Misfit.OVER_BONUS_CAP: max(most[Nature.BONUS], default=0) > bonus_cap,
        Misfit.OVER_PENALTY_CAP: max(most[Nature.PENALTY], default=0) > penalty_cap,
    }
    return [misfit for misfit, holds in found.items() if holds]


def rounded(points: Fraction) -> Decimal:
    """Round half up to two decimals, exactly."""
    return Decimal((points * 100 + Fraction(1, 2)).__floor__()) / 100


def needs_reason(kind: str, old: Points | None, new: Points | None, claimed: Points | None) -> bool:
    """Whether a score asks for a written reason.

    Every change of a given score does, taking it back included, and so does a checker who differs
    from what the unit claimed.
    """
    if old is not None:
        return new != old
    return kind == Kind.CHECK and new is not None and claimed is not None and new != claimed


def tally(
    unit: Hashable, criteria: Iterable[Criterion], scores: Iterable[Given], rules: Rules
) -> Result:
    """Add up what a unit reached, with what is missing of each kind that is asked for."""
    by_item = _by_item(score for score in scores if score.unit == unit)
    sums: dict[str, Fraction | None] = dict.fromkeys(Nature, Fraction(0))
    by_kind: dict[str, Fraction | None] = dict.fromkeys(Kind, Fraction(0))
    missing: list[tuple[Hashable, str]] = []
    for criterion in criteria:
        means: dict[str, Fraction | None] = {
            kind: _mean(by_item.get((criterion.key, kind), ())) for kind in Kind
        }
        asked = [kind for kind in Kind if kind in criterion.scored_by]
        missing += [(criterion.key, kind) for kind in asked if means[kind] is None]
        sign = -1 if criterion.nature == Nature.PENALTY else 1
        for kind in asked:
            by_kind[kind] = _plus(by_kind[kind], means[kind], sign)
        reached = _weighed(asked, means, rules.weights)
        sums[criterion.nature] = _plus(sums[criterion.nature], reached)
    bonus = _capped(sums[Nature.BONUS], rules.bonus_cap)
    penalty = _capped(sums[Nature.PENALTY], rules.penalty_cap)
    regular = sums[Nature.REGULAR]
    points = None
    if regular is not None and bonus is not None and penalty is not None:
        points = rounded(max(regular + bonus - penalty, Fraction(0)))
    return Result(unit, points, regular, bonus, penalty, by_kind, tuple(missing))


def _by_item(scores: Iterable[Given]) -> dict[tuple[Hashable, str], list[Fraction]]:
    found: dict[tuple[Hashable, str], list[Fraction]] = {}
    for score in scores:
        found.setdefault((score.criterion, score.kind), []).append(Fraction(score.points))
    return found


def _mean(points: Sequence[Fraction]) -> Fraction | None:
    return sum(points, Fraction(0)) / len(points) if points else None


def _plus(total: Fraction | None, more: Fraction | None, sign: int = 1) -> Fraction | None:
    return None if total is None or more is None else total + sign * more


def _capped(total: Fraction | None, cap: Points) -> Fraction | None:
    return None if total is None else min(total, Fraction(cap))


def _weighed(
    asked: Sequence[str], means: Mapping[str, Fraction | None], weights: Mapping[str, int]
) -> Fraction | None:
    """The weighted mean over the kinds that a criterion asks for.

    The weights of a round hold between the kinds asked for; where none of them weighs anything,
    they weigh the same.
    """
    weighing = {kind: weights.get(kind, 0) for kind in asked}
    if not any(weighing.values()):
        weighing = dict.fromkeys(asked, 1)
    total = Fraction(0)
    for kind, weight in weighing.items():
        mean = means[kind]
        if weight and mean is None:
            return None
        total += weight * (mean or 0)
    return total / (sum(weighing.values()) or 1)


# What each rule compares: the higher comes first.
COMPARED: dict[str, Callable[[Result], Fraction | None]] = {
    TieRule.FEWER_PENALTIES: lambda one: None if one.penalty is None else -one.penalty,
    TieRule.HIGHER_CHECK: lambda one: one.by_kind.get(Kind.CHECK),
    TieRule.HIGHER_CROSS: lambda one: one.by_kind.get(Kind.CROSS),
    TieRule.MORE_BONUS: lambda one: one.bonus,
}


def rank(
    results: Iterable[Result], rules: Rules, voted: frozenset[Hashable] = frozenset()
) -> dict[Hashable, Place]:
    """Rank the units that have a total; `voted` go before those whom nothing else parts.

    Equal totals are parted by the round's rules in their order. A rule that cannot be judged for
    one of the equals, since a score is missing, parts nobody.
    """
    compared = [(name, COMPARED[name]) for name in rules.ties]
    compared.append((BY_VOTE, lambda one: Fraction(one.unit in voted)))
    whole = [one for one in results if one.points is not None]
    places: dict[Hashable, Place] = {}
    for equals in _grouped(whole, lambda one: Fraction(one.points or 0)):
        for group, parted_by in _parted(equals, compared):
            place = len(places) + 1
            places |= {
                one.unit: Place(one, place, parted_by, shared=len(group) > 1) for one in group
            }
    return places


def _grouped(
    results: Iterable[Result], key: Callable[[Result], Fraction]
) -> Iterator[list[Result]]:
    """Group the results by a key, the highest first."""
    for _value, group in groupby(sorted(results, key=key, reverse=True), key):
        yield list(group)


def _parted(
    equals: list[Result],
    compared: Sequence[tuple[str, Callable[[Result], Fraction | None]]],
    by: tuple[str, ...] = (),
) -> Iterator[tuple[list[Result], tuple[str, ...]]]:
    if len(equals) == 1 or not compared:
        yield equals, by
        return
    (name, value), *rest = compared
    if any(value(one) is None for one in equals):
        yield from _parted(equals, rest, by)
        return
    groups = list(_grouped(equals, lambda one: value(one) or Fraction(0)))
    parted = (*by, name) if len(groups) > 1 else by
    for group in groups:
        yield from _parted(group, rest, parted)


def severities(
    criteria: Iterable[Criterion], scores: Iterable[Given]
) -> dict[Hashable, Fraction | None]:
    """How each cross-scorer differs from the others on the same units and criteria.

    The mean deviation as a share of the maximum, negative for the severe; None where nobody else
    scored the same.
    """
    known = {criterion.key: criterion for criterion in criteria}
    crossed = [one for one in scores if one.kind == Kind.CROSS and one.criterion in known]
    by_item: dict[tuple[Hashable, Hashable], list[Given]] = {}
    for score in crossed:
        by_item.setdefault((score.unit, score.criterion), []).append(score)
    off: dict[Hashable, Fraction] = {}
    compared: dict[Hashable, Fraction] = {}
    for (_unit, key), sheet in by_item.items():
        for score in sheet if len(sheet) > 1 else ():
            others = _mean([_worth(o, known) for o in sheet if o is not score]) or Fraction(0)
            off[score.scorer] = off.get(score.scorer, Fraction(0)) + _worth(score, known) - others
            maximum = Fraction(known[key].maximum)
            compared[score.scorer] = compared.get(score.scorer, Fraction(0)) + maximum
    return {
        scorer: off[scorer] / compared[scorer] if compared.get(scorer) else None
        for scorer in {score.scorer for score in crossed}
    }


def _worth(score: Given, known: Mapping[Hashable, Criterion]) -> Fraction:
    """What a score does to the total: penalties take off."""
    sign = -1 if known[score.criterion].nature == Nature.PENALTY else 1
    return sign * Fraction(score.points)


def corrected(criteria: Sequence[Criterion], scores: Sequence[Given]) -> list[Given]:
    """Give new scores with each cross-scorer's severity taken out, between zero and the maximum.

    For information beside the raw ones, which stay as they are.
    """
    known = {criterion.key: criterion for criterion in criteria}
    severity = severities(criteria, scores)
    return [_corrected(one, known, severity) for one in scores]


def _corrected(
    score: Given,
    known: Mapping[Hashable, Criterion],
    severity: Mapping[Hashable, Fraction | None],
) -> Given:
    off = severity.get(score.scorer) if score.kind == Kind.CROSS else None
    if not off or score.criterion not in known:
        return score
    criterion = known[score.criterion]
    maximum = Fraction(criterion.maximum)
    sign = -1 if criterion.nature == Nature.PENALTY else 1
    points = Fraction(score.points) - sign * off * maximum
    return replace(score, points=min(max(points, Fraction(0)), maximum))


def spread(points: Mapping[Hashable, Points], maximum: Points) -> Spread | None:
    """How far scores of one criterion lie apart, by scorer; None where nobody scored.

    An outlier lies more than a fifth of the maximum from the median; two scorers alone cannot tell
    which of them stands out.
    """
    if not points:
        return None
    values = {scorer: Fraction(value) for scorer, value in points.items()}
    middle, far = _median(values.values()), OUTLYING * Fraction(maximum)
    outliers = {
        scorer
        for scorer, value in values.items()
        if len(values) >= FEWEST_TO_COMPARE and abs(value - middle) > far
    }
    mean = sum(values.values(), Fraction(0)) / len(values)
    return Spread(min(points.values()), max(points.values()), mean, frozenset(outliers))


def _median(values: Iterable[Fraction]) -> Fraction:
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2

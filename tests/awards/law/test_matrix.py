"""Whether the cases are whole: every way to an award, met and missed, in every regime."""

import datetime
from collections import defaultdict
from pathlib import Path

import pytest

from awards.law.asks import Ask, leaves
from awards.law.cases import read_case
from awards.law.corpus import Route, load
from awards.law.criteria import State
from awards.law.judge import NO, UNSURE, YES, Verdict
from awards.law.regimes import NoRegimeError
from awards.law.rules import Rule, of_kind

CASES = Path(__file__).parent / "cases"
LAW = load()
RULES = of_kind(LAW.records, Rule)
NEW_LAW = [datetime.date(2024, 1, 1), datetime.date(2025, 7, 1), datetime.date(2026, 10, 1)]
DAY = datetime.timedelta(days=1)
EDGES = {first + n * DAY for first in NEW_LAW for n in (-1, 0, 1)}
# The day before has no law at all: no case can ask for it, `test_before_the_first_regime` does.
EDGES |= {datetime.date(2017, 10, 1), datetime.date(2017, 10, 2)}


READ = [read_case(path) for path in sorted(CASES.rglob("*.toml"))]
VERDICTS = [case.judged(LAW) for case in READ]
WAYS = sorted(
    {
        (regime.code, award, recipient, type_)
        for regime in LAW.regimes
        for rule in RULES
        for award in rule.awards
        for recipient in rule.recipients
        for type_ in rule.types
        if regime.until is None or rule.since < regime.until
        if rule.until is None or regime.since < rule.until
    }
)
RECIPIENTS = sorted({way[:3] for way in WAYS})


def last_day(regime: str) -> datetime.date:
    """A day late in a regime, when all its texts are in force."""
    ends = {one.code: one.until for one in LAW.regimes}
    return (ends[regime] or datetime.date(2027, 2, 1)) - DAY


def route_of(regime: str, award: str, recipient: str, type_: str) -> Route:
    return LAW.on(last_day(regime)).route(award, recipient, type_)


def verdicts_on(regime: str, award: str, recipient: str, type_: str = "") -> list[Verdict]:
    return [
        one
        for one in VERDICTS
        if (one.regime.code, one.question.award, one.recipient) == (regime, award, recipient)
        and type_ in ("", one.question.type)
    ]


def blocking(route: Route) -> list[Ask]:
    """Criteria of a way that can turn an answer into "no"."""
    return [leaf for leaf in leaves(route.asks) if leaf.decides and leaf.verified]


def test_every_way_is_walked():
    assert len(WAYS) > 120
    assert {way[0] for way in WAYS} == {"R1", "R2", "R3", "R4"}


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_every_way_to_an_award_has_a_case_that_reaches_it(way):
    wanted = YES if route_of(*way).known else UNSURE
    assert wanted in {one.answer for one in verdicts_on(*way)}


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_each_criterion_of_its_own_fails_in_a_case(way):
    route = route_of(*way)
    own = {ask.criterion.kind for ask in blocking(route) if ask.code == route.rule.code}
    failed = {kind for one in verdicts_on(*way) for kind in one.failed}
    assert own - failed == set()


@pytest.mark.parametrize("asked", RECIPIENTS, ids="-".join)
def test_each_criterion_of_every_award_fails_in_a_case(asked):
    """Also those that stand beside all awards: an open matter, a discipline, the same achievement.

    Where no criterion of the award itself is verified they need no case of their own.
    """
    routes = [route_of(*way) for way in WAYS if way[:3] == asked]
    kinds = {ask.criterion.kind for route in routes if route.known for ask in blocking(route)}
    failed = {kind for one in verdicts_on(*asked) for kind in one.failed if one.answer == NO}
    assert kinds - failed == set()


@pytest.mark.parametrize("asked", RECIPIENTS, ids="-".join)
def test_each_number_of_the_law_is_met_and_missed_in_a_case(asked):
    """Two criteria of one kind, a flag and two certificates, are told apart by what they ask."""
    own = {route_of(*way).rule.code for way in WAYS if way[:3] == asked}
    states = defaultdict(set)
    for one in verdicts_on(*asked):
        for finding in one.findings:
            for leaf in finding.leaves():
                states[leaf.ask.code, repr(leaf.ask.criterion)].add(leaf.raw)
    short = [
        (ask.code, ask.criterion, state.name)
        for way in WAYS
        if way[:3] == asked
        for ask in leaves(route_of(*way).asks)
        if ask.decides and ask.code in own
        for state in (State.MET, State.NOT_MET)
        if state not in states[ask.code, repr(ask.criterion)]
    ]
    assert short == []


@pytest.mark.parametrize("asked", sorted({way[1:3] for way in WAYS}), ids="-".join)
def test_every_award_is_asked_on_the_days_around_each_new_law(asked):
    days = {one.question.on for one in VERDICTS if (one.question.award, one.recipient) == asked}
    assert sorted(EDGES - days) == []


def test_a_case_names_its_article():
    """But where the award never goes to such a recipient: that is the catalogue's."""
    pairs = zip(READ, VERDICTS, strict=True)
    silent = [case.name for case, said in pairs if not (case.cites or said.wrong_recipient)]
    assert silent == []


def test_before_the_first_regime():
    with pytest.raises(NoRegimeError, match="no regime holds on 2017-09-30; the nearest, R1"):
        LAW.on(datetime.date(2017, 9, 30))

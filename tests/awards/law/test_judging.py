"""The engine on its own: cases, and what must hold whatever the facts are."""

import datetime
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.law.cases import CaseError, read_case
from awards.law.corpus import load
from awards.law.criteria import Question
from awards.law.facts import AwardFact, Facts, InitiativeFact, Rating, Scope, Spell
from awards.law.judge import decider, judge

CASES = Path(__file__).parent / "cases"
LAW = load()
PEOPLE = ("LDTT", "CSTDCS", "CSTDB", "CSTDTQ", "BKB", "GKHEN", "BKTTG", "HCLD3", "HCLD2", "HCLD1")
COLLECTIVES = ("TTLDTT", "TTLDXS", "CO_BO", "CO_CP", "BKB", "GKHEN", "BKTTG", "HCLD3")
DAYS = [datetime.date(y, 12, 20) for y in (2022, 2024, 2025, 2026)]
YES, NO = "yes", "no"

days = st.dates(datetime.date(2012, 1, 1), datetime.date(2026, 12, 31))
awards = st.builds(
    lambda code, year, late: AwardFact(code, year, datetime.date(year, 12, late), period_to=year),
    st.sampled_from(["LDTT", "CSTDCS", "CSTDB", "BKB", "BKTTG", "HCLD3"]),
    st.integers(2012, 2026),
    st.integers(1, 28),
)
initiatives = st.builds(
    InitiativeFact, st.sampled_from(Scope), days, st.sampled_from(["", "", "", "CSTDCS"])
)
people = st.builds(
    Facts,
    kind=st.just("INDIVIDUAL"),
    gender=st.sampled_from("FM"),
    ratings=st.dictionaries(st.integers(2014, 2026), st.sampled_from(Rating)),
    months_of_service=st.dictionaries(st.integers(2020, 2026), st.integers(0, 12)),
    awards=st.lists(awards, max_size=14).map(tuple),
    initiatives=st.lists(initiatives, max_size=6).map(tuple),
    disciplines=st.sampled_from(
        [(), (Spell("KHIEN_TRACH", datetime.date(2022, 3, 1), datetime.date(2023, 3, 1)),)]
    ),
    restrictions=st.sampled_from([(), (Spell("COMPLAINT", datetime.date(2024, 5, 1)),)]),
    posts=st.just(()),
)
asked = st.builds(
    lambda award, on: Question(award, on.year, on), st.sampled_from(PEOPLE), st.sampled_from(DAYS)
)
quickly = settings(max_examples=250, deadline=None, derandomize=True)


def test_every_case_is_judged_as_a_jurist_expects():
    paths = sorted(CASES.rglob("*.toml"))
    assert len(paths) >= 250
    wrong = {path.name: said for path in paths if (said := read_case(path).differs(LAW))}
    assert wrong == {}


@pytest.mark.parametrize("award", sorted({*PEOPLE, *COLLECTIVES, "KNC"}))
def test_every_award_with_criteria_has_cases(award):
    judged = {read_case(path).question.award for path in CASES.rglob("*.toml")}
    assert award in judged


def test_every_common_rule_has_cases():
    assert {f"x{n:02}" for n in range(1, 22)} <= {p.name for p in (CASES / "rules").iterdir()}


def test_a_wrong_expectation_is_reported(tmp_path):
    case = CASES / "individuals" / "cstdcs"
    path = next(p for p in case.iterdir() if 'eligible = "yes"' in p.read_text())
    wrong = tmp_path / path.name
    wrong.write_text(path.read_text().replace('eligible = "yes"', 'eligible = "no"'))
    assert read_case(wrong).differs(LAW) == "expected no, is yes"


def test_a_misspelt_fact_is_refused_by_name(tmp_path):
    path = tmp_path / "case.toml"
    path.write_text(
        'name = "x"\naward = "LDTT"\nyear = 2022\non = 2022-12-20\n[subject]\nrating = 1\n'
    )
    with pytest.raises(CaseError, match=r"case\.toml: "):
        read_case(path)


def test_the_quick_answer_is_the_full_one_in_every_case():
    since = LAW.regimes[0].since
    cases = [
        case for path in CASES.rglob("*.toml") if (case := read_case(path)).question.on >= since
    ]
    assert len(cases) >= 250
    differing = {
        case.path.name
        for case in cases
        if decider(LAW, case.question, case.facts.kind)(case.facts) != case.judged(LAW).answer
    }
    assert differing == set()


@quickly
@given(people, asked)
def test_the_quick_answer_is_the_full_one(facts, question):
    decide = decider(LAW, question, facts.kind)
    assert decide(facts) == judge(LAW, facts, question).answer


@quickly
@given(people, asked, st.integers())
def test_the_order_of_facts_never_matters(facts, question, seed):
    shuffle = random.Random(seed).sample
    mixed = replace(
        facts,
        awards=tuple(shuffle(facts.awards, len(facts.awards))),
        initiatives=tuple(shuffle(facts.initiatives, len(facts.initiatives))),
    )
    one, other = judge(LAW, facts, question), judge(LAW, mixed, question)
    assert (one.answer, one.failed) == (other.answer, other.failed)


@quickly
@given(people, asked, awards, initiatives, st.sampled_from(Rating))
def test_what_is_dated_later_changes_nothing(facts, question, award, initiative, rating):
    after = question.on + datetime.timedelta(days=1)
    later = replace(
        facts,
        ratings={**facts.ratings, question.year + 1: rating},
        awards=(*facts.awards, award._replace(decided=after)),
        initiatives=(*facts.initiatives, initiative._replace(recognised=after)),
        disciplines=(*facts.disciplines, Spell("CANH_CAO", after)),
        restrictions=(*facts.restrictions, Spell("INVESTIGATION", after)),
    )
    one, other = judge(LAW, facts, question), judge(LAW, later, question)
    assert (one.answer, one.failed) == (other.answer, other.failed)


def better(facts: Facts, question: Question) -> list[Facts]:
    """The same facts with one more in favour."""
    year = question.year
    return [
        *(replace(facts, ratings={**facts.ratings, y: Rating.HTXS}) for y in range(2014, 2027)),
        *(
            replace(
                facts,
                initiatives=(*facts.initiatives, InitiativeFact(scope, datetime.date(y, 6, 1))),
            )
            for scope in Scope
            for y in (year - 2, year)
        ),
        *(
            replace(
                facts,
                awards=(
                    *facts.awards,
                    AwardFact(code, y, datetime.date(y, 12, 1), period_to=y),
                ),
            )
            for code in ("LDTT", "CSTDCS", "CSTDB", "BKB")
            for y in range(year - 8, year + 1)
        ),
        replace(facts, months_of_service={**facts.months_of_service, year: 12}),
        replace(facts, restrictions=()),
        replace(facts, disciplines=()),
    ]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(people, asked)
def test_a_fact_in_favour_never_turns_yes_into_no(facts, question):
    if judge(LAW, facts, question).answer == YES:
        answers = {judge(LAW, one, question).answer for one in better(facts, question)}
        assert NO not in answers

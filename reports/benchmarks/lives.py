"""Invented lives at work: ten years of ratings and ideas, and the awards that followed."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from awards.law.criteria import Question
from awards.law.facts import AwardFact, Facts, InitiativeFact, Rating, Scope, Spell
from awards.law.judge import YES, judge
from awards.lawbook import law
from awards.models.subjects import RecipientKind
from reports.demo.careers import FIRST, MODEL, PLAIN, SECOND, STEADY, Bent, Career, career_of
from reports.demo.chance import chance
from reports.demo.names import Names
from units.models import Leave, Person, Restriction

YEARS = range(2017, 2027)
LAST = YEARS[-1]
# What people are like, in a hundred: some whom their department proposes, many who do their work.
BENTS = {MODEL: 2, FIRST: 8, SECOND: 15, STEADY: 50, PLAIN: 25}
# Nobody but models: every record is full, so that judging takes the longest.
FULL = {MODEL: 100}
# Of a hundred to whom the law would give an award, the lower one first, how many get it.
GIVEN = {"LDTT": 98, "CSTDCS": 60, "CSTDB": 70, "BKB": 50, "BKTTG": 50}
# The title for which people use up an idea of the year.
USES_AN_IDEA = "CSTDCS"
# Nominated in the last year, and decided in one round with what builds on it.
EXPECTED = "LDTT"
SIGNED = (12, 25)
JOINED = (1995, 2024)
# How many of all lead, were away for a while, were disciplined, are in a matter still open.
LEADING, AWAY, DISCIPLINED, IN_A_MATTER = 0.06, 0.08, 0.02, 0.004


def lives(
    count: int, *, seed: int, bents: Mapping[Bent, int] = BENTS
) -> Iterator[tuple[Person, Facts]]:
    """Invent people, nowhere kept yet, each with everything that the law would know today."""
    names = Names(seed)
    for number in range(1, count + 1):
        random = chance("life", seed, number)
        invented = names.invent()
        person = Person(
            staff_code=f"TN{number:04}",
            full_name=invented.full_name,
            gender=invented.gender,
            joined_on=_day(random, *JOINED),
        )
        (bent,) = random.choices(list(bents), weights=list(bents.values()))
        yield person, _live(person, bent, random)


def _live(person: Person, bent: Bent, random: Random) -> Facts:
    career = career_of(person, None, bent, YEARS)
    facts = replace(
        Facts(kind=RecipientKind.INDIVIDUAL, gender=person.gender, awards=(), initiatives=()),
        disciplines=_spells(random, DISCIPLINED, ["KHIEN_TRACH", "CANH_CAO"], 365),
        restrictions=_spells(random, IN_A_MATTER, Restriction.Kind.values, None),
        posts=_spells(random, LEADING, ["VU_TRUONG", "PHO_VU_TRUONG"], None),
        leave=_spells(random, AWAY, Leave.Kind.values, 180),
        achievements={},
    )
    for year in sorted(career.ratings):
        facts = _work(facts, career, year)
        if year < LAST:
            facts = _honour(facts, year, random)
    return facts


def _work(facts: Facts, career: Career, year: int) -> Facts:
    """Add what somebody was rated and thought of in a year."""
    ideas = [
        InitiativeFact(Scope[idea.scope], idea.recognised_on, title=idea.title)
        for idea in career.thought_of(year)
    ]
    return replace(
        facts,
        ratings={**facts.ratings, year: Rating[career.ratings[year]]},
        months_of_service={**facts.months_of_service, year: 12},
        initiatives=(*(facts.initiatives or ()), *ideas),
    )


def _honour(facts: Facts, year: int, random: Random) -> Facts:
    """Add the awards of a year: what the law of its end allows, and chance gives."""
    end = datetime.date(year, 12, 31)
    for award, percent in GIVEN.items():
        allowed = judge(law(), facts, Question(award, year, end)).answer == YES
        if allowed and random.random() * 100 < percent:
            signed = datetime.date(year, *SIGNED)
            paper = f"{award}-{year}/QĐ-MH"
            given = AwardFact(award, year, signed, period_to=year, reference=paper)
            facts = replace(facts, awards=(*(facts.awards or ()), given))
            if award == USES_AN_IDEA:
                facts = _use_an_idea(facts, year)
    return facts


def _use_an_idea(facts: Facts, year: int) -> Facts:
    """Use up the first initiative of a year, if there is one."""
    ideas = list(facts.initiatives or ())
    for place, idea in enumerate(ideas):
        if idea.recognised.year == year:
            ideas[place] = idea._replace(used_for=USES_AN_IDEA)
            break
    return replace(facts, initiatives=tuple(ideas))


def _spells(random: Random, share: float, kinds: list[str], days: int | None) -> tuple[Spell, ...]:
    """Chance gives a share of people something that lasts so many days, or still."""
    if random.random() >= share:
        return ()
    since = _day(random, YEARS[2], LAST - 1)
    until = since + datetime.timedelta(days) if days else None
    return (Spell(random.choice(kinds), since, until),)


def _day(random: Random, first_year: int, last_year: int) -> datetime.date:
    year = random.randint(first_year, last_year)
    return datetime.date(year, random.randint(1, 12), random.randint(1, 28))

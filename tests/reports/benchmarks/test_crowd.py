"""A crowd is what its lives say, as often as asked, and leaves nothing behind."""

from contextlib import suppress
from dataclasses import replace

import pytest

from awards.eligibility import facts_of_people
from awards.law.facts import Rating
from reports.benchmarks import crowd as room
from reports.benchmarks.crowd import TABLES, crowd
from reports.benchmarks.law import TODAY
from reports.benchmarks.lives import FULL, LAST, YEARS, lives
from units.models import Account, Agency, AuditEntry

pytestmark = pytest.mark.django_db


def plain(facts):
    """Facts in one order; months of service follow from the day of joining, not from ratings."""
    return replace(
        facts,
        months_of_service={},
        awards=tuple(sorted(facts.awards, key=lambda one: (one.year, one.code))),
        initiatives=tuple(sorted(facts.initiatives)),
    )


def read(people):
    people = list(people)
    facts = facts_of_people(people, on=TODAY)
    return {one.staff_code: plain(facts[one.pk]) for one in people}


def test_lives_are_the_same_for_the_same_seed():
    one, same, other = ([facts for _person, facts in lives(20, seed=seed)] for seed in (1, 1, 2))
    assert one == same
    assert one != other


def test_a_full_record_is_excellent_every_year():
    for person, facts in lives(10, seed=1, bents=FULL):
        assert {rating.name for rating in facts.ratings.values()} == {"HTXS"}
        assert set(facts.ratings) <= {year for year in YEARS if year >= person.joined_on.year}


def test_what_is_read_is_what_was_lived():
    lived = {person.staff_code: plain(facts) for person, facts in lives(60, seed=3)}
    assert any(facts.awards for facts in lived.values())
    assert any(one.used_for for facts in lived.values() for one in facts.initiatives)
    with crowd(60, seed=3) as people:
        assert read(people) == lived


def test_a_life_is_lived_as_often_as_the_crowd_needs(monkeypatch):
    monkeypatch.setattr(room, "LIVES", 20)
    with crowd(50, seed=3) as people:
        found = read(people)
    assert len(found) == 50
    assert found["TN0007"] == found["TN0007-1"] == found["TN0007-2"]
    assert "TN0011-2" not in found


def test_nothing_is_left_of_a_crowd(office):
    kinds = (Agency, Account, AuditEntry, *TABLES)
    before = {kind: set(kind.objects.values_list("pk", flat=True)) for kind in kinds}
    with suppress(KeyboardInterrupt), crowd(5, seed=3) as people:
        assert {person.pk for person in people} == {-1, -2, -3, -4, -5}
        raise KeyboardInterrupt
    assert before == {kind: set(kind.objects.values_list("pk", flat=True)) for kind in kinds}


def test_in_the_last_year_a_title_is_only_nominated():
    with crowd(60, seed=3) as people:
        members = list(people)
        sure = facts_of_people(members, on=TODAY)
        expected = facts_of_people(members, on=TODAY, expecting=LAST)
    assert all(one.year < LAST for facts in sure.values() for one in facts.awards)
    titled = {pk for pk, facts in expected.items() if any(one.year == LAST for one in facts.awards)}
    assert titled == {
        pk for pk, facts in sure.items() if facts.ratings.get(LAST, Rating.KHT) >= Rating.HTT
    }

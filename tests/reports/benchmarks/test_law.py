"""Judging many people costs a small multiple of reading their rows, however many they are."""

import pytest

from reports.benchmarks.crowd import crowd
from reports.benchmarks.law import DAYS, as_served, laps, measure_law
from units.models import Person

pytestmark = pytest.mark.django_db

# Reading and judging takes less than so many times the reading of the same rows by plain SQL.
TIMES = 3


def test_judging_end_to_end_takes_less_than_three_times_plain_reading():
    with crowd(5000, seed=1) as people, as_served():
        measured = list(laps(people, batch=1000))
    assert [lap.people for lap in measured] == [1000] * 5
    # The best of them: what else the machine does at that moment is not ours.
    assert min(lap.whole / lap.plain for lap in measured) < TIMES


def test_a_batch_takes_as_many_queries_whoever_is_in_it():
    with crowd(60, seed=1) as people:
        queries = [lap.queries for size in (1, 10, 60) for lap in laps(people[:size], batch=30)]
    assert queries == [10, 10, 10, 10]


def test_the_table_tells_every_figure():
    head, titles, *lines = measure_law(20, seed=1)
    assert head.startswith("20 people x 8 awards, 20 people and ")
    assert titles.split() == ["work", "seconds", "a", "second", "x", "plain", "SQL"]
    said = [line[:32].strip() for line in lines]
    regimes = ["R1", "R2", "R3", "R4"]
    assert len(DAYS) == len(regimes)
    assert said == [
        "plain SQL reads the same rows",
        "reading the facts",
        *(f"engine alone, {code}" for code in regimes),
        *(f"on full records, {code}" for code in regimes),
        "end to end",
    ]
    assert not Person.objects.exists()

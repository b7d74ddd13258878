"""Judging many people costs a small multiple of reading their rows, however many they are."""

import pytest

from reports.benchmarks.crowd import crowd
from reports.benchmarks.law import DAYS, as_served, laps, measure_law
from units.models import Person

pytestmark = pytest.mark.django_db

# Reading and judging takes less than so many times the reading of the same rows by plain SQL: when
# nothing else runs, and in the suite, where another worker and its database want both cores too.
ALONE, BESIDE_OTHERS = 3, 10


def best_ratio(count: int) -> float:
    """The best batch of so many people: what else the machine does at a moment is not ours."""
    with crowd(count, seed=1) as people, as_served():
        measured = list(laps(people, batch=1000))
    assert [lap.people for lap in measured] == [1000] * (count // 1000)
    return min(lap.whole / lap.plain for lap in measured)


def test_judging_end_to_end_takes_a_small_multiple_of_plain_reading():
    assert best_ratio(3000) < BESIDE_OTHERS


@pytest.mark.faults
def test_alone_on_the_machine_it_takes_less_than_three_times():
    assert best_ratio(20_000) < ALONE


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

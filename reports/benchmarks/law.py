"""How quickly the law judges a crowd, against plain SQL that only reads the same rows.

Measured batch by batch, one kind of work after the other, so that whatever else the machine does
weighs on all of them alike.
"""

import datetime
import gc
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from awards.eligibility import BATCH, answers_of_people, facts_of_people
from awards.law.criteria import Question
from awards.law.facts import Facts
from awards.law.judge import decider
from awards.lawbook import law
from awards.models.subjects import RecipientKind
from reports.benchmarks.crowd import crowd
from reports.benchmarks.lives import FULL, LAST, lives
from reports.demo.office import Office
from reports.queries.eligibility import OF_PEOPLE
from units.models import Person

Result = TypeVar("Result")
Seconds = dict[datetime.date, float]

# The last day of a year in each regime; the crowd's records end on the last of them.
DAYS = tuple(datetime.date(year, 12, 31) for year in (2023, 2024, 2025, LAST))
TODAY = DAYS[-1]
# How often each of how many full records is judged.
FULL_RECORDS, TIMES = 500, 10


@dataclass(frozen=True)
class Lap:
    """What a batch of people cost: seconds for each kind of work.

    `plain` reads the rows and no more, `facts` reads them as facts, `whole` reads and judges by the
    law of the last day; `engine` only judges, in seconds of one core, by the law of each day.
    """

    people: int
    rows: int
    queries: int
    plain: float
    facts: float
    engine: Seconds
    whole: float


def measure_law(people: int, *, seed: int) -> Iterator[str]:
    """Measure so many people, who are there for that long only; yield what to tell of it.

    Raises ForeignDataError where the database holds data that the demo did not make: no real office
    bears such a load.
    """
    Office.find()
    full = [facts for _person, facts in lives(FULL_RECORDS, seed=seed, bents=FULL)]
    with as_served():
        longest = seconds_to_judge(full * TIMES)
    with crowd(people, seed=seed) as found, as_served():
        measured = list(laps(found))
    yield from _table(measured, longest)


@contextmanager
def as_served() -> Iterator[None]:
    """Leave what the process holds already out of garbage collection, as the web server does."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def laps(people: QuerySet[Person], *, batch: int = BATCH) -> Iterator[Lap]:
    """Measure people in the order of their keys, batch by batch."""
    keys = sorted(people.values_list("pk", flat=True))
    for start in range(0, len(keys), batch):
        span = keys[start : start + batch]
        yield _lap(Person.objects.filter(pk__range=(span[0], span[-1])))


def _lap(people: QuerySet[Person]) -> Lap:
    with CaptureQueriesContext(connection) as captured:
        count = len(_answers(people))
    statements = [query["sql"] for query in captured.captured_queries]
    plain, rows = _timed(_read, statements)
    reading, facts = _timed(_facts, people)
    whole, _found = _timed(_answers, people)
    engine = seconds_to_judge(facts.values())
    return Lap(count, rows, len(statements), plain, reading, engine, whole)


def seconds_to_judge(facts: Collection[Facts]) -> Seconds:
    """Time of one core for judging facts for every common award, by the law of each day."""
    found = {}
    for day in DAYS:
        fresh = [replace(one) for one in facts]  # without what judging by another day kept
        started = time.process_time()
        _judge(fresh, day)
        found[day] = time.process_time() - started
    return found


def _read(statements: Iterable[str]) -> int:
    """Read the rows of statements with nothing between; return their number."""
    rows = 0
    with connection.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            rows += len(cursor.fetchall())
    return rows


def _facts(people: QuerySet[Person]) -> dict[int, Facts]:
    return facts_of_people(people.all(), on=TODAY, expecting=LAST)


def _answers(people: QuerySet[Person]) -> list[tuple[Person, tuple[str, ...]]]:
    return list(answers_of_people(people.all(), OF_PEOPLE, year=LAST, on=TODAY))


def _judge(facts: Iterable[Facts], day: datetime.date) -> None:
    asked = [
        decider(law(), Question(award, day.year, day), RecipientKind.INDIVIDUAL)
        for award in OF_PEOPLE
    ]
    for one in facts:
        for answer in asked:
            answer(one)


def _timed(work: Callable[..., Result], *given: object) -> tuple[float, Result]:
    started = time.perf_counter()
    result = work(*given)
    return time.perf_counter() - started, result


def _table(measured: list[Lap], full: Seconds) -> Iterator[str]:
    """The figures in words."""
    people, rows = sum(lap.people for lap in measured), sum(lap.rows for lap in measured)
    plain, facts, whole = (
        sum(getattr(lap, name) for lap in measured) for name in ("plain", "facts", "whole")
    )
    judged = people * len(OF_PEOPLE)
    yield (
        f"{people:,} people x {len(OF_PEOPLE)} awards, {measured[0].people:,} people and "
        f"{max(lap.queries for lap in measured)} queries a batch"
    )
    yield _line("work", "seconds", "a second", "x plain SQL")
    yield _line("plain SQL reads the same rows", f"{plain:.2f}", f"{rows / plain:,.0f} rows")
    yield _line("reading the facts", f"{facts:.2f}", times=f"{facts / plain:.1f}")
    for day in DAYS:
        seconds = sum(lap.engine[day] for lap in measured)
        yield _engine(f"engine alone, {_regime(day)}", judged, seconds)
    for day in DAYS:
        yield _engine(
            f"  on full records, {_regime(day)}", FULL_RECORDS * TIMES * len(OF_PEOPLE), full[day]
        )
    yield _line(
        "end to end", f"{whole:.2f}", f"{judged / whole:,.0f} answers", f"{whole / plain:.1f}"
    )


def _engine(name: str, judged: int, seconds: float) -> str:
    return _line(name, f"{seconds:.2f}", f"{judged / seconds:,.0f} answers")


def _regime(day: datetime.date) -> str:
    return law().on(day).regime.code


def _line(name: str, seconds: str, rate: str = "", times: str = "") -> str:
    return f"{name:<32}{seconds:>9}{rate:>20}{times:>13}".rstrip()

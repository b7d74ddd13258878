"""What if: another regime, or another rule of the agency, on the facts of a year that is known."""

import datetime
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from awards.eligibility import facts_of_people, facts_of_units
from awards.law.corpus import Law, load
from awards.law.criteria import Question, Speech
from awards.law.facts import Facts
from awards.law.judge import judge
from awards.law.words import answer, reasons
from awards.lawbook import agency_folder, law
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from units.models import Agency, Person, Posting, Unit

FOLDER, FILE = "criteria", "trial.toml"


@dataclass(frozen=True)
class Change:
    """A subject whose answer would change, in words, and why it would be what it would be."""

    subject: Person | Unit
    before: str
    after: str
    why: list[str]


@dataclass(frozen=True)
class Trial:
    """Who would change, of how many."""

    changes: list[Change]
    judged: int


def trial_law(records: str) -> Law:
    """The law with records of the agency in TOML on trial; `LawError` says what is wrong with them.

    They join what the agency has, and stand for its records of the same code.
    """
    if not records.strip():
        return law()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FOLDER / FILE
        file.parent.mkdir()
        file.write_text(records, encoding="utf-8")
        return load(agency_folder(), trial=Path(folder))


def try_out(
    agency: Agency, award: str, *, year: int, under: datetime.date | None, tried: Law, say: Speech
) -> Trial:
    """Judge everybody of an agency for a year by the law of its end, and by the law on trial."""
    end = datetime.date(year, 12, 31)
    question = Question(award, year, end)
    changes: list[Change] = []
    judged = 0
    for subject, facts in _subjects(agency, award, year, end):
        judged += 1
        before = judge(law(), facts, question)
        after = judge(tried, facts, question, under=under)
        if before.answer != after.answer:
            change = Change(subject, answer(before, say), answer(after, say), reasons(after, say))
            changes.append(change)
    changes.sort(key=lambda change: (change.after, change.subject.sort_key))
    return Trial(changes, judged)


def _subjects(
    agency: Agency, award: str, year: int, on: datetime.date
) -> Iterator[tuple[Person | Unit, Facts]]:
    units: list[Unit] = list(Unit.objects.filter(agency=agency, line=Unit.Line.STATE).on(on))
    if not catalogue.award(award).goes_to(RecipientKind.INDIVIDUAL):
        of_units = facts_of_units(units, year=year)
        yield from ((unit, of_units[unit.pk]) for unit in units)
        return
    posted = Posting.objects.filter(unit__in=units, is_main=True).on(on).values("person")
    people = list(Person.objects.filter(pk__in=posted))
    of_people = facts_of_people(people, on=on)
    yield from ((person, of_people[person.pk]) for person in people)

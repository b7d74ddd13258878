"""What if: another regime, or another rule of the agency, on the facts of a year that is known."""

import datetime
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from awards.eligibility import facts_of_units, people_with_facts
from awards.law.corpus import Law, load
from awards.law.criteria import Question, Speech
from awards.law.facts import Facts
from awards.law.judge import decider, judge
from awards.law.words import answer, reasons
from awards.lawbook import agency_folder, law
from awards.models.subjects import RecipientKind
from awards.permissions.nominations import nominations_hidden_from
from campaigns import catalogue
from units.models import Account, Agency, Person, Posting, Unit

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
    agency: Agency,
    award: str,
    account: Account,
    *,
    year: int,
    under: datetime.date | None,
    tried: Law,
    say: Speech,
) -> Trial:
    """Judge everybody of an agency for a year by the law of its end, and by the law on trial.

    Nominations of which the account must not know change nothing.
    """
    end = datetime.date(year, 12, 31)
    question = Question(award, year, end)
    kind = _kind(award)
    now, then = decider(law(), question, kind), decider(tried, question, kind, under=under)
    changes: list[Change] = []
    judged = 0
    for subject, facts in _subjects(agency, account, kind, year, end):
        judged += 1
        if now(facts) != then(facts):
            before = judge(law(), facts, question)
            after = judge(tried, facts, question, under=under)
            change = Change(subject, answer(before, say), answer(after, say), reasons(after, say))
            changes.append(change)
    changes.sort(key=lambda change: (change.after, change.subject.sort_key))
    return Trial(changes, judged)


def _kind(award: str) -> RecipientKind:
    """Whom an award is asked about: people where it goes to them, else collectives."""
    of_people = catalogue.award(award).goes_to(RecipientKind.INDIVIDUAL)
    return RecipientKind.INDIVIDUAL if of_people else RecipientKind.COLLECTIVE


def _subjects(
    agency: Agency, account: Account, kind: RecipientKind, year: int, on: datetime.date
) -> Iterator[tuple[Person | Unit, Facts]]:
    units: list[Unit] = list(Unit.objects.filter(agency=agency, line=Unit.Line.STATE).on(on))
    if kind == RecipientKind.COLLECTIVE:
        of_units = facts_of_units(units, year=year)
        yield from ((unit, of_units[unit.pk]) for unit in units)
        return
    posted = Posting.objects.filter(unit__in=units, is_main=True).on(on).values("person")
    people, hidden = Person.objects.filter(pk__in=posted), nominations_hidden_from(account)
    yield from people_with_facts(people, on=on, hidden=hidden)

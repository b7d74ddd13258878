"""What the law says about people and collectives, for the pages that show it."""

import datetime
from dataclasses import dataclass

from awards.eligibility import facts_of, facts_of_people, facts_of_units
from awards.law.ahead import LADDER, Prospect, prospects
from awards.law.criteria import Question, Speech
from awards.law.facts import Facts
from awards.law.judge import NO, UNSURE, YES, Verdict, judge
from awards.law.quotas import Meter, meter
from awards.lawbook import agency_folder, law
from awards.models import Nomination
from awards.models.subjects import RecipientKind
from awards.verdicts import Shown, sees_private, show
from awards.workflow import NominationState
from campaigns import catalogue
from units.models import Account, Agency, Person, Posting, Unit
from units.queries import subtree_ids

# Awards that a person, or a collective, of a ministry-level body is asked about.
OF_PEOPLE = ("LDTT", "CSTDCS", "CSTDB", "CSTDTQ", "GKHEN", "BKB", "BKTTG", "HCLD3")
OF_COLLECTIVES = ("TTLDTT", "TTLDXS", "CO_BO", "CO_CP", "GKHEN", "BKB", "BKTTG", "HCLD3")
ORDER = {YES: 0, UNSURE: 1, NO: 2}


def asked_about(kind: str) -> tuple[str, ...]:
    """Awards that a kind of recipient is asked about: the common ones, then the agency's own."""
    common = OF_PEOPLE if kind == RecipientKind.INDIVIDUAL else OF_COLLECTIVES
    return (*common, *_own(kind))


def _own(kind: str) -> list[str]:
    return [award.code for award in catalogue.own_awards() if award.goes_to(kind)]


def verdicts_on(
    subject: Person | Unit, account: Account, say: Speech, *, year: int, on: datetime.date
) -> list[Shown]:
    """What the law says today to each common award for one subject, for a year."""
    facts = facts_of(subject, year=year, on=on)
    person = isinstance(subject, Person)
    awards = asked_about(RecipientKind.INDIVIDUAL if person else RecipientKind.COLLECTIVE)
    private = sees_private(account, subject)
    return [
        show(subject, _judge(facts, award, year, on), say, see_private=private) for award in awards
    ]


def way_ahead(person: Person, say: Speech, *, on: datetime.date) -> list[Prospect]:
    """Awards within a person's reach in the five years that begin with this one."""
    facts = facts_of(person, year=on.year, on=on)
    awards = (*LADDER, *_own(RecipientKind.INDIVIDUAL))
    return prospects(law(), facts, year=on.year, on=on, say=say, awards=awards)


@dataclass(frozen=True)
class UnitBoard:
    """Who of a unit may get an award: the eligible first, then the open, the nearly, the others."""

    rows: list[Shown]
    meter: Meter | None

    @property
    def counts(self) -> dict[str, int]:
        """How many are eligible, fall short by one criterion, are open, are not eligible."""
        answers = [row.verdict.answer for row in self.rows]
        nearly = sum(row.verdict.nearly for row in self.rows)
        return {
            "yes": answers.count(YES),
            "nearly": nearly,
            "unsure": answers.count(UNSURE),
            "no": answers.count(NO) - nearly,
        }


def unit_board(
    unit: Unit, award: str, account: Account, say: Speech, *, year: int, on: datetime.date
) -> UnitBoard:
    """Judge the people of a unit and below, or the collectives there, for one award and year."""
    private = sees_private(account, unit)
    rows = [
        show(subject, _judge(facts, award, year, on), say, see_private=private)
        for subject, facts in _subjects(unit, award, year, on)
    ]
    rows.sort(key=_standing)
    return UnitBoard(rows, _meter(unit.agency, award, year, on))


def _standing(row: Shown) -> tuple[int, bool, int, str]:
    verdict = row.verdict
    return ORDER[verdict.answer], not verdict.nearly, len(verdict.unmet), row.subject.sort_key


def _subjects(
    unit: Unit, award: str, year: int, on: datetime.date
) -> list[tuple[Person | Unit, Facts]]:
    units = Unit.objects.filter(pk__in=subtree_ids(unit)).on(on).select_related("agency")
    if not catalogue.award(award).goes_to(RecipientKind.INDIVIDUAL):
        collectives = list(units)
        of_units = facts_of_units(collectives, year=year)
        return [(one, of_units[one.pk]) for one in collectives]
    posted = Posting.objects.filter(unit__in=units, is_main=True).on(on).values("person")
    people = list(Person.objects.filter(pk__in=posted).select_related("agency"))
    of_people = facts_of_people(people, on=on, expecting=year)
    return [(one, of_people[one.pk]) for one in people]


def _judge(facts: Facts, award: str, year: int, on: datetime.date) -> Verdict:
    return judge(law(), facts, Question(award, year, on))


def _meter(agency: Agency, award: str, year: int, on: datetime.date) -> Meter | None:
    """How far the agency's nominations of a year use up the award's quota."""
    nominated = Nomination.objects.filter(agency=agency, year=year).exclude(
        state__in=[NominationState.REJECTED]
    )
    return meter(
        award,
        on,
        base_count=nominated.filter(award="LDTT").count(),
        used=nominated.filter(award=award).count(),
        agency=agency_folder(),
    )

"""Facts from the records, verdict from the law: the door between the database and the law room.

Facts are read for many subjects at once, in a fixed number of queries.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any, cast

from django.db.models import Case, F, Lookup, Q, QuerySet, When
from django.utils.translation import gettext as _

from awards.law.criteria import Question
from awards.law.facts import (
    AwardFact,
    Facts,
    InitiativeFact,
    Members,
    Rating,
    Scope,
    Spell,
)
from awards.law.judge import Verdict, decider, judge
from awards.lawbook import law
from awards.models import Decision, Nomination, Recipient
from awards.models.subjects import RecipientKind
from awards.workflow import GONE, DecisionState, NominationState
from campaigns.models import BlocResult, Initiative
from units.models import Discipline, Leave, Person, Posting, Restriction, Unit, YearRating

YEARS_BACK = 15  # what a page shows of the past; series are never asked further back
MONTHS = 12
BATCH = 2000  # people whose facts are read at once: each batch takes the same few queries
WARNING_AND_UP = tuple(kind for kind in Discipline.Kind.values if kind != "KHIEN_TRACH")
# Nominated for the same year and decided in the same round, before what builds on it.
EXPECTED = "LDTT"
WRITTEN = (NominationState.DRAFT, NominationState.RETURNED)
LOST = (*GONE, NominationState.DECIDED)
# Nominations of which the reader must not know; None where nobody reads.
Hidden = QuerySet[Nomination] | None


class Among(Lookup):
    """Whether a key is one of many: they go as one array, where `__in` prepares each by itself."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Compare with the array."""
        key, params = self.process_lhs(compiler, connection)
        return f"{key} = ANY(%s::bigint[])", [*params, self.rhs]


def facts_of_people(
    people: Collection[Person],
    *,
    on: datetime.date,
    expecting: int | None = None,
    hidden: Hidden = None,
) -> dict[int, Facts]:
    """Everything that the records say about people by a day, under the key of each.

    For the year `expecting` a nomination for Advanced worker counts as the title: both are decided
    in one round, the lower one first. Nominations that are `hidden` from the reader change nothing.
    """
    keys = [person.pk for person in people]
    of_people = Among(F("person"), keys)
    ratings = _ratings(YearRating.objects.filter(of_people), "person_id")
    awards = _awards(Recipient.objects.in_force().filter(of_people), "person_id")
    if expecting:
        _expect(awards, of_people, expecting, on, _all_but(hidden))
    initiatives = _initiatives(of_people, hidden)
    disciplines = _spells(Discipline.objects.filter(of_people), "kind")
    restrictions = _spells(Restriction.objects.filter(of_people), "kind")
    leave = _spells(Leave.objects.filter(of_people), "kind")
    posts = _spells(Posting.objects.filter(of_people).exclude(office=""), "office")
    return {
        key: Facts(
            kind=RecipientKind.INDIVIDUAL,
            gender=one.gender,
            higher_retirement_age=one.higher_retirement_age,
            ratings=ratings.get(key, {}),
            months_of_service=_months(one, on, leave.get(key, ())),
            awards=tuple(awards.get(key, ())),
            initiatives=tuple(initiatives.get(key, ())),
            disciplines=tuple(disciplines.get(key, ())),
            restrictions=tuple(restrictions.get(key, ())),
            posts=tuple(posts.get(key, ())),
            leave=tuple(leave.get(key, ())),
            achievements={},
        )
        for key, one in zip(keys, people, strict=True)
    }


def people_with_facts(
    people: Iterable[Person],
    *,
    on: datetime.date,
    expecting: int | None = None,
    hidden: Hidden = None,
) -> Iterator[tuple[Person, Facts]]:
    """However many people, each with facts as `facts_of_people` reads them, a batch at a time."""
    rest = iter(people)
    while batch := list(islice(rest, BATCH)):
        facts = facts_of_people(batch, on=on, expecting=expecting, hidden=hidden)
        yield from ((one, facts[one.pk]) for one in batch)


def answers_of_people(
    people: Iterable[Person], awards: Sequence[str], *, year: int, on: datetime.date
) -> Iterator[tuple[Person, tuple[str, ...]]]:
    """What the law answers for each of many people and awards, in their order, without reasons."""
    asked = [
        decider(law(), Question(award, year, on), RecipientKind.INDIVIDUAL) for award in awards
    ]
    for person, facts in people_with_facts(people, on=on, expecting=year):
        yield person, tuple(answer(facts) for answer in asked)


def facts_of_units(units: Collection[Unit], *, year: int) -> dict[int, Facts]:
    """Everything that the records say about collectives, with their members of a year."""
    keys = [unit.pk for unit in units]
    ratings = _ratings(YearRating.objects.filter(unit__in=keys), "unit_id")
    awards = _awards(Recipient.objects.in_force().filter(collective__in=keys), "collective_id")
    restrictions = _spells(Restriction.objects.filter(unit__in=keys), "kind", "unit_id")
    ranks: dict[int, dict[int, int]] = defaultdict(dict)
    for unit, then, rank in BlocResult.objects.filter(unit__in=keys).values_list(
        "unit_id", "year", "rank"
    ):
        ranks[unit][then] = rank
    members = _members(keys, year)
    return {
        one.pk: Facts(
            kind=RecipientKind.COLLECTIVE,
            ratings=ratings[one.pk],
            bloc_rank=ranks[one.pk],
            members={year: members[one.pk]} if one.pk in members else {},
            awards=tuple(awards[one.pk]),
            initiatives=(),
            disciplines=(),
            restrictions=tuple(restrictions[one.pk]),
            achievements={},
            founded=one.since,
            dissolved=one.until,
        )
        for one in units
    }


def facts_of(
    subject: Person | Unit, *, year: int, on: datetime.date, hidden: Hidden = None
) -> Facts:
    """Facts of one person or collective."""
    if isinstance(subject, Person):
        return facts_of_people([subject], on=on, expecting=year, hidden=hidden)[subject.pk]
    return facts_of_units([subject], year=year)[subject.pk]


def verdict_on(nomination: Nomination, *, on: datetime.date, hidden: Hidden = None) -> Verdict:
    """What the law says to a nomination on a day; it need not be saved yet.

    Of the initiatives only those count that the file names, or may still name while it is written.
    """
    facts = facts_of(nomination.subject, year=nomination.year, on=on, hidden=hidden)
    if nomination.person_id:
        facts = replace(facts, initiatives=_initiatives_for(nomination, hidden))
    question = Question(nomination.award, nomination.year, on, nomination.type)
    return judge(law(), facts, question)


def _initiatives_for(nomination: Nomination, hidden: Hidden) -> tuple[InitiativeFact, ...]:
    """The nominee's initiatives: those of other files as used, and what serves this one."""
    rows = Initiative.objects.filter(authors=nomination.person_id).values_list(
        "scope",
        "recognised_on",
        _used("use__nomination", hidden, "pk"),
        _used("use__nomination", hidden, "award"),
        "title",
    )
    free = nomination.state in WRITTEN
    return tuple(
        InitiativeFact(Scope[scope], day, "" if user in {None, nomination.pk} else award, title)
        for scope, day, user, award, title in rows
        if free or user is not None
    )


def _all_but(hidden: Hidden) -> QuerySet[Nomination]:
    """Every nomination that the reader may know of."""
    nominations = Nomination.objects.all()
    return nominations if hidden is None else nominations.exclude(pk__in=hidden)


def _used(nomination: str, hidden: Hidden, field: str) -> Case | F:
    """A field of the nomination that an initiative serves; NULL where it is hidden."""
    value = F(f"{nomination}__{field}")
    if hidden is None:
        return value
    return Case(When(**{f"{nomination}__in": hidden}, then=None), default=value)


def _expect(
    awards: dict[int, list[AwardFact]],
    of_people: Among,
    year: int,
    on: datetime.date,
    nominations: QuerySet[Nomination],
) -> None:
    """Add the titles that people are nominated for beside what they have."""
    nominated = nominations.filter(of_people, year=year, award=EXPECTED)
    title = AwardFact(EXPECTED, year, on, reference=_("đang đề nghị"))
    for person in nominated.exclude(state__in=LOST).values_list("person_id", flat=True):
        awards[person or 0].append(title)


def _ratings(rows: QuerySet[YearRating], key: str) -> dict[int, dict[int, Rating]]:
    levels = dict(Rating.__members__)
    found: dict[int, dict[int, Rating]] = defaultdict(dict)
    for subject, year, rating in rows.order_by().values_list(key, "year", "rating"):
        found[subject][year] = levels[rating]
    return found


def _awards(rows: QuerySet[Recipient], key: str) -> dict[int, list[AwardFact]]:
    """Awards by issued decisions; all whom a decision names alike share one fact."""
    named = list(rows.order_by("pk").values_list(key, "decision_id", "type", "period_to"))
    issued = Decision.objects.filter(state=DecisionState.ISSUED)
    decisions = issued.in_bulk({decision for _subject, decision, _type, _to in named})

    @cache
    def fact(decision: int, type_: str, period_to: int | None) -> AwardFact:
        one = decisions[decision]
        day = cast("datetime.date", one.signed_on)  # an issued decision is whole
        return AwardFact(one.award, one.year, day, type_, period_to, one.reference)

    found: dict[int, list[AwardFact]] = defaultdict(list)
    for subject, decision, type_, period_to in named:
        if decision in decisions:
            found[subject].append(fact(decision, type_, period_to))
    return found


def _initiatives(of_people: Among, hidden: Hidden) -> dict[int, list[InitiativeFact]]:
    rows = Initiative.authors.through.objects.filter(of_people).values_list(
        "person_id",
        "initiative__scope",
        "initiative__recognised_on",
        _used("initiative__use__nomination", hidden, "award"),
        "initiative__title",
    )
    found: dict[int, list[InitiativeFact]] = defaultdict(list)
    for person, scope, day, used_for, title in rows:
        found[person].append(InitiativeFact(Scope[scope], day, used_for or "", title))
    return found


def _spells(rows: QuerySet[Any], kind: str, key: str = "person_id") -> dict[int, list[Spell]]:
    found: dict[int, list[Spell]] = defaultdict(list)
    for subject, name, since, until in rows.values_list(key, kind, "since", "until"):
        found[subject].append(Spell(name, since, until))
    return found


def _months(person: Person, on: datetime.date, leave: Sequence[Spell]) -> dict[int, int]:
    """Months at work by year, from the day of joining; empty where that day is not known."""
    if person.joined_on is None:
        return {}
    joined = person.joined_on
    first = max(joined.year, on.year - YEARS_BACK)
    months = dict.fromkeys(range(first, on.year + 1), MONTHS)
    if joined.year in months:
        months[joined.year] -= joined.month - (1 if joined.day == 1 else 0)
    for year in months if leave else ():
        months[year] = max(0, months[year] - sum(_away(spell, year) for spell in leave))
    return months


def _away(spell: Spell, year: int) -> int:
    start = max(spell.since, datetime.date(year, 1, 1))
    end = min(spell.until or datetime.date(year + 1, 1, 1), datetime.date(year + 1, 1, 1))
    if end <= start:
        return 0
    months = (end.year - start.year) * MONTHS + end.month - start.month
    return months - (1 if end.day < start.day else 0)


def _members(units: list[int], year: int) -> dict[int, Members]:
    """Heads of each unit itself at the end of a year, and how they stand."""
    end = datetime.date(year, 12, 31)
    posted = Posting.objects.filter(unit__in=units, is_main=True).on(end)
    unit_of = dict(posted.values_list("person_id", "unit_id"))
    of_women = set(posted.filter(person__gender=Person.Gender.FEMALE).values_list("person_id"))
    completed = YearRating.objects.filter(person__in=unit_of, year=year).exclude(
        rating=YearRating.Rating.KHT
    )
    titles = Recipient.objects.in_force().filter(person__in=unit_of, decision__year=year)
    begun = Discipline.objects.filter(
        person__in=unit_of, kind__in=WARNING_AND_UP, since__year__lte=year
    ).filter(Q(until=None) | Q(until__gt=datetime.date(year, 1, 1)))
    heads = {
        "total": unit_of,
        "completed": completed.values_list("person_id", flat=True),
        "LDTT": titles.filter(decision__award="LDTT").values_list("person_id", flat=True),
        "CSTDCS": titles.filter(decision__award="CSTDCS").values_list("person_id", flat=True),
        "disciplined": begun.values_list("person_id", flat=True),
        "women": [person for (person,) in of_women],
    }
    counts = {name: Counter(unit_of[p] for p in set(people)) for name, people in heads.items()}
    return {
        unit: Members(**{name: count[unit] for name, count in counts.items()})
        for unit in counts["total"]
    }

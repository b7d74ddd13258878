"""How the invented people worked, year by year: the rating of each, and what each thought of."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from campaigns.models import Initiative
from reports.demo.chance import chance
from reports.demo.office import Office, person_of
from reports.demo.structure import HONOURED, TRY_OUT
from reports.demo.texts import IDEAS
from units import clock
from units.models import Person, Posting, Unit, YearRating

HTXS, HTT, HT, KHT = YearRating.Rating
YEARS = range(2016, 2023)
# Whoever comes later in the year is not rated for it.
JOINED_BY = (3, 1)
# Initiatives are recognised from September to the middle of October.
RECOGNISED_FROM = (9, 1)
DAYS_TO_RECOGNISE = 44


@dataclass(frozen=True)
class Bent:
    """What somebody is like.

    `ratings` are the chances of HTXS, HTT, HT and KHT in percent; `ideas` how many initiatives a
    year brings, on average; `wide` the share of these that helps the whole ministry.
    """

    ratings: tuple[int, int, int, int]
    ideas: float
    wide: float = 0


MODEL = Bent((100, 0, 0, 0), ideas=1, wide=0.5)
# The people to try out: one whose record is full, one who lacks initiatives alone.
FULL = Bent((100, 0, 0, 0), ideas=2)
WITHOUT_IDEAS = Bent((100, 0, 0, 0), ideas=0)
# The two whom each department proposes.
FIRST = Bent((55, 45, 0, 0), ideas=1, wide=0.05)
SECOND = Bent((15, 85, 0, 0), ideas=0.1)
LEADING = Bent((40, 60, 0, 0), ideas=0.3)
STEADY = Bent((8, 84, 8, 0), ideas=0.1)
PLAIN = Bent((0, 60, 37, 3), ideas=0)
# Of those of whom nothing else is told, in percent.
OTHERS = {MODEL: 2, STEADY: 68, PLAIN: 30}


@dataclass(frozen=True)
class Idea:
    """An initiative: its title, scope, and the day of its recognition."""

    title: str
    scope: str
    recognised_on: datetime.date


@dataclass(frozen=True)
class Career:
    """The years of one person; `department` is None for those who lead the office."""

    person: Person
    department: Unit | None
    bent: Bent
    ratings: dict[int, str]
    ideas: dict[int, list[Idea]]

    def was(self, rating: str, *years: int) -> bool:
        """Whether the person was rated so in each of the years."""
        return all(self.ratings.get(year) == rating for year in years)

    def thought_of(self, *years: int) -> list[Idea]:
        """Initiatives of the years."""
        return [idea for year in years for idea in self.ideas.get(year, [])]


def careers(office: Office) -> list[Career]:
    """Careers of everybody in the office, by staff code."""
    bents = dict(_told(office))
    departments = {unit.pk: unit for unit in office.departments}
    posted = Posting.objects.filter(unit__agency=office.agency, is_main=True).on(clock.today())
    postings = posted.select_related("person", "unit").order_by("person__staff_code")
    return [
        career_of(
            posting.person,
            departments.get(posting.unit_id) or departments.get(posting.unit.parent_id or 0),
            bents.get(posting.person_id) or _any_bent(posting),
        )
        for posting in postings
    ]


def _told(office: Office) -> Iterator[tuple[int, Bent]]:
    """Bents of those of whom something is told, by key; what is told later counts."""
    for unit in office.departments:
        yield person_of(office.head(unit)).pk, LEADING
        first, second = office.workers(unit)
        yield first.pk, FULL if unit.code == TRY_OUT else FIRST
        yield second.pk, WITHOUT_IDEAS if unit.code == TRY_OUT else SECOND
    for codes in HONOURED.values():
        for code in codes:
            yield person_of(office.head(office.units[code])).pk, MODEL


def _any_bent(posting: Posting) -> Bent:
    random = chance("bent", posting.person.staff_code)
    (bent,) = random.choices(list(OTHERS), weights=list(OTHERS.values()))
    return bent


def career_of(
    person: Person, department: Unit | None, bent: Bent, years: Iterable[int] = YEARS
) -> Career:
    """Let chance decide the years of somebody of such a bent."""
    ratings: dict[int, str] = {}
    ideas: dict[int, list[Idea]] = {}
    where = f", áp dụng tại {department}" if department else ""
    own = chance("ideas", person.staff_code).sample(IDEAS, len(IDEAS))
    titles = (f"{title}{where}" for title in own)
    for year in years:
        if person.joined_on is None or person.joined_on > datetime.date(year, *JOINED_BY):
            continue
        random = chance("career", person.staff_code, year)
        (ratings[year],) = random.choices(list(YearRating.Rating), weights=bent.ratings)
        count = int(bent.ideas) + (random.random() < bent.ideas % 1)
        ideas[year] = [_idea(next(titles), year, bent, random) for _number in range(count)]
    return Career(person, department, bent, ratings, ideas)


def _idea(title: str, year: int, bent: Bent, random: Random) -> Idea:
    wide = random.random() < bent.wide
    later = datetime.timedelta(days=random.randint(0, DAYS_TO_RECOGNISE))
    return Idea(
        title,
        Initiative.Scope.BO if wide else Initiative.Scope.CO_SO,
        datetime.date(year, *RECOGNISED_FROM) + later,
    )

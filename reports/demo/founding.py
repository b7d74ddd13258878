"""The office opens: units, people, accounts, roles."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

from reports.demo import structure
from reports.demo.chance import chance
from reports.demo.names import Invented, Names
from reports.demo.structure import BLOCS, DEPARTMENTS, LOGINS, Department
from reports.demo.walk import at_work
from units.actions.accounts import grant_role, open_account
from units.actions.organisation import create_bloc, create_unit, found_agency
from units.actions.people import enter_person, post_person
from units.models import Agency, Person, Posting, Role, Unit

LEADER, DIRECT = Posting.Rank.LEADER, Posting.Rank.DIRECT
LIKE = Posting.Office
# Nobody serves before this age; leaders have served longer before their post than others.
WORKING_AGE = 22
YEARS_BEFORE = {LEADER: (8, 20), DIRECT: (0, 9)}
# Everybody came into their post in one of these years.
POSTED = (2016, 2020)
# Of those who lead nobody, how many are members of the Party.
PARTY_SHARE = 0.65

Seats = dict[tuple[str, str], Person]

# For each unit: where its people belong in the Party's line, and what their secretary is called.
PARTY_PLACES = {structure.CODE: (structure.PARTY[0], "Bí thư Đảng ủy")} | {
    code: (each.party_code, "Bí thư Đảng ủy" if each.has_committee else "Bí thư Chi bộ")
    for each in DEPARTMENTS
    for code in (each.code, *(room for room, _name in each.rooms))
}
SECRETARIES_IN = {structure.CODE, *(each.code for each in DEPARTMENTS)}


@dataclass(frozen=True)
class Post:
    """A post to fill: where, and what one is there ("head", "clerk", "staff", …).

    `office` is the leadership office that it counts as, if it does.
    """

    unit: str
    title: str
    rank: Posting.Rank
    seat: str
    office: str = ""


def found_office(*, seed: int, password: str) -> None:
    """Found the office on the day it opens; only those who sign in get the password."""
    with at_work(structure.OPENED):
        root = found_agency(
            code=structure.CODE,
            name=structure.NAME,
            symbol="VPQH",
            place="Hà Nội",
            head_office=structure.HEAD_OFFICE,
            head_name=structure.HEAD_NAME,
            since=structure.FOUNDED,
        )
        units = _create_units(root)
        register = _Register(root.agency, seed)
        for post in posts():
            register.fill(post, units[post.unit])
        register.join_the_party(units)
        _give_roles(register.seats, units, password)


def posts() -> Iterator[Post]:
    """Every post of the office, department by department."""
    yield Post(structure.CODE, "Chủ nhiệm", LEADER, "head", LIKE.BO_TRUONG)
    yield Post(structure.CODE, "Phó Chủ nhiệm", LEADER, "deputy", LIKE.THU_TRUONG)
    yield Post(structure.CODE, "Phó Chủ nhiệm", LEADER, "deputy 2", LIKE.THU_TRUONG)
    for department in DEPARTMENTS:
        yield from _posts_of(department)


def _posts_of(department: Department) -> Iterator[Post]:
    code, kind = department.code, department.kind
    leaders = [Post(code, kind.head, LEADER, "head", LIKE.VU_TRUONG)]
    deputies = ("deputy", "deputy 2") if department.staff >= 12 else ("deputy",)
    leaders += [Post(code, kind.deputy, LEADER, seat, LIKE.PHO_VU_TRUONG) for seat in deputies]
    leaders += [Post(room, kind.room_head, LEADER, "head") for room, _name in department.rooms]
    yield from leaders
    yield Post(code, kind.others[0], DIRECT, "clerk")
    places = cycle([room for room, _name in department.rooms] or [code])
    titles = cycle(kind.others)
    for _number in range(department.staff - len(leaders) - 1):
        yield Post(next(places), next(titles), DIRECT, "staff")


def _create_units(root: Unit) -> dict[str, Unit]:
    """Create all lines of the office; return its units by code."""
    units = {root.code: root}

    def create(
        parent: Unit, code: str, name: str, *, line: str | None = None, pledges: bool = False
    ) -> Unit:
        units[code] = create_unit(
            parent=parent,
            code=code,
            name=name,
            line=line,
            pledges=pledges,
            since=structure.FOUNDED,
            actor=None,
        )
        return units[code]

    party = create(root, *structure.PARTY, line=Unit.Line.PARTY)
    create(root, *structure.UNION, line=Unit.Line.UNION)
    create(root, *structure.YOUTH, line=Unit.Line.YOUTH)
    for department in DEPARTMENTS:
        unit = create(root, department.code, department.name, pledges=True)
        for code, name in department.rooms:
            create(unit, code, name)
        create(party, department.party_code, department.party_name)
    for number, name in enumerate(BLOCS):
        members = [units[each.code] for each in DEPARTMENTS if each.bloc == number]
        create_bloc(
            agency=root.agency, name=name, units=members, since=structure.FOUNDED, actor=None
        )
    return units


class _Register:
    """Enters people one after another, each under the next staff code."""

    def __init__(self, agency: Agency, seed: int) -> None:
        self.seats: Seats = {}
        self._agency = agency
        self._names = Names(seed)
        self._random = chance("register", seed)
        self._entered: list[tuple[Person, Post]] = []

    def fill(self, post: Post, unit: Unit) -> None:
        """Enter somebody for a post; the first in a seat is who it is known by."""
        invented = self._names.invent()
        if (post.unit, post.seat) == (structure.CODE, "head"):
            invented = Invented(structure.HEAD_NAME, Person.Gender.MALE)
        code = f"MH{len(self._entered) + 1:03d}"
        born_on = self._day(1965, 1978 if post.rank == LEADER else 1995)
        since = self._day(*POSTED)
        person = enter_person(
            agency=self._agency,
            staff_code=code,
            full_name=invented.full_name,
            gender=invented.gender,
            born_on=born_on,
            email=f"{code.lower()}@example.org",
            joined_on=_joined_on(code, post.rank, born_on, since),
            actor=None,
        )
        post_person(
            person=person,
            unit=unit,
            title=post.title,
            rank=post.rank,
            office=post.office,
            since=since,
            actor=None,
        )
        self._entered.append((person, post))
        self.seats.setdefault((post.unit, post.seat), person)

    def join_the_party(self, units: dict[str, Unit]) -> None:
        """Post the members of the Party in its line too: all who lead, and many others."""
        signing_in = {self.seats[login.seat].pk for login in LOGINS}
        for person, post in self._entered:
            by_chance = self._random.random() < PARTY_SHARE
            if not (by_chance or post.rank == LEADER or person.pk in signing_in):
                continue
            unit, secretary = PARTY_PLACES[post.unit]
            leads = post.seat == "head" and post.unit in SECRETARIES_IN
            title, rank = (secretary, LEADER) if leads else ("Đảng viên", DIRECT)
            post_person(
                person=person,
                unit=units[unit],
                title=title,
                rank=rank,
                since=self._day(*POSTED),
                is_main=False,
                actor=None,
            )

    def _day(self, first_year: int, last_year: int) -> datetime.date:
        year = self._random.randint(first_year, last_year)
        return datetime.date(year, self._random.randint(1, 12), self._random.randint(1, 28))


def _joined_on(
    code: str, rank: Posting.Rank, born_on: datetime.date, since: datetime.date
) -> datetime.date:
    """First day of service: some years before the post, but not before one is of age."""
    random = chance("service", code)
    of_age = datetime.date(born_on.year + WORKING_AGE, 1, 1)
    joined = since - datetime.timedelta(days=365 * random.randint(*YEARS_BEFORE[rank]))
    return min(max(joined, of_age), since)


def _give_roles(seats: Seats, units: dict[str, Unit], password: str) -> None:
    """Open an account for all who act, and grant what each does."""
    grants = [(seats[login.seat], login.role, login.unit) for login in LOGINS]
    for each in DEPARTMENTS:
        head = seats[each.code, "head"]
        grants.append((seats[each.code, "clerk"], Role.UNIT_CLERK, each.code))
        grants.append((head, Role.UNIT_HEAD, each.code))
        # As secretary, so that somebody hears of what the cell is awarded.
        grants.append((head, Role.UNIT_HEAD, each.party_code))
    grants += [
        (seats[code, "head"], Role.COUNCIL_MEMBER, structure.CODE) for code in structure.COUNCIL
    ]
    grants += [
        (seats[seat], role, structure.CODE) for seat, role in structure.INITIATIVE_COUNCIL.items()
    ]
    usernames = {seats[login.seat].pk: login.username for login in LOGINS}
    accounts = {}
    for person, role, unit in dict.fromkeys(grants):
        if person.pk not in accounts:
            username = usernames.get(person.pk)
            accounts[person.pk] = open_account(
                username=username or person.staff_code.lower(),
                person=person,
                password=password if username else None,
                actor=None,
            )
        grant_role(
            account=accounts[person.pk],
            role=role,
            unit=units[unit],
            since=structure.OPENED,
            actor=None,
        )

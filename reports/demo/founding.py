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
    """A post to fill: where, and what one is there ("head", "clerk", "staff", …)."""

    unit: str
    title: str
    rank: Posting.Rank
    seat: str


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
    yield Post(structure.CODE, "Chủ nhiệm", LEADER, "head")
    yield Post(structure.CODE, "Phó Chủ nhiệm", LEADER, "deputy")
    yield Post(structure.CODE, "Phó Chủ nhiệm", LEADER, "deputy 2")
    for department in DEPARTMENTS:
        yield from _posts_of(department)


def _posts_of(department: Department) -> Iterator[Post]:
    code, kind = department.code, department.kind
    leaders = [Post(code, kind.head, LEADER, "head"), Post(code, kind.deputy, LEADER, "deputy")]
    if department.staff >= 12:
        leaders.append(Post(code, kind.deputy, LEADER, "deputy 2"))
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
        person = enter_person(
            agency=self._agency,
            staff_code=code,
            full_name=invented.full_name,
            gender=invented.gender,
            born_on=self._day(1965, 1978 if post.rank == LEADER else 1995),
            email=f"{code.lower()}@example.org",
            actor=None,
        )
        self._post(person, unit, post.title, post.rank)
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
            self._post(person, units[unit], title, rank, is_main=False)

    def _post(
        self, person: Person, unit: Unit, title: str, rank: Posting.Rank, *, is_main: bool = True
    ) -> None:
        post_person(
            person=person,
            unit=unit,
            title=title,
            rank=rank,
            since=self._day(2016, 2020),
            is_main=is_main,
            actor=None,
        )

    def _day(self, first_year: int, last_year: int) -> datetime.date:
        year = self._random.randint(first_year, last_year)
        return datetime.date(year, self._random.randint(1, 12), self._random.randint(1, 28))


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

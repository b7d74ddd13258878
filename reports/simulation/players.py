"""Who acts in a simulated year, read from the roles that hold, whatever the office."""

import datetime
from dataclasses import dataclass, field
from enum import Enum
from random import Random
from typing import Self

from reports.demo.chance import chance
from units.models import Account, Agency, Posting, Role, RoleGrant, Unit
from units.queries import agency_root


class Temper(Enum):
    """How a unit goes about what is due: early, at the last moment, or not at all."""

    PROMPT = "prompt"
    LATE = "late"
    FORGETFUL = "forgetful"


@dataclass(frozen=True)
class Player:
    """A unit that pledges, with those who act for it; `workers` have accounts of their own."""

    unit: Unit
    clerk: Account
    head: Account
    temper: Temper
    workers: tuple[Account, ...] = ()

    def random(self, *about: object) -> Random:
        """Chance that is the same in every run for the same unit and matter."""
        return chance(self.unit.code, *about)


@dataclass
class Players:
    """Everybody who acts in an agency."""

    agency: Agency
    root: Unit
    units: list[Player]
    holders: dict[str, list[Account]] = field(default_factory=dict)

    @classmethod
    def of(cls, agency: Agency, on: datetime.date, *, seed: int) -> Self:
        """Read who acts; units without a clerk or a head of their own only look on."""
        root = agency_root(agency)
        grants = RoleGrant.objects.filter(unit__agency=agency).on(on).order_by("pk")
        held: dict[tuple[int, str], list[Account]] = {}
        for grant in grants.select_related("account__person"):
            held.setdefault((grant.unit_id, grant.role), []).append(grant.account)
        pledging = agency.units.filter(pledges=True, line=Unit.Line.STATE).on(on)
        ready = [
            unit
            for unit in pledging.order_by("pk")
            if (unit.pk, Role.UNIT_CLERK) in held and (unit.pk, Role.UNIT_HEAD) in held
        ]
        units = [
            Player(
                unit,
                held[unit.pk, Role.UNIT_CLERK][0],
                held[unit.pk, Role.UNIT_HEAD][0],
                _temper(number, seed),
                _workers(unit, on),
            )
            for number, unit in enumerate(ready)
        ]
        at_root = {role: accounts for (unit, role), accounts in held.items() if unit == root.pk}
        return cls(agency, root, units, at_root)

    def one(self, role: Role) -> Account:
        """Who holds a role over the whole agency; `LookupError` where nobody does."""
        if not self.holders.get(role):
            raise LookupError(f"Nobody holds {role} over {self.agency}.")
        return self.holders[role][0]

    def all(self, *roles: Role) -> list[Account]:
        """Everybody who holds one of the roles over the whole agency."""
        return [account for role in roles for account in self.holders.get(role, [])]


def _temper(number: int, seed: int) -> Temper:
    """One unit in four comes at the last moment; the last but one of every eight never does."""
    place = (number + seed) % 8
    if place == 6:
        return Temper.FORGETFUL
    return Temper.LATE if place % 4 == 1 else Temper.PROMPT


def _workers(unit: Unit, on: datetime.date) -> tuple[Account, ...]:
    """People of the unit with an account and no part in its papers, by staff code."""
    grants = RoleGrant.objects.filter(unit=unit).values("account")
    posted = Posting.objects.filter(unit=unit, is_main=True).on(on)
    found = Account.objects.filter(person__postings__in=posted).exclude(pk__in=grants)
    return tuple(found.select_related("person").order_by("person__staff_code"))

"""Who leads whom, and who stands in one line of units, on a day."""

import datetime
from collections import defaultdict
from collections.abc import Collection

from units.models import Posting, Role, RoleGrant, Unit


class Lines:
    """The lines in which some people and units stand, by postings and by the roles they hold.

    A line goes from a unit up to the one below the agency's root; the root itself is in the line
    of those alone who work in it.
    """

    def __init__(
        self, people: Collection[int], on: datetime.date, units: Collection[int] = ()
    ) -> None:
        self._unit: dict[int, int] = {}
        self._units: dict[int, set[int]] = defaultdict(set)
        self._led: dict[int, set[int]] = defaultdict(set)
        for posting in Posting.objects.filter(person__in=people).on(on):
            self._units[posting.person_id].add(posting.unit_id)
            if posting.is_main:
                self._unit[posting.person_id] = posting.unit_id
                if posting.rank == posting.Rank.LEADER:
                    self._led[posting.person_id].add(posting.unit_id)
        heads = RoleGrant.objects.filter(role=Role.UNIT_HEAD, account__person__in=people).on(on)
        for person, unit in heads.values_list("account__person", "unit"):
            self._led[person or 0].add(unit)
        placed = Unit.objects.with_tree_fields().filter(
            pk__in={*units}.union(*self._units.values())
        )
        self._line = {unit.pk: {unit.pk, *unit.tree_path[1:]} for unit in placed}

    def joins(self, one: int, other: int) -> bool:
        """Whether one of two people leads the other."""
        return self.leads(one, other) or self.leads(other, one)

    def leads(self, one: int, other: int) -> bool:
        """Whether a person leads another: at the head of their main unit, or of one above it."""
        return other in self._unit and self.leads_unit(one, self._unit[other])

    def leads_unit(self, one: int, unit: int) -> bool:
        """Whether a person is at the head of a unit, or of one above it."""
        return bool(self._led.get(one, set()) & self._line[unit])

    def stand_together(self, one: int, other: int) -> bool:
        """Whether two people's main units are one, or one of them stands above the other."""
        first, second = self._unit.get(one), self._unit.get(other)
        return first is not None and second is not None and self._joined(first, second)

    def stands_in(self, one: int, unit: int) -> bool:
        """Whether a person has a posting in a unit, or in one above or below it."""
        return any(self._joined(own, unit) for own in self._units.get(one, ()))

    def _joined(self, one: int, other: int) -> bool:
        return one in self._line[other] or other in self._line[one]

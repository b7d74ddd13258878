"""The years before the office had the program, entered from paper on its first day.

Who was awarded follows from how people worked, by the rules of those years as far as they matter
here (Law 15/2003, Decree 91/2017).
"""

import datetime
from itertools import count

from awards.actions.decisions import record_decision
from campaigns.models import BlocResult, Initiative
from reports.demo.careers import HTT, HTXS, MODEL, Career, careers
from reports.demo.office import Office, person_of
from reports.demo.records import rank_blocs, rate, recognise_ideas, unit_rating
from reports.demo.structure import HONOURED, OPENED
from reports.demo.walk import at_work, workday
from units.models import Person, Role, Unit

YEARS = range(2016, 2021)
# Fighters at the base are at most so many of a hundred advanced workers (Decree 91/2017, 9.3).
FIGHTERS_PERCENT = 15


def record_past(office: Office) -> None:
    """Enter what is on record of the years before."""
    with at_work(OPENED, hour=14):
        past = _Past(office, careers(office))
        for year in YEARS:
            recognise_ideas(office, past.careers, year)
            rate(office, past.careers, year)
            rank_blocs(office, year)
            past.award(year)
        office.read_inboxes()


class _Past:
    """Finds who was awarded, year after year, and records it."""

    def __init__(self, office: Office, lives: list[Career]) -> None:
        self.careers = lives
        self._office = office
        self._given: dict[tuple[str, int], set[int]] = {}
        self._numbers = count(1)

    def award(self, year: int) -> None:
        """Record the decisions of a year, each under the next number."""
        self._numbers = count(1)
        self._give("LDTT", year, self._advanced(year))
        self._give("CSTDCS", year, self._fighters(year))
        self._give("CSTDB", year, self._ministry_fighters(year))
        self._give("BKB", year, self._certificates(year))
        excellent, advanced = self._collectives(year)
        self._record("TTLDXS", year, excellent)
        self._record("TTLDTT", year, advanced)
        first = BlocResult.objects.filter(year=year, rank=1).select_related("unit")
        self._record("CO_BO", year, [result.unit for result in first])
        heads = [self._office.head(self._office.units[code]) for code in HONOURED.get(year, ())]
        self._record("BKTTG", year, [person_of(head) for head in heads])

    def _advanced(self, year: int) -> list[Career]:
        return [one for one in self.careers if one.was(HTXS, year) or one.was(HTT, year)]

    def _fighters(self, year: int) -> list[Career]:
        """Advanced workers with an initiative of the year, the best rated first."""
        advanced = self._advanced(year)
        likely = [one for one in advanced if one.thought_of(year)]
        likely.sort(key=lambda one: not one.was(HTXS, year))
        return likely[: len(advanced) * FIGHTERS_PERCENT // 100]

    def _ministry_fighters(self, year: int) -> list[Career]:
        """Fighters three times running, with an initiative that helped the whole ministry."""
        three = range(year - 2, year + 1)
        return [
            one
            for one in self.careers
            if all(self._holds(one, "CSTDCS", each) for each in three)
            and any(idea.scope == Initiative.Scope.BO for idea in one.thought_of(*three))
        ]

    def _certificates(self, year: int) -> list[Career]:
        """Two excellent years with two initiatives; in the first year, the models of the office."""
        if year == YEARS[0]:
            return [one for one in self.careers if one.bent == MODEL]
        two = (year - 1, year)
        return [
            one
            for one in self.careers
            if one.was(HTXS, *two)
            and len(one.thought_of(*two)) >= 2
            and not any(self._holds(one, "BKB", earlier) for earlier in YEARS)
        ]

    def _collectives(self, year: int) -> tuple[list[Unit], list[Unit]]:
        """Departments with the higher title, and those with the lower one."""
        excellent, advanced = [], []
        for unit in self._office.departments:
            members = [c for c in self.careers if c.department == unit and year in c.ratings]
            titled = sum(self._holds(one, "LDTT", year) for one in members)
            fought = any(self._holds(one, "CSTDCS", year) for one in members)
            rating = unit_rating(unit, year)
            if rating == HTXS and fought and titled * 100 >= len(members) * 70:
                excellent.append(unit)
            elif rating in {HTXS, HTT} and titled * 2 > len(members):
                advanced.append(unit)
        return excellent, advanced

    def _holds(self, one: Career, award: str, year: int) -> bool:
        return one.person.pk in self._given.get((award, year), ())

    def _give(self, award: str, year: int, found: list[Career]) -> None:
        self._given[award, year] = {one.person.pk for one in found}
        self._record(award, year, [one.person for one in found])

    def _record(self, award: str, year: int, subjects: list[Person] | list[Unit]) -> None:
        if not subjects:
            return
        agency = self._office.agency
        own = (f"{agency.head_office} {agency.name}", agency.symbol)
        authority, symbol = ("Thủ tướng Chính phủ", "TTg") if award == "BKTTG" else own
        record_decision(
            agency=agency,
            award=award,
            year=year,
            authority=authority,
            reference=f"MH-{next(self._numbers):02d}/QĐ-{symbol}",
            signed_on=workday(datetime.date(year, 12, 20), 1),
            subjects=[*subjects],
            period_to=year,
            actor=self._office.holder(Role.DECISION_ADMIN),
        )

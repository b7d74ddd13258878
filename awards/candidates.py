"""Who of a unit may get an award: for the page that shows it, and for the form that nominates."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from awards.caps import Ceiling, ceiling_of
from awards.eligibility import facts_of_people, facts_of_units
from awards.law.criteria import Question, Speech
from awards.law.facts import Facts
from awards.law.judge import UNSURE, YES, judge
from awards.lawbook import law
from awards.models import Nomination
from awards.models.subjects import RecipientKind
from awards.permissions.nominations import nominations_hidden_from, nominations_visible_to
from awards.verdicts import Shown, sees_private, show
from awards.workflow import GONE
from campaigns import catalogue
from units.models import Account, Person, Posting, Unit
from units.queries import subtree_ids

# How candidates stand, those who may be proposed first.
STANDINGS = {
    "yes": _("Đủ điều kiện"),
    "unsure": _("Chưa kết luận được"),
    "nearly": _("Thiếu một điều kiện"),
    "no": _("Chưa đủ điều kiện"),
}
ORDER = list(STANDINGS)


@dataclass(frozen=True)
class Candidate:
    """A person or a collective before the law, and whether they are proposed already."""

    shown: Shown
    proposed: bool

    @property
    def subject(self) -> Person | Unit:
        """Whom it is about."""
        return self.shown.subject

    @property
    def choice(self) -> str:
        """The value in a form's select: "person:12"."""
        kind = "person" if isinstance(self.subject, Person) else "unit"
        return f"{kind}:{self.subject.pk}"

    @property
    def standing(self) -> str:
        """A key of `STANDINGS`."""
        verdict = self.shown.verdict
        if verdict.answer in {YES, UNSURE}:
            return verdict.answer
        return "nearly" if verdict.nearly else "no"

    @property
    def standing_label(self) -> str:
        """How they stand, in words."""
        return str(STANDINGS[self.standing])


@dataclass(frozen=True)
class Candidates:
    """Everyone of a unit for one award, the eligible first; and how far the ceiling is used."""

    rows: list[Candidate]
    ceiling: Ceiling | None

    @property
    def counts(self) -> dict[str, int]:
        """How many stand how."""
        found = Counter(row.standing for row in self.rows)
        return {standing: found[standing] for standing in STANDINGS}

    @property
    def figures(self) -> list[tuple[str, int]]:
        """The counts with their words."""
        return [(str(STANDINGS[standing]), count) for standing, count in self.counts.items()]

    @property
    def overlooked(self) -> int:
        """How many are eligible and proposed by nobody."""
        return sum(row.standing == "yes" and not row.proposed for row in self.rows)


def candidates(
    unit: Unit,
    award: str,
    account: Account,
    say: Speech,
    *,
    year: int,
    on: datetime.date,
    kind: str = Nomination.Type.CONG_TRANG,
) -> Candidates:
    """Judge the people of a unit and below, or the collectives there, for one award and year.

    `kind` is the type of commendation. Who is proposed already is told as far as the account may
    open the nominations.
    """
    private = sees_private(account, unit)
    question = Question(award, year, on, kind)
    proposed = _proposed(account, award, year)
    rows = [
        Candidate(
            show(subject, judge(law(), facts, question), say, see_private=private),
            subject in proposed,
        )
        for subject, facts in _subjects(unit, award, account, year, on)
    ]
    rows.sort(key=_place)
    ceiling = ceiling_of(unit, award, say, year=year, on=on, reader=account)
    return Candidates(rows, ceiling)


def _place(row: Candidate) -> tuple[int, int, bool, str]:
    missing = len(row.shown.verdict.unmet)
    is_person = isinstance(row.subject, Person)
    return ORDER.index(row.standing), missing, is_person, row.subject.sort_key


def _proposed(account: Account, award: str, year: int) -> set[Person | Unit]:
    rows = nominations_visible_to(account).filter(award=award, year=year)
    open_rows = rows.exclude(state__in=GONE).select_related("person", "collective")
    return {row.subject for row in open_rows}


def _subjects(
    unit: Unit, award: str, account: Account, year: int, on: datetime.date
) -> list[tuple[Person | Unit, Facts]]:
    units = Unit.objects.filter(pk__in=subtree_ids(unit)).on(on).select_related("agency")
    found: list[tuple[Person | Unit, Facts]] = []
    if catalogue.award(award).goes_to(RecipientKind.COLLECTIVE):
        collectives = list(units)
        of_units = facts_of_units(collectives, year=year)
        found += [(one, of_units[one.pk]) for one in collectives]
    if catalogue.award(award).goes_to(RecipientKind.INDIVIDUAL):
        posted = Posting.objects.filter(unit__in=units, is_main=True).on(on).values("person")
        people = list(Person.objects.filter(pk__in=posted).select_related("agency"))
        hidden = nominations_hidden_from(account)
        of_people = facts_of_people(people, on=on, expecting=year, hidden=hidden)
        found += [(one, of_people[one.pk]) for one in people]
    return found

"""A crowd to measure with: people with ten years behind them, there only inside a `with` block.

A thousand lives are written as rows; the database then repeats them until the crowd is there.
Keys are below zero, far from those that anybody uses, and all is rolled back at the end.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from awards.law.facts import AwardFact, Facts, InitiativeFact, Rating
from awards.models import Decision, InitiativeUse, Nomination, Recipient, Submission
from awards.models.subjects import RecipientKind
from awards.workflow import DecisionState, NominationState, SubmissionState
from campaigns.models import Initiative
from reports.benchmarks.lives import EXPECTED, LAST, USES_AN_IDEA, YEARS, lives
from units import clock
from units.actions.accounts import open_account
from units.actions.organisation import found_agency
from units.models import Discipline, Leave, Person, Posting, Restriction, YearRating

Row = TypeVar("Row", bound=models.Model)

LIVES = 1000
# From the keys of one copy to those of the next: more than the lives have rows in any table.
STRIDE = 1_000_000
Author: Any = Initiative.authors.through
# All that facts of people are read from; what points to another one stands behind it.
TABLES: tuple[Any, ...] = (
    Person, Posting, YearRating, Leave, Discipline, Restriction,
    Initiative, Author, Nomination, InitiativeUse, Recipient,
)  # fmt: skip
# What must differ between copies beside the keys, in SQL.
NUMBERED = {"staff_code": "staff_code || '-' || copy", "ordinal": f"ordinal + copy * {STRIDE}"}


@contextmanager
def crowd(size: int, *, seed: int) -> Iterator[models.QuerySet[Person]]:
    """Let so many people be there for the length of the block; nothing is left of them."""
    try:
        with transaction.atomic():
            yield gather(size, seed=seed)
            transaction.set_rollback(True)
    finally:
        if not connection.in_atomic_block:
            _tidy_up()


def gather(size: int, *, seed: int) -> models.QuerySet[Person]:
    """Write so many people, with all that is on record of them, into an agency of their own."""
    kinds = min(size, LIVES)
    register = _Register()
    for person, facts in lives(kinds, seed=seed):
        register.enter(person, facts)
    register.write(copies=-(-size // kinds) - 1)
    return Person.objects.filter(agency=register.agency).order_by("-pk")[:size]


def _tidy_up() -> None:
    """Give back the room that the rows took, and what the planner learned of them."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(model._meta.db_table for model in TABLES)}")


class _Register:
    """Turns lives into rows."""

    def __init__(self) -> None:
        self._root = found_agency(
            code="do-toc-do",
            name="Cơ quan để đo tốc độ",
            symbol="MH",
            place="Hà Nội",
            head_office="Thủ trưởng",
            head_name="Nguyễn Văn Mẫu",
            since=datetime.date(YEARS[0], 1, 1),
        )
        self.agency = self._root.agency
        self._clerk = open_account(username="do-toc-do", person=None, password=None, actor=None)
        self._submission = Submission.objects.create(
            agency=self.agency,
            unit=self._root,
            year=LAST,
            title="Đề nghị khen thưởng",
            state=SubmissionState.SENT,
            created_by=self._clerk,
            created_at=clock.now(),
            sent_by=self._clerk,
            sent_at=clock.now(),
        )
        self._rows: dict[Any, list[Any]] = {each: [] for each in TABLES}
        self._decisions: dict[str, Decision] = {}

    def enter(self, person: Person, facts: Facts) -> None:
        """Note everything that is on record of a person."""
        person.agency = self.agency
        self._note(person)
        self._note_service(person, facts)
        for year, rating in facts.ratings.items():
            given = {"year": year, "rating": rating.name, "source": "Thông báo xếp loại"}
            recorded = {"agency": self.agency, "recorded_by": self._clerk}
            self._note(YearRating(person=person, **given, **recorded))
        for award in facts.awards or ():
            self._note_award(person, award)
        nominated = {
            award.year: self._nomination(person, award.code, award.year, NominationState.ACCEPTED)
            for award in facts.awards or ()
            if award.code == USES_AN_IDEA
        }
        for idea in facts.initiatives or ():
            self._note_idea(person, idea, nominated)
        if facts.ratings.get(LAST, Rating.KHT) >= Rating.HTT:
            self._nomination(person, EXPECTED, LAST, NominationState.ACCEPTED)

    def write(self, *, copies: int) -> None:
        """Write all rows, repeat them so often, and issue the decisions."""
        Decision.objects.bulk_create(self._decisions.values())
        with connection.cursor() as cursor:
            for model, rows in self._rows.items():
                model.objects.bulk_create(rows)
                _repeat(cursor, model, copies)
        Decision.objects.filter(agency=self.agency).update(
            state=DecisionState.ISSUED, issued_by=self._clerk, issued_at=clock.now()
        )

    def _note(self, row: Row) -> Row:
        """Keep a row, under the next key."""
        rows = self._rows[type(row)]
        row.pk = -len(rows) - 1
        rows.append(row)
        return row

    def _note_service(self, person: Person, facts: Facts) -> None:
        since = person.joined_on or self._root.since
        work = {"person": person, "unit": self._root, "title": "Chuyên viên"}
        self._note(Posting(**work, since=since))
        for post in facts.posts or ():
            self._note(Posting(**work, since=post.since, office=post.kind, is_main=False))
        for model, spells, paper in (
            (Leave, facts.leave, {}),
            (Discipline, facts.disciplines, {"reference": "01/QĐ"}),
            (Restriction, facts.restrictions, {"source_document": "01/TB"}),
        ):
            for one in spells or ():
                span = {"kind": one.kind, "since": one.since, "until": one.until}
                self._note(model(person=person, **span, **paper))

    def _note_award(self, person: Person, award: AwardFact) -> None:
        decision = self._decisions.setdefault(award.reference, self._decision(award))
        self._note(
            Recipient(
                decision=decision,
                kind=RecipientKind.INDIVIDUAL,
                person=person,
                type=award.type,
                period_to=award.period_to,
                ordinal=len(self._rows[Recipient]) + 1,
                name=person.full_name,
                unit=self._root,
            )
        )

    def _decision(self, award: AwardFact) -> Decision:
        return Decision(
            pk=-len(self._decisions) - 1,
            agency=self.agency,
            origin=Decision.Origin.EXTERNAL,
            authority="Thủ trưởng",
            award=award.code,
            year=award.year,
            subject=f"Khen thưởng năm {award.year}",
            symbol=award.reference,
            signed_on=award.decided,
            created_by=self._clerk,
        )

    def _note_idea(
        self, person: Person, idea: InitiativeFact, nominated: dict[int, Nomination]
    ) -> None:
        found = self._note(
            Initiative(
                agency=self.agency,
                title=idea.title,
                scope=idea.scope.name,
                recognised_on=idea.recognised,
                certificate="01/GCN-SK",
            )
        )
        self._note(Author(initiative=found, person=person))
        if idea.used_for:
            use = InitiativeUse(initiative=found, nomination=nominated[idea.recognised.year])
            self._note(use)

    def _nomination(self, person: Person, award: str, year: int, state: str) -> Nomination:
        return self._note(
            Nomination(
                agency=self.agency,
                unit=self._root,
                submission=self._submission,
                kind=RecipientKind.INDIVIDUAL,
                person=person,
                award=award,
                year=year,
                achievement="Hoàn thành nhiệm vụ được giao.",
                state=state,
                created_by=self._clerk,
                state_since=clock.now(),
            )
        )


def _repeat(cursor: CursorWrapper, model: type[models.Model], copies: int) -> None:
    """Let the database repeat the rows of a table, each copy under keys of its own."""
    table, fields = model._meta.db_table, model._meta.concrete_fields
    columns = ", ".join(field.attname for field in fields)
    values = ", ".join(_repeated(field) for field in fields)
    cursor.execute(
        f"INSERT INTO {table} ({columns}) "  # noqa: S608 - names from our own models
        f"SELECT {values} FROM {table}, generate_series(1, %s) copy WHERE id < 0 ORDER BY copy",
        [copies],
    )
    cursor.execute(f"ANALYZE {table}")


def _repeated(field: "models.Field[Any, Any]") -> str:
    if field.primary_key or field.related_model in TABLES:
        return f"{field.attname} - copy * {STRIDE}"
    return NUMBERED.get(field.attname, field.attname)

"""What is read of old awards on their way into the register: how far, and who may be meant.

Candidates are computed for the page and stored nowhere. A person chooses among them.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Replace
from django.utils.translation import gettext as _

from awards.models import Decision, HistoryImport, HistoryLine, Recipient
from awards.models.subjects import RecipientKind
from awards.queries.nominations import award_rank
from awards.workflow import DecisionState
from units.models import Person, Posting, Unit
from units.text import clean_person_name, fold, name_sound, name_variants

GROUP = ("authority", "reference", "signed_on", "award", "year")


@dataclass(frozen=True)
class Candidate:
    """Somebody whom a line may be about: what speaks for it, and what against."""

    subject: Person | Unit
    where: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    points: int
    certain: bool = False

    @property
    def code(self) -> str:
        """What tells namesakes apart."""
        who = self.subject
        return who.staff_code if isinstance(who, Person) else who.code


@dataclass(frozen=True)
class LineView:
    """A line as a page shows it: who may be meant, and the decision that has it already."""

    line: HistoryLine
    candidates: list[Candidate]
    known: Decision | None


def with_counts(imports: QuerySet[HistoryImport]) -> QuerySet[HistoryImport]:
    """Files with `line_count` and `open_count`, the lines that nobody settled."""
    return imports.select_related("uploaded_by__person", "agency").annotate(
        line_count=Count("lines"),
        open_count=Count("lines", filter=Q(lines__state=HistoryLine.State.OPEN)),
    )


def lines_of(history: HistoryImport) -> QuerySet[HistoryLine]:
    """The lines of a file with whom they are about, and `award_rank` to sort by."""
    found = history.lines.select_related(
        "person", "collective", "decision__agency", "history__agency"
    )
    return found.annotate(award_rank=award_rank("award"))


def state_counts(history: HistoryImport) -> dict[str, int]:
    """How many lines are in each state, those without a line too."""
    counted = dict(
        history.lines.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n")
    )
    return {state: counted.get(state, 0) for state in HistoryLine.State.values}


def decision_count(history: HistoryImport) -> int:
    """How many decisions the lines speak of."""
    return history.lines.order_by().values(*GROUP).distinct().count()


def next_open_line(history: HistoryImport, after: int = 0) -> HistoryLine | None:
    """The next line that nobody settled, after a row and then from the top."""
    left = history.lines.filter(state=HistoryLine.State.OPEN).order_by("row")
    return left.filter(row__gt=after).first() or left.first()


def line_views(lines: Iterable[HistoryLine]) -> list[LineView]:
    """Lines of one file as a page shows them: four queries, however many lines."""
    listed = list(lines)
    candidates, known = candidates_for(listed), recorded_already(listed)
    return [LineView(one, candidates.get(one.pk, []), known.get(one.pk)) for one in listed]


def certain_matches(history: HistoryImport) -> dict[HistoryLine, Candidate]:
    """Unsettled lines whose code and name both say the same one subject."""
    coded = history.lines.filter(state=HistoryLine.State.OPEN).exclude(code="")
    lines = list(coded.select_related("history"))
    found = candidates_for(lines)
    return {line: best for line in lines for best in found.get(line.pk, [])[:1] if best.certain}


def candidates_for(lines: Iterable[HistoryLine]) -> dict[int, list[Candidate]]:
    """For each line of one file, who may be meant, the likeliest first; by key of the line."""
    people_of = [line for line in lines if line.kind == RecipientKind.INDIVIDUAL]
    units_of = [line for line in lines if line.kind == RecipientKind.COLLECTIVE]
    found = _people(people_of) | _units(units_of)
    return {
        key: sorted(each, key=lambda one: (-one.points, one.subject.pk))
        for key, each in found.items()
    }


def recorded_already(lines: Iterable[HistoryLine]) -> dict[int, Decision]:
    """The issued decision that already gives a chosen subject what a line says, by key of line.

    The year does not tell two awards of one decision apart: it may be mistyped on one side.
    """
    chosen = [line for line in lines if line.state == HistoryLine.State.CHOSEN]
    given = (
        Recipient.objects.filter(
            Q(person__in=[line.person_id for line in chosen if line.person_id])
            | Q(collective__in=[line.collective_id for line in chosen if line.collective_id]),
            decision__state=DecisionState.ISSUED,
            decision__signed_on__in={line.signed_on for line in chosen},
            effect=Recipient.Effect.GIVES,
        )
        .select_related("decision__agency")
        .order_by("pk")
    )
    known = {
        (one.person_id, one.collective_id, *_paper(one.decision, one.decision.award)): one.decision
        for one in given
    }
    found = {}
    for line in chosen:
        key = (line.person_id, line.collective_id, *_paper(line, line.award))
        if key in known:
            found[line.pk] = known[key]
    return found


def reference_key(reference: str) -> str:
    """Number and symbol as they are compared: 05/QĐ-X and 5 / QD-X are one."""
    return re.sub(r"^0+(?=\d)", "", fold(clean_person_name(reference)).replace(" ", ""))


def _paper(row: HistoryLine | Decision, award: str) -> tuple[Any, ...]:
    return (row.signed_on, reference_key(row.reference), award)


def _people(lines: list[HistoryLine]) -> dict[int, list[Candidate]]:
    if not lines:
        return {}
    variants = {line.pk: name_variants(line.name) for line in lines}
    agency = lines[0].history.agency_id
    people = Person.objects.filter(agency=agency).annotate(
        loose=Replace(F("folded"), Value("y"), Value("i"), output_field=TextField())
    )
    named = Q(loose__in={key for keys in variants.values() for key in keys})
    coded = Q(staff_code__in={line.code for line in lines if line.code})
    found = list(people.filter(named | coded))
    postings: dict[int, list[Posting]] = {}
    for posting in (
        Posting.objects.filter(person__in=found)
        .select_related("unit")
        .order_by("-is_main", "since")
    ):
        postings.setdefault(posting.person_id, []).append(posting)
    by_name: dict[str, list[Person]] = {}
    for person in found:
        by_name.setdefault(person.loose, []).append(person)
    by_code = {person.staff_code: person for person in found}
    candidates = {}
    for line in lines:
        meant = {one for key in variants[line.pk] for one in by_name.get(key, ())}
        if line.code in by_code:
            meant.add(by_code[line.code])
        candidates[line.pk] = [_person(line, one, postings.get(one.pk, [])) for one in meant]
    return candidates


def _units(lines: list[HistoryLine]) -> dict[int, list[Candidate]]:
    if not lines:
        return {}
    keys = {line.pk: fold(clean_person_name(line.name)) for line in lines}
    units = Unit.objects.filter(agency=lines[0].history.agency_id).select_related("parent")
    coded = Q(code__in={line.code for line in lines if line.code})
    found = list(units.filter(Q(folded__in=set(keys.values())) | coded))
    return {
        line.pk: [
            _unit(line, one)
            for one in found
            if one.folded == keys[line.pk] or (line.code and one.code == line.code)
        ]
        for line in lines
    }


class _Case:
    """Gathers what speaks for a candidate, and what against."""

    def __init__(self) -> None:
        self.points = 0
        self.reasons: list[str] = []
        self.doubts: list[str] = []

    def add(self, reason: str, points: int) -> None:
        """One thing more that speaks for it."""
        self.reasons.append(reason)
        self.points += points

    def doubt(self, reason: str) -> None:
        """Something that speaks against it."""
        self.doubts.append(reason)
        self.points -= 4


def _named_alike(case: _Case, line: HistoryLine, name: str, *, coded: bool) -> bool:
    """Weigh the code and the name; whether both say the same."""
    if coded:
        case.add(_("đúng mã"), 16)
    same = name_sound(line.name) == name_sound(name)
    if same:
        case.add(_("cùng tên"), 8)
    elif fold(clean_person_name(line.name)) == fold(name):
        case.add(_("cùng tên khi bỏ dấu"), 4)
    elif coded:
        case.doubt(_("khác tên"))
    else:
        case.add(_("tên gần giống (i và y, hoặc đảo thứ tự)"), 2)
    return coded and same


def _person(line: HistoryLine, person: Person, postings: list[Posting]) -> Candidate:
    case = _Case()
    coded = bool(line.code) and person.staff_code == line.code
    certain = _named_alike(case, line, person.full_name, coded=coded)
    if line.born_on and person.born_on:
        if line.born_on == person.born_on:
            case.add(_("cùng ngày sinh"), 4)
        else:
            case.doubt(_("khác ngày sinh"))
    if person.joined_on and person.joined_on > line.signed_on:
        case.doubt(_("vào cơ quan sau ngày ký"))
    then = [posting for posting in postings if _in_year(posting, line.year)]
    _same_place(case, line, postings, then)
    shown = then or postings
    where = "; ".join(f"{one.title}, {one.unit.name}" for one in shown)
    return Candidate(
        person,
        where,
        tuple(case.reasons),
        tuple(case.doubts),
        case.points,
        certain=certain and not case.doubts,
    )


def _same_place(
    case: _Case, line: HistoryLine, postings: list[Posting], then: list[Posting]
) -> None:
    unit, title = fold(clean_person_name(line.unit)), fold(clean_person_name(line.title))
    if unit and any(one.unit.folded in unit for one in then):
        case.add(_("cùng đơn vị năm %(year)d") % {"year": line.year}, 3)
    elif unit and any(one.unit.folded in unit for one in postings):
        case.add(_("từng ở cùng đơn vị"), 2)
    if title and any(fold(one.title) == title for one in then or postings):
        case.add(_("cùng chức vụ"), 1)


def _in_year(posting: Posting, year: int) -> bool:
    """Whether somebody stood there on any day of a year."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return posting.since <= last and (posting.until is None or posting.until > first)


def _unit(line: HistoryLine, unit: Unit) -> Candidate:
    case = _Case()
    coded = bool(line.code) and unit.code == line.code
    certain = _named_alike(case, line, unit.name, coded=coded)
    if unit.until and unit.until <= datetime.date(line.year, 1, 1):
        case.doubt(_("đã kết thúc hoạt động trước năm %(year)d") % {"year": line.year})
    return Candidate(
        unit,
        str(unit.parent or ""),
        tuple(case.reasons),
        tuple(case.doubts),
        case.points,
        certain=certain and not case.doubts,
    )

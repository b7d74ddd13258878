"""Bring old awards from a spreadsheet into the register, once people said whom each is about."""

from collections.abc import Iterator
from itertools import groupby

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from awards.actions.decisions import record_decision
from awards.actions.recipients import Printed
from awards.history import HistoryReading, read_history
from awards.models import Decision, HistoryImport, HistoryLine
from awards.models.subjects import RecipientKind
from awards.queries.history import GROUP, certain_matches, recorded_already
from awards.workflow import HISTORY, HistoryState
from campaigns.sheets.layout import SheetRefused
from units import audit, clock, files
from units.actions.files import store_file
from units.actions.jobs import queue_job
from units.errors import ActionRefused
from units.files.kinds import XLSX
from units.jobs import job_kind
from units.models import Account, Agency, Job, Person, Posting, Role, Unit
from units.permissions import require
from units.queries import agency_root

KIND = "history"
# Above so many lines the recording runs in the background.
MOST_AT_ONCE = 500

State = HistoryLine.State


@transaction.atomic
def begin_import(*, agency: Agency, upload: UploadedFile, actor: Account) -> HistoryImport:
    """Keep a file of old awards and read it; the same file again changes nothing and is told so.

    One wrong cell and no line is taken over. Nothing is an award before `record_history`.
    """
    require(actor, agency_root(agency).pk, [Role.DECISION_ADMIN])
    stored = store_file(upload=upload, accept=(XLSX,), actor=actor)
    if kept := HistoryImport.objects.filter(agency=agency, file=stored).first():
        raise ActionRefused(_brought_already(kept))
    reading = _read(upload, agency)
    state = HistoryState.FAULTY if reading.errors else HistoryState.MATCHING
    history = HistoryImport.objects.create(
        agency=agency,
        file=stored,
        name=files.safe_name(upload.name or ""),
        uploaded_by=actor,
        uploaded_at=clock.now(),
        state=state,
        errors=[[one.sheet, one.cell, one.column, one.text] for one in reading.errors],
        notes=reading.notes,
    )
    taken = [] if reading.errors else reading.lines
    HistoryLine.objects.bulk_create(HistoryLine(history=history, **vars(line)) for line in taken)
    audit.record(
        actor=actor,
        action="begin_import",
        target=history,
        lines=len(taken),
        errors=len(reading.errors),
        sha256=stored.sha256,
    )
    return history


@transaction.atomic
def settle_line(
    *, line: HistoryLine, state: str, actor: Account, subject: Person | Unit | None = None
) -> HistoryLine:
    """Say whom a line is about, that it is about nobody here, or that it must wait."""
    history = _stepped(line.history, "match", actor)
    line = HistoryLine.objects.select_for_update().get(pk=line.pk)
    wanted = Person if line.kind == RecipientKind.INDIVIDUAL else Unit
    if state == State.CHOSEN and not (
        isinstance(subject, wanted) and subject.agency_id == history.agency_id
    ):
        raise ActionRefused(_("Hãy chọn một người hoặc tập thể của cơ quan. Chưa có gì được lưu."))
    line.state, line.chosen_by = State(state), actor
    line.person = subject if state == State.CHOSEN and isinstance(subject, Person) else None
    line.collective = subject if state == State.CHOSEN and isinstance(subject, Unit) else None
    line.save(update_fields=["state", "chosen_by", "person", "collective"])
    audit.record(
        actor=actor,
        action="settle_line",
        target=line,
        state=state,
        subject=subject.pk if subject and state == State.CHOSEN else None,
    )
    return line


@transaction.atomic
def accept_certain(*, history: HistoryImport, actor: Account) -> int:
    """Choose what code and name agree on, as somebody asked; return how many lines."""
    history = _stepped(history, "match", actor)
    certain = certain_matches(history)
    for line, candidate in certain.items():
        line.state, line.chosen_by = State.CHOSEN, actor
        if isinstance(candidate.subject, Person):
            line.person = candidate.subject
        else:
            line.collective = candidate.subject
    HistoryLine.objects.bulk_update(certain, ["state", "chosen_by", "person", "collective"])
    audit.record(actor=actor, action="accept_certain", target=history, lines=len(certain))
    return len(certain)


@transaction.atomic
def record_history(*, history: HistoryImport, actor: Account) -> HistoryImport:
    """Record every chosen line as an award, all of them or none; what is known is left out."""
    for _progress in _recording(history, actor):
        pass
    history.refresh_from_db()
    return history


@transaction.atomic
def begin_recording(*, history: HistoryImport, actor: Account) -> Job:
    """Leave the recording of a long file to the background."""
    history = _stepped(history, "record", actor)
    _require_settled(list(history.lines.all()))
    audit.record(actor=actor, action="begin_recording", target=history)
    return queue_job(kind=KIND, argument=history.pk, path=history.get_absolute_url(), owner=actor)


@job_kind(KIND)
def run_recording(job: Job) -> Iterator[tuple[int, int]]:
    """Record a long file as its owner; running it twice changes nothing."""
    history = HistoryImport.objects.select_related("agency").get(pk=job.argument)
    if history.state == HistoryState.DONE:
        yield 1, 1
        return
    with transaction.atomic():
        yield from _recording(history, job.owner)


@transaction.atomic
def discard_import(*, history: HistoryImport, actor: Account) -> None:
    """Throw a file away of which nothing was recorded, with all that was chosen for its lines."""
    history = _stepped(history, "discard", actor)
    audit.record(actor=actor, action="discard_import", target=history)
    history.delete()


def _read(upload: UploadedFile, agency: Agency) -> HistoryReading:
    upload.seek(0)
    try:
        reading = read_history(upload.read(), agency=agency.name, today=clock.today())
    except SheetRefused as refusal:
        raise ActionRefused(str(refusal)) from refusal
    if not reading.lines and not reading.errors:
        raise ActionRefused(_("Tệp không có dòng nào. Chưa có gì được lưu."))
    return reading


def _brought_already(kept: HistoryImport) -> str:
    who = {
        "who": kept.uploaded_by,
        "at": f"{localtime(kept.uploaded_at):%d/%m/%Y %H:%M}",
        "state": kept.get_state_display(),
    }
    return _("Tệp này %(who)s đã nhập lúc %(at)s (%(state)s). Không có gì thay đổi.") % who


def _stepped(history: HistoryImport, name: str, actor: Account) -> HistoryImport:
    """Lock the file, check actor and state."""
    history = (
        HistoryImport.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(pk=history.pk)
    )
    step = HISTORY.step(name)
    require(actor, agency_root(history.agency).pk, step.roles)
    if history.state not in step.sources:
        raise ActionRefused(
            _(
                "Tệp đang ở trạng thái “%(state)s” nên không làm được việc này. Không có gì thay "
                "đổi; hãy tải lại trang."
            )
            % {"state": history.get_state_display()}
        )
    return history


def _recording(history: HistoryImport, actor: Account) -> Iterator[tuple[int, int]]:
    """Record decision by decision, inside the caller's transaction; yield how far it is."""
    history = _stepped(history, "record", actor)
    lines = list(history.lines.select_related("person", "collective", "history"))
    _require_settled(lines)
    known = recorded_already(lines)
    new = [line for line in lines if line.state == State.CHOSEN and line.pk not in known]
    _refuse_twins(new)
    groups = [list(each) for _key, each in groupby(sorted(new, key=_paper), key=_paper)]
    root = agency_root(history.agency)
    units = _units_then(new, root)
    yield 0, len(groups) + 1
    for done, group in enumerate(groups, start=1):
        decision = _record(group, units, history.agency, actor)
        for line in group:
            line.decision = decision
        yield done, len(groups) + 1
    for line in lines:
        line.decision = known.get(line.pk, line.decision)
    HistoryLine.objects.bulk_update(lines, ["decision"])
    history.state = HistoryState.DONE
    history.recorded_by, history.recorded_at = actor, clock.now()
    history.save(update_fields=["state", "recorded_by", "recorded_at"])
    audit.record(
        actor=actor,
        action="record_history",
        target=history,
        decisions=len(groups),
        lines=len(new),
        known=len(known),
    )
    yield len(groups) + 1, len(groups) + 1


def _require_settled(lines: list[HistoryLine]) -> None:
    left = sum(line.state == State.OPEN for line in lines)
    if left:
        raise ActionRefused(
            _(
                "Còn %(n)d dòng chưa chọn. Chưa có gì được ghi nhận; hãy chọn, hoặc đánh dấu “để "
                "sau”."
            )
            % {"n": left}
        )
    if not any(line.state == State.CHOSEN for line in lines):
        raise ActionRefused(_("Chưa dòng nào có người hoặc tập thể. Chưa có gì được ghi nhận."))


def _refuse_twins(lines: list[HistoryLine]) -> None:
    """One decision gives a subject an award once."""
    seen: dict[object, HistoryLine] = {}
    for line in sorted(lines, key=lambda one: one.row):
        key = (line.subject, *_paper(line))
        if key in seen:
            raise ActionRefused(
                _(
                    "Dòng %(first)d và dòng %(second)d cùng chọn %(who)s trong một quyết định. "
                    "Chưa có dòng nào được ghi nhận; hãy xem lại hai dòng này."
                )
                % {"first": seen[key].row, "second": line.row, "who": line.subject}
            )
        seen[key] = line


def _paper(line: HistoryLine) -> tuple[object, ...]:
    """What makes lines one decision of the register."""
    return tuple(getattr(line, name) for name in GROUP)


def _record(
    group: list[HistoryLine], units: dict[int, Unit], agency: Agency, actor: Account
) -> Decision:
    """Record the decision of lines that share one, with its recipients as the paper names them."""
    group.sort(key=lambda line: line.row)
    printed: dict[Person | Unit, Printed] = {
        line.subject: Printed(line.name, line.place, units[line.pk], line.type)
        for line in group
        if line.subject
    }
    return record_decision(
        agency=agency,
        subjects=printed,
        actor=actor,
        **{name: getattr(group[0], name) for name in GROUP},
    )


def _units_then(lines: list[HistoryLine], root: Unit) -> dict[int, Unit]:
    """The unit of each subject when the decision was signed, or the nearest known; by line."""
    people = {line.person_id for line in lines if line.person_id}
    postings: dict[int, list[Posting]] = {}
    main = Posting.objects.filter(person__in=people, is_main=True).select_related("unit")
    for posting in main.order_by("since"):
        postings.setdefault(posting.person_id, []).append(posting)
    found = {}
    for line in lines:
        if line.collective:
            found[line.pk] = line.collective
            continue
        known = postings.get(line.person_id or 0, [])
        then = [one for one in known if one.since <= line.signed_on]
        nearest = then[-1:] or known[:1]
        found[line.pk] = nearest[0].unit if nearest else root
    return found

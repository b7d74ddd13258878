"""Every step of a nomination, from its first draft to the decision, in one order."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from awards.labels import NOMINATION_EVENTS
from awards.models import Nomination, PetitionStep
from awards.parts import Check, Part
from awards.queries.records import decision_of
from awards.workflow import ReviewState
from units.models import Account, AuditEntry
from units.queries import history


@dataclass(frozen=True)
class Event:
    """Something that happened to a nomination."""

    at: datetime.datetime
    what: str
    who: Account | None
    note: str = ""


def nomination_events(nomination: Nomination) -> list[Event]:
    """The history of a nomination, the oldest first: its own steps, its reviews, its decision."""
    events = [
        Event(e.at, str(NOMINATION_EVENTS.get(e.action, e.action)), e.actor, _note(e))
        for e in history(nomination)
    ]
    items = nomination.review_items.select_related(
        "review__opened_by__person", "review__closed_by__person"
    )
    for item in items:
        review = item.review
        put = pgettext("history", "Đưa ra Hội đồng")
        events.append(Event(review.opened_at, put, review.opened_by, review.title))
        # Not before the minutes are signed: until then nothing is final, and nobody is told.
        if review.closed_at and review.state == ReviewState.SIGNED:
            passed = pgettext("history", "Hội đồng thông qua")
            rejected = pgettext("history", "Hội đồng không thông qua")
            outcome = passed if item.passed else rejected
            events.append(Event(review.closed_at, outcome, review.closed_by))
    out = PetitionStep.objects.filter(petition__items__nomination=nomination)
    for step in out.select_related("petition", "recorded_by__person"):
        said = f"{step.petition.authority}\n{step.note}"
        what = capfirst(step.get_kind_display())
        events.append(Event(step.recorded_at, what, step.recorded_by, said.strip()))
    decision = decision_of(nomination)
    if decision and decision.issued_at:
        said = pgettext("history", "Ban hành quyết định")
        events.append(Event(decision.issued_at, said, decision.issued_by, decision.reference))
    return sorted(events, key=lambda event: event.at)


def _note(entry: AuditEntry) -> str:
    """What a step says beside its name: the reason, and what it was about."""
    said, lines = entry.changes, [entry.reason]
    if version := said.get("version"):
        lines.append(_("Bản số %(number)d") % {"number": version})
    for part, remark in said.get("parts", {}).items():
        label = str(Part(part).label)
        lines.append(_("Cần sửa: %(part)s") % {"part": f"{label} – {remark}" if remark else label})
    if entry.action == "check_nomination":
        _before, checked = said["checked"]
        lines.append(_("Đã kiểm tra: %(parts)s") % {"parts": _listed(checked)})
    if entry.action == "assign_specialist":
        lines.append(said["name"] or _("Không giao riêng cho ai"))
    return "\n".join(line for line in lines if line)


def _listed(checked: Iterable[str]) -> str:
    return "; ".join(str(Check(one).label) for one in checked) or _("chưa phần nào")

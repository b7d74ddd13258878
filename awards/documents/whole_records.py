"""The whole record of a person or of a unit as a paper: an extract, not signed by anybody.

The text is Vietnamese in every language of the pages.
"""

from typing import Any

from django.utils.translation import override

from awards.documents.editions import edition_of
from awards.documents.render import render
from awards.models import Decision
from awards.queries.whole_records import RecordedAward, RecordYear
from campaigns.models import Initiative
from units import clock
from units.models import Agency, Person, Unit

FORM = "record"


def render_record(subject: Person | Unit, place: str, years: list[RecordYear]) -> bytes:
    """Set a record as PDF; `place` is the post and the unit of today."""
    with override("vi"):
        data = record_wording(subject, place, years)
    made_on = clock.today()
    return render(edition_of(FORM, made_on), data, made_on=made_on)


def record_wording(subject: Person | Unit, place: str, years: list[RecordYear]) -> dict[str, Any]:
    """The record as the lines that are printed."""
    agency: Agency = subject.agency
    facts = [["Đơn vị" if isinstance(subject, Person) else "Trực thuộc", place]] if place else []
    if isinstance(subject, Person):
        facts.insert(0, ["Mã cán bộ", subject.staff_code])
        if subject.born_on:
            facts.insert(1, ["Ngày sinh", f"{subject.born_on:%d/%m/%Y}"])
    return {
        "agency": agency.name,
        "title": "Quá trình khen thưởng",
        "subject": str(subject),
        "facts": facts,
        "made_on": f"{clock.today():%d/%m/%Y}",
        "years": [_year(one) for one in years],
    }


def _year(one: RecordYear) -> dict[str, Any]:
    rating = one.rating.get_rating_display().capitalize() if one.rating else ""
    return {
        "year": str(one.year),
        "rating": rating,
        "awards": [_award(each) for each in one.awards],
        "initiatives": [_initiative(each) for each in one.initiatives],
    }


def _award(one: RecordedAward) -> dict[str, Any]:
    decision = one.recipient.decision
    notes = []
    if one.ended_by:
        notes.append(f"{one.ended_by.get_kind_display()} theo {_named(one.ended_by)}")
    notes += [f"đính chính theo {_named(each.decision)}" for each in one.corrections]
    return {
        "name": decision.award_name,
        "paper": f"{_named(decision)} của {decision.authority}",
        "notes": notes,
        "ended": one.ended_by is not None,
    }


def _named(decision: Decision) -> str:
    return f"Quyết định số {decision.reference} ngày {decision.signed_on:%d/%m/%Y}"


def _initiative(one: Initiative) -> str:
    return (
        f"{one.get_kind_display().capitalize()} “{one.title}”, {one.get_scope_display()}, "
        f"{one.certificate}"
    )

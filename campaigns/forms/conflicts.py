"""Two clerks wrote at once: what the second typed stays in the form, the saved text beside it."""

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import escape
from django.utils.translation import gettext as _

from campaigns.forms.pledges import PledgeForms
from campaigns.models import Pledge

Row = dict[str, Any]


def beside_saved(pledge: Pledge, on: datetime.date, data: QueryDict) -> PledgeForms:
    """The page as it was posted, on the edition that is saved now.

    Rows that somebody added meanwhile stand behind the typed ones, and every field that differs
    says what is saved, so that saving again loses nothing without having shown it.
    """
    saved, data = PledgeForms(pledge, on), data.copy()
    data["edition"] = str(pledge.edition)
    added = {
        formset.prefix: _append_missing(formset, data)
        for formset in [*(formset for _commitment, formset in saved.targets), saved.aims]
    }
    typed = PledgeForms(pledge, on, data)
    pairs = zip(typed.targets, saved.targets, strict=True)
    for (_one, mine), (_other, theirs) in pairs:
        _say_saved(mine, theirs, added[mine.prefix])
    for form in list(typed.aims)[len(typed.aims.forms) - added[typed.aims.prefix] :]:
        form.fields["award"].help_text = _("Dòng này người khác vừa lưu.")
    return typed


def _rows(formset: forms.BaseFormSet, data: QueryDict) -> Iterator[Row]:
    """What was posted for each row of a formset, by the names of its fields."""
    names = formset.form.base_fields
    for number in range(int(data.get(f"{formset.prefix}-TOTAL_FORMS") or 0)):
        yield {name: data.get(f"{formset.prefix}-{number}-{name}", "") for name in names}


def _key(row: Row) -> tuple[str, ...]:
    """What tells rows apart: the key of a target; a title and its person."""
    names = ("pk",) if "pk" in row else ("award", "person_id")
    return tuple(str(row.get(name) or "") for name in names)


def _append_missing(formset: forms.BaseFormSet, data: QueryDict) -> int:
    """Add to the posted rows those that are saved and not among them; return how many."""
    prefix, there = formset.prefix, {_key(row) for row in _rows(formset, data)}
    missing = [form for form in formset.initial_forms if _key(form.initial) not in there]
    total = int(data.get(f"{prefix}-TOTAL_FORMS") or 0)
    for number, form in enumerate(missing, start=total):
        for bound in form:
            value = bound.field.widget.format_value(bound.value())
            value = value[0] if isinstance(value, list) and value else value
            name = f"{prefix}-{number}-{bound.name}"
            data[name] = "" if value in (None, [], False) else str(value)
            if bound.name == "DELETE":
                del data[name]
    # Every row counts as one that was there, so that none is taken for an untouched blank.
    data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"] = str(total + len(missing))
    return len(missing)


def _say_saved(mine: forms.BaseFormSet, theirs: forms.BaseFormSet, added: int) -> None:
    """Put what is saved under each field of a typed row that differs from it."""
    saved = {_key(form.initial): form for form in theirs.initial_forms}
    first_added = len(mine.forms) - added
    for number, form in enumerate(mine.forms):
        key = _key({"pk": form["pk"].value()})
        if number >= first_added:
            form.fields["indicator"].help_text = _("Chỉ tiêu này người khác vừa thêm.")
        elif key != ("",) and key not in saved:
            form.fields["indicator"].help_text = _(
                "Người khác vừa bỏ chỉ tiêu này; nếu lưu, chỉ tiêu sẽ được thêm lại."
            )
        elif key in saved:
            _say_fields(form, saved[key])


def _say_fields(form: forms.BaseForm, saved: forms.BaseForm) -> None:
    for name, field in form.fields.items():
        if name not in saved.fields or name in {"pk", "DELETE"}:
            continue
        before, typed = _shown(saved[name]), _shown(form[name])
        if before != typed:
            said = before or _("để trống")
            field.help_text = escape(_("Bản đã lưu: %(text)s") % {"text": said})


def _shown(bound: forms.BoundField) -> str:
    """A field's value as the page shows it: the words of a choice, the text of a box."""
    value = bound.field.widget.format_value(bound.value())
    if not isinstance(value, list):
        return str(value or "").strip()
    chosen = value[0] if value else ""
    return next((str(said) for key, said in _choices(bound.field) if str(key) == chosen), "")


def _choices(field: Any) -> Iterator[tuple[Any, Any]]:
    for key, said in field.choices:
        if isinstance(said, list | tuple):
            yield from said
        else:
            yield key, said

"""The components of the design system, built in to every template (docs/design-system.md).

A component is a function here and a template of the same name in templates/components/.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, Select, Widget
from django.forms.formsets import BaseFormSet
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campaigns.workflow import ProgressState
from config.charts import Chart, bars, stacked_bars

register = template.Library()

TONES = {
    "success": "circle-check",
    "warning": "clock",
    "danger": "alert-triangle",
    "info": "circle-dot",
    "neutral": "circle-dashed",
}
# The tone of every state there is, in any of the workflows and in a verdict.
STATE_TONES = {
    "success": "LAUNCHED SIGNED PASSED DECIDED ISSUED FROZEN DONE ACCEPTED PUBLISHED NOMINATED "
    "RECOGNISED IN_USE READ STANDS APPROVED ANSWERED CARRIED IN_FORCE HANDED_OVER CHOSEN met",
    "warning": "SENT PROPOSED CONSENT REPORTED WITH_HEAD ENDORSED COUNTING QUEUED RUNNING AT_RISK "
    "WAITING POLL_PREPARED PARTLY_REVOKED LOST MATCHING LATER cannot_tell warning",
    "danger": "SUPPLEMENT_ASKED RETURNED DECLINED REJECTED REFUSED FAILED LATE UPHELD REVOKED "
    "SUPERSEDED FAULTY not_met",
    "info": "IN_REVIEW IN_SITTING OPEN SITTING COUNTED ON_TRACK TAKEN_UP POLL_OPEN CORRECTED "
    "PRINTED council",
    "neutral": "DRAFT CLOSED WITHDRAWN THANKED MERGED REPLACED AHEAD OVER DISMISSED PREPARED "
    "STRIPPED VOID TO_COME POLL_CLOSED POLL_STRIPPED NOT_PRINTED SPOILT RECALLED OUTSIDE",
}
TONE_OF_STATE = {state: tone for tone, states in STATE_TONES.items() for state in states.split()}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite; it says nothing that the text beside it does not."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("vendor/tabler-icons/sprite.svg"),
        name,
    )


@register.simple_tag
def badge(text: str, tone: str = "neutral") -> SafeString:
    """Show a short text as a badge: tone is told by icon as well as by colour."""
    return format_html(
        '<span class="badge-state {}">{} <span>{}</span></span>', tone, icon(TONES[tone]), str(text)
    )


@register.simple_tag
def status(row: Any) -> SafeString:
    """Show the state of a row with `state` and `get_state_display`."""
    return badge(row.get_state_display(), TONE_OF_STATE.get(row.state, "neutral"))


@register.simple_tag
def state_badge(state: str, label: str) -> SafeString:
    """Show a state by its code and label, for rows that only carry the code."""
    return badge(label, TONE_OF_STATE.get(state, "neutral"))


@register.simple_tag
def progress_badge(state: str) -> SafeString:
    """Show where a target stands: derived on the day, so that no row can say it."""
    return state_badge(state, str(ProgressState(state).label))


@register.simple_block_tag
def card(content: str, title: str = "", *, flush: bool = False) -> SafeString:
    """Frame a part of the page; `flush` for tables that reach the edges."""
    heading = format_html('<div class="card-header"><h2>{}</h2></div>', title) if title else ""
    kind = "flush" if flush else "card-body"
    return format_html(
        '<section class="card">{}<div class="{}">{}</div></section>', heading, kind, content
    )


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str, url: str = "", label: str = "") -> dict[str, str]:
    """Say that there is nothing yet, and what to do next."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("components/progress.html")
def progress(value: int, maximum: int, label: str) -> dict[str, Any]:
    """Show how far something is; `label` says it in words."""
    return {"value": value, "maximum": maximum, "label": label}


@register.inclusion_tag("components/steps.html")
def steps(path: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Show a way of (label, "done" | "current" | "todo")."""
    return {"path": path}


@register.inclusion_tag("components/list_filters.html")
def list_filters(page_list: Any) -> dict[str, Any]:
    """Search box and filters of a `ListPage`."""
    return {"page_list": page_list}


@register.inclusion_tag("components/sort_header.html")
def sort_header(page_list: Any, key: str) -> dict[str, Any]:
    """Head a column of a `ListPage`: a link that sorts by it, and by it turned round."""
    column = next(column for column in page_list.columns if column.key == key)
    up = page_list.sort == key
    down = page_list.sort == f"-{key}"
    return {
        "column": column,
        "aria": "ascending" if up else "descending" if down else "none",
        "icon_name": "arrow-up" if up else "arrow-down" if down else "arrows-sort",
        "url": page_list.query(sort=f"-{key}" if up else key),
    }


@register.inclusion_tag("components/pager.html")
def pager(page_list: Any) -> dict[str, Any]:
    """How many rows there are, the pages, and the export."""
    page = page_list.page
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    pages = [(n, page_list.query(page=n) if isinstance(n, int) else "") for n in numbers]
    return {"page_list": page_list, "page": page, "pages": pages}


@register.inclusion_tag("components/files.html", takes_context=True)
def files(context: Any, rows: Iterable[Any], remove: str = "") -> dict[str, Any]:
    """List attached files, images with a preview; `remove` names the address that takes one off."""
    return {"rows": rows, "remove": remove, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Show a form field: label, control, help and errors, tied together for a screen reader."""
    return bound.as_field_group()


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """List every error of forms, formsets and lists of them on top of the page, as links."""
    singles: list[BaseForm] = []
    general: list[Any] = []
    for one in _each(forms):
        if isinstance(one, BaseFormSet):
            singles += one.forms
            general += one.non_form_errors() if one.is_bound else []
        elif one:
            singles.append(one)
    errors = [
        (_first_id(bound), bound.label, error)
        for form in singles
        if form.is_bound
        for bound in form
        for error in bound.errors
    ]
    general += [e for form in singles if form.is_bound for e in form.non_field_errors()]
    return {"errors": errors, "general": general}


def _first_id(bound: BoundField) -> str:
    """The id of a field's control, or of the first of its boxes."""
    return bound.id_for_label or f"{bound.auto_id}_0"


def _each(forms: Iterable[Any]) -> Iterator[Any]:
    for one in forms:
        yield from one if isinstance(one, list) else [one]


@register.inclusion_tag("components/chart.html")
def bar_chart(rows: Sequence[Any], title: str) -> dict[str, Chart]:
    """Draw rows of (label, value, address or "") as bars, with their table behind."""
    return {"chart": bars(title, rows)}


@register.inclusion_tag("components/chart.html")
def stacked_bar(rows: Sequence[Any], series: Sequence[str], title: str) -> dict[str, Chart]:
    """Draw rows of (label, values, address or "") as stacked bars of the named series."""
    return {"chart": stacked_bars(title, series, rows)}


@register.inclusion_tag("components/chart.html")
def grouped_bar(rows: Sequence[Any], series: Sequence[str], title: str) -> dict[str, Chart]:
    """Draw rows of (label, values, address or "") side by side, as for two years."""
    return {"chart": stacked_bars(title, series, rows, side_by_side=True)}


@register.filter
def vn_date(day: datetime.date | None) -> str:
    """Write a day as dd/mm/yyyy, in either language; an em dash for none."""
    return f"{day:%d/%m/%Y}" if day else "—"


@register.filter
def number(value: int | None) -> str:
    """Write a count with its thousands grouped, 1.234 or 1,234; an em dash for none."""
    return "—" if value is None else number_format(value, force_grouping=True)


@register.filter
def points(value: Decimal | Fraction | str | None) -> str:
    """Write points without zeros that say nothing, 7,5; an em dash where there are none."""
    if value is None or value == "":
        return "—"
    exact = round(Fraction(value), 2)
    shown = (Decimal(exact.numerator) / exact.denominator).normalize()
    return number_format(f"{shown:f}")


@register.filter
def under(text: str, heading: str) -> str:
    """Leave out the first sentence of a text where the heading above it says the same."""
    rest = text[len(heading) :]
    repeated = text[: len(heading)].casefold() == heading.casefold() and rest[:1] in {".", ":", ";"}
    return rest[1:].lstrip() if repeated else text


def control_class(widget: Widget) -> str:
    """Name the CSS class of a form control."""
    if getattr(widget, "input_type", "") in {"radio", "checkbox"}:
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


@register.filter
def is_checkbox(bound: BoundField) -> bool:
    """Whether a field is one box to tick, whose label stands behind it."""
    return isinstance(bound.field.widget, CheckboxInput)


@register.simple_tag
def control(bound: BoundField, **attrs: str) -> SafeString:
    """Render a field's control alone, dressed for the design system, with `attrs` on top."""
    widget = bound.field.widget
    classes = [widget.attrs.get("class", ""), control_class(widget)]
    if bound.errors:
        classes.append("is-invalid")
    return bound.as_widget(attrs={**attrs, "class": " ".join(classes).strip()})

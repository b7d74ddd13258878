"""One list page: search, filters, sorting, pages and export, all of it in the address."""

import csv
import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from units.requests import AccountRequest
from units.text import fold

PER_PAGE = 25


@dataclass(frozen=True)
class Column:
    """A column: its heading, how the database orders by it, and its text in an export."""

    key: str
    label: str
    value: Callable[[Any], Any]
    order: tuple[str, ...] = ()
    numeric: bool = False

    @property
    def sortable(self) -> bool:
        """Whether its heading is a link."""
        return bool(self.order)


@dataclass(frozen=True)
class Filter:
    """A drop-down: the choices, and the lookup that the chosen value goes to."""

    label: str
    choices: Iterable[tuple[Any, Any]]
    lookup: str


@dataclass
class ListPage:
    """A queryset as a page of a table, steered by the query string.

    `search` names the folded columns that the search box looks through, or gives the condition on
    a word, for what stands in other rows; every word must occur.
    """

    request: AccountRequest
    queryset: QuerySet[Any]
    columns: Sequence[Column]
    search: Sequence[str | Callable[[str], Q]] = ()
    filters: Mapping[str, Filter] = field(default_factory=dict)
    default_sort: str = ""

    @cached_property
    def form(self) -> forms.Form:
        """The search box and the filters, bound to the address."""
        fields: dict[str, forms.Field] = {}
        if self.search:
            fields["q"] = forms.CharField(
                label=_("Tìm kiếm"),
                required=False,
                widget=forms.TextInput(attrs={"type": "search"}),
            )
        for name, one in self.filters.items():
            fields[name] = forms.ChoiceField(
                label=one.label,
                choices=[("", _("Tất cả")), *map(_as_choice, one.choices)],
                required=False,
            )
        form: forms.Form = type("ListForm", (forms.Form,), fields)(self.request.GET)
        form.is_valid()
        return form

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """Every row that the search and the filters leave, in the chosen order."""
        rows = self.queryset
        chosen = self.form.cleaned_data
        for word in fold(chosen.get("q", "")).split():
            wanted = Q()
            for column in self.search:
                wanted |= (
                    Q(**{f"{column}__contains": word}) if isinstance(column, str) else column(word)
                )
            rows = rows.filter(wanted)
        for name, one in self.filters.items():
            if chosen.get(name):
                rows = rows.filter(**{one.lookup: chosen[name]})
        order = next((c.order for c in self.columns if c.key == self.sort.lstrip("-")), ())
        turned = [f"-{name}" for name in order] if self.sort.startswith("-") else order
        return rows.order_by(*turned, "pk") if order else rows

    @cached_property
    def sort(self) -> str:
        """The key of the sorted column, with "-" in front when descending."""
        asked = self.request.GET.get("sort", "")
        known = {column.key for column in self.columns if column.sortable}
        return asked if asked.lstrip("-") in known else self.default_sort

    @cached_property
    def page(self) -> Page[Any]:
        """The page that the address asks for, or the nearest there is."""
        return Paginator(self.rows, PER_PAGE).get_page(self.request.GET.get("page"))

    @property
    def is_filtered(self) -> bool:
        """Whether the search or a filter narrows the list."""
        return any(self.form.cleaned_data.values())

    def query(self, **changes: Any) -> str:
        """The query string with `changes` made; a new search or order starts at page one."""
        params = self.request.GET.copy()
        params.pop("page", None)
        for name, value in changes.items():
            params.pop(name, None)
            if value not in (None, ""):
                params[name] = value
        return f"?{params.urlencode()}"

    @property
    def export_query(self) -> str:
        """The query string of the same list as a CSV file."""
        return self.query(export="csv")

    def respond(self, template: str, **context: Any) -> HttpResponse:
        """Answer with the page; with its results alone for htmx; or with a CSV of all rows."""
        if self.request.GET.get("export") == "csv":
            return self.as_csv()
        partial = getattr(self.request, "htmx", False) and not self.request.htmx.boosted
        context |= {"page_list": self, "base": "_results.html" if partial else "base.html"}
        response = render(self.request, template, context)
        # One address answers a page or a piece: the browser's cache must not mix them up.
        patch_vary_headers(response, ["HX-Request"])
        return response

    def as_csv(self) -> HttpResponse:
        """Every row that is left, for a spreadsheet; text that looks like a formula stays text."""
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        name = self.request.resolver_match.url_name
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        response.write("\ufeff")
        writer = csv.writer(response)
        writer.writerow([column.label for column in self.columns])
        for row in self.rows:
            writer.writerow([_plain(column.value(row)) for column in self.columns])
        return response


def _as_choice(choice: tuple[Any, Any]) -> tuple[Any, Any]:
    """A choice as it reads in a select; a group of choices stays as it is."""
    value, label = choice
    return value, label if isinstance(label, list) else capfirst(str(label))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        value = localtime(value).date()
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return value

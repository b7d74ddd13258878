"""The form of an amendment: why, and what becomes of which line."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from awards.law.grounds import grounds
from awards.models import Decision, Recipient
from units import clock
from units.forms import offer

Kind = Decision.Kind


class AmendmentForm(forms.Form):
    """Ground and reason; then a box for each line in force, and how it reads where that may change.

    The lines of a replacement are ticked at first, for most of them stay.
    """

    ground = forms.ChoiceField(label=_("Căn cứ pháp lý"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Được in trong quyết định."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )

    def __init__(self, data: Any = None, *, kind: str, lines: list[Recipient]) -> None:
        super().__init__(data)
        self.kind, self.lines = Kind(kind), lines
        language = get_language() or "vi"
        found = grounds(kind, clock.today())
        said = [(one.code, one.cited(language)) for one in found]
        offer(self, ground=said)
        self.unverified = any(not one.verified for one in found)
        if len(found) == 1:
            self.initial["ground"] = found[0].code
        for line in lines:
            self.fields[f"line-{line.pk}"] = forms.BooleanField(
                label=f"{line.ordinal}. {line.name}",
                required=False,
                initial=kind == Kind.REPLACEMENT,
            )
            if self.words_lines:
                self._ask(line, "name", gettext("Tên, dòng %(line)d"))
                self._ask(line, "place", gettext("Chức vụ, đơn vị, dòng %(line)d"))

    @property
    def words_lines(self) -> bool:
        """Whether the amendment may word a line anew."""
        return self.kind != Kind.REVOCATION

    def rows(self) -> Iterator[tuple[Recipient, forms.BoundField, list[forms.BoundField]]]:
        """Each line with its box and, where it may be worded, the fields of its words."""
        names = ("name", "place") if self.words_lines else ()
        for line in self.lines:
            yield line, self[f"line-{line.pk}"], [self[f"{name}-{line.pk}"] for name in names]

    def chosen(self) -> dict[int, tuple[str, str]]:
        """Name and place of each ticked line, as they read now."""
        return {
            line.pk: (
                self.cleaned_data.get(f"name-{line.pk}", line.name),
                self.cleaned_data.get(f"place-{line.pk}", line.place),
            )
            for line in self.lines
            if self.cleaned_data[f"line-{line.pk}"]
        }

    def clean(self) -> dict[str, Any]:
        """A line without a name is none."""
        for line in self.lines:
            name = f"name-{line.pk}"
            if self.cleaned_data.get(f"line-{line.pk}") and self.cleaned_data.get(name) == "":
                self.add_error(name, gettext("Hãy nhập tên."))
        return self.cleaned_data

    def _ask(self, line: Recipient, column: str, label: str) -> None:
        asked = fields_for_model(Recipient, [column])[column]
        asked.label, asked.required = label % {"line": line.ordinal}, False
        asked.initial = getattr(line, column)
        self.fields[f"{column}-{line.pk}"] = asked

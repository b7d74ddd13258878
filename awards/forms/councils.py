"""Form of a council: in which order its members are named."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from awards.queries.terms import Council, Term


class OrderForm(forms.Form):
    """A number for each term of the councils of a unit; equal numbers go by name."""

    def __init__(self, data: Any = None, *, councils: list[Council]) -> None:
        super().__init__(data)
        self.terms = [term for council in councils for term in (*council.sitting, *council.coming)]
        for term in self.terms:
            label = _("Thứ tự của %(name)s, %(seat)s") % {
                "name": term.grant.account,
                "seat": term.seat_label,
            }
            self.fields[self._name(term)] = forms.IntegerField(
                label=label,
                initial=term.grant.order,
                min_value=0,
                max_value=999,
                # The heading of the column names no person: the control says it all.
                widget=forms.NumberInput(attrs={"aria-label": label}),
            )

    @staticmethod
    def _name(term: Term) -> str:
        return f"grant_{term.grant.pk}"

    def control(self, term: Term) -> forms.BoundField:
        """The field of a term."""
        return self[self._name(term)]

    @property
    def places(self) -> dict[int, int]:
        """What a valid form says: a place by key of the grant."""
        return {term.grant.pk: self.cleaned_data[self._name(term)] for term in self.terms}

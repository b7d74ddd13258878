"""The form of the year-end tally."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from units.forms import offer


class TallyForm(forms.Form):
    """Which year to count, among those that can be."""

    year = forms.TypedChoiceField(label=_("Năm"), coerce=int)

    def __init__(self, years: list[int], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, year=[(year, str(year)) for year in years])

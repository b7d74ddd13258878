"""What the pages on eligibility ask: the year, and the award."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns import catalogue
from campaigns.labels import award_choices
from reports.queries.eligibility import OF_COLLECTIVES, OF_PEOPLE
from units.forms import offer

YEARS = 6


class YearForm(forms.Form):
    """The year under review; this one unless another is chosen."""

    year = forms.TypedChoiceField(label=_("Năm xét"), coerce=int, required=False)

    def __init__(self, data: Any = None, *, today: datetime.date) -> None:
        super().__init__(data)
        self.today = today
        years = range(today.year, today.year - YEARS, -1)
        offer(self, year=[(year, str(year)) for year in years])

    @property
    def chosen_year(self) -> int:
        """The chosen year, this year where none is."""
        return (self.is_valid() and self.cleaned_data["year"]) or self.today.year


class EligibilityForm(YearForm):
    """For which award."""

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"), required=False)

    def __init__(self, data: Any = None, *, today: datetime.date, agency: str) -> None:
        super().__init__(data, today=today)
        codes = dict.fromkeys((*OF_PEOPLE, *OF_COLLECTIVES))
        offer(self, award=award_choices(agency, [catalogue.award(code) for code in codes]))
        self.order_fields(["award", "year"])

    @property
    def chosen_award(self) -> str:
        """The chosen award; empty where none is."""
        return self.cleaned_data.get("award", "") if self.is_valid() else ""

"""What the pages on eligibility ask: the year, and the award."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.law.regimes import Regime
from awards.lawbook import law
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.catalogue.kinds import pick
from campaigns.labels import award_choices
from reports.queries.eligibility import asked_about
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
        codes = dict.fromkeys(code for kind in RecipientKind for code in asked_about(kind))
        offer(self, award=award_choices(agency, [catalogue.award(code) for code in codes]))
        self.order_fields(["award", "year"])

    @property
    def chosen_award(self) -> str:
        """The chosen award; empty where none is."""
        return self.cleaned_data.get("award", "") if self.is_valid() else ""


class TrialForm(EligibilityForm):
    """Which award and year, and what would be different: the regime, or the agency's records."""

    regime = forms.ChoiceField(label=_("Theo quy định của"), required=False)
    records = forms.CharField(
        label=_("Quy định riêng muốn thử"),
        help_text=_("Bản ghi TOML như trong thư mục quy định riêng; chỉ được thêm hoặc siết chặt."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(
        self, data: Any = None, *, today: datetime.date, agency: str, language: str
    ) -> None:
        super().__init__(data, today=today, agency=agency)
        held = pick(language, "Quy định của năm ấy", "The law of that year")
        regimes = [(one.code, _in_words(one, language)) for one in law().regimes]
        offer(self, regime=[("", held), *regimes])
        self.order_fields(["award", "year", "regime", "records"])

    @property
    def under(self) -> datetime.date | None:
        """A day of the chosen regime, its last where it has ended; None for the year's own."""
        code = self.cleaned_data["regime"]
        regime = next((one for one in law().regimes if one.code == code), None)
        if regime is None:
            return None
        return regime.until - datetime.timedelta(days=1) if regime.until else regime.since


def _in_words(regime: Regime, language: str) -> str:
    """A regime by its first day and its texts."""
    since = f"{regime.since:%d/%m/%Y}"
    return pick(
        language,
        f"Từ {since}: Luật {regime.law}, Nghị định {regime.decree}",
        f"From {since}: Law {regime.law}, Decree {regime.decree}",
    )

"""What is asked on eligibility, the year and the award; and of the register, a code or a file."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from awards.law.regimes import Regime
from awards.lawbook import law
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.catalogue.kinds import pick
from campaigns.labels import award_choices
from reports.queries.eligibility import asked_about
from units.forms import offer
from units.uploads import HashedFile

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


class CodeForm(forms.Form):
    """The code of an entry as somebody types it from paper, or the whole address."""

    code = forms.CharField(
        label=_("Mã tra cứu in cạnh mã QR"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": _("Hãy nhập mã in trên quyết định.")},
    )

    def clean_code(self) -> str:
        """Leave what comes before the code, and the blanks that make it easier to read."""
        typed: str = self.cleaned_data["code"]
        return "".join(typed.rstrip("/").rsplit("/", 1)[-1].split()).lower()

    def say_unknown(self) -> None:
        """Say that there is nothing to be seen under the code."""
        self.add_error("code", _("Không có quyết định công khai nào mang mã này. Hãy so lại mã."))


class FileCheckForm(forms.Form):
    """A file to be compared with what is archived."""

    file = forms.FileField(
        label=_("Tệp PDF của quyết định"),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        help_text=_("Tệp chỉ được tính mã băm, không được lưu lại."),
        error_messages={"required": _("Hãy chọn tệp PDF.")},
    )

    def clean_file(self) -> HashedFile:
        """Refuse what is larger than any file that is kept here; it was not hashed whole."""
        file: HashedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.FILE_MEGABYTES * 2**20:
            raise forms.ValidationError(
                _("Tệp lớn hơn %(most)d MB nên chưa được kiểm tra."),
                params={"most": settings.FILE_MEGABYTES},
            )
        return file

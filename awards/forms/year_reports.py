"""The words of the year-end report, a text for each section."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from awards.models import YearReport

MOST_WORDS = 20000


class YearReportForm(forms.Form):
    """One text a section. `edition` is the one that the page was opened with."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, report: YearReport) -> None:
        super().__init__(data, initial={"edition": report.edition})
        for section in YearReport.Section:
            self.fields[section.value] = forms.CharField(
                label=section.label,
                required=False,
                max_length=MOST_WORDS,
                initial=report.words.get(section, ""),
                widget=forms.Textarea(attrs={"rows": 6}),
            )
        with_tables = _("Bảng số liệu được in sẵn ở mục này; chỉ cần ghi phần nhận xét.")
        for section in (YearReport.Section.MOVEMENTS, YearReport.Section.AWARDS):
            self.fields[section.value].help_text = with_tables

    @property
    def words(self) -> dict[str, str]:
        """The texts of a valid form, by section."""
        return {section: self.cleaned_data[section] for section in YearReport.Section.values}

    def shown_again(self, saved: YearReport) -> list[tuple[str, str]]:
        """Let a refused form be saved again on purpose; give what is saved and reads otherwise."""
        self.data = {**self.data.dict(), "edition": str(saved.edition)}  # type: ignore[attr-defined]
        return [
            (str(section.label), saved.words.get(section, ""))
            for section in YearReport.Section
            if saved.words.get(section, "") != self.words[section].strip()
        ]

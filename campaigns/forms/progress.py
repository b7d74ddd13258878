"""Forms of progress: a note with its evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.pledges import AmountField
from units import clock
from units.forms import DayField, FilesField


class NoteForm(forms.Form):
    """How far a target is on a day, and what was done."""

    on = DayField(label=_("Tính đến ngày"))
    reached = AmountField(
        label=_("Số đã đạt"),
        help_text=_("Tổng số từ đầu năm đến ngày này, không phải số tăng thêm."),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    text = forms.CharField(
        label=_("Việc đã làm"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = FilesField(label=_("Minh chứng"), required=False)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"on": clock.today()})

    def clean(self) -> dict[str, Any]:
        """Ask for a figure or for words."""
        said = self.cleaned_data
        broken = {"reached", "text"} & set(self.errors)
        if said.get("reached") is None and not said.get("text") and not broken:
            self.add_error("reached", _("Hãy ghi số đã đạt hoặc việc đã làm."))
        return said

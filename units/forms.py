"""Forms of the ground floor, and the small ones that every floor uses."""

import datetime
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

EIGHT_DIGITS = re.compile(r"\s*(\d\d)(\d\d)(\d{4})\s*")


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy; eight digits will do, for a telephone's keypad has no slash."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.DateInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime.date | None:
        """Read the day, putting the slashes where only digits were typed."""
        if isinstance(value, str) and (digits := EIGHT_DIGITS.fullmatch(value)):
            value = "/".join(digits.groups())
        return super().to_python(value)


class ConfirmForm(forms.Form):
    """A box to tick beside a step that cannot be taken back; it works without JavaScript."""

    sure = forms.BooleanField(
        error_messages={
            "required": _("Hãy đánh dấu vào ô xác nhận. Chưa có gì thay đổi."),
        }
    )

    def __init__(self, data: Any = None, *, label: str = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["sure"].label = label


class NoteForm(forms.Form):
    """A written reason, for whoever gets something back."""

    note = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do. Chưa có gì thay đổi.")},
    )

    def __init__(self, data: Any = None, *, label: str = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["note"].label = label

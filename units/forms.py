"""Forms of the ground floor, and the small ones that every floor uses."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from units.models import Account, Role, Unit

EIGHT_DIGITS = re.compile(r"\s*(\d\d)(\d\d)(\d{4})\s*")


def offer(form: forms.BaseForm, **choices: Any) -> None:
    """Let the selects of a form offer these rows, or these choices, and nothing else."""
    for name, offered in choices.items():
        attribute = "queryset" if isinstance(offered, QuerySet) else "choices"
        setattr(form.fields[name], attribute, offered)


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


class MailForm(forms.Form):
    """How notices leave by mail."""

    choice = forms.ChoiceField(
        label=_("Gửi thông báo qua thư điện tử"),
        choices=lambda: capitalised(Account.MailChoice.choices),
        widget=forms.RadioSelect,
    )


def capitalised(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    """Choices as they read in a select."""
    return [(value, capfirst(str(label))) for value, label in choices]


class GrantForm(forms.Form):
    """Who may act as what, where, and from when to when."""

    account = forms.ModelChoiceField(Account.objects.none(), label=_("Tài khoản"), empty_label="—")
    role = forms.ChoiceField(label=_("Vai trò"), choices=lambda: capitalised(Role.choices))
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Ở đơn vị"),
        empty_label="—",
        help_text=_("Vai trò có hiệu lực ở đơn vị này và mọi đơn vị bên dưới."),
    )
    since = DayField(label=_("Từ ngày"))
    until = DayField(
        label=_("Đến trước ngày"),
        required=False,
        help_text=_("Ngày đầu tiên không còn vai trò; để trống nếu chưa biết."),
    )

    def __init__(
        self, data: Any = None, *, accounts: QuerySet[Account], units: QuerySet[Unit], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        offer(self, account=accounts, unit=units)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until <= since:
            self.add_error("until", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return cleaned

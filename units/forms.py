"""Forms of the ground floor, and the small ones that every floor uses."""

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from units import files
from units.errors import ActionRefused
from units.models import Account, Kinship, Person, Role, Unit
from units.uploads import arrived

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


class FilesInput(forms.ClearableFileInput):
    """A file control that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files of the accepted kinds; the limits stand below it before anybody chooses.

    Gives the list of uploads, each with its content checked; the action checks again.
    """

    def __init__(self, *, accept: Iterable[files.Kind] = files.KINDS, **kwargs: Any) -> None:
        self.accept = tuple(accept)
        ends = ",".join(f".{end}" for kind in self.accept for end in kind.extensions)
        kwargs.setdefault("label", _("Tệp đính kèm"))
        kwargs.setdefault("widget", FilesInput(attrs={"accept": ends}))
        super().__init__(**kwargs)
        self.help_text = kwargs.get("help_text") or lazy(self._limits, str)()

    def _limits(self) -> str:
        most = ngettext("Nhiều nhất %(n)d tệp", "Nhiều nhất %(n)d tệp", settings.FILES_AT_ONCE)
        each = gettext(
            "%(most)s, mỗi tệp không quá %(size)d MB: %(kinds)s. "
            "Không đưa tài liệu bí mật nhà nước vào hệ thống."
        )
        return each % {
            "most": most % {"n": settings.FILES_AT_ONCE},
            "size": settings.FILE_MEGABYTES,
            "kinds": ", ".join(kind.label for kind in self.accept),
        }

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # noqa: ARG002
        """Check each file; one that is refused says why, and none of them is taken."""
        uploads = data if isinstance(data, list) else [data] if data else []
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > settings.FILES_AT_ONCE:
            raise ValidationError(
                ngettext(
                    "Chưa lưu tệp nào: chọn nhiều nhất %(n)d tệp một lần.",
                    "Chưa lưu tệp nào: chọn nhiều nhất %(n)d tệp một lần.",
                    settings.FILES_AT_ONCE,
                )
                % {"n": settings.FILES_AT_ONCE}
            )
        if refusals := [*filter(None, (self._refusal(upload) for upload in uploads))]:
            raise ValidationError(refusals)
        return uploads

    def _refusal(self, upload: UploadedFile) -> str:
        try:
            arrived(upload, self.accept)
        except ActionRefused as refusal:
            return str(refusal)
        return ""


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


def return_form(data: Any = None) -> NoteForm:
    """Why something goes back to whoever wrote it."""
    return NoteForm(data, label=gettext("Lý do trả lại"), prefix="return")


class FormsTogether(ABC):
    """Forms and formsets that one button saves; a subclass gives its `parts`."""

    @property
    @abstractmethod
    def parts(self) -> list[Any]:
        """Every form and formset in the order of the page; the first says what went wrong."""

    def is_valid(self) -> bool:
        """Check every part, so that the page shows all that is wrong at once."""
        checked = [part.is_valid() for part in self.parts]
        return all(checked)

    def refuse(self, refusal: ActionRefused) -> None:
        """Say on the page why nothing was saved."""
        self.parts[0].add_error(None, str(refusal))


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


class KinForm(forms.Form):
    """Who is kin, and how; whoever declares it for somebody else says why."""

    other = forms.TypedChoiceField(label=_("Người thân"), coerce=int)
    relation = forms.ChoiceField(
        label=_("Quan hệ"), choices=lambda: [("", "—"), *capitalised(Kinship.Relation.choices)]
    )
    note = forms.CharField(label=_("Lý do khai thay"), max_length=300)

    def __init__(
        self,
        data: Any = None,
        *,
        people: Mapping[str, list[tuple[int, str]]],
        person: Person,
        own: bool,
    ) -> None:
        super().__init__(data)
        others = [
            (unit, [one for one in listed if one[0] != person.pk])
            for unit, listed in people.items()
        ]
        offer(self, other=[("", "—"), *others])
        if own:
            self.fields["note"].required = False
            self.fields["note"].widget = forms.HiddenInput()

"""The form that takes a spreadsheet of a pledge."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.sheets.guard import LARGEST


class SheetForm(forms.Form):
    """One file; what is in it is checked by `campaigns.sheets`."""

    file = forms.FileField(
        label=_("Tệp bảng tính"),
        help_text=_("Tệp mẫu .xlsx của bản đăng ký này, không quá 1 MB, không có macro."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    @property
    def content(self) -> bytes:
        """The bytes of a valid form, one more than is allowed at most."""
        data: bytes = self.cleaned_data["file"].read(LARGEST + 1)
        return data

"""The form that publishes a ranking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from units.forms import offer
from units.models import Unit


class PublishForm(forms.Form):
    """The fingerprint of what was seen, the bloc's vote where one is needed, and the reason."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    voted = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("Đơn vị nhất khối theo biểu quyết"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Căn cứ biểu quyết"),
        required=False,
        max_length=2000,
        help_text=_("Ví dụ: biên bản họp khối, ngày họp, số phiếu."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label=_("Lý do công bố lại"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sure = forms.BooleanField(
        label=_("Tôi đã đối chiếu bảng trên; sau khi công bố không sửa được nữa."),
        error_messages={"required": _("Hãy đánh dấu vào ô xác nhận. Chưa có gì thay đổi.")},
    )

    def __init__(
        self, data: Any = None, *, first: list[Unit], is_correction: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        offer(self, voted=Unit.objects.filter(pk__in=[unit.pk for unit in first]))
        if not first:
            del self.fields["voted"], self.fields["note"]
        if not is_correction:
            del self.fields["reason"]

"""Forms of deeds: what a colleague did, and what the unit answers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Deed
from units.forms import DayField, offer


class DeedForm(forms.Form):
    """When it was done, and what."""

    done_on = DayField(label=_("Ngày lập thành tích"))
    text = forms.CharField(
        label=_("Việc đã làm"),
        max_length=5000,
        help_text=_("Ai, ở đâu, đã làm gì, kết quả ra sao; viết như kể cho người chưa biết."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class MergeForm(forms.Form):
    """With which other report of the same subject a deed is put together."""

    into = forms.ModelChoiceField(
        Deed.objects.none(), label=_("Gộp vào lần giới thiệu"), empty_label="—"
    )

    def __init__(self, data: Any = None, *, others: QuerySet[Deed]) -> None:
        super().__init__(data, prefix="merge")
        offer(self, into=others)

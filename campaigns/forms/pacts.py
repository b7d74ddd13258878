"""Forms of a bloc's pact."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from units import clock
from units.forms import offer
from units.models import Bloc, BlocMembership, Unit


class PactPlaceForm(forms.Form):
    """For which bloc, and which of its units words it."""

    bloc = forms.ModelChoiceField(Bloc.objects.none(), label=_("Khối thi đua"), empty_label="—")
    lead = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Đơn vị trưởng khối"), empty_label="—"
    )

    def __init__(self, campaign: Campaign, data: Any = None) -> None:
        super().__init__(data)
        free = campaign.agency.blocs.exclude(pacts__campaign=campaign)
        self.members = BlocMembership.objects.filter(bloc__in=free).on(clock.today())
        units = Unit.objects.filter(pk__in=self.members.values("unit"))
        offer(self, bloc=free, lead=units)

    def clean(self) -> dict[str, Any]:
        """Ask for a unit of the bloc."""
        bloc, lead = self.cleaned_data.get("bloc"), self.cleaned_data.get("lead")
        if bloc and lead and not self.members.filter(bloc=bloc, unit=lead).exists():
            self.add_error("lead", _("Đơn vị này không thuộc khối đã chọn."))
        return self.cleaned_data


class PactForm(forms.Form):
    """The wording of a pact, and the edition that the page was opened with."""

    text = forms.CharField(
        label=_("Nội dung giao ước"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Các chỉ tiêu chung mà mọi đơn vị trong khối cùng ký kết thực hiện."),
    )
    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

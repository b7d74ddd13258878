"""The form of a campaign that another authority launched."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import HigherCampaign
from units.forms import DayField


class HigherCampaignForm(forms.ModelForm):
    """What is needed to refer to it: its name, whose it is, the document, from when to when."""

    class Meta:
        model = HigherCampaign
        fields = ("name", "authority", "document", "since", "until")
        field_classes = {"since": DayField, "until": DayField}
        widgets = {"name": forms.Textarea(attrs={"rows": 2})}

    def clean(self) -> dict[str, Any]:
        """Ask for an end after the beginning."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until <= since:
            self.add_error("until", _("Phải sau ngày bắt đầu."))
        return self.cleaned_data

"""The form with which the standing body asks for fields of a pledge to be changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.comparison import FIELDS
from campaigns.labels import field_label
from campaigns.models import Pledge, Target
from campaigns.queries.questions import findings

# What a vague point is about.
FIELD_OF_POINT = {
    "number": "value",
    "measure": "measure",
    "date": "due_on",
    "person": "person",
    "indicator": "indicator",
    "promise": "indicator",
}
ASKABLE = FIELDS[1:]


class QuestionForm(forms.Form):
    """A reason, and a box for every field of every target; vague ones are ticked already."""

    note = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do. Chưa có gì thay đổi.")},
    )

    prefix = "question"

    def __init__(self, pledge: Pledge, data: Any = None) -> None:
        super().__init__(data)
        vague = {
            (target.pk, FIELD_OF_POINT[code])
            for target, points in findings(pledge)
            for code, _words in points
        }
        self.targets = list(pledge.targets.select_related("commitment"))
        for target in self.targets:
            for name in ASKABLE:
                self.fields[f"{name}-{target.pk}"] = forms.BooleanField(
                    label=f"{field_label(name)}: {target}",
                    required=False,
                    initial=(target.pk, name) in vague,
                )

    @property
    def headings(self) -> list[str]:
        """Names of the fields, over the boxes."""
        return [field_label(name) for name in ASKABLE]

    @property
    def rows(self) -> list[tuple[Target, list[forms.BoundField]]]:
        """Each target with its boxes."""
        return [
            (target, [self[f"{name}-{target.pk}"] for name in ASKABLE]) for target in self.targets
        ]

    @property
    def asked(self) -> list[tuple[int, str]]:
        """The ticked fields of a valid form."""
        return [
            (target.pk, name)
            for target in self.targets
            for name in ASKABLE
            if self.cleaned_data[f"{name}-{target.pk}"]
        ]

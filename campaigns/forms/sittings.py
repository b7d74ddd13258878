"""Forms of a sitting: what comes before the council, and a member's sheet."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.forms.proposals import PointsForm
from campaigns.models import MarkSheet, Proposal
from units.forms import DayField, offer


class SittingForm(forms.Form):
    """A new sitting: its title, the day by which members score, the proposals."""

    title = forms.CharField(label=_("Tên phiên họp"), max_length=200)
    due_on = DayField(label=_("Hạn chấm điểm"))
    proposals = forms.ModelMultipleChoiceField(
        Proposal.objects.none(),
        label=_("Sáng kiến đưa ra Hội đồng"),
        error_messages={"required": _("Hãy chọn ít nhất một sáng kiến.")},
    )

    def __init__(self, *args: Any, ready: QuerySet[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, proposals=ready)

    @property
    def ticked(self) -> set[str]:
        """Keys of the proposals ticked, as typed."""
        return set(self["proposals"].data or ())

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says."""
        return self.cleaned_data | {"proposals": list(self.cleaned_data["proposals"])}


class SheetForm(PointsForm):
    """A member's sheet: points and a remark for each criterion, and for or against."""

    agrees = forms.TypedChoiceField(
        label=_("Biểu quyết"),
        choices=[("yes", _("Đề nghị công nhận")), ("no", _("Không đề nghị công nhận"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Nhận xét chung"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.criteria:
            self.fields[f"said_{one.code}"] = forms.CharField(
                label=_("Nhận xét"), required=False, max_length=1000
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Points and remark of each criterion, for the page."""
        return [(self[f"points_{one.code}"], self[f"said_{one.code}"]) for one in self.criteria]

    @property
    def marks(self) -> dict[str, tuple[int, str]]:
        """Points and remarks of a valid form by criterion."""
        said = self.cleaned_data
        return {code: (points, said[f"said_{code}"]) for code, points in self.points.items()}


def typed(sheet: MarkSheet) -> dict[str, Any]:
    """A stored sheet as it was typed."""
    row: dict[str, Any] = {"agrees": "yes" if sheet.agrees else "no", "comment": sheet.comment}
    for mark in sheet.marks.all():
        row[f"points_{mark.criterion}"] = mark.points
        row[f"said_{mark.criterion}"] = mark.comment
    return row

"""Forms of a meeting: who is there."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from awards.models import ReviewMember
from units.forms import capitalised

Attendance = ReviewMember.Attendance


class AttendanceForm(forms.Form):
    """One mark for each seat; a seat left open is not marked yet."""

    def __init__(self, data: Any = None, *, seats: Sequence[ReviewMember]) -> None:
        super().__init__(data)
        self.seats = seats
        for seat in seats:
            self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(
                label=str(seat),
                choices=[("", _("chưa ghi")), *capitalised(Attendance.choices)],
                initial=seat.attendance,
                required=False,
            )

    @property
    def rows(self) -> list[tuple[ReviewMember, BoundField]]:
        """Each seat with its field."""
        return [(seat, self[f"seat-{seat.pk}"]) for seat in self.seats]

    @property
    def marks(self) -> dict[int, str]:
        """The marks made, by key of the seat."""
        typed = {seat.pk: self.cleaned_data[f"seat-{seat.pk}"] for seat in self.seats}
        return {key: mark for key, mark in typed.items() if mark}

"""Forms of a bloc: who joins it, and who heads it in a year."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from units.forms import DayField, FilesField, offer
from units.models import BlocMembership, Unit
from units.models.organisation import UnitQuerySet


class JoinForm(forms.Form):
    """A unit that joins a bloc."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị"), empty_label="—")
    since = DayField(label=_("Từ ngày"))

    def __init__(self, data: Any = None, *, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, unit=units)


class TermForm(forms.Form):
    """Head and deputy of a bloc in a year."""

    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    head = forms.ModelChoiceField(Unit.objects.none(), label=_("Trưởng khối"), empty_label="—")
    deputy = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Phó trưởng khối"), empty_label="—", required=False
    )

    def __init__(self, data: Any = None, *, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, head=units, deputy=units)


class DocumentForm(forms.Form):
    """Papers of the bloc for a year."""

    title = forms.CharField(label=_("Tên văn bản"), max_length=200)
    papers = FilesField()


class LeaveForm(forms.Form):
    """A unit that leaves, and the first day on which it is outside."""

    membership = forms.ModelChoiceField(
        BlocMembership.objects.none(), label=_("Đơn vị"), empty_label="—"
    )
    until = DayField(label=_("Ngày đầu tiên không còn trong khối"))

    def __init__(
        self, data: Any = None, *, memberships: QuerySet[BlocMembership], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        offer(self, membership=memberships)
        choice = self.fields["membership"]
        choice.label_from_instance = lambda one: one.unit.name  # type: ignore[attr-defined]

"""Forms of a review: what the council looks at, and what a member thinks."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from awards.models import Nomination, Opinion, Review
from units.forms import DayField, offer


class ReviewForm(forms.Form):
    """A review to open: its name, its last day, the nominations ticked."""

    title = forms.CharField(
        label=_("Tên phiên xét"), max_length=Review._meta.get_field("title").max_length
    )
    due_on = DayField(label=_("Hạn cho ý kiến"))
    nominations = forms.ModelMultipleChoiceField(
        Nomination.objects.none(),
        label=_("Hồ sơ đưa vào phiên"),
        error_messages={"required": _("Hãy chọn ít nhất một hồ sơ.")},
    )

    def __init__(self, data: Any = None, *, ready: QuerySet[Nomination], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer(self, nominations=ready)

    @property
    def ticked(self) -> set[str]:
        """Keys of the nominations ticked, as typed."""
        return set(self["nominations"].data or ())


class OpinionForm(forms.Form):
    """What a member thinks of one nomination."""

    view = forms.ChoiceField(
        label=_("Ý kiến của bạn"),
        choices=[(value, capfirst(label)) for value, label in Opinion.View.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn đồng ý hoặc không đồng ý.")},
    )
    comment = forms.CharField(
        label=_("Nhận xét"),
        help_text=_("Không bắt buộc. Không ghi tên bạn cạnh nhận xét."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, opinion: Opinion | None) -> None:
        initial = {"view": opinion.view, "comment": opinion.comment} if opinion else None
        super().__init__(data, initial=initial)

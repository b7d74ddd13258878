"""Forms of a review: what the council looks at, who is there, and what a member thinks."""

import datetime
from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.timezone import make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.models import Nomination, Opinion, Recusal, Review, ReviewItem, ReviewMember
from campaigns.forms.proposals import PointsForm
from campaigns.rubric.record import Criterion
from units.forms import ConfirmForm, DayField, capitalised, offer
from units.models import Account

Seat = ReviewMember.Seat


class ReviewForm(forms.Form):
    """A review to open: its name, how and when the council meets, the nominations ticked."""

    title = forms.CharField(
        label=_("Tên phiên xét"), max_length=Review._meta.get_field("title").max_length
    )
    mode = forms.ChoiceField(
        label=_("Hình thức"), widget=forms.RadioSelect, required=False, initial=Review.Mode.MEETING
    )
    due_on = DayField(label=_("Hạn cho ý kiến"))
    meets_on = DayField(label=_("Ngày họp"), required=False)
    meets_time = forms.TimeField(
        label=_("Giờ họp"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "14:00"}),
    )
    place = forms.CharField(
        label=_("Địa điểm"),
        required=False,
        max_length=Review._meta.get_field("place").max_length,
    )
    nominations = forms.ModelMultipleChoiceField(
        Nomination.objects.none(),
        label=_("Hồ sơ đưa vào phiên"),
        error_messages={"required": _("Hãy chọn ít nhất một hồ sơ.")},
    )

    def __init__(
        self, data: Any = None, *, ready: QuerySet[Nomination], written: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        modes = Review.Mode.choices if written else [Review.Mode.choices[0]]
        offer(self, nominations=ready, mode=capitalised(modes))

    def clean(self) -> dict[str, Any]:
        """Refuse half a moment: a day without its time, or the other way round."""
        cleaned = super().clean() or {}
        day, time = cleaned.get("meets_on"), cleaned.get("meets_time")
        for missing, other in (("meets_on", time), ("meets_time", day)):
            if other and not cleaned.get(missing) and missing not in self.errors:
                self.add_error(missing, _("Hãy ghi cả ngày và giờ họp, hoặc để trống cả hai."))
        return cleaned

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says of the review."""
        said = dict(self.cleaned_data)
        day, time = said.pop("meets_on"), said.pop("meets_time")
        meets_at = make_aware(datetime.datetime.combine(day, time)) if day and time else None
        return said | {
            "mode": said["mode"] or Review.Mode.MEETING,
            "meets_at": meets_at,
            "nominations": list(said["nominations"]),
        }

    @property
    def ticked(self) -> set[str]:
        """Keys of the nominations ticked, as typed."""
        return set(self["nominations"].data or ())


class SeatForm(forms.Form):
    """A seat to give: to whom, as what, and by whose mandate."""

    account = forms.ModelChoiceField(Account.objects.none(), label=_("Ai"), empty_label="—")
    seat = forms.ChoiceField(label=_("Dự với tư cách"))
    stands_for = forms.ModelChoiceField(
        ReviewMember.objects.none(), label=_("Dự thay cho"), empty_label="—", required=False
    )
    mandate = forms.CharField(
        label=_("Văn bản ủy quyền"),
        required=False,
        max_length=ReviewMember._meta.get_field("mandate").max_length,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        accounts: QuerySet[Account],
        principals: QuerySet[ReviewMember] | None,
    ) -> None:
        super().__init__(data)
        seats = [(one.value, one.label) for one in (Seat.GUEST, Seat.TELLER)]
        if principals is None:
            del self.fields["stands_for"], self.fields["mandate"]
        else:
            seats.append((Seat.MEMBER.value, _("người dự thay ủy viên")))
            offer(self, stands_for=principals)
        offer(self, account=accounts, seat=capitalised(seats))

    def clean(self) -> dict[str, Any]:
        """Ask whom a substitute stands for, and by which paper."""
        cleaned = super().clean() or {}
        if cleaned.get("seat") == Seat.MEMBER:
            for name in ("stands_for", "mandate"):
                if not cleaned.get(name):
                    self.add_error(name, _("Hãy điền mục này khi dự thay ủy viên."))
        return cleaned


class DeclareForm(forms.Form):
    """Items in which somebody declares to have no conflict of interest."""

    items = forms.ModelMultipleChoiceField(
        ReviewItem.objects.none(),
        error_messages={"required": _("Hãy đánh dấu ít nhất một hồ sơ. Chưa có gì được lưu.")},
    )

    def __init__(self, data: Any = None, *, items: QuerySet[ReviewItem]) -> None:
        super().__init__(data)
        offer(self, items=items)


class ConflictForm(ConfirmForm):
    """A conflict of interest declared, with its reason: it cannot be taken back."""

    note = forms.CharField(
        label=_("Lý do"),
        max_length=Recusal._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do. Chưa có gì thay đổi.")},
    )
    field_order = ("note", "sure")

    def __init__(self, data: Any = None) -> None:
        label = gettext("Tôi không tham gia xét hồ sơ này; tôi sẽ không thấy hồ sơ này nữa.")
        super().__init__(data, label=label)


class OpinionForm(PointsForm):
    """What a member thinks of one nomination."""

    view = forms.ChoiceField(
        label=_("Ý kiến của bạn"),
        choices=lambda: capitalised(Opinion.View.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn đồng ý hoặc không đồng ý.")},
    )
    comment = forms.CharField(
        label=_("Nhận xét"),
        help_text=_("Không bắt buộc. Các ủy viên đã cho ý kiến đọc được, không kèm tên bạn."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    notes = forms.CharField(
        label=_("Ghi chú riêng"),
        help_text=_("Chỉ mình bạn đọc được."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: Any = None, *, opinion: Opinion | None, criteria: Collection[Criterion]
    ) -> None:
        super().__init__(data, initial=_typed(opinion), criteria=criteria)
        for bound in self.points_fields:
            bound.field.required = False

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says; a criterion left blank has no mark."""
        marks = {code: points for code, points in self.points.items() if points is not None}
        said = {name: self.cleaned_data[name] for name in ("view", "comment", "notes")}
        return said | {"marks": marks}


def _typed(opinion: Opinion | None) -> dict[str, Any]:
    """A stored opinion as it was typed."""
    if opinion is None:
        return {}
    said = {"view": opinion.view, "comment": opinion.comment, "notes": opinion.notes}
    return said | {f"points_{code}": points for code, points in opinion.marks.items()}


class CompareForm(forms.Form):
    """Two items to lay side by side."""

    left = forms.ChoiceField(label=_("Hồ sơ thứ nhất"))
    right = forms.ChoiceField(label=_("Hồ sơ thứ hai"))

    def __init__(self, data: Any, *, items: Collection[ReviewItem]) -> None:
        super().__init__(data)
        names = [(str(item.pk), str(item)) for item in items]
        offer(self, left=names, right=names)


class RapporteursForm(forms.Form):
    """Who studies each dossier of a review; only members free of conflicts are offered."""

    def __init__(
        self,
        data: Any = None,
        *,
        items: Collection[ReviewItem],
        members: Collection[ReviewMember],
        kept_out: dict[int, frozenset[int]],
    ) -> None:
        super().__init__(data)
        self.items = list(items)
        self.members = {str(one.pk): one for one in members}
        for item in items:
            free = [one for one in members if one.account_id not in kept_out[item.pk]]
            self.fields[f"item_{item.pk}"] = forms.ChoiceField(
                label=str(item),
                choices=[("", "—"), *((str(one.pk), capfirst(str(one))) for one in free)],
                initial=str(item.rapporteur_id or ""),
                required=False,
            )

    @property
    def rows(self) -> list[tuple[ReviewItem, forms.BoundField]]:
        """Each item with its select, for the page."""
        return [(item, self[f"item_{item.pk}"]) for item in self.items]

    @property
    def changes(self) -> dict[int, ReviewMember]:
        """Who a valid form gives another dossier to, by key of the item."""
        return {
            item.pk: self.members[chosen]
            for item in self.items
            if (chosen := self.cleaned_data[f"item_{item.pk}"])
            and chosen != str(item.rapporteur_id or "")
        }

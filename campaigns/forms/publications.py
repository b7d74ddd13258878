"""Forms of news and documents."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Publication
from units.forms import DayField, FilesField, capitalised, offer
from units.models import Unit


class UnitsField(forms.ModelMultipleChoiceField):
    """Units to tick, each indented below the one above it."""

    def label_from_instance(self, obj: Any) -> str:
        """The unit's name at its depth."""
        return "\u2003" * obj.tree_depth + obj.name


class PublicationForm(forms.Form):
    """What is said, and to whom. `edition` is the one that the page was opened with."""

    kind = forms.ChoiceField(label=_("Loại"), choices=lambda: capitalised(Publication.Kind.choices))
    title = forms.CharField(label=_("Tiêu đề"), max_length=300)
    body = forms.CharField(
        label=_("Nội dung"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 12})
    )
    confirm_by = DayField(
        label=_("Xác nhận đã đọc trước hết ngày"),
        required=False,
        help_text=_("Để trống nếu không cần xác nhận. Người chưa xác nhận được nhắc một lần."),
    )
    units = UnitsField(
        Unit.objects.none(),
        label=_("Gửi đến"),
        help_text=_("Đơn vị được chọn cùng mọi đơn vị bên dưới; chọn cơ quan là gửi tất cả."),
        widget=forms.CheckboxSelectMultiple,
    )
    attachments = FilesField(required=False)
    edition = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        sent: Any = None,
        *,
        units: QuerySet[Unit],
        publication: Publication | None = None,
    ) -> None:
        super().__init__(data, sent, initial=_said(publication) if publication else {})
        offer(self, units=units)

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says."""
        said = self.cleaned_data
        kept = {name: said[name] for name in ("kind", "title", "body", "confirm_by")}
        return {**kept, "units": tuple(said["units"]), "files": tuple(said["attachments"])}


class CorrectionForm(PublicationForm):
    """A new version of what is published."""

    asks_again = forms.BooleanField(
        label=_("Mọi người phải đọc và xác nhận lại"),
        required=False,
        help_text=_("Đánh dấu khi nội dung thay đổi thật sự, không phải khi chỉ sửa lỗi chính tả."),
    )


def _said(publication: Publication) -> dict[str, Any]:
    day: datetime.date | None = publication.confirm_by
    return {
        "kind": publication.kind,
        "title": publication.title,
        "body": publication.body,
        "confirm_by": day,
        "units": list(publication.units.all()),
        "edition": publication.edition,
    }

"""Forms of exemplars: the story, how far it may be shown, what a unit learned."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Exemplar
from campaigns.queries.exemplars import people_to_tell_of, subject_of
from units.files import IMAGES
from units.forms import FilesField, capitalised, offer
from units.models import Unit


class ExemplarForm(forms.Form):
    """Whom it is about, and the story. `edition` is the one that the page was opened with."""

    subject = forms.ChoiceField(
        label=_("Cá nhân hoặc tập thể điển hình"),
        help_text=_("Chỉ chọn được người có tài khoản, vì bài chỉ đăng khi họ đồng ý."),
    )
    title = forms.CharField(label=_("Tên bài"), max_length=200)
    summary = forms.CharField(
        label=_("Tóm tắt"),
        max_length=500,
        help_text=_("Một, hai câu: điều gì đáng học."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    story = forms.CharField(
        label=_("Câu chuyện"),
        max_length=30_000,
        help_text=_("Hoàn cảnh, việc đã làm, kết quả đo được, người khác làm theo thế nào."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    photo = FilesField(
        accept=IMAGES,
        label=_("Ảnh"),
        required=False,
        help_text=_("Một ảnh JPEG hoặc PNG; thông tin máy ảnh ghi kèm không được hiển thị."),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png"}),
    )
    alt = forms.CharField(
        label=_("Mô tả ảnh"),
        required=False,
        max_length=200,
        help_text=_("Một câu cho người không nhìn thấy ảnh: trong ảnh có ai, đang làm gì."),
    )
    drop_photo = forms.BooleanField(label=_("Bỏ ảnh đang có"), required=False)
    edition = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        sent: Any = None,
        *,
        unit: Unit,
        on: datetime.date,
        exemplar: Exemplar | None = None,
    ) -> None:
        super().__init__(data, sent, initial=_said(exemplar) if exemplar else {})
        if exemplar is None or not hasattr(exemplar, "photo"):
            del self.fields["drop_photo"]
        offer(self, subject=[("", "—"), *people_to_tell_of(unit, on)])

    def clean(self) -> dict[str, Any]:
        """Ask for words beside a picture."""
        if self.cleaned_data.get("photo") and not self.cleaned_data.get("alt"):
            self.add_error("alt", _("Hãy mô tả ảnh bằng lời."))
        return self.cleaned_data

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form tells, of whom."""
        said = self.cleaned_data
        person, collective = subject_of(said["subject"])
        texts = {name: said[name] for name in ("title", "summary", "story", "alt")}
        return {
            **texts,
            "person": person,
            "collective": collective,
            "photo": next(iter(said["photo"]), None),
            "drop_photo": said.get("drop_photo", False),
        }


class LevelForm(forms.Form):
    """How far a story may be shown, or is."""

    level = forms.ChoiceField(
        choices=lambda: capitalised(Exemplar.Level.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn phạm vi. Chưa có gì thay đổi.")},
    )

    def __init__(self, data: Any = None, *, label: str, most: str = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["level"].label = label
        if most == Exemplar.Level.INSIDE:
            offer(self, level=capitalised(Exemplar.Level.choices[:1]))


class AdoptForm(forms.Form):
    """What a unit does after an exemplar."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Đơn vị"), empty_label=None)
    deeds = forms.CharField(
        label=_("Việc đơn vị đã làm theo"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi việc đơn vị đã làm theo. Chưa có gì được lưu.")},
    )

    def __init__(self, data: Any = None, *, units: QuerySet[Unit]) -> None:
        super().__init__(data)
        offer(self, unit=units)


def _said(exemplar: Exemplar) -> dict[str, Any]:
    kind = "person" if exemplar.person_id else "unit"
    return {
        "subject": f"{kind}:{exemplar.subject.pk}",
        "title": exemplar.title,
        "summary": exemplar.summary,
        "story": exemplar.story,
        "alt": exemplar.photo.alt if hasattr(exemplar, "photo") else "",
        "edition": exemplar.edition,
    }

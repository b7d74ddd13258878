"""Forms of exemplars: the story, how far it may be shown, what a unit learned."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Exemplar
from campaigns.queries.exemplars import people_to_tell_of, subject_of
from units.forms import capitalised, offer
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
    edition = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        unit: Unit,
        on: datetime.date,
        exemplar: Exemplar | None = None,
    ) -> None:
        super().__init__(data, initial=_said(exemplar) if exemplar else {})
        offer(self, subject=[("", "—"), *people_to_tell_of(unit, on)])

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form tells, of whom."""
        said = self.cleaned_data
        person, collective = subject_of(said["subject"])
        texts = {name: said[name] for name in ("title", "summary", "story")}
        return {**texts, "person": person, "collective": collective}


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
        "edition": exemplar.edition,
    }

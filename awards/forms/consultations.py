"""Forms of a consultation: what is posted, what people say, what is answered."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from awards.models import Consultation, Nomination, Remark
from awards.workflow import RemarkState
from units.forms import DayField, capitalised, offer

LONGEST = Remark._meta.get_field("text").max_length


class ConsultationForm(forms.Form):
    """A consultation to open: its name, for whom, from when to when, the nominations ticked."""

    title = forms.CharField(
        label=_("Tên đợt lấy ý kiến"), max_length=Consultation._meta.get_field("title").max_length
    )
    audience = forms.ChoiceField(
        label=_("Lấy ý kiến của"),
        choices=lambda: capitalised(Consultation.Audience.choices),
        widget=forms.RadioSelect,
        initial=Consultation.Audience.STAFF,
    )
    first_day = DayField(label=_("Ngày đầu"))
    last_day = DayField(
        label=_("Ngày cuối"),
        required=False,
        help_text=_("Để trống thì lấy ngày sớm nhất mà quy định cho phép."),
    )
    nominations = forms.ModelMultipleChoiceField(
        Nomination.objects.none(),
        label=_("Hồ sơ lấy ý kiến"),
        error_messages={"required": _("Hãy chọn ít nhất một hồ sơ.")},
    )

    def __init__(
        self, data: Any = None, *, ready: QuerySet[Nomination], public: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        offer(self, nominations=ready)
        if not public:
            self.fields["audience"].disabled = True
            self.fields["audience"].help_text = _(
                "Muốn lấy ý kiến rộng rãi, hãy mở trang công khai của cơ quan trước."
            )

    @property
    def ticked(self) -> set[str]:
        """Keys of the nominations ticked, as typed."""
        return set(self["nominations"].data or ())

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says."""
        return self.cleaned_data | {"nominations": list(self.cleaned_data["nominations"])}


class ExtensionForm(forms.Form):
    """A later last day, and why."""

    last_day = DayField(label=_("Ngày cuối mới"))
    note = forms.CharField(
        label=_("Lý do gia hạn"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mọi người đọc được lý do này."),
    )


class RemarkForm(forms.Form):
    """What somebody says of a nominee."""

    kind = forms.ChoiceField(
        label=_("Loại ý kiến"),
        choices=lambda: capitalised(Remark.Kind.choices),
        widget=forms.RadioSelect,
        initial=Remark.Kind.COMMENT,
        help_text=_("Hồ sơ dừng lại cho đến khi khiếu nại, phản ánh được giải quyết."),
    )
    text = forms.CharField(
        label=_("Nội dung"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6})
    )
    confidential = forms.BooleanField(
        label=_("Giữ kín tên tôi"),
        required=False,
        initial=True,
        help_text=_(
            "Chỉ thường trực Hội đồng biết ai gửi. Bỏ đánh dấu thì người được đề nghị cũng biết."
        ),
    )


class PublicRemarkForm(RemarkForm):
    """The same from somebody who is not signed in, and so says who they are."""

    name = forms.CharField(label=_("Họ và tên"), max_length=100)
    contact = forms.CharField(
        label=_("Điện thoại hoặc thư điện tử"),
        max_length=100,
        help_text=_("Để thường trực Hội đồng trả lời; không ai khác đọc được."),
    )
    field_order = ("kind", "text", "name", "contact", "confidential")


class ExplanationForm(forms.Form):
    """What a nominee says to a complaint."""

    text = forms.CharField(
        label=_("Giải trình của bạn"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AnswerForm(forms.Form):
    """An answer to a comment."""

    outcome = forms.ChoiceField(widget=forms.HiddenInput, initial=RemarkState.ANSWERED)
    answer = forms.CharField(
        label=_("Trả lời"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Người gửi và người được đề nghị cùng đọc được; không nhắc tên người gửi."),
    )

    def __init__(self, data: Any = None, *, kind: str) -> None:
        super().__init__(data, prefix="answer")
        if kind == Remark.Kind.COMPLAINT:
            self.fields["outcome"] = forms.ChoiceField(
                label=_("Kết luận"),
                widget=forms.RadioSelect,
                error_messages={"required": _("Hãy chọn có cơ sở hoặc không có cơ sở.")},
            )
        states = [RemarkState.UPHELD, RemarkState.DISMISSED]
        if kind == Remark.Kind.COMMENT:
            states = [RemarkState.ANSWERED]
        offer(self, outcome=capitalised((state.value, state.label) for state in states))
        self.order_fields(["outcome", "answer"])

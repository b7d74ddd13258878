"""Forms of a petition: its wording, its sending, the steps of its way, and the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.forms.decisions import RecordForm
from awards.models import Petition
from awards.queries.petitions import petitioned
from units.forms import ConfirmForm, DayField, FilesField
from units.models import Unit


class PetitionForm(forms.ModelForm):
    """The parts of a draft that a person words. `edition` is the one that the page showed."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Petition
        fields = ("title", "authority", "letter", "signer_office", "signer_name")
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "letter": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["edition"] = self.instance.edition
        self.fields["authority"].help_text = _("In sau chữ “Kính gửi”.")
        self.fields["letter"].help_text = _(
            "Quá trình xét và lời đề nghị. Căn cứ pháp lý, số phiếu, số lượng và danh sách được hệ "
            "thống in thêm."
        )

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SendPetitionForm(ConfirmForm):
    """Number and day of the letter as it was signed, and the box to tick before it is frozen."""

    reference = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=60,
        help_text=_("Số văn thư đã cấp cho tờ trình, ví dụ 45/TTr-VPQH."),
    )
    signed_on = DayField(label=_("Ngày ký"))
    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    field_order = ("reference", "signed_on", "sure")


class AnswerForm(RecordForm):
    """The authority's decision, as received: its award and year are those of the petition."""

    def __init__(self, data: Any = None, *, petition: Petition) -> None:
        codes = [
            one.subject.code if isinstance(one.subject, Unit) else one.subject.staff_code
            for one in petitioned(petition)
        ]
        known = {
            "award": petition.award,
            "year": petition.year,
            "authority": petition.authority,
            "recipients": "\n".join(codes),
        }
        super().__init__(data, agency=petition.agency, initial=known)
        for name in ("award", "year"):
            self.fields[name].disabled = True
        self.fields["recipients"].help_text = _(
            "Đã điền sẵn theo tờ trình; bỏ dòng của ai không có trong quyết định và xếp lại theo "
            "thứ tự của quyết định."
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What a valid form says."""
        kept = {name: self.cleaned_data[name] for name in ("authority", "reference", "signed_on")}
        return kept | {"subjects": self.subjects}


class StepForm(forms.Form):
    """What happened to a petition that was sent, with the letter that said it."""

    day = DayField(label=_("Ngày"))
    note = forms.CharField(
        label=_("Nội dung"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    letters = FilesField(label=_("Văn bản kèm theo"), required=False)

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["note"].label = label

    @property
    def content(self) -> dict[str, Any]:
        """What a valid form says."""
        said = self.cleaned_data
        return {"day": said["day"], "note": said["note"], "files": tuple(said["letters"])}

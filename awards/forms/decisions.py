"""Forms of a decision: what it takes up, how it is worded, its signing; another's as received."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from awards.models import Decision, Nomination
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.labels import award_choices
from units.forms import ConfirmForm, DayField, offer
from units.models import Agency, Person, Unit

MOST_LINES = 2000


class DraftForm(forms.Form):
    """Passed nominations that one decision takes up."""

    nominations = forms.ModelMultipleChoiceField(
        Nomination.objects.none(),
        error_messages={"required": _("Hãy chọn ít nhất một hồ sơ. Dự thảo chưa được lập.")},
    )

    def __init__(self, data: Any, *, passed: QuerySet[Nomination]) -> None:
        super().__init__(data)
        offer(self, nominations=passed)


class WordingForm(forms.ModelForm):
    """The parts of a draft that a person may word; the bases stand one a line."""

    bases = forms.CharField(
        label=_("Căn cứ"),
        help_text=_("Mỗi căn cứ một dòng; dấu chấm phẩy cuối dòng được in tự động."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    class Meta:
        model = Decision
        fields = ("subject", "bases", "signer_office", "signer_name", "symbol", "is_public")
        widgets = {"subject": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["bases"] = "\n".join(self.instance.bases)
        self.fields["symbol"].required = True
        self.fields["symbol"].help_text = _("Số được cấp khi ban hành, theo ký hiệu này.")
        self.fields["is_public"].help_text = _(
            "Bỏ đánh dấu nếu quyết định không được công khai: sổ đăng ký chỉ giữ mã băm, bản in "
            "không có mã QR."
        )

    def clean_bases(self) -> list[str]:
        """Split the lines, leaving out the empty ones."""
        lines = (line.strip() for line in self.cleaned_data["bases"].splitlines())
        return [line for line in lines if line]


class IssueForm(ConfirmForm):
    """The day of signing, and the box to tick before the decision is frozen."""

    signed_on = DayField(label=_("Ngày ký"))

    field_order = ("signed_on", "sure")


class RecordForm(forms.Form):
    """Another authority's decision, as received, with its recipients as lines of codes."""

    award = forms.ChoiceField(label=_("Danh hiệu, hình thức khen thưởng"))
    year = forms.IntegerField(label=_("Năm thành tích"), min_value=2000, max_value=2100)
    authority = forms.CharField(
        label=_("Thẩm quyền quyết định"),
        max_length=Decision._meta.get_field("authority").max_length,
    )
    reference = forms.CharField(
        label=_("Số, ký hiệu"),
        help_text=_("Như in trên quyết định, ví dụ 15/QĐ-CTN."),
        max_length=Decision._meta.get_field("symbol").max_length,
    )
    signed_on = DayField(label=_("Ngày ký"))
    recipients = forms.CharField(
        label=_("Cá nhân, tập thể được khen thưởng"),
        help_text=_("Mỗi dòng một mã cán bộ hoặc mã đơn vị, theo thứ tự trong quyết định."),
        widget=forms.Textarea(attrs={"rows": 8, "autocapitalize": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: Any = None, *, agency: Agency, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.agency = agency
        offer(self, award=[("", "—"), *award_choices(agency.name)])

    def clean_recipients(self) -> list[tuple[int, Person | Unit]]:
        """Find everyone by code; each line that is wrong is named with its number."""
        lines = list(_codes(self.cleaned_data["recipients"]))
        if len(lines) > MOST_LINES:
            raise ValidationError(
                _("Danh sách dài hơn %(most)d dòng."), params={"most": MOST_LINES}
            )
        codes = [code for _number, code in lines]
        known: dict[str, Person | Unit] = {
            one.code: one for one in Unit.objects.filter(agency=self.agency, code__in=codes)
        }
        people = Person.objects.filter(agency=self.agency, staff_code__in=codes)
        known |= {one.staff_code: one for one in people}
        first: dict[str, int] = {}
        wrong = []
        for number, code in lines:
            if code not in known:
                wrong.append(_now("Dòng %(line)d: không có mã “%(code)s”.") % _at(number, code))
            elif code in first:
                said = _now("Dòng %(line)d: mã “%(code)s” đã có ở dòng %(first)d.")
                wrong.append(said % (_at(number, code) | {"first": first[code]}))
            first.setdefault(code, number)
        if wrong:
            raise ValidationError(wrong)
        return [(number, known[code]) for number, code in lines]

    def clean(self) -> dict[str, Any]:
        """Refuse, by line, whoever cannot receive such an award."""
        code = self.cleaned_data.get("award", "")
        for number, who in self.cleaned_data.get("recipients", []) if code else []:
            kind = RecipientKind.COLLECTIVE if isinstance(who, Unit) else RecipientKind.INDIVIDUAL
            if not catalogue.award(code).goes_to(kind):
                said = _now("Dòng %(line)d: hình thức này không tặng %(kind)s (%(code)s).")
                self.add_error("recipients", said % (_at(number, who) | {"kind": kind.label}))
        return self.cleaned_data

    @property
    def subjects(self) -> list[Person | Unit]:
        """The recipients of a valid form, in the order of the lines."""
        return [who for _number, who in self.cleaned_data["recipients"]]


def _codes(text: str) -> Iterator[tuple[int, str]]:
    """The first word of each line that has one, with the number of the line."""
    for number, line in enumerate(text.splitlines(), start=1):
        if words := line.replace(",", " ").replace(";", " ").split():
            yield number, words[0]


def _at(number: int, code: object) -> dict[str, Any]:
    return {"line": number, "code": code}

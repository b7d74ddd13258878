"""Forms of certificates: what is printed on which sheet, the handing over, sheets and printers."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from awards.models import Certificate, CertificateStock, Printer, StockField
from awards.models.subjects import RecipientKind
from campaigns import catalogue
from campaigns.labels import award_choices
from units import clock
from units.forms import DayField, FormsTogether, capitalised, offer
from units.models import Agency

MEASURES = ("x", "y", "width", "height", "size")


class SetupForm(forms.Form):
    """On which sheets, by which printer, with which words."""

    stock = forms.ModelChoiceField(
        CertificateStock.objects.none(), label=_("Phôi, loại giấy"), empty_label="—"
    )
    printer = forms.ModelChoiceField(
        Printer.objects.none(),
        label=_("Máy in"),
        required=False,
        empty_label=_("không cần căn chỉnh"),
    )
    achievement = forms.CharField(
        label=_("Thành tích in trên giấy"),
        required=False,
        max_length=Certificate._meta.get_field("achievement").max_length,
        help_text=_("Để trống thì in năm thành tích theo quyết định."),
    )

    def __init__(
        self, data: Any = None, *, agency: Agency, awards: set[str], **kwargs: Any
    ) -> None:
        """Offer the stocks that serve one of `awards`; the only one is chosen already."""
        super().__init__(data, **kwargs)
        stocks = CertificateStock.objects.filter(agency=agency, awards__overlap=sorted(awards))
        offer(self, stock=stocks, printer=Printer.objects.filter(agency=agency))
        if len(stocks) == 1:
            self.initial["stock"] = stocks[0]


class HandOverForm(forms.Form):
    """When it was handed over, and to whom if not to the recipient."""

    on = DayField(label=_("Ngày trao"))
    to = forms.CharField(
        label=_("Người nhận thay"),
        required=False,
        max_length=Certificate._meta.get_field("handed_to").max_length,
        help_text=_("Để trống nếu người, tập thể được khen thưởng tự nhận."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"on": clock.today()}, prefix="hand", **kwargs)


class BatchHandOverForm(forms.Form):
    """The day of a ceremony."""

    on = DayField(label=_("Ngày trao"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": clock.today()})


class StockForm(forms.ModelForm):
    """Size and purpose of a sheet."""

    awards = forms.MultipleChoiceField(
        label=_("Dùng cho"), widget=forms.CheckboxSelectMultiple(), choices=()
    )
    kind = forms.ChoiceField(
        label=_("Đối tượng"),
        required=False,
        choices=lambda: [("", _("Cá nhân và tập thể")), *capitalised(RecipientKind.choices)],
    )

    class Meta:
        model = CertificateStock
        fields = ("name", "width", "height", "is_preprinted", "kind", "awards")
        help_texts = {
            "width": _("A4 nằm ngang: 297; A3 nằm ngang: 420."),
            "height": _("A4 nằm ngang: 210; A3 nằm ngang: 297."),
            "is_preprinted": _("Chỉ in phần để trống, vào đúng ô; khung, hình đã có trên phôi."),
        }

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [one for one in catalogue.awards() if one.own_authority]
        offer(self, awards=award_choices(agency.name, own))


class FieldForm(forms.ModelForm):
    """The box of one thing to print; all empty where it is not printed on the sheet."""

    class Meta:
        model = StockField
        fields = (*MEASURES, "align", "colour")
        widgets = {"colour": forms.TextInput(attrs={"spellcheck": "false"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MEASURES:
            self.fields[name].required = False

    @property
    def is_empty(self) -> bool:
        """Whether nobody says where it stands."""
        return not any(self[name].data for name in MEASURES)

    @property
    def label(self) -> str:
        """What the box is for."""
        return str(StockField.Name(str(self.prefix)).label)

    def full_clean(self) -> None:
        """Check the row; an empty one is no mistake, and prints nothing."""
        super().full_clean()
        if self.is_bound and self.is_empty:
            self._errors, self.cleaned_data = ErrorDict(), {}

    def clean(self) -> dict[str, Any]:
        """A box that is printed has all its measures."""
        for name in MEASURES:
            if self.cleaned_data.get(name, "") is None:
                self.add_error(name, _("Hãy nhập số này, hoặc để trống cả hàng."))
        return self.cleaned_data


class StockForms(FormsTogether):
    """A stock with a row for everything that may be printed on it."""

    def __init__(self, data: Any = None, *, agency: Agency, stock: CertificateStock | None) -> None:
        self.stock = StockForm(data, instance=stock, agency=agency)
        known = {one.name: one for one in stock.fields.all()} if stock else {}
        self.boxes = [
            FieldForm(data, instance=known.get(name), prefix=name)
            for name in (StockField.Name.values if stock and stock.is_preprinted else ())
        ]

    @property
    def parts(self) -> list[Any]:
        """The sheet, then its boxes."""
        return [self.stock, *self.boxes]

    def fields(self) -> Iterator[dict[str, Any]]:
        """The values of each box that is printed."""
        for box in self.boxes:
            if box.cleaned_data:
                yield {"name": box.prefix, **box.cleaned_data}


class PrinterForm(forms.ModelForm):
    """A printer and what it is off by."""

    class Meta:
        model = Printer
        fields = ("name", "offset_x", "offset_y")
        help_texts = {
            "offset_x": _("Số âm: dịch sang trái. Đo trên tờ căn chỉnh."),
            "offset_y": _("Số âm: dịch lên. Đo trên tờ căn chỉnh."),
        }

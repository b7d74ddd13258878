"""Forms of money: a fund, what comes into it, what is paid, what came back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.models import Fund, FundEntry, PrizeLine, Recovery
from campaigns.catalogue import LegalOrder
from campaigns.labels import kind_label
from units import clock
from units.forms import DayField, offer

Kind = FundEntry.Kind
# More than any office has; it keeps a slip of the hand out of the ledger.
MOST = 10**13


class MoneyField(forms.Field):
    """Whole đồng, typed as people do: 1.490.000, 1 490 000 or 1490000."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "maxlength": 30,
            "placeholder": "1.490.000",
        }
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the amount; refuse what is no whole number of đồng, or too much to be meant."""
        digits = "".join((value or "").replace(".", " ").replace(",", " ").split())
        if not digits:
            return None
        if not (digits.isascii() and digits.isdigit() and 0 < int(digits) < MOST):
            raise forms.ValidationError(
                _("Hãy ghi số tiền bằng số nguyên đồng, lớn hơn 0, ví dụ 1.490.000.")
            )
        return int(digits)


class FundForm(forms.Form):
    """Which fund to set up."""

    order = forms.ChoiceField(label=_("Hệ thống khen thưởng"))
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    name = forms.CharField(label=_("Tên quỹ"), max_length=200)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        initial = {
            "order": LegalOrder.STATE,
            "year": clock.today().year,
            "name": "Quỹ thi đua, khen thưởng",
        }
        super().__init__(data, initial=initial, **kwargs)
        offer(self, order=[(one.value, kind_label(one)) for one in LegalOrder])


class EntryForm(forms.Form):
    """Money that came in, or went for something else."""

    kind = forms.ChoiceField(label=_("Loại"))
    amount = MoneyField(label=_("Số tiền (đồng)"))
    on = DayField(label=_("Ngày"))
    note = forms.CharField(
        label=_("Nội dung"),
        max_length=300,
        help_text=_("Nguồn tiền, số chứng từ; với khoản chi khác thì chi cho việc gì."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"on": clock.today()}, **kwargs)
        offered = [(one.value, one.label.capitalize()) for one in (Kind.INCOME, Kind.EXPENSE)]
        offer(self, kind=offered)


class PayForm(forms.Form):
    """Which prizes were paid, and when."""

    lines = forms.ModelMultipleChoiceField(
        PrizeLine.objects.none(),
        error_messages={"required": _("Hãy chọn ít nhất một khoản. Chưa ghi khoản nào.")},
    )
    paid_on = DayField(label=_("Ngày chi"))

    def __init__(self, data: Any = None, *, lines: list[PrizeLine]) -> None:
        super().__init__(data, initial={"paid_on": clock.today()})
        keys = [line.pk for line in lines]
        offer(self, lines=PrizeLine.objects.filter(pk__in=keys))


class TakeOnForm(forms.Form):
    """Which fund pays a decision's prizes."""

    fund = forms.ModelChoiceField(Fund.objects.none(), label=_("Quỹ chi"), empty_label="—")

    def __init__(self, data: Any = None, *, funds: Any) -> None:
        super().__init__(data)
        offer(self, fund=funds)


class SettleForm(forms.Form):
    """What came back, and when; only what is still out is asked for."""

    money_back_on = DayField(label=_("Ngày thu lại tiền"), required=False)
    artefact_back_on = DayField(label=_("Ngày thu lại hiện vật"), required=False)
    note = forms.CharField(
        label=_("Ghi chú"),
        max_length=300,
        required=False,
        help_text=_("Số phiếu thu, biên bản giao nhận."),
    )

    def __init__(self, data: Any = None, *, recovery: Recovery) -> None:
        super().__init__(data)
        if not recovery.awaits_money:
            del self.fields["money_back_on"]
        if not recovery.awaits_artefact:
            del self.fields["artefact_back_on"]

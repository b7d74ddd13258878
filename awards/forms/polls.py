"""Forms of a poll: what is voted on, who counts, the tellers' codes, figures of paper ballots."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from awards.models import Choice, Poll, PollItem, ReviewItem, ReviewMember
from campaigns.labels import award_label
from units.forms import ConfirmForm, capitalised, offer

FIGURES = (*Choice, "INVALID")
INVALID_LABEL = _("không hợp lệ")


class PollForm(forms.Form):
    """A poll to prepare: items ticked, how they are voted on, who counts."""

    items = forms.ModelMultipleChoiceField(
        ReviewItem.objects.none(),
        label=_("Nội dung bỏ phiếu"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một nội dung.")},
    )
    method = forms.ChoiceField(
        label=_("Cách bỏ phiếu"),
        choices=lambda: capitalised(Poll.Method.choices),
        initial=Poll.Method.SECRET,
        widget=forms.RadioSelect,
    )
    first_teller = forms.ModelChoiceField(
        ReviewMember.objects.none(), label=_("Người kiểm phiếu thứ nhất"), empty_label="—"
    )
    second_teller = forms.ModelChoiceField(
        ReviewMember.objects.none(), label=_("Người kiểm phiếu thứ hai"), empty_label="—"
    )

    def __init__(
        self,
        data: Any = None,
        *,
        votable: QuerySet[ReviewItem],
        lower: Mapping[int, Sequence[str]],
        tellers: QuerySet[ReviewMember],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        offer(self, items=votable, first_teller=tellers, second_teller=tellers)
        for key, awards in lower.items():
            self.fields[f"award-{key}"] = forms.ChoiceField(
                label=_("Bỏ phiếu về"),
                choices=[("", _("như đề nghị")), *((code, award_label(code)) for code in awards)],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse the same teller twice."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("first_teller"), cleaned.get("second_teller")
        if first and first == second:
            self.add_error("second_teller", _("Hai người kiểm phiếu phải là hai người khác nhau."))
        return cleaned

    @property
    def ticked(self) -> set[str]:
        """Keys of the items ticked, as typed."""
        return {str(one) for one in self["items"].value() or ()}

    def award_field(self, item: ReviewItem) -> BoundField | None:
        """The choice of a lower award, where the item has had a round."""
        name = f"award-{item.pk}"
        return self[name] if name in self.fields else None

    @property
    def content(self) -> dict[str, Any]:
        """What the action takes."""
        cleaned = self.cleaned_data
        typed = {item.pk: cleaned.get(f"award-{item.pk}") for item in cleaned["items"]}
        return {
            "method": cleaned["method"],
            "items": list(cleaned["items"]),
            "tellers": (cleaned["first_teller"], cleaned["second_teller"]),
            "awards": {key: award for key, award in typed.items() if award},
        }


class CodeInput(forms.TextInput):
    """A control for a code, which no page ever shows again."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:  # noqa: ARG002
        """Leave out what was typed."""
        return super().get_context(name, None, attrs)


class CodeForm(forms.Form):
    """A teller's code, typed from the paper."""

    code = forms.CharField(
        label=_("Mã của bạn"),
        help_text=_("32 chữ và số; chữ hoa hay thường, có gạch nối hay không đều được."),
        max_length=60,
        widget=CodeInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class OpeningForm(ConfirmForm, CodeForm):
    """A code that opens envelopes, and the word that what is shown was looked at."""

    root = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    field_order = ("code", "sure", "root")


class PaperCountForm(forms.Form):
    """Four figures for each item, as one teller counted them."""

    def __init__(self, data: Any = None, *, items: Sequence[PollItem]) -> None:
        super().__init__(data)
        self.items = items
        for one in items:
            for figure in FIGURES:
                self.fields[f"{one.pk}-{figure}"] = forms.IntegerField(
                    label=capfirst(_figure_label(figure)),
                    min_value=0,
                    max_value=999,
                    widget=forms.NumberInput(attrs={"autocomplete": "off"}),
                )

    @property
    def rows(self) -> list[tuple[PollItem, list[BoundField]]]:
        """Each item with its four fields."""
        return [(one, [self[f"{one.pk}-{figure}"] for figure in FIGURES]) for one in self.items]

    @property
    def figures(self) -> dict[int, dict[str, int]]:
        """The figures by key of the poll's item."""
        return {
            one.pk: {str(figure): self.cleaned_data[f"{one.pk}-{figure}"] for figure in FIGURES}
            for one in self.items
        }


def _figure_label(figure: str) -> str:
    return str(Choice(figure).label if figure in Choice.values else INVALID_LABEL)

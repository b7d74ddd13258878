"""Forms of the standing body on one nomination: give it back, check it, name who deals with it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.models import Nomination
from awards.parts import Check
from awards.queries.versions import askable_parts, open_returns
from awards.workflow import NominationState
from units.forms import NoteForm, offer
from units.models import Account


class ReturnForm(NoteForm):
    """A reason, and for each part a box and what is wrong with it."""

    prefix = "return"

    def __init__(self, nomination: Nomination, data: Any = None) -> None:
        super().__init__(data, label=_("Lý do trả lại"))
        with_head = nomination.state == NominationState.WITH_HEAD
        self.parts = askable_parts(nomination, open_returns(nomination) if with_head else [])
        for part in self.parts:
            self.fields[part] = forms.BooleanField(label=capfirst(part.label), required=False)
            self.fields[f"{part}_remark"] = forms.CharField(
                label=_("Cần sửa gì ở phần “%(part)s”") % {"part": part.label},
                max_length=500,
                required=False,
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each part's box with its remark."""
        return [(self[part], self[f"{part}_remark"]) for part in self.parts]

    @property
    def asked(self) -> dict[str, str]:
        """Parts of a valid form that are ticked or have a remark, each with the remark."""
        said = self.cleaned_data
        remarks = {part.value: said[f"{part}_remark"] for part in self.parts}
        return {part: remark for part, remark in remarks.items() if said[part] or remark}


class ChecksForm(forms.Form):
    """Which parts are checked; the page draws the boxes, beside who set them and when."""

    checked = forms.MultipleChoiceField(required=False)

    def __init__(self, data: Any, *, checks: Iterable[Check]) -> None:
        super().__init__(data)
        offer(self, checked=[(one.value, one.label) for one in checks])


class SpecialistForm(forms.Form):
    """Who deals with a nomination; nobody in particular where it is left empty."""

    specialist = forms.ModelChoiceField(
        Account.objects.none(),
        label=gettext_lazy("Chuyên viên thụ lý"),
        required=False,
        empty_label=gettext_lazy("Không giao riêng cho ai"),
    )

    prefix = "assign"

    def __init__(
        self, data: Any = None, *, specialists: Iterable[Account], now: Account | None = None
    ) -> None:
        super().__init__(data, initial={"specialist": now})
        keys = [account.pk for account in specialists]
        among = Account.objects.filter(pk__in=keys).select_related("person")
        offer(self, specialist=among.order_by("person__sort_key", "pk"))

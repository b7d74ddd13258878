"""The ballot sheet, and the other papers on which a choice is ticked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from awards.models import Choice, RollEntry

# What the browser sends: one digit for each, so that the length of a request tells nothing.
SIGNS = dict(zip("123", Choice, strict=True))


class ChoiceField(forms.TypedChoiceField):
    """Agree, disagree or blank, with nothing chosen beforehand."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[(sign, capfirst(choice.label)) for sign, choice in SIGNS.items()],
            coerce=SIGNS.__getitem__,
            widget=forms.RadioSelect(attrs={"class": "form-check-input", "autocomplete": "off"}),
            error_messages={"required": _("Hãy chọn một ô ở mục này.")},
            **kwargs,
        )


class LinesForm(forms.Form):
    """A choice for each of some lines of a roll; subclasses say whether each must be made."""

    asks_for_all = True

    def __init__(self, data: Any = None, *, lines: Sequence[RollEntry], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[self._name(line)] = ChoiceField(
                label=str(line.poll_item.item.nomination.subject), required=self.asks_for_all
            )

    @staticmethod
    def _name(line: RollEntry) -> str:
        return f"line-{line.pk}"

    @property
    def rows(self) -> list[tuple[RollEntry, BoundField]]:
        """Each line with its field."""
        return [(line, self[self._name(line)]) for line in self.lines]

    @property
    def chosen(self) -> dict[int, str]:
        """What was chosen, by key of the line."""
        typed = {line.pk: self.cleaned_data.get(self._name(line)) for line in self.lines}
        return {key: choice for key, choice in typed.items() if choice}


class BallotForm(LinesForm):
    """A member's sheet: every item needs a choice."""

    @property
    def choices(self) -> dict[int, str]:
        """What was chosen, by key of the poll's item."""
        return {line.poll_item_id: self.chosen[line.pk] for line in self.lines}


class HandsForm(LinesForm):
    """Hands raised in the room, as far as they were seen."""

    asks_for_all = False

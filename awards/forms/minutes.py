"""What people write into the papers of the council: what was said, why something did not pass."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now

from awards.models import Minutes, ReviewItem
from awards.models.minutes import GENERAL

MOST_WORDS = 10000
PLACE = "item_"


class WordsForm(forms.Form):
    """What was said: of the meeting as a whole, and on each item of the paper."""

    def __init__(self, data: Any = None, *, paper: Minutes) -> None:
        super().__init__(data)
        self._add(GENERAL, _now("Diễn biến chung, ý kiến chỉ đạo, kết luận của chủ tọa"), paper)
        self.fields[GENERAL].help_text = _now(
            "Mọi ủy viên đọc được phần này. Về một hồ sơ, hãy ghi ở ô của hồ sơ đó: người không "
            "tham gia xét hồ sơ ấy không đọc được ô đó."
        )
        for item in items_of(paper):
            self._add(f"{PLACE}{item.pk}", str(item), paper)

    def _add(self, name: str, label: str, paper: Minutes) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            max_length=MOST_WORDS,
            initial=paper.words.get(name.removeprefix(PLACE), ""),
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    @property
    def words(self) -> dict[str, str]:
        """The texts of a valid form, by key of the item and under "general"."""
        return {name.removeprefix(PLACE): text for name, text in self.cleaned_data.items()}


class ReasonsForm(forms.Form):
    """Why each item that did not pass did not; it begins with the figures and the rule."""

    def __init__(self, data: Any = None, *, paper: Minutes) -> None:
        super().__init__(data)
        for item in items_of(paper):
            if item.passed is False:
                self.fields[f"{PLACE}{item.pk}"] = forms.CharField(
                    label=str(item),
                    max_length=2000,
                    initial=item.reason,
                    widget=forms.Textarea(attrs={"rows": 3}),
                )

    @property
    def reasons(self) -> dict[int, str]:
        """The reasons of a valid form, by key of the item."""
        return {int(name.removeprefix(PLACE)): text for name, text in self.cleaned_data.items()}


def items_of(paper: Minutes) -> list[ReviewItem]:
    """The items of a paper, as its signers know them."""
    return list(
        paper.items.select_related(
            "nomination__agency", "nomination__person", "nomination__collective"
        ).order_by("pk")
    )
